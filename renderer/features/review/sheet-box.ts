import { inOrderOf, type OrderName } from '#shared/duties/ballot-order'
import { besideBallots, codeColumn, sideColumn } from '#shared/duties/review-beside'
import { keyOf } from '#shared/duties/review-count'
import type { Channel, Review } from '#shared/model/review'
import type { RulePack } from '#shared/rules/pack'

type TypedCells = Readonly<Record<string, string>>

/**
 * One paper ballot read out, box by box. Only sums are kept of it: what was ticked is added to the channel's cells and the sheet itself is
 * forgotten.
 */
export type Mark = number | 'blank' | 'double' | /** Codes written for one person, by their place. */ readonly number[]
export type SheetRow = {
  /** `grade` decides whether the sheet is valid; `side` and `codes` stand beside it. */
  readonly asks: 'grade' | 'side' | 'codes'
  readonly row: string
  readonly name: string
  readonly choices: readonly { readonly column: string; readonly name: string }[]
  /** Where nothing, or more than one, was ticked; codes may be none. */
  readonly blank: string | null
}

/** The rows as they stand on the paper in hand: members in its order, each with what is asked beside the grade where that is counted too; 支部班子 last. */
export function sheetRows(review: Review, channel: Pick<Channel, 'voters'>, gradeName: (grade: Review['grades'][number]) => string, order: OrderName | null = null, beside = false): readonly SheetRow[] {
  const { sides, marks, codes } = review.asks
  const members = inOrderOf(review.tally, review, order).flatMap(({ memberId: row, name }): readonly SheetRow[] => [
    { asks: 'grade', row, name, choices: review.grades.map((grade) => ({ column: grade, name: gradeName(grade) })), blank: 'blank' },
    ...(beside ? sides.map((side, at): SheetRow => ({ asks: 'side', row, name: `${name}　${side}`, choices: marks.map((mark, place) => ({ column: sideColumn(at, place), name: mark })), blank: sideColumn(at, 'blank') })) : []),
    ...(beside && codes.length > 0 ? [{ asks: 'codes', row, name: `${name}　存在问题`, choices: codes.map((code, at) => ({ column: codeColumn(at), name: code })), blank: null } as const] : []),
  ])
  return channel.voters === 'members' ? [...members, { asks: 'grade', row: 'committee', name: '党支部班子', choices: review.committeeScale.map((name, index) => ({ column: String(index), name })), blank: 'blank' }] : members
}

function addAll(cells: TypedCells, keys: readonly string[]): TypedCells {
  const sums: Record<string, string> = { ...cells }
  for (const key of keys) sums[key] = String(Number(sums[key] ?? '0') + 1)
  return sums
}

/** By the pack, a row not filled in properly loses that row, or the whole sheet. */
export function isSpoilt(rows: readonly SheetRow[], marks: readonly Mark[], rule: RulePack['review']['invalidRow']['value']): boolean {
  return rule === 'wholeBallot' && marks.some((mark, index) => rows[index]?.asks === 'grade' && typeof mark !== 'number')
}

export function castSheet(cells: TypedCells, channelId: string, rows: readonly SheetRow[], marks: readonly Mark[], rule: RulePack['review']['invalidRow']['value']): TypedCells {
  if (isSpoilt(rows, marks, rule)) return castInvalid(cells, channelId)
  const ticked = rows.flatMap(({ row, choices, blank }, index) => {
    const mark = marks[index] ?? 'blank'
    const columns = typeof mark === 'number' ? [choices[mark]?.column ?? blank] : Array.isArray(mark) ? mark.map((place: number) => choices[place]?.column ?? blank) : [blank]
    return columns.flatMap((column) => (column === null ? [] : [keyOf(channelId, row, column)]))
  })
  const beside = rows.some(({ asks }) => asks !== 'grade') ? [keyOf(channelId, 'ballots', besideBallots)] : []
  return addAll(cells, [keyOf(channelId, 'ballots', 'returned'), keyOf(channelId, 'ballots', 'valid'), ...beside, ...ticked])
}

export function castInvalid(cells: TypedCells, channelId: string): TypedCells {
  return addAll(cells, [keyOf(channelId, 'ballots', 'returned'), keyOf(channelId, 'ballots', 'invalid')])
}

/** 1—9, then letters: one key a choice however many codes there are. */
export const choiceKeys = '123456789abcdefghijk'
