import type { GradeName, Review } from '#shared/model/review'
import type { RulePack } from '#shared/rules/pack'
import { baseOf, gradeName, isAssessed, verdictFindings } from '#shared/rules/review-check'
import { rowState, sayPercent, type TallyRow } from './counting'

/** One person of the list as the verdict screen shows them: the poll beside the grade, and whether the two want explaining. */
export type VerdictRow = {
  readonly person: Review['roster'][number]
  readonly tally: TallyRow | null
  readonly verdict: Review['verdicts'][number] | null
  /** Why there is no grade to give; empty where there is. */
  readonly ungraded: string
  /** 测评多数是…，评定为…: whether or not a reason is there. */
  readonly differs: string
}

export function verdictRows(review: Review, pack: RulePack): readonly VerdictRow[] {
  // Asked as if no reason were written: the rule itself says where one is called for.
  const bare = { ...review, verdicts: review.verdicts.map((verdict) => ({ ...verdict, reason: '' })) }
  const asked = new Map(verdictFindings(bare, pack, false).filter((found) => found.code === 'differsFromPoll').map((found) => [found.where.field ?? '', found.text.replace(/，写明理由$/, '').replace(/^.*?测评/, '测评')]))
  return review.roster.map((person) => {
    const index = review.verdicts.findIndex((verdict) => verdict.memberId === person.memberId)
    return {
      person,
      tally: review.tally.find((row) => row.memberId === person.memberId) ?? null,
      verdict: review.verdicts[index] ?? null,
      ungraded: isAssessed(person, pack) ? '' : person.attendance === 'exempt' ? '免评，不定等次' : '预备党员，不定等次',
      differs: asked.get(`verdicts.${index}.reason`) ?? '',
    }
  })
}

export function saySplit(row: TallyRow, grades: readonly GradeName[]): string {
  return grades.map((grade) => `${gradeName(grade)} ${row.votes[grade]}`).join('，')
}

export type GradeShare = { readonly grade: GradeName; readonly votes: string; readonly share: string }

/** Votes and their share; both empty until the row agrees with the valid ballots. */
export function gradeShares(row: TallyRow, review: Pick<Review, 'grades' | 'counts' | 'percentOf'>): readonly GradeShare[] {
  const state = rowState(row, review.grades, review.counts.valid, baseOf(review).count)
  return review.grades.map((grade, index) => ({ grade, votes: state.counted ? String(row.votes[grade]) : '', share: sayPercent(state.percents[index] ?? null) }))
}

/** What was not filled in, which the shares of the grades lack of 100.0. */
export function blankShare(row: TallyRow, review: Pick<Review, 'grades' | 'counts' | 'percentOf'>): Omit<GradeShare, 'grade'> {
  const state = rowState(row, review.grades, review.counts.valid, baseOf(review).count)
  return { votes: state.counted ? String(row.blank) : '', share: sayPercent(state.percents.at(-1) ?? null) }
}

/** 优秀 6 人（一般至多 7 人），合格 16 人 */
export function sayVerdicts(review: Review, most: number | null = null): string {
  const count = (grade: GradeName) => review.verdicts.filter((verdict) => verdict.grade === grade).length
  return review.grades.map((grade) => `${gradeName(grade)} ${count(grade)} 人${grade === 'excellent' && most !== null ? `（一般至多 ${most} 人）` : ''}`).join('，')
}

/** 上年: the grade, and the share of 优秀 of that year. */
export function sayLast(last: Review, memberId: string): string {
  const grade = last.verdicts.find((verdict) => verdict.memberId === memberId)?.grade ?? null
  const row = last.tally.find((one) => one.memberId === memberId)
  const share = row === undefined ? undefined : gradeShares(row, last).find((one) => one.grade === 'excellent')?.share
  return [grade === null ? '' : gradeName(grade), share === undefined || share === '' ? '' : `优秀票 ${share}`].filter((part) => part !== '').join('，') || '没有评'
}
