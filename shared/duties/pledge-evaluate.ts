import type { Pledge, PledgeEvaluation } from '#shared/model/pledge'
import type { Review } from '#shared/model/review'
import { wall, warning, type Finding } from '#shared/rules/findings'
import { formatDate, surelyBefore } from '#shared/text/partial-date'
import { historyLine, isSettled } from './pledge-state'
import { finish, revised, type Outcome } from './transition'

/**
 * 评诺 (D§5.1): the person, the other members, the branch and the people each say their word, and the branch gives the whole a grade. It is
 * written as it comes in: evaluated is what has its grade.
 */
export type EvaluationInput = PledgeEvaluation & { readonly who: string }

export function recordEvaluation(before: Pledge, { who, ...evaluation }: EvaluationInput): Outcome {
  const { on, self, peers, organisation, masses, asked, satisfied, grade, publishedOn, by } = evaluation
  const at = (field: string) => ({ recordId: before.id, field })
  const open = before.items.filter((item) => !isSettled(item)).length
  const own = before.items.filter((item) => item.unkeptCause === 'own').length
  const said = [self, peers, organisation, masses].some((text) => text.trim() !== '') || asked > 0
  const findings: Finding[] = [
    ...(!said && grade === '' ? [wall('nothingSaid', '至少写一方怎么评的', at('self'))] : []),
    ...(satisfied > asked ? [wall('moreSatisfiedThanAsked', `满意的 ${satisfied} 人多于问到的 ${asked} 人，请改其中一个`, at('satisfied'))] : []),
    ...(on !== null && publishedOn !== null && surelyBefore(publishedOn, on) ? [wall('publishedBeforeEvaluated', `结果公开的${formatDate(publishedOn, 'paper')}早于评诺的${formatDate(on, 'paper')}，请改其中一个`, at('publishedOn'))] : []),
    ...(grade === '' ? [warning('gradeMissing', '还没有定等次，先存着，定了才算评过', at('grade'))] : []),
    ...(grade !== '' && open > 0 ? [warning('openItems', `还有 ${open} 条没有销号`, at('items'))] : []),
    ...(grade === '好' && own > 0 ? [warning('goodThoughUnkept', `有 ${own} 条是自己没办好的，评“好”要有说法`, at('grade'))] : []),
  ]
  return finish({
    title: grade === '' ? `记了${who}的评诺` : `${who}的承诺评诺，${grade}`,
    records: [revised(before, {
      evaluation, state: grade === '' ? before.state : 'evaluated',
      history: [...before.history, historyLine(on, '评诺', by, [grade === '' ? '' : `评为${grade}`, organisation].filter((part) => part !== '').join('，'))],
    })],
    findings,
  })
}

/** 满意率 as papers say it: one decimal, with its base. */
export function satisfactionWords({ asked, satisfied }: Pick<PledgeEvaluation, 'asked' | 'satisfied'>): string {
  return asked === 0 ? '' : `问到${asked}人，满意${satisfied}人（${((satisfied / asked) * 100).toFixed(1)}%）`
}

const words = { excellent: '优秀', qualified: '合格', basic: '基本合格', unqualified: '不合格' } as const

/** What the year's 民主评议 said of a member, as a proposal for 互评: counts, never a rank. Empty where no tally was closed. */
export function peersFromReviews(reviews: readonly Review[], memberId: string | null, year: number): string {
  const review = reviews.filter((one) => one.year === year && one.tallyClosedOn !== null).at(-1)
  const row = review?.tally.find((one) => one.memberId === memberId)
  if (review === undefined || row === undefined) return ''
  const counts = review.grades.map((grade) => `${words[grade]}${row.votes[grade]}票`).join('、')
  return `${review.heldOn === null ? '' : formatDate(review.heldOn, 'paper')}民主评议，有效票${review.counts.valid}张：${counts}。`
}
