import { channelName, channelsOf, sayCounted } from '#shared/duties/review-count'
import { sayMachine } from '#shared/duties/review-machine'
import { asOf } from '#shared/duties/roster'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { gradeNames, type Review } from '#shared/model/review'
import { cell, pageBreak, para, sealCorner, signCorner, table, title } from '#shared/paper/blocks'
import type { Block } from '#shared/paper/print-document'
import { form, formWidth } from '#shared/paper/presets'
import { baseOf, gradeName } from '#shared/rules/review-check'
import { shareRow } from '#shared/rules/shares'
import { compareNames } from '#shared/text/stroke-order'
import type { DocumentDefinition, FieldNames } from './document'
import { fittedForm } from './fit'
import { centred, fill, headCells, headLines, paperWords, opinionRow, paperDay, paperMonth, sealSize, textHeight, unitAndPost } from './sheet'
import { lineNames, markAt, voteChart, type ChartLine } from './vote-chart'

/**
 * 测评汇总表 (D§3.5 B): counts and shares of the closed tally, the base stated, people in roster order and never by votes; beside them the grade the branch gave.
 * 民主评议党员登记表 (D§3.5 C): one sheet a member: who they were on the day, own summary, the poll, the verdict, and blank lines for hands.
 */
export type TallyFacts = {
  readonly organisation: Organisation
  readonly review: Review
  /** The session of the year before, drawn beside this one's. */
  readonly last?: Review | null
  /** 以姓氏笔画为序 instead of the roster's order. */
  readonly order?: NameOrder
}
export type NameOrder = 'roster' | 'strokes'
type TallyFields = {
  readonly organisation: string
  readonly year: string
  readonly heldOn: string
  readonly attendance: string
  readonly ballots: string
  readonly grades: readonly string[]
  readonly rows: readonly { readonly name: string; readonly votes: readonly string[]; readonly shares: readonly string[]; readonly verdict: string; readonly note: string }[]
  /** 优秀6人，合格16人…; empty while nobody is graded. */
  readonly summary: string
  readonly capReason: string
  readonly decided: string
  /** What the shares are taken of. */
  readonly base: string
  readonly baseNote: string
  /** 党员测评，有效票16张：好10张，较好5张…; empty where nobody was asked. */
  readonly committee: string
  /** 群众代表 and others by themselves: how many ballots went out, and what came back where that may be shown. */
  readonly channels: readonly string[]
  /** The votes by class and way; empty where they are kept within the whole. */
  readonly parts: readonly { readonly name: string; readonly channel: string; readonly votes: readonly string[]; readonly blank: string }[]
  /** 分项评价 or 问题代号 by person; empty where nothing of it is kept. */
  readonly beside: { readonly head: readonly string[]; readonly note: string; readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[] }
  /** Who counted and how, and what a ballot box lost; empty where one hand typed sums. */
  readonly counted: string
  readonly orderNote: string
  /** 测评情况图: what stands over each column of bars, and the bars. */
  readonly chart: { readonly marks: readonly number[]; readonly columns: readonly string[]; readonly lines: readonly ChartLine[] }
}

/** 请假：住院; empty for who came. */
export function absenceWords({ attendance, reason }: Review['roster'][number]): string {
  const why = reason === '' ? '' : `：${reason}`
  switch (attendance) {
    case 'present': return ''
    case 'leave': return `请假${why}`
    case 'absent': return `缺席${why}`
    case 'exempt': return `免评${why}`
  }
}

const percent = (value: number) => `${value.toFixed(1)}%`

/** Bars of everybody who was voted on; those of the year before where there was a vote on any of them. */
function chartOf(review: Review, last: Review | null, roster: Review['roster']): TallyFields['chart'] {
  const votesIn = (from: Review, memberId: string): Pick<ChartLine, 'votes' | 'of'> => {
    const row = from.tally.find((one) => one.memberId === memberId)
    return row === undefined ? { votes: [], of: 0 } : { votes: review.grades.map((grade) => row.votes[grade]), of: baseOf(from).count }
  }
  const lines = roster.map(({ memberId, name }): ChartLine => {
    const before = last === null ? { votes: [], of: 0 } : votesIn(last, memberId)
    return { name, ...votesIn(review, memberId), before: before.votes, beforeOf: before.of }
  }).filter(({ of }) => of > 0)
  const over = (one: Review) => `占${baseOf(one).name}${baseOf(one).count}张`
  return {
    marks: review.grades.map((grade) => gradeNames.indexOf(grade)),
    columns: lines.length === 0 ? [] : [`各等次${over(review)}`, ...(last === null || lines.every(({ beforeOf }) => beforeOf === 0) ? [] : [`${last.year}年度（${over(last)}）`])],
    lines,
  }
}

/** Of each side how many gave which mark, as 10 / 2 / 0; of each code how many gave it. */
function besideOf({ asks, beside, tally }: Review, roster: Review['roster']): TallyFields['beside'] {
  if (beside === null) return { head: [], note: '', rows: [] }
  const rows = roster.flatMap(({ memberId, name }) => {
    const row = beside.rows.find((one) => one.memberId === memberId)
    if (row === undefined || !tally.some((one) => one.memberId === memberId)) return []
    return [{ name, cells: asks.sides.length > 0 ? row.sides.map((counts) => counts.join(' / ')) : row.codes.map((count) => (count === 0 ? '' : String(count))) }]
  })
  return asks.sides.length > 0
    ? { head: asks.sides, note: `计了${beside.ballots}张票。每格依次是${[...asks.marks, '未填'].join(' / ')}的张数。`, rows }
    : { head: asks.codes.map((_, index) => String(index + 1)), note: `计了${beside.ballots}张票，每格是写了这个代号的张数。${asks.codes.map((code, index) => `${index + 1}${code}`).join('；')}。`, rows }
}

function tallyFields({ organisation, review, last = null, order = 'roster' }: TallyFacts): TallyFields {
  const { counts } = review
  const base = baseOf(review)
  const roster = order === 'roster' ? review.roster : [...review.roster].sort((a, b) => compareNames(a.name, b.name))
  // Before anything was counted the sheet is a form: its figures are written in by hand.
  const figure = (value: number) => (counts.due === 0 ? '　　' : String(value))
  const graded = review.verdicts.filter((verdict) => verdict.grade !== null)
  return {
    organisation: organisation.name,
    year: `${review.year}年度`,
    heldOn: paperDay(review.heldOn),
    attendance: `应到${figure(counts.due)}人，实到${figure(counts.present)}人，请假${figure(counts.leave)}人，缺席${figure(counts.absent)}人，免到${figure(counts.exempt)}人`,
    ballots: `发出${figure(counts.issued)}张，收回${figure(counts.returned)}张，有效${figure(counts.valid)}张，无效${figure(counts.invalid)}张`,
    grades: review.grades.map((grade) => gradeName(grade)),
    rows: roster.map((person) => {
      const line = review.tally.find((one) => one.memberId === person.memberId)
      const verdict = review.verdicts.find((one) => one.memberId === person.memberId)
      const votes = review.grades.map((grade) => line?.votes[grade] ?? 0)
      const share = line === undefined ? [] : shareRow([...votes, line.blank], base.count).percents
      return {
        name: person.name,
        votes: line === undefined ? review.grades.map(() => '') : votes.map(String),
        shares: line === undefined ? review.grades.map(() => '') : votes.map((_, index) => percent(share[index] ?? 0)),
        verdict: verdict?.grade == null ? '' : gradeName(verdict.grade),
        note: [person.grade === 'probationary' ? '预备党员，不定等次' : '', absenceWords(person), line === undefined || line.blank === 0 ? '' : `未填${line.blank}张，占${percent(share.at(-1) ?? 0)}`].filter((part) => part !== '').join('；'),
      }
    }),
    summary: graded.length === 0 ? '' : review.grades.map((grade) => `${gradeName(grade)}${graded.filter((verdict) => verdict.grade === grade).length}人`).join('，'),
    capReason: review.capReason,
    decided: [review.decidedBy, paperDay(review.decidedOn)].filter((part) => part !== '').join('，'),
    base: base.name,
    baseNote: review.percentOf === 'valid' ? '没有填的票计在底数内' : '无效票和没有填的票计在底数内',
    committee: review.committee === null ? '' : `党员有效票${review.committee.valid}张：${[...review.committeeScale.map((name, index) => [name, review.committee?.votes[index] ?? 0] as const), ['未填', review.committee.blank] as const].map(([name, count]) => `${name}${count}张`).join('，')}`,
    channels: review.channels.length === 0 ? [] : channelsOf(review).map((channel) => {
      const part = review.parts.find((one) => one.channelId === channel.id)
      return `${channelName(channel)}发出${channel.issued}张${part === undefined ? '' : `，收回${part.returned}张，有效${part.valid}张，无效${part.invalid}张`}`
    }),
    parts: review.parts.length === 0 ? [] : roster.flatMap(({ memberId, name }) => channelsOf(review).flatMap((channel) => {
      const row = review.parts.find((one) => one.channelId === channel.id)?.tally.find((one) => one.memberId === memberId)
      return row === undefined ? [] : [{ name, channel: channelName(channel), votes: review.grades.map((grade) => String(row.votes[grade])), blank: String(row.blank) }]
    })),
    beside: besideOf(review, roster),
    counted: paperWords([sayCounted(review), sayMachine(review.machine, review)].filter((part) => part !== '').join('；')),
    orderNote: order === 'roster' ? '' : '以姓氏笔画为序',
    chart: chartOf(review, last, roster),
  }
}

/** Every line that says how the figures came about stands in one closing row, so that it never parts from the last names. */
function tallyLayout(field: TallyFields) {
  const grades = field.grades.length
  const widths = fill([12, 28, ...Array.from({ length: 2 * grades }, () => 19), 22, 0], formWidth({ landscape: true }))
  const said = [
    field.summary === '' ? '' : `评定结果：${field.summary}。${field.decided === '' ? '' : `（${field.decided}定）`}`,
    field.capReason === '' ? '' : `优秀人数超过比例的理由：${field.capReason}`,
    field.channels.length === 0 ? '' : `其中${field.channels.join('；')}。`,
    field.channels.length > 0 && field.parts.length === 0 ? '各类票数不单列，只有合计。' : '',
    field.counted === '' ? '' : `计票：${field.counted}。`,
  ]
  const closing = [
    ...said.filter((line) => line !== ''),
    `比例以${field.base}为底数，${field.baseNote}。票数不等于等次，等次由党支部结合平时表现评定。`,
    '',
    '计票人签名：　　　　　　　　监票人签名：',
    '',
    '党支部书记签名：',
  ]
  const rows = field.rows.length === 0 ? Array.from({ length: 12 }, () => ({ name: '', votes: [], shares: [], verdict: '', note: '' })) : field.rows
  return fittedForm(({ size, row }) => ({
    title: `${field.year}民主评议党员测评汇总表`,
    author: field.organisation,
    landscape: true,
    pageNumber: 'outer',
    blocks: [
      title('民主评议党员测评汇总表', { subtitle: field.year }),
      ...headLines([`党组织：${field.organisation}`, `评议日期：${field.heldOn}`, field.orderNote], { landscape: true }),
      para(`${field.attendance}。${field.ballots}。`),
      table({
        widths,
        headRows: 2,
        size,
        rows: [
          [
            ...headCells(['序号', '姓名']).map((one) => ({ ...one, rowSpan: 2 })),
            ...headCells(['得票（张）', `占${field.base}的比例`]).map((one) => ({ ...one, colSpan: grades })),
            ...headCells(['支部评定\n等次', '备注']).map((one) => ({ ...one, rowSpan: 2 })),
          ],
          headCells([...field.grades, ...field.grades]),
          ...rows.map((one, index) => ({
            height: row,
            cells: [String(index + 1), one.name, ...pad(one.votes, grades), ...pad(one.shares, grades), one.verdict, one.note].map((text) => cell(text, centred)),
          })),
          ...(field.committee === '' ? [] : [{ height: row, cells: [cell('党支部班子', { ...centred, face: '黑体', colSpan: 2 }), cell(field.committee, { colSpan: 2 * grades + 2 })] }]),
          { height: sealSize + 2, cells: [cell(closing.join('\n'), { colSpan: 2 + 2 * grades - 1, valign: 'top' }), cell('', { colSpan: 3, corner: [...sealCorner] })] },
        ],
      }),
      ...partsTable(field, size, row),
      ...besideTable(field, size, row),
      ...(field.chart.columns.length === 0 ? [] : voteChart({
        title: `${field.year}测评情况图`, named: '姓名', nameWidth: 32, columns: field.chart.columns, lines: field.chart.lines,
        answers: field.grades.map((name, index) => ({ name, mark: markAt(field.chart.marks[index] ?? index) })),
      })),
    ],
  }), { largest: 11 })
}

/** 分类票数: a line for each class and way under every name, on pages of their own. */
function partsTable(field: TallyFields, size: number, row: number): readonly Block[] {
  if (field.parts.length === 0) return []
  const several = field.parts.filter((part) => part.name === field.parts[0]?.name).length
  return [
    pageBreak(),
    title('分类票数', { subtitle: field.channels.join('；') }),
    table({
      widths: fill([40, 0, ...field.grades.map(() => 28), 28], formWidth({ landscape: true })), headRows: 1, size,
      rows: [
        headCells(['姓名', '哪一类票', ...field.grades, '未填']),
        ...field.parts.map((part, index) => ({ height: row, cells: [...(index % several === 0 ? [cell(part.name, { ...centred, rowSpan: several })] : []), ...[part.channel, ...part.votes, part.blank].map((text) => cell(text, centred))] })),
      ],
    }),
  ]
}

/** 分项评价 or 问题代号, on pages of their own. */
function besideTable({ beside, year, grades }: TallyFields, size: number, row: number): readonly Block[] {
  if (beside.rows.length === 0 || grades.length === 0) return []
  const coded = beside.head[0] === '1'
  return [
    pageBreak(),
    title(coded ? '存在问题代号' : '分项评价', { subtitle: year }),
    para(beside.note, { size: 10.5 }),
    table({
      widths: fill([14, 32, ...beside.head.map(() => 0)], formWidth({ landscape: true })), headRows: 1, size,
      rows: [headCells(['序号', '姓名', ...beside.head]), ...beside.rows.map((one, index) => ({ height: row, cells: [String(index + 1), one.name, ...one.cells].map((text) => cell(text, centred)) }))],
    }),
  ]
}

const pad = (values: readonly string[], count: number): string[] => Array.from({ length: count }, (_, index) => values[index] ?? '')

const tallyNames: FieldNames<TallyFields> = {
  organisation: '党组织', year: '年度', heldOn: '评议日期', attendance: '参加情况', ballots: '票数情况', grades: '等次',
  rows: ['测评结果', { name: '姓名', votes: '各等次票数', shares: '各等次比例', verdict: '评定等次', note: '备注' }], summary: '评定结果', capReason: '超比例的理由', decided: '评定的会议和日期', base: '比例的底数', baseNote: '底数说明', committee: '党支部班子测评', channels: '各类票', parts: ['分类票数', { name: '姓名', channel: '哪一类票', votes: '各等次票数', blank: '未填' }], beside: ['分项和代号', { head: '栏目', note: '说明', rows: ['各行', { name: '姓名', cells: '各栏' }] }], counted: '计票', orderNote: '姓名次序', chart: ['测评情况图', { marks: '图样', columns: '图的栏目', lines: ['图的各行', lineNames] }],
}

export const tallySheet: DocumentDefinition<TallyFacts, TallyFields> = { kind: 'tallySheet', name: '民主评议党员测评汇总表', fields: tallyFields, names: tallyNames, layout: tallyLayout }

export type RegisterFacts = { readonly organisation: Organisation; readonly review: Review; readonly member: Member }
type RegisterFields = {
  readonly organisation: string
  readonly year: string
  readonly name: string
  readonly gender: string
  readonly ethnicity: string
  readonly birth: string
  readonly education: string
  readonly joined: string
  readonly becameFull: string
  readonly posts: string
  readonly job: string
  readonly selfSummary: string
  readonly peerOpinion: string
  readonly poll: string
  readonly opinion: string
  readonly grade: string
  /** Why the grade is another than most ballots said. */
  readonly reason: string
}

function registerFields({ organisation, review, member }: RegisterFacts): RegisterFields {
  const then = asOf(member, review.heldOn ?? `${review.year}-12-31`)
  // Who is on the session's list is there as they were then, whatever the roster says since.
  const listed = review.roster.find((person) => person.memberId === member.id)
  const ungraded = listed?.attendance === 'exempt' ? '免评，不定等次' : (listed?.grade ?? then.grade) === 'probationary' ? '预备党员，不定等次' : ''
  const line = review.tally.find((one) => one.memberId === member.id)
  const verdict = review.verdicts.find((one) => one.memberId === member.id)
  return {
    organisation: organisation.name,
    year: `${review.year}年度`,
    name: member.name,
    gender: member.gender, ethnicity: member.ethnicity, birth: paperMonth(member.birth), education: member.education,
    joined: paperMonth(member.joined), becameFull: paperMonth(member.becameFull), posts: listed?.post ?? then.posts.join('、'), job: unitAndPost(member),
    selfSummary: verdict?.selfSummary ?? '',
    peerOpinion: verdict?.peerOpinion ?? '',
    poll: line === undefined ? '不参加测评定等' : `有效票${review.counts.valid}张：${review.grades.map((grade) => `${gradeName(grade)}${line.votes[grade]}张`).join('，')}${line.blank === 0 ? '' : `，未填${line.blank}张`}。`,
    opinion: verdict?.opinion ?? '',
    grade: verdict?.grade == null ? ungraded : gradeName(verdict.grade),
    reason: verdict?.grade == null ? '' : verdict.reason,
  }
}

/** The ballots and the opinions in mm that one page holds under the head of the form. */
const restOfPage = 198

function registerLayout(field: RegisterFields) {
  const whole = formWidth()
  const widths = fill([26, 32, 22, 28, 24, 0], whole)
  const label = (text: string) => cell(text, { ...centred, face: '黑体' })
  const value = (text: string) => cell(text, centred)
  const opinion = (caption: string, text: string, height: number, corner: readonly string[]) => opinionRow({ label: caption, text, height, corner, width: whole - 26, spans: [1, 5] })
  const peers = opinion('党员互评\n意　　见', field.peerOpinion, 20, signCorner)
  const judged = [field.opinion, field.grade === '' ? '' : `评定等次：${field.grade}`, field.reason === '' ? '' : `与测评不同的理由：${field.reason}`].filter((part) => part !== '').join('\n')
  // Room for two lines: Word sets figures among characters wider than they are counted.
  const poll = { height: Math.max(13, Math.ceil(textHeight(field.poll, whole - 26, 12))), cells: [label('民主测评'), cell(field.poll, { colSpan: 5 })] }
  const after = [opinion('党支部评定\n意见及等次', judged, 50, sealCorner), opinion('本人意见', '', 18, signCorner), opinion('基层党委\n意　　见', '', 47, sealCorner)]
  // What the others need more, the widest row gives up, as far as its own words let it: the last seal stays on the page.
  const left = [peers, poll, ...after].reduce((room, { height }) => room - height, restOfPage)
  return form({
    title: `${field.year}民主评议党员登记表（${field.name}）`,
    author: field.organisation,
    blocks: [
      title('民主评议党员登记表', { subtitle: field.year }),
      para(`党支部：${field.organisation}`),
      table({
        widths,
        rows: [
          { height: 9, cells: [label('姓　　名'), cell(field.name, { ...centred, ...(field.name.length > 7 ? { size: 10.5 } : {}) }), label('性　别'), value(field.gender), label('民　族'), value(field.ethnicity)] },
          { height: 9, cells: [label('出生年月'), value(field.birth), label('学　历'), value(field.education), label('党内职务'), value(field.posts)] },
          { height: 9, cells: [label('入党时间'), value(field.joined), label('转正时间'), value(field.becameFull), label('单位及职务'), value(field.job)] },
          opinion('个人自评', field.selfSummary, Math.max(0, Math.min(44, left)), signCorner),
          peers,
          poll,
          ...after,
        ],
      }),
    ],
  })
}

const registerNames: FieldNames<RegisterFields> = {
  organisation: '党支部', year: '年度', name: '姓名', gender: '性别', ethnicity: '民族', birth: '出生年月', education: '学历', joined: '入党时间', becameFull: '转正时间', posts: '党内职务', job: '单位及职务',
  selfSummary: '个人自评', peerOpinion: '党员互评意见', poll: '民主测评', opinion: '党支部评定意见', grade: '评定等次', reason: '与测评不同的理由',
}

export const reviewRegister: DocumentDefinition<RegisterFacts, RegisterFields> = { kind: 'reviewRegister', name: '民主评议党员登记表', fields: registerFields, names: registerNames, layout: registerLayout }
