import type { EventType } from '#shared/duties/roster-events'
import { eventNames } from '#shared/duties/roster-events'
import type { RosterRow } from './list-rows'

/** What can be noted of a member, and when it is likely to be what is meant. Older facts may be entered after newer ones, so nothing is left out, only put behind. */
export type ActId = EventType | 'contact' | 'group' | 'unit' | 'posts'
export const actIds = [
  'becomeFull', 'extendProbation', 'cancelProbation', 'posts', 'group', 'unit', 'transferOut', 'transferIn', 'goAway', 'contact', 'comeBack', 'watch', 'unwatch', 'suspend', 'restore', 'remove', 'expel', 'die', 'admit',
] as const satisfies readonly ActId[]

export const actNames: Readonly<Record<ActId, string>> = { ...eventNames, contact: '联系记录', group: '换党小组', unit: '换单位', posts: '换职务' }

export const actHints: Readonly<Record<ActId, string>> = {
  becomeFull: '党员大会票决通过，预备期满转为正式党员', extendProbation: '党员大会票决，延长六个月到一年', cancelProbation: '党员大会票决，不再是预备党员',
  posts: '当选、改选、不再担任', group: '编入另一个党小组', unit: '归到联合党支部的另一个单位', transferOut: '组织关系转到别的党组织', transferIn: '组织关系又转回来',
  goAway: '外出半年以上，按流动党员联系', contact: '记一次和流动党员的联系', comeBack: '外出的回来了', watch: '受处分，期间没有表决权、选举权和被选举权', unwatch: '留党察看期满，恢复权利', suspend: '', restore: '停止党籍以后，又恢复', remove: '', expel: '', die: '', admit: '接收为预备党员',
}

export function isAct(id: string): id is ActId {
  return actIds.some((one) => one === id)
}

/** What fits how the member stands today comes first; the rest is for noting what was long ago. */
export function likelyActs({ then, state }: RosterRow, hasUnits: boolean): readonly ActId[] {
  const fits: Readonly<Record<ActId, boolean>> = {
    becomeFull: state === 'here' && then.grade === 'probationary', extendProbation: state === 'here' && then.grade === 'probationary', cancelProbation: state === 'here' && then.grade === 'probationary',
    posts: state === 'here', group: state === 'here', unit: state === 'here' && hasUnits, transferOut: state === 'here', transferIn: then.standing === 'left',
    goAway: state === 'here' && then.away === null, contact: then.away !== null, comeBack: then.away !== null, watch: state === 'here' && then.grade === 'full' && !then.watched, unwatch: then.watched, suspend: state === 'here', restore: state === 'suspended' || then.standing === 'removed' || then.standing === 'expelled',
    remove: (state === 'here' || state === 'suspended') && then.grade === 'full', expel: (state === 'here' || state === 'suspended') && then.grade === 'full', die: state === 'here' || state === 'suspended', admit: state === 'none' || (state === 'gone' && then.grade === null),
  }
  return actIds.filter((act) => fits[act])
}
