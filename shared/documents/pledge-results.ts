import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import type { Pledge, PledgeItem, PledgeRound } from '#shared/model/pledge'
import { satisfactionWords } from '#shared/duties/pledge-evaluate'
import { cell, para, table, title } from '#shared/paper/blocks'
import { form, formWidth } from '#shared/paper/presets'
import type { DocumentDefinition } from './document'
import { fittedForm } from './fit'
import { inRosterOrder, partyOf } from './pledge-fields'
import { blankRows, centred, dayOrBlank, fill, headCells, opinionRow, paperDay } from './sheet'

/**
 * What became of the promises (D§5.3).
 * 践诺情况登记表: one party's promises with every entry, what proves it, and how each ended.
 * 评诺表: the four sides of 评诺 and the grade, signed by hand.
 * 承诺结果公开表: the whole round as it is told to the people; no telephone and no number of a person.
 */
export type PledgeResultFacts = { readonly organisation: Organisation; readonly round: PledgeRound; readonly pledge: Pledge; readonly members: readonly Member[] }

/** 2026年11月28日兑现; or why not and what was said about it. */
export function outcomeWords(item: PledgeItem): string {
  if (item.closedOn !== null) return `${paperDay(item.closedOn)}兑现`
  if (item.unkeptReason === '') return ''
  const cause = { '': '', objective: '（客观原因）', own: '（自己没办好）' }[item.unkeptCause]
  const told = item.unkeptTold === '' ? '' : `向群众说明：${endStopped(item.unkeptTold)}`
  return `未兑现${cause}：${told === '' ? item.unkeptReason : endStopped(item.unkeptReason)}${told}`
}

const endStopped = (text: string) => (/[。！？；.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}。`)

type ProgressFields = {
  readonly organisation: string
  readonly round: string
  readonly name: string
  readonly post: string
  readonly items: readonly {
    readonly text: string
    readonly due: string
    readonly responsible: string
    readonly entries: readonly { readonly on: string; readonly note: string; readonly evidence: string; readonly percent: string }[]
    readonly closed: string
    readonly closedBy: string
    readonly unkept: string
  }[]
  /** 群众反映, from 评诺. */
  readonly masses: string
}

function progressFields({ organisation, round, pledge, members }: PledgeResultFacts): ProgressFields {
  const party = partyOf(pledge, round, members, organisation)
  return {
    organisation: organisation.name, round: round.title, name: party.name, post: party.post, masses: [satisfactionWords(pledge.evaluation), pledge.evaluation.masses].filter((part) => part !== '').join('。'),
    items: pledge.items.map((item) => ({
      text: item.text, due: paperDay(item.due), responsible: item.responsible, closed: paperDay(item.closedOn), closedBy: item.closedBy, unkept: item.closedOn === null ? outcomeWords(item) : '',
      entries: item.progress.map((entry) => ({ on: paperDay(entry.on), note: entry.note, evidence: entry.files.map((file) => file.name).join('、'), percent: `${entry.percent}%` })),
    })),
  }
}

const linesByHand = 3

function progressLayout(field: ProgressFields) {
  const widths = fill([12, 58, 36, 0, 40, 17, 50], formWidth({ landscape: true }))
  return fittedForm(({ size, row }) => {
    const rows = field.items.flatMap((item, index) => {
      const entries = item.entries.length === 0 ? Array.from({ length: linesByHand }, () => ({ on: '', note: '', evidence: '', percent: '' })) : item.entries
      const about = [item.text, [item.due === '' ? '' : `${item.due}前`, item.responsible === '' ? '' : `责任人：${item.responsible}`].filter((part) => part !== '').join('\n')].filter((part) => part !== '').join('\n')
      const end = item.closed !== '' ? `${item.closed}\n${item.closedBy}核销` : item.unkept
      const span = { rowSpan: entries.length }
      return entries.map((entry, place) => ({
        height: row,
        cells: [
          ...(place === 0 ? [cell(String(index + 1), { ...span, ...centred }), cell(about, span)] : []),
          cell(entry.on, centred), cell(entry.note), cell(entry.evidence), cell(entry.percent, centred),
          ...(place === 0 ? [cell(end, { ...span, ...(item.closed === '' ? {} : centred) })] : []),
        ],
      }))
    })
    return {
      title: `${field.round}践诺情况登记表（${field.name}）`, author: field.organisation, landscape: true, pageNumber: 'outer',
      blocks: [
        title('践诺情况登记表', { subtitle: field.round }),
        para(`承诺人：${field.name}${field.post === '' ? '' : `　　职务：${field.post}`}${field.name === field.organisation ? '' : `　　所在支部：${field.organisation}`}`, { align: 'left' }),
        table({ widths, headRows: 1, size, rows: [headCells(['序号', '承诺事项', '时间', '办了什么', '佐证', '完成率', '销号，或没办成的原因']), ...(rows.length === 0 ? blankRows(8, widths.length, 14) : rows)] }),
        para(`群众反映：${field.masses}`, { align: 'left' }),
      ],
    }
  }, { largest: 11 })
}

export const pledgeProgress: DocumentDefinition<PledgeResultFacts, ProgressFields> = {
  kind: 'pledgeProgress', name: '践诺情况登记表', fields: progressFields, layout: progressLayout,
  names: {
    organisation: '党组织', round: '轮次', name: '承诺人', post: '职务', masses: '群众反映',
    items: ['承诺事项', { text: '事项', due: '完成时限', responsible: '责任人', entries: ['进展', { on: '时间', note: '办了什么', evidence: '佐证', percent: '完成率' }], closed: '销号日期', closedBy: '核销人', unkept: '未完成原因' }],
  },
}

type EvaluationFields = {
  readonly organisation: string
  readonly round: string
  readonly name: string
  readonly post: string
  readonly branch: boolean
  readonly items: readonly { readonly text: string; readonly due: string; readonly outcome: string }[]
  readonly self: string
  readonly peers: string
  readonly organised: string
  readonly masses: string
  readonly satisfaction: string
  readonly grade: string
  readonly by: string
  readonly on: string
  readonly publishedOn: string
}

function evaluationFields({ organisation, round, pledge, members }: PledgeResultFacts): EvaluationFields {
  const { evaluation } = pledge
  const party = partyOf(pledge, round, members, organisation)
  return {
    organisation: organisation.name, round: round.title, name: party.name, post: party.post, branch: pledge.memberId === null,
    items: pledge.items.map((item) => ({ text: item.text, due: paperDay(item.due), outcome: outcomeWords(item) })),
    self: evaluation.self, peers: evaluation.peers, organised: evaluation.organisation, masses: evaluation.masses, satisfaction: satisfactionWords(evaluation), grade: evaluation.grade, by: evaluation.by,
    on: paperDay(evaluation.on), publishedOn: paperDay(evaluation.publishedOn),
  }
}

function evaluationLayout(field: EvaluationFields) {
  const whole = formWidth()
  const widths = fill([14, 14, 0, 38, 52], whole)
  const opinions = { width: whole - 28, spans: [2, 3] as const }
  const organiser = field.branch ? '上级党组织\n评价' : '党组织\n评价'
  return form({
    title: `${field.round}评诺表（${field.name}）`, author: field.organisation,
    blocks: [
      title(field.branch ? '党组织评诺表' : '党员评诺表', { subtitle: field.round }),
      para(`承诺人：${field.name}${field.post === '' ? '' : `　　职务：${field.post}`}`, { align: 'left' }),
      ...(field.branch ? [] : [para(`所在支部：${field.organisation}`, { align: 'left' })]),
      table({
        widths, headRows: 1,
        rows: [
          { cells: [...headCells(['序号']), cell('承诺事项', { ...centred, face: '黑体', colSpan: 2 }), ...headCells(['完成时限', '结果'])] },
          ...(field.items.length === 0 ? Array.from({ length: 3 }, () => ({ height: 14, cells: [cell(''), cell('', { colSpan: 2 }), cell(''), cell('')] })) : field.items.map((item, index) => ({
            height: 12, cells: [cell(String(index + 1), centred), cell(item.text, { colSpan: 2 }), cell(item.due, centred), cell(item.outcome)],
          }))),
          opinionRow({ ...opinions, label: '自评', text: field.self, corner: ['签名：　　　　　　'], height: 20 }),
          opinionRow({ ...opinions, label: '党员互评', text: field.peers, corner: [''], height: 18 }),
          opinionRow({ ...opinions, label: '群众评议', text: [field.satisfaction, field.masses].filter((part) => part !== '').join('。\n'), corner: [''], height: 18 }),
          opinionRow({ ...opinions, label: organiser, text: field.organised, corner: ['负责人签名：　　　　　　', '（盖章）', dayOrBlank(field.on)] }),
          { height: 12, cells: [cell('综合等次', { ...centred, face: '黑体', colSpan: 2 }), cell(field.grade, centred), cell('结果公开日期', { ...centred, face: '黑体' }), cell(dayOrBlank(field.publishedOn), centred)] },
        ],
      }),
    ],
  })
}

export const pledgeEvaluation: DocumentDefinition<PledgeResultFacts, EvaluationFields> = {
  kind: 'pledgeEvaluation', name: '评诺表', fields: evaluationFields, layout: evaluationLayout,
  names: {
    organisation: '党组织', round: '轮次', name: '承诺人', post: '职务', branch: '是党组织的', items: ['承诺事项', { text: '事项', due: '完成时限', outcome: '结果' }], self: '自评', peers: '互评', organised: '组织评', masses: '群众评', satisfaction: '群众满意度',
    grade: '综合等次', by: '评诺人', on: '评诺日期', publishedOn: '结果公开日期',
  },
}

export type PledgeResultsFacts = { readonly organisation: Organisation; readonly round: PledgeRound; readonly pledges: readonly Pledge[]; readonly members: readonly Member[] }
type ResultsFields = {
  readonly organisation: string
  readonly round: string
  readonly phone: string
  readonly publishedOn: string
  readonly sum: string
  readonly parties: readonly { readonly who: string; readonly satisfaction: string; readonly grade: string; readonly items: readonly { readonly text: string; readonly due: string; readonly outcome: string }[] }[]
}

/** Drafts were never promised; what was handed in stands here with what became of it. */
function resultsFields({ organisation, round, pledges, members }: PledgeResultsFacts): ResultsFields {
  const shown = inRosterOrder(pledges, members).filter((pledge) => pledge.items.length > 0 && pledge.state !== 'draft')
  const items = shown.flatMap((pledge) => pledge.items)
  const kept = items.filter((item) => item.closedOn !== null).length
  const unkept = items.filter((item) => item.closedOn === null && item.unkeptReason !== '').length
  return {
    organisation: organisation.name, round: round.title, phone: round.editions.at(-1)?.phone ?? organisation.supervisionPhone, publishedOn: paperDay(shown.map((pledge) => pledge.evaluation.publishedOn).filter((on) => on !== null).sort().at(-1) ?? null),
    sum: shown.length === 0 ? '' : `共${shown.length}份承诺书${items.length}条，兑现${kept}条，没有兑现${unkept}条，正在办${items.length - kept - unkept}条。`,
    parties: shown.map((pledge) => ({
      who: partyOf(pledge, round, members, organisation).name, satisfaction: satisfactionWords(pledge.evaluation), grade: pledge.evaluation.grade,
      items: pledge.items.map((item) => ({ text: item.text, due: paperDay(item.due), outcome: outcomeWords(item) === '' ? '正在办' : outcomeWords(item) })),
    })),
  }
}

function resultsLayout(field: ResultsFields) {
  const widths = fill([12, 38, 0, 38, 66, 32, 16], formWidth({ landscape: true }))
  return fittedForm(({ size, row }) => {
    const rows = field.parties.flatMap((party, index) =>
      party.items.map((item, place) => {
        const span = { rowSpan: party.items.length }
        return {
          height: row,
          cells: [
            ...(place === 0 ? [cell(String(index + 1), { ...span, ...centred }), cell(party.who, { ...span, ...centred })] : []),
            cell(item.text), cell(item.due, centred), cell(item.outcome),
            ...(place === 0 ? [cell(party.satisfaction, { ...span, ...centred }), cell(party.grade, { ...span, ...centred })] : []),
          ],
        }
      }))
    return {
      title: `${field.round}承诺结果公开表`, author: field.organisation, landscape: true, pageNumber: 'outer',
      blocks: [
        title('承诺结果公开表', { subtitle: field.round }),
        para(`党组织：${field.organisation}　　公开日期：${dayOrBlank(field.publishedOn)}`, { align: 'left' }),
        para(`${field.sum}${field.phone === '' ? '' : `监督电话：${field.phone}。`}有意见可向党支部反映。`, { align: 'left' }),
        table({ widths, headRows: 1, size, rows: [headCells(['序号', '承诺人', '承诺事项', '完成时限', '结果', '群众满意度', '等次']), ...(rows.length === 0 ? blankRows(8, widths.length, 14) : rows)] }),
      ],
    }
  }, { smallest: 10.5 })
}

export const pledgeResults: DocumentDefinition<PledgeResultsFacts, ResultsFields> = {
  kind: 'pledgeResults', name: '承诺结果公开表', fields: resultsFields, layout: resultsLayout,
  names: { organisation: '党组织', round: '轮次', phone: '监督电话', publishedOn: '公开日期', sum: '合计', parties: ['承诺人', { who: '姓名', satisfaction: '群众满意度', grade: '等次', items: ['承诺事项', { text: '事项', due: '完成时限', outcome: '结果' }] }] },
}
