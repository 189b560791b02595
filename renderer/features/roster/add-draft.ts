import type { MemberInput, Personal, Post } from '#shared/duties/roster-member'
import type { PartialDate } from '#shared/text/partial-date'

/** What is typed of a new member. */
export type AddDraft = Personal & {
  readonly joined: PartialDate | null
  readonly becameFull: PartialDate | null
  readonly grade: 'full' | 'probationary'
  readonly groupId: string
  readonly unitId: string
  readonly posts: readonly Post[]
  readonly arrival: 'here' | 'transferIn' | 'admit'
  readonly arrivedOn: PartialDate | null
  readonly counterpart: string
}

export const blankDraft: AddDraft = {
  name: '', gender: '', ethnicity: '', idNumber: '', birth: null, nativePlace: '', education: '', startedWork: null, workplace: '', jobTitle: '', phone: '', landline: '', address: '', note: '',
  joined: null, becameFull: null, grade: 'full', groupId: '', unitId: '', posts: [], arrival: 'here', arrivedOn: null, counterpart: '',
}

/** Where the day of arrival is missing there is no input yet. */
export function inputOf(draft: AddDraft): MemberInput {
  const { joined, becameFull, grade, groupId, unitId, posts, arrival, arrivedOn, counterpart, ...personal } = draft
  const admitted = arrival === 'admit'
  const probationary = admitted || grade === 'probationary'
  return {
    ...personal,
    joined: admitted ? arrivedOn : joined,
    becameFull: probationary ? null : becameFull,
    grade: probationary ? 'probationary' : 'full',
    groupId: groupId === '' ? null : groupId,
    unitId: unitId === '' ? null : unitId,
    posts,
    ...(arrival === 'here' || arrivedOn === null ? {} : { arrival: { type: arrival, on: arrivedOn, counterpart } }),
  }
}

export function arrivalProblem({ arrival, arrivedOn }: AddDraft): string {
  if (arrival === 'here' || arrivedOn !== null) return ''
  return arrival === 'transferIn' ? '写上转入的日期' : '写上接收为预备党员的日期'
}
