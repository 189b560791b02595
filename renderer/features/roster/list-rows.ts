import { asOf, byRosterOrder, type MemberAsOf, type RosterCounts } from '#shared/duties/roster'
import { standingNames } from '#shared/duties/roster-events'
import { at } from '#shared/duties/roster-intervals'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { assertNever } from '#shared/text/assert-never'
import type { PartialDate } from '#shared/text/partial-date'
import { byStrokes } from '#shared/text/stroke-order'
import { sayCellDate } from '../../ui/say'

/** The list of the roster, worked out from the records for one day. */
export type RosterState = 'here' | 'suspended' | 'gone' | 'none'
export type RosterRow = { readonly member: Member; readonly then: MemberAsOf; readonly state: RosterState }
export const filters = ['here', 'away', 'suspended', 'gone', 'all'] as const
export type RosterFilter = (typeof filters)[number]
export const filterNames: Readonly<Record<RosterFilter, string>> = { here: '在册', away: '流动', suspended: '停止党籍', gone: '已离开', all: '全部' }
export type RosterOrder = 'roster' | 'strokes'

// A record is never changed in place, so what was worked out for it on a day stays true: after a commit only what it touched is worked out anew.
const known = new WeakMap<Member, { readonly day: PartialDate; readonly row: RosterRow }>()

export function rowOf(member: Member, day: PartialDate): RosterRow {
  const before = known.get(member)
  if (before?.day === day) return before.row
  const then = asOf(member, day)
  const row = { member, then, state: stateOf(then) }
  known.set(member, { day, row })
  return row
}

function stateOf({ active, standing }: MemberAsOf): RosterState {
  if (active) return 'here'
  switch (standing) {
    case 'suspended':
      return 'suspended'
    case 'left':
    case 'removed':
    case 'expelled':
    case 'deceased':
      return 'gone'
    case 'normal':
    case null:
      return 'none'
    default:
      return assertNever(standing)
  }
}

export function rosterRows(members: readonly Member[], day: PartialDate, order: RosterOrder): readonly RosterRow[] {
  return [...members].sort(order === 'roster' ? byRosterOrder : byStrokes).map((member) => rowOf(member, day))
}

export function shows(filter: RosterFilter, row: RosterRow): boolean {
  switch (filter) {
    case 'here':
      return row.state === 'here'
    case 'away':
      return row.then.away !== null && (row.state === 'here' || row.state === 'suspended')
    case 'suspended':
      return row.state === 'suspended'
    case 'gone':
      return row.state === 'gone'
    case 'all':
      return true
    default:
      return assertNever(filter)
  }
}

/** The same counts as `rosterCounts` gives, from rows already worked out. */
export function countRows(rows: readonly RosterRow[]): RosterCounts {
  const here = rows.filter((row) => row.state === 'here')
  return {
    total: here.length,
    full: here.filter(({ then }) => then.grade === 'full').length,
    probationary: here.filter(({ then }) => then.grade === 'probationary').length,
    women: here.filter(({ member }) => member.gender === '女').length,
    away: here.filter(({ then }) => then.away !== null).length,
    suspended: rows.filter((row) => row.state === 'suspended').length,
  }
}

export function sayCounts(counts: RosterCounts): string {
  const extra = [counts.women > 0 ? `女 ${counts.women} 人` : '', counts.away > 0 ? `流动 ${counts.away} 人` : ''].filter((part) => part !== '')
  return [`在册 ${counts.total} 人：正式 ${counts.full} 人，预备 ${counts.probationary} 人`, ...extra].join('，')
}

/** 正常, 流动 and where to, or how and when somebody left. */
export function sayState({ member, then, state }: RosterRow, day: PartialDate): string {
  switch (state) {
    case 'here':
      return [then.watched ? '留党察看' : '', then.away === null ? '' : `流动${then.away.place === '' ? '' : `　${then.away.place}`}`].filter((part) => part !== '').join('，') || '正常'
    case 'suspended':
    case 'gone': {
      const since = at(member.standings, day)?.from ?? null
      return `${then.standing === null ? '' : standingNames[then.standing]}${since === null ? '' : `　${sayCellDate(since)}`}`
    }
    case 'none':
      return then.standing === null ? '那天还没来' : '那天还没入党'
    default:
      return assertNever(state)
  }
}

export function jobOf({ workplace, jobTitle }: Pick<Member, 'workplace' | 'jobTitle'>): string {
  return jobTitle.startsWith(workplace) ? jobTitle : `${workplace}${jobTitle}`
}

export function nameIn(places: Organisation['groups'], id: string | null): string {
  return id === null ? '' : (places.find((place) => place.id === id)?.name ?? '')
}

export function searchText({ member, then }: RosterRow, organisation: Organisation): string {
  return `${member.name} ${jobOf(member)} ${member.education} ${member.phone} ${then.posts.join(' ')} ${nameIn(organisation.groups, then.groupId)} ${nameIn(organisation.units, then.unitId)} ${then.away?.place ?? ''}`
}
