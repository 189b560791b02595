import { keyOf } from '#shared/duties/review-count'
import type { Channel, Review } from '#shared/model/review'
import type { RulePack } from '#shared/rules/pack'
import type { TypedCells } from './counting-desk'

/**
 * One paper ballot read out, box by box. Only sums are kept of it: what was ticked is added to the channel's cells and the sheet itself is
 * forgotten.
 */
export type Mark = number | 'blank' | 'double'
export type SheetRow = { readonly row: string; readonly name: string; readonly choices: readonly { readonly column: string; readonly name: string }[] }

export function sheetRows(review: Review, channel: Pick<Channel, 'voters'>, gradeName: (grade: Review['grades'][number]) => string): readonly SheetRow[] {
  const members = review.tally.map((row) => ({ row: row.memberId, name: row.name, choices: review.grades.map((grade) => ({ column: grade, name: gradeName(grade) })) }))
  return channel.voters === 'members' ? [...members, { row: 'committee', name: '党支部班子', choices: review.committeeScale.map((name, index) => ({ column: String(index), name })) }] : members
}

function add(cells: TypedCells, key: string): TypedCells {
  return { ...cells, [key]: String(Number(cells[key] ?? '0') + 1) }
}

/** By the pack, a row not filled in properly loses that row, or the whole sheet. */
export function isSpoilt(marks: readonly Mark[], rule: RulePack['review']['invalidRow']['value']): boolean {
  return rule === 'wholeBallot' && marks.some((mark) => typeof mark !== 'number')
}

export function castSheet(cells: TypedCells, channelId: string, rows: readonly SheetRow[], marks: readonly Mark[], rule: RulePack['review']['invalidRow']['value']): TypedCells {
  if (isSpoilt(marks, rule)) return castInvalid(cells, channelId)
  const counted = add(add(cells, keyOf(channelId, 'ballots', 'returned')), keyOf(channelId, 'ballots', 'valid'))
  return rows.reduce((all, { row, choices }, index) => {
    const mark = marks[index]
    return add(all, keyOf(channelId, row, (typeof mark === 'number' ? choices[mark]?.column : undefined) ?? 'blank'))
  }, counted)
}

export function castInvalid(cells: TypedCells, channelId: string): TypedCells {
  return add(add(cells, keyOf(channelId, 'ballots', 'returned')), keyOf(channelId, 'ballots', 'invalid'))
}
