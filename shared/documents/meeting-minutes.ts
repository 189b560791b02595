import { cell, pageBreak, para, table, title, type RowInput } from '#shared/paper/blocks'
import { form } from '#shared/paper/presets'
import type { DocumentDefinition } from './document'
import { captionRow, figure, gridRow, gridWidths, handForm, rosterOf, ruledRows, writingRow, type FormFacts, type Texts } from './hand-form'
import { centred } from './sheet'

/**
 * 会议记录 (D§9.2) of the four kinds of meeting, 主题党日 and 组织生活会: two sides, written by hand at the meeting. Every absent member is named with
 * the reason: inspections look for that first. Fields: the branch, who is due by the roster of the day the form is printed.
 */
const names = {
  organisation: '党组织', year: '年度', meeting: '会议名称', on: '日期', time: '起止时间', place: '地点', chair: '主持人', recorder: '记录人', due: '应到人数', present: '实到人数', leave: '请假人数', absent: '缺席人数',
  roll: '应到人员\n到会打√', absences: '请假缺席\n姓名原因', guests: '列席人员\n单位', agenda: '议题', ballot: '表决情况', decision: '决议', lecturer: '主讲人', subject: '题目', hours: '课时', theme: '主题', way: '活动方式', rate: '参加率',
} as const
type Name = keyof typeof names

type Kind = {
  readonly kind: string
  readonly name: string
  readonly heading: string
  /** Who is due: everybody, or those of the committee; a group's people are known only to who prints for it. */
  readonly who: 'all' | 'committee' | 'none'
  readonly special: (field: Texts<Name>) => readonly RowInput[]
  readonly captions: readonly [string, string]
  readonly closing: (field: Texts<Name>) => readonly RowInput[]
  /** A lecture has its 题目, a 主题党日 its 主题: no line asks for the name of a meeting. */
  readonly nameless?: boolean
  readonly known?: Partial<Texts<Name>>
}

/** The lines of a page of writing that its other rows, so many mm high, leave. */
const lines = (taken: number, room: number): number => Math.max(3, Math.floor((room - taken) / 9))
const heightOf = (rows: readonly RowInput[]): number => rows.reduce((sum, row) => sum + ('cells' in row ? (row.height ?? 8) : 8), 0)

/** A box before each name, in columns: set as running text, a line would end with the box of the name that begins the next. */
function rollOf(people: readonly string[]): string {
  const widest = Math.max(3, ...people.map((name) => [...name].length))
  const inLine = Math.max(1, Math.floor((rollChars + 1) / (widest + 2)))
  const lines = Array.from({ length: Math.ceil(people.length / inLine) }, (_, at) => people.slice(at * inLine, (at + 1) * inLine))
  return lines.map((line) => line.map((name) => `☐${name}${'\u3000'.repeat(widest + 1 - [...name].length)}`).join('').trimEnd()).join('\n')
}
/** Full-width characters across the roll's cell. */
const rollChars = 31

const signatures: RowInput = { height: 14, cells: [cell('主持人签名', { ...centred, face: '黑体' }), cell('', { colSpan: 2 }), cell('记录人签名', { ...centred, face: '黑体' }), cell('', { colSpan: 2 })] }

function minutes({ kind, name, heading, who, special, captions, closing, nameless = false, known = {} }: Kind): DocumentDefinition<FormFacts, Texts<Name>> {
  return handForm({
    kind, name, names,
    known: (facts) => {
      const roster = rosterOf(facts).filter(({ then }) => who === 'all' || (who === 'committee' && then.posts.some((post) => post !== '党小组长')))
      const due = who === 'none' ? [] : roster
      return { organisation: facts.organisation.name, year: `${facts.year}年度`, due: figure(due.length), roll: rollOf(due.map(({ member }) => member.name)), ...known }
    },
    layout: (field) => {
      const head: RowInput[] = [
        ...(nameless ? [] : [gridRow(names, field, ['meeting'])]),
        gridRow(names, field, ['on', 'time', 'place']),
        gridRow(names, field, ['chair', 'recorder']),
        gridRow(names, field, ['due', 'present', 'rate']),
        writingRow(names.roll, field.roll, 22),
        writingRow(names.absences, field.absences, 16),
        writingRow(names.guests, field.guests, 13),
        ...special(field),
      ]
      const tail = [...closing(field), signatures]
      // The roll of a large branch takes more than its row: the lines below give way.
      const more = Math.max(0, field.roll.split('\n').length - 3) * 7
      return form({
        title: `${field.year}${heading}`,
        author: field.organisation,
        blocks: [
          title(heading, { subtitle: field.year }),
          para(`党组织：${field.organisation}`),
          table({ widths: gridWidths(), rows: [...head, captionRow(captions[0]), ...ruledRows(lines(heightOf(head) + 9 + more, 218))] }),
          pageBreak(),
          table({ widths: gridWidths(), rows: [captionRow(captions[1]), ...ruledRows(lines(heightOf(tail) + 9, 246)), ...tail] }),
          para('第　　页　共　　页', { align: 'right', size: 10.5 }),
        ],
      })
    },
  })
}

const agenda = (field: Texts<Name>): readonly RowInput[] => [writingRow(names.agenda, field.agenda, 22)]

export const generalMeeting = minutes({
  kind: 'generalMeeting', name: '支部党员大会记录', heading: '支部党员大会记录', who: 'all', special: agenda, captions: ['会议内容', '会议内容（续）'],
  known: { ballot: '表决事项：\n表决方式：☐举手　☐无记名投票　　\n应到会有表决权党员　　　人，实到　　　人\n赞成　　　人，反对　　　人，弃权　　　人\n无记名投票：发出　　张，收回　　张，有效　　张，作废　　张' },
  closing: (field) => [writingRow(names.ballot, field.ballot, 34), writingRow(names.decision, field.decision, 40)],
})

export const committeeMeeting = minutes({
  kind: 'committeeMeeting', name: '支部委员会会议记录', heading: '支部委员会会议记录', who: 'committee', special: agenda, captions: ['会议内容（谁说了什么，逐人记）', '会议内容（续）'],
  closing: () => [
    { height: 9, cells: [cell('决定事项', { ...centred, face: '黑体', colSpan: 4 }), cell('责任人', { ...centred, face: '黑体' }), cell('完成时限', { ...centred, face: '黑体' })] },
    ...Array.from({ length: 4 }, () => ({ height: 13, cells: [cell('', { colSpan: 4 }), '', ''] })),
  ],
})

export const groupMeeting = minutes({
  kind: 'groupMeeting', name: '党小组会记录', heading: '党小组会记录', who: 'none', special: agenda, captions: ['会议内容', '个人发言（逐人记）'],
  closing: () => [writingRow('小结', '', 30)],
})

export const partyLecture = minutes({
  kind: 'partyLecture', name: '党课记录', heading: '党课记录', who: 'all', nameless: true,
  special: (field) => [gridRow(names, field, ['subject']), gridRow(names, field, ['lecturer', 'hours'])], captions: ['党课内容', '党课内容（续）'],
  closing: () => [writingRow('讨论发言', '', 50)],
})

export const partyDay = minutes({
  kind: 'partyDay', name: '主题党日活动记录', heading: '主题党日活动记录', who: 'all', nameless: true,
  special: (field) => [gridRow(names, field, ['theme']), gridRow(names, field, ['way'])], captions: ['活动内容', '活动内容（续）'], known: { way: '☐集中学习　☐组织生活　☐民主议事　☐志愿服务' },
  closing: () => [{ height: 90, cells: [cell('活动照片', { ...centred, face: '黑体' }), cell('', { colSpan: 5 })] }],
})

export const lifeMeeting = minutes({
  kind: 'lifeMeeting', name: '组织生活会记录', heading: '组织生活会记录', who: 'all', special: agenda, captions: ['班子对照检查和会议内容', '个人自我批评和相互批评（写明谁批评谁）'],
  closing: () => [writingRow('需要整改\n的问题', '', 40)],
})

const talkNames = {
  organisation: '党组织', year: '年度', talker: '谈话人', talkerPost: '谈话人职务', talkedTo: '谈话对象', talkedToPost: '对象职务', on: '时间', place: '地点', type: '类型', content: '谈话内容\n要点', opinion: '意见建议', handling: '处理情况',
} as const

/** 谈心谈话记录: one conversation a sheet. */
export const heartTalk = handForm({
  kind: 'heartTalk', name: '谈心谈话记录', names: talkNames,
  known: ({ organisation, year }) => ({ organisation: organisation.name, year: `${year}年度`, type: '☐思想交流　☐工作交流　☐提醒　☐慰问' }),
  layout: (field) => form({
    title: `${field.year}谈心谈话记录`,
    author: field.organisation,
    blocks: [
      title('谈心谈话记录', { subtitle: field.year }),
      para(`党组织：${field.organisation}`),
      table({
        widths: gridWidths(),
        rows: [
          gridRow(talkNames, field, ['talker', 'talkerPost']), gridRow(talkNames, field, ['talkedTo', 'talkedToPost']), gridRow(talkNames, field, ['on', 'place']), gridRow(talkNames, field, ['type']),
          writingRow(talkNames.content, field.content, 90), writingRow(talkNames.opinion, field.opinion, 40), writingRow(talkNames.handling, field.handling, 28),
          { height: 14, cells: [cell('谈话人\n签名', { ...centred, face: '黑体' }), cell('', { colSpan: 2 }), cell('谈话对象\n签名', { ...centred, face: '黑体' }), cell('', { colSpan: 2 })] },
        ],
      }),
    ],
  }),
})
