import { inOrderOf, type OrderName } from '#shared/duties/ballot-order'
import { keyOf } from '#shared/duties/review-count'
import type { Channel, Review } from '#shared/model/review'
import type { RulePack } from '#shared/rules/pack'

type TypedCells = Readonly<Record<string, string>>

/**
 * One paper ballot read out, box by box. Only sums are kept of it: what was ticked is added to the channel's cells and the sheet itself is
 * forgotten.
 */
export type Mark = number | 'blank' | 'double'
export type SheetRow = { readonly row: string; readonly name: string; readonly choices: readonly { readonly column: string; readonly name: string }[] }

/** The rows as they stand on the paper in hand: members in its order, 支部班子 last. */
export function sheetRows(review: Review, channel: Pick<Channel, 'voters'>, gradeName: (grade: Review['grades'][number]) => string, order: OrderName | null = null): readonly SheetRow[] {
  const members = inOrderOf(review.tally, review, order).map((row) => ({ row: row.memberId, name: row.name, choices: review.grades.map((grade) => ({ column: grade, name: gradeName(grade) })) }))
  return channel.voters === 'members' ? [...members, { row: 'committee', name: '党支部班子', choices: review.committeeScale.map((name, index) => ({ column: String(index), name })) }] : members
}

function addAll(cells: TypedCells, keys: readonly string[]): TypedCells {
  const sums: Record<string, string> = { ...cells }
  for (const key of keys) sums[key] = String(Number(sums[key] ?? '0') + 1)
  return sums
}

/** By the pack, a row not filled in properly loses that row, or the whole sheet. */
export function isSpoilt(marks: readonly Mark[], rule: RulePack['review']['invalidRow']['value']): boolean {
  return rule === 'wholeBallot' && marks.some((mark) => typeof mark !== 'number')
}

export function castSheet(cells: TypedCells, channelId: string, rows: readonly SheetRow[], marks: readonly Mark[], rule: RulePack['review']['invalidRow']['value']): TypedCells {
  if (isSpoilt(marks, rule)) return castInvalid(cells, channelId)
  const ticked = rows.map(({ row, choices }, index) => {
    const mark = marks[index]
    return keyOf(channelId, row, (typeof mark === 'number' ? choices[mark]?.column : undefined) ?? 'blank')
  })
  return addAll(cells, [keyOf(channelId, 'ballots', 'returned'), keyOf(channelId, 'ballots', 'valid'), ...ticked])
}

export function castInvalid(cells: TypedCells, channelId: string): TypedCells {
  return addAll(cells, [keyOf(channelId, 'ballots', 'returned'), keyOf(channelId, 'ballots', 'invalid')])
}
