import type { GradeName, Review } from '#shared/model/review'
import { shareRow } from '#shared/rules/shares'

/** One row of the tally as it stands or is being typed: arithmetic for the eye; the rules are in `shared/rules/review-check.ts`. */
export type CellName = GradeName | 'blank'
export type Cells = Readonly<Record<CellName, string>>
export type TallyRow = Review['tally'][number]

/** The columns, in order: the grades offered, then 未填. */
export function columnsOf(grades: readonly GradeName[]): readonly CellName[] {
  return [...grades, 'blank']
}

const noCells: Cells = { excellent: '', qualified: '', basic: '', unqualified: '', blank: '' }

function total(row: Pick<TallyRow, 'votes' | 'blank'>): number {
  return row.votes.excellent + row.votes.qualified + row.votes.basic + row.votes.unqualified + row.blank
}

/** A row nobody has counted shows blanks: zero is a count, blank is not yet. */
export function cellsOf(row: TallyRow): Cells {
  if (total(row) === 0) return noCells
  const { votes, blank } = row
  return { excellent: String(votes.excellent), qualified: String(votes.qualified), basic: String(votes.basic), unqualified: String(votes.unqualified), blank: String(blank) }
}

export function numberOf(cell: string): number {
  return cell === '' ? 0 : Number(cell)
}

export function rowOf(memberId: string, cells: Cells): Pick<TallyRow, 'memberId' | 'votes' | 'blank'> {
  return {
    memberId,
    votes: { excellent: numberOf(cells.excellent), qualified: numberOf(cells.qualified), basic: numberOf(cells.basic), unqualified: numberOf(cells.unqualified) },
    blank: numberOf(cells.blank),
  }
}

export function sameRow(a: Pick<TallyRow, 'votes' | 'blank'>, b: Pick<TallyRow, 'votes' | 'blank'>): boolean {
  return a.blank === b.blank && (['excellent', 'qualified', 'basic', 'unqualified'] as const).every((grade) => a.votes[grade] === b.votes[grade])
}

export type RowState = {
  readonly sum: number
  readonly counted: boolean
  /** Sum less the valid ballots: 0 agrees, negative lacks votes, positive has too many. */
  readonly gap: number
  readonly agrees: boolean
  /** Of the base, in the order of the columns; null until the row agrees. */
  readonly percents: readonly (number | null)[]
}

export function rowState(row: Pick<TallyRow, 'votes' | 'blank'>, grades: readonly GradeName[], valid: number, base = valid): RowState {
  const sum = total(row)
  const counts = [...grades.map((grade) => row.votes[grade]), row.blank]
  const agrees = sum > 0 && sum === valid
  return { sum, counted: sum > 0, gap: sum - valid, agrees, percents: agrees ? shareRow(counts, base).percents : counts.map(() => null) }
}

export type Progress = { readonly people: number; readonly agree: number; readonly off: number; readonly open: number }

export function progressOf(review: Pick<Review, 'tally' | 'grades' | 'counts'>): Progress {
  const states = review.tally.map((row) => rowState(row, review.grades, review.counts.valid))
  const agree = states.filter((state) => state.agrees).length
  const open = states.filter((state) => !state.counted).length
  return { people: states.length, agree, open, off: states.length - agree - open }
}

export function sayPercent(percent: number | null): string {
  return percent === null ? '' : `${percent.toFixed(1)}%`
}

/** Who counted and how, before their names. */
