import type { Pledge } from '#shared/model/pledge'

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

export type ItemMark = 'open' | 'closed' | 'unkept' | 'late'

export function markOf(item: Pledge['items'][number], lastDayOfDue: string | null, today: string): ItemMark {
  if (item.closedOn !== null) return 'closed'
  if (item.unkeptReason !== '') return 'unkept'
  return lastDayOfDue !== null && lastDayOfDue < today ? 'late' : 'open'
}
