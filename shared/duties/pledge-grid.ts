import { pledgeItemTypes, type Pledge, type PledgeRound } from '#shared/model/pledge'
import { wall, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { checkPledge } from '#shared/rules/pledge-check'
import { readPartialDate } from '#shared/text/partial-date'
import { reviewPledge, type PledgeItemInput } from './pledge'
import { writeAndPropose } from './pledge-at-once'
import { sameWords } from './pledge-state'
import { together } from './together'
import { refused, type DutyContext, type Outcome } from './transition'

/**
 * 一页办: the promises of everybody on one sheet, a line a promise, as a branch writes them in a spreadsheet; and from there handed in, and
 * passed, in one act. Cells hold what was typed.
 */
export const gridColumns = ['type', 'text', 'measures', 'due', 'responsible'] as const
export type GridColumn = (typeof gridColumns)[number]
export type GridCells = { readonly [C in GridColumn]: string }
export type GridRow = GridCells & { readonly key: string; readonly partyKey: string; /** null: not in the record yet. */ readonly itemId: string | null }
export type GridParty = { readonly key: string; readonly memberId: string | null; readonly who: string; readonly responsible: string; readonly inWriting: boolean; readonly reviewedBy: string }

const emptyCells = (party: GridParty): GridCells => ({ type: '', text: '', measures: '', due: '', responsible: party.responsible })

export function newGridRow(party: GridParty, key: string): GridRow {
  return { ...emptyCells(party), key, partyKey: party.key, itemId: null }
}

/** Nothing of one's own in it: the person is proposed as the one responsible. */
export function isBlankRow(row: GridRow): boolean {
  return [row.text, row.measures, row.due].every((cell) => cell.trim() === '')
}

/** What the records hold, a line a promise, and an empty line for whoever has none; lines typed before (`kept`) stand for those of their party. */
export function gridRows(parties: readonly GridParty[], pledges: readonly Pledge[], kept: readonly GridRow[] = []): readonly GridRow[] {
  return parties.flatMap((party) => {
    const typed = kept.filter((row) => row.partyKey === party.key)
    if (typed.length > 0) return typed
    const items = pledges.find((pledge) => pledge.memberId === party.memberId)?.items ?? []
    if (items.length === 0) return [newGridRow(party, `${party.key}:1`)]
    return items.map((item): GridRow => ({ key: item.id, partyKey: party.key, itemId: item.id, type: item.type, text: item.text, measures: item.measures, due: item.due ?? '', responsible: item.responsible }))
  })
}

const isType = (text: string): text is PledgeItemInput['type'] => (pledgeItemTypes as readonly string[]).includes(text)

function itemOf(row: GridRow): PledgeItemInput {
  const due = readPartialDate(row.due.trim())
  const type = row.type.trim()
  return { ...(row.itemId === null ? {} : { id: row.itemId }), type: isType(type) ? type : '岗位', text: row.text.trim(), measures: row.measures.trim(), due: row.due.trim() !== '' && due.ok ? due.date : null, responsible: row.responsible.trim() }
}

export type GridFacts = { readonly round: PledgeRound; readonly pack: RulePack; readonly parties: readonly GridParty[]; readonly pledges: readonly Pledge[]; readonly rows: readonly GridRow[]; readonly fromPaper: boolean }

/** What is to be said of each line, by its key; the field is the column. */
export function gridFindings({ round, pack, parties, rows, fromPaper }: Pick<GridFacts, 'round' | 'pack' | 'parties' | 'rows' | 'fromPaper'>): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, readonly Finding[]>()
  for (const party of parties) {
    const own = rows.filter((row) => row.partyKey === party.key && !isBlankRow(row))
    const said = own.length === 0 ? [] : checkPledge({ round, pack, fromPaper, items: own.map(itemOf) })
    for (const [index, row] of own.entries()) {
      const place = `items.${index}.`
      const due = row.due.trim() === '' ? null : readPartialDate(row.due.trim())
      found.set(row.key, [
        ...(row.type.trim() !== '' && !isType(row.type.trim()) ? [wall('typeUnknown', `类型写${pledgeItemTypes.join('、')}之一`, { field: 'type' })] : []),
        ...(due !== null && !due.ok ? [wall('dueUnreadable', due.why, { field: 'due' })] : []),
        ...said.filter((one) => one.where.field?.startsWith(place) === true && !(one.code === 'dueMissing' && due !== null)).map((one) => ({ ...one, text: one.text.replace(/^第 \d+ 条/, ''), where: { field: one.where.field?.slice(place.length) ?? '' } })),
      ])
    }
  }
  return found
}

/** 全部审过: by whom and on what day; the branch's own by the superior. */
export type GridReview = { readonly on: string; readonly by: string; readonly superior: string; readonly opinion: string; readonly signedBy: string }

/** Who has something written that the record does not hold yet. */
export function changedParties({ parties, pledges, rows }: Pick<GridFacts, 'parties' | 'pledges' | 'rows'>): readonly GridParty[] {
  return parties.filter((party) => {
    const written = rows.filter((row) => row.partyKey === party.key && !isBlankRow(row)).map(itemOf)
    const pledge = pledges.find((one) => one.memberId === party.memberId)
    if (written.length === 0) return false
    if (pledge === undefined || pledge.state === 'draft' || pledge.state === 'returned') return true
    return written.length !== pledge.items.length || written.some((item, index) => { const old = pledge.items[index]; return old?.id !== item.id || old === undefined || old.type !== item.type || !sameWords(old, item) })
  })
}

/** Everything written, handed in, and passed where the meeting did so: one commit. */
export function gridOutcome(context: DutyContext, facts: GridFacts & { readonly on: string; readonly review: GridReview | null }): Outcome {
  const { round, pack, pledges, rows, fromPaper, on, review } = facts
  const findings = gridFindings(facts)
  const wrong = rows.flatMap((row) => (findings.get(row.key) ?? []).filter((one) => one.severity === 'wall').map((one) => ({ ...one, where: { field: `${row.key}.${one.where.field ?? ''}` } })))
  if (wrong.length > 0) return refused(...wrong)
  const changed = changedParties(facts)
  const waiting = review === null ? [] : facts.parties.filter((party) => !changed.includes(party) && pledges.some((one) => one.memberId === party.memberId && one.state === 'proposed'))
  if (changed.length + waiting.length === 0) return refused(wall('nothingWritten', '还没有写新的承诺，至少写一条', { field: 'rows' }))
  const outcomes = [...changed, ...waiting].map((party) => {
    const before = pledges.find((one) => one.memberId === party.memberId) ?? null
    const items = rows.filter((row) => row.partyKey === party.key && !isBlankRow(row)).map(itemOf)
    const written = changed.includes(party)
      ? writeAndPropose(context, { round, before, memberId: party.memberId, who: party.who, items, on, pack, fromPaper, inWriting: party.inWriting, others: pledges.filter((one) => one !== before) })
      : null
    if (review === null) return written === null ? [] : [written]
    const pledge = written === null ? before : written.ok ? written.step.records.flatMap(({ after }) => (after?.kind === 'pledge' ? [after] : []))[0] : undefined
    if (pledge === undefined || pledge === null) return written === null ? [] : [written]
    const passed = reviewPledge(pledge, { result: 'passed', on: review.on, by: party.memberId === null ? review.superior : review.by, opinion: review.opinion, signedBy: review.signedBy, who: party.who })
    return written === null ? [passed] : [written, passed]
  })
  const count = outcomes.length
  return together(review === null ? `一页办：${count} 份承诺书提诺` : `一页办：${count} 份承诺书提诺并审过`, outcomes.flat())
}
