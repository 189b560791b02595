import { ballotFormSchema, fewestTogether, mostElectors, type BallotForm, type BallotStatus, type BallotTotals } from '#shared/ballot-box'

/** 无记名机投, whatever is voted on: how a box stands in words, who is too few or too many for one, what came out (build/decisions/006-machine-box.md). */

/** A box that still holds ballots, or may yet. */
export function isStandingBox({ state }: Pick<BallotStatus, 'state'>): boolean {
  return state === 'locked' || state === 'open' || state === 'closed' || state === 'broken'
}

/** How a box stands, in a few words. */
export function sayBox({ state, cast, electors, unused, broken }: BallotStatus): string {
  switch (state) {
    case 'open':
      return `票箱开着，已投 ${cast} / ${electors}`
    case 'locked':
      return unused ? '票箱设好了，还没有打开' : '票箱锁着，要接着投先打开'
    case 'closed':
      return '封了箱，还没有开箱记账'
    case 'none':
      return '还没有设票箱'
    case 'cleared':
      return '开过箱了'
    case 'broken':
      return broken
  }
}

/** What is done next with a box that stands; said on a button. */
export function boxVerb({ state }: Pick<BallotStatus, 'state'>): string {
  return state === 'open' || state === 'broken' ? '去看' : state === 'closed' ? '去开箱' : '去打开'
}

/** Why so many cannot vote by machine; empty when they can. `who`: 实到, 群众代表. */
export function whyNotSoMany(who: string, electors: number): string {
  if (electors < fewestTogether) return `${who} ${electors} 人，不足 ${fewestTogether} 人，机投看得出是谁投的`
  return electors > mostElectors ? `${who} ${electors} 人，一个票箱最多 ${mostElectors} 人` : ''
}

/** Why a machine cannot ask all this; empty when it can. */
export function whyNoForm(form: BallotForm): string {
  return ballotFormSchema.safeParse(form).success ? '' : `票上有 ${form.questions.length} 行，一个票箱装不下`
}

/** What came out of one box, besides the sums: what each interruption cost, and the ballots given up at closing because they were fewer than five. */
export type BoxLosses = { readonly lost: readonly number[]; readonly dropped: number }
export type OpenedBox = BoxLosses & { readonly totals: BallotTotals }

/** 断过 1 次，3 张没有封存，请人重新投了；封箱时剩 2 张不足 5 张，作废. Empty where there is nothing to say. */
export function sayLosses({ lost, dropped }: BoxLosses): string {
  return [
    ...(lost.length === 0 ? [] : [`断过 ${lost.length} 次，${lost.reduce((all, one) => all + one, 0)} 张没有封存，请人重新投了`]),
    ...(dropped === 0 ? [] : [`封箱时剩 ${dropped} 张不足 ${fewestTogether} 张，作废`]),
  ].join('；')
}
