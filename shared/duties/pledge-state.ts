import type { Pledge, PledgeItem, PledgeRound } from '#shared/model/pledge'

/** 提诺 审诺 公诺 践诺 评诺: how far each state lies along the way. 退回 lies beside 提诺. */
const along: Readonly<Record<Pledge['state'], number>> = { draft: 0, returned: 1, proposed: 1, reviewed: 2, published: 3, fulfilled: 4, evaluated: 5 }

/** Steps are entered in any order, and the state is the furthest one reached: a late 审诺 does not undo a 公示. */
export function furthest(now: Pledge['state'], reached: Pledge['state']): Pledge['state'] {
  return along[reached] >= along[now] ? reached : now
}

/** From here on the words stand on a public sheet. */
export function isPublic(state: Pledge['state']): boolean {
  return along[state] >= along.published
}

export function historyLine(on: string | null, act: string, who: string, note: string): Pledge['history'][number] {
  return { on, act, who, note }
}

/** 谁、何时、做了什么 of the round itself; about one person where `memberId` names one. */
export function roundLine(on: string | null, act: string, who: string, note: string, memberId: string | null = null): PledgeRound['history'][number] {
  return { on, act, who, note, memberId }
}

export type ItemMark = 'open' | 'closed' | 'unkept' | 'late'

export function markOf(item: Pledge['items'][number], lastDayOfDue: string | null, today: string): ItemMark {
  if (item.closedOn !== null) return 'closed'
  if (item.unkeptReason !== '') return 'unkept'
  return lastDayOfDue !== null && lastDayOfDue < today ? 'late' : 'open'
}

/** What the last 审诺 of one item said. */
export function verdictOf(item: Pick<PledgeItem, 'reviews'>): Pledge['review']['result'] {
  return item.reviews.at(-1)?.result ?? ''
}

/** The whole passes when every item has; one that goes back takes the letter with it. */
export function resultOf(items: readonly PledgeItem[]): Pledge['review']['result'] {
  const verdicts = items.map(verdictOf)
  if (verdicts.includes('returned')) return 'returned'
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === 'passed') ? 'passed' : ''
}

type Words = Pick<PledgeItem, 'text' | 'measures' | 'due' | 'responsible'>

/** The same promise, word for word: what is reviewed and what hangs on the board. */
export function sameWords(one: Words, other: Words): boolean {
  return one.text === other.text && one.measures === other.measures && one.due === other.due && one.responsible === other.responsible
}

export function isSettled(item: Pick<PledgeItem, 'closedOn' | 'unkeptReason'>): boolean {
  return item.closedOn !== null || item.unkeptReason !== ''
}

/** A published pledge is fulfilled once every item has its outcome, and no longer once one is open again. */
export function settledState(state: Pledge['state'], items: readonly PledgeItem[]): Pledge['state'] {
  const settled = items.length > 0 && items.every(isSettled)
  return settled && state === 'published' ? 'fulfilled' : !settled && state === 'fulfilled' ? 'published' : state
}

/** A promise in a title: one line, not all of it. Cut between characters, not inside one of two halves. */
export function short(text: string): string {
  const signs = [...text.trim().replace(/\s+/g, ' ')]
  return signs.length <= 20 ? signs.join('') : `${signs.slice(0, 20).join('')}…`
}
