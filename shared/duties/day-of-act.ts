import { warning, type Finding } from '#shared/rules/findings'
import { formatDate } from '#shared/text/partial-date'

/** The years a matter belongs to: of a report one, of a round that crosses the new year two. Its steps may follow in the winter after. */
export type MatterYears = { readonly from: number; readonly to: number }

/** Today, in the matter's own years and the winter after; what is typed in years later has its own day, which nobody can guess. */
export function proposedDay({ to }: MatterYears, today: string): string | null {
  return Number(today.slice(0, 4)) <= to + 1 ? today : null
}

/** A day that cannot be of this matter: today's, left standing where a paper of long ago is typed in. */
export function dayFindings({ from, to }: MatterYears, on: string, where: Finding['where']): readonly Finding[] {
  const said = Number(on.slice(0, 4))
  if (on === '' || (said >= from && said <= to + 1)) return []
  return [warning('dayOfAnotherYear', `日期写的是${formatDate(on, 'paper')}，这是${from === to ? `${from}年` : `${from}至${to}年`}的事；补录写当时的日期`, where)]
}
