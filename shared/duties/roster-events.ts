import type { Member, MemberEvent } from '#shared/model/member'
import { advice, isWall, wall, warning, type Finding } from '#shared/rules/findings'
import { assertNever } from '#shared/text/assert-never'
import { addMonths, compareDates, formatDate, spanOf, type PartialDate } from '#shared/text/partial-date'
import { at, changedAt, closedAt, endOf, isWellFormed, mendedAt, reopenedAt, startOf } from './roster-intervals'
import { asOf } from './roster'
import { probationEnd, rosterTimes, type RosterTimes } from './roster-times'
import { finish, refused, revised, type DutyContext, type Outcome } from './transition'

/**
 * What happens to a member: each event has a date, where one was taken its vote, and moves the dated intervals. Events may be entered out
 * of order, the older after the newer; what cannot have been so on that day is refused.
 */
export type EventType = MemberEvent['type']
type Standing = Member['standings'][number]['standing']

export type EventInput = {
  readonly type: EventType
  /** Empty for what a vote decides: then it is the day of the vote. */
  readonly on: PartialDate | null
  readonly votedOn?: PartialDate | null
  readonly counterpart?: string
  readonly note?: string
  /** extendProbation */
  readonly until?: PartialDate | null
  /** goAway: where to */
  readonly place?: string
}

export const eventNames: Readonly<Record<EventType, string>> = {
  transferIn: '转入', transferOut: '转出', admit: '接收为预备党员', becomeFull: '转正', extendProbation: '延长预备期', cancelProbation: '取消预备党员资格',
  suspend: '停止党籍', restore: '恢复党籍', remove: '除名', expel: '开除党籍', die: '去世', goAway: '外出', comeBack: '返回', watch: '留党察看', unwatch: '恢复党员权利',
}
export const standingNames: Readonly<Record<Standing, string>> = { normal: '正常', suspended: '停止党籍', removed: '除名', expelled: '开除党籍', left: '转出', deceased: '去世' }
/** Decided by vote of the 党员大会; the day of the vote is the day it counts from. */
const voted: readonly EventType[] = ['admit', 'becomeFull', 'extendProbation', 'cancelProbation']

const say = (date: PartialDate) => formatDate(date, 'paper')

export function recordEvent(context: DutyContext, before: Member, input: EventInput, times: RosterTimes = rosterTimes): Outcome {
  const planned = plan(before, { ...input, id: context.newId() }, context.today, times)
  if (planned.after === null) return refused(...planned.findings)
  const change = revised(before, planned.after)
  return finish({ title: `记了${before.name}${eventNames[input.type]}`, records: [change], findings: [...planned.findings, ...orderFindings(change.after)] })
}

/** Corrects one event: it is taken back and entered anew, in one step, under its own id. */
export function correctEvent(context: DutyContext, before: Member, eventId: string, patch: Partial<Omit<EventInput, 'type'>>, times: RosterTimes = rosterTimes): Outcome {
  const event = before.events.find((one) => one.id === eventId)
  if (event === undefined) return refused(wall('eventMissing', '没有这一笔', { recordId: before.id, field: 'events' }))
  const bare: Member = { ...before, ...strike(before, event) }
  const absence = event.type === 'goAway' && event.on !== null ? at(before.absences, event.on) : null
  const place = absence?.place
  const { until } = event
  // The day of a vote moves with its event unless both are given.
  const input: EventInput = { type: event.type, on: event.on, votedOn: event.votedOn, counterpart: event.counterpart, note: event.note, ...(until === undefined ? {} : { until }), ...(place === undefined ? {} : { place }), ...patch }
  const aligned = voted.includes(event.type) && patch.votedOn !== undefined && patch.on === undefined ? { ...input, on: patch.votedOn } : voted.includes(event.type) && patch.on !== undefined && patch.votedOn === undefined ? { ...input, votedOn: patch.on } : input
  const planned = plan(bare, { ...aligned, id: event.id }, context.today, times)
  if (planned.after === null) return refused(...planned.findings)
  const status: Status = { ...pickStatus(bare), ...planned.after }
  // What had ended keeps its end when only its beginning was mistyped, and an absence its contacts.
  const absences = absence === null ? status.absences : status.absences.map((piece) => (piece.from === aligned.on ? { ...piece, to: absence.to, contacts: absence.contacts } : piece))
  if (!isWellFormed(absences)) return refused(wall('absencesCross', `${before.name}这一次外出和另一次、或和返回的日期叠在一起，看看日期`, { recordId: before.id, field: 'on' }))
  const watch = event.type === 'watch' && event.on !== null ? at(before.watches, event.on) : null
  const watches = watch === null ? status.watches : status.watches.map((piece) => (piece.from === aligned.on ? { ...piece, to: watch.to } : piece))
  if (!isWellFormed(watches)) return refused(wall('watchesCross', `${before.name}给留党察看的日期要早于恢复权利的日期，看看日期`, { recordId: before.id, field: 'on' }))
  return finish({ title: `更正了${before.name}${eventNames[event.type]}`, records: [revised(before, { ...status, absences, watches })], findings: [...planned.findings, ...orderFindings({ ...before, ...status, absences, watches })] })
}

/** Takes back an event that never was. */
export function strikeEvent(before: Member, eventId: string): Outcome {
  const event = before.events.find((one) => one.id === eventId)
  if (event === undefined) return refused(wall('eventMissing', '没有这一笔', { recordId: before.id, field: 'events' }))
  const findings = leaves.includes(event.type) ? [advice('checkPlaces', '党小组和党内职务也回到了原来那样，核对一下', { recordId: before.id, field: 'groups' })] : []
  const change = revised(before, strike(before, event))
  return finish({ title: `划去了${before.name}${eventNames[event.type]}`, records: [change], findings: [...findings, ...orderFindings(change.after)] })
}

export function recordContact(before: Member, contact: Member['absences'][number]['contacts'][number]): Outcome {
  const place = { recordId: before.id, field: 'contacts' }
  if (contact.on === null) return refused(wall('dateMissing', '写上联系的日期', { ...place, field: 'on' }))
  const absence = at(before.absences, contact.on)
  if (absence === null) return refused(wall('notAway', `${say(contact.on)}${before.name}没有外出，看看日期`, { ...place, field: 'on' }))
  const absences = before.absences.map((one) => (one === absence ? { ...one, contacts: [...one.contacts, contact].sort((a, b) => compareDates(a.on ?? '', b.on ?? '')) } : one))
  return finish({ title: `记了和${before.name}的一次联系`, records: [revised(before, { absences })] })
}

type Status = Pick<Member, 'joined' | 'becameFull' | 'grades' | 'standings' | 'groups' | 'units' | 'posts' | 'absences' | 'watches' | 'events'>
function pickStatus({ joined, becameFull, grades, standings, groups, units, posts, absences, watches, events }: Member): Status {
  return { joined, becameFull, grades, standings, groups, units, posts, absences, watches, events }
}
type Plan = { readonly after: Partial<Status> | null; readonly findings: readonly Finding[] }
const leaves: readonly EventType[] = ['transferOut', 'cancelProbation', 'remove', 'expel', 'die']

function plan(member: Member, input: EventInput & { readonly id: string }, today: string, times: RosterTimes): Plan {
  const { type } = input
  const votedOn = voted.includes(type) ? (input.votedOn ?? input.on) : (input.votedOn ?? null)
  const on = voted.includes(type) ? (input.on ?? votedOn) : input.on
  const found: Finding[] = []
  const place = (field: string, source = '') => ({ recordId: member.id, field, source })
  const no = (code: string, text: string, field = 'on') => found.push(wall(code, text, place(field)))
  if (on === null) {
    no('dateMissing', voted.includes(type) ? '写上党员大会票决的日期' : `写上${eventNames[type]}的日期`, voted.includes(type) ? 'votedOn' : 'on')
    return { after: null, findings: found }
  }
  if (spanOf(on).from > today) found.push(warning('future', `${say(on)}还没有到，看看日期`, place('on')))
  if (voted.includes(type) && votedOn !== null && votedOn !== on) no('voteDiffers', `${eventNames[type]}从票决那天算起，两个日期写成一样`, 'votedOn')
  if (!voted.includes(type) && votedOn !== null && compareDates(on, votedOn) < 0) found.push(warning('beforeVote', `日期（${say(on)}）早于票决日期（${say(votedOn)}），看看哪个对`, place('votedOn')))
  if (type !== 'admit' && member.joined !== null && spanOf(on).to < spanOf(member.joined).from) {
    no('eventBeforeJoined', `${eventNames[type]}的日期（${say(on)}）早于入党日期（${say(member.joined)}），请改其中一个`)
    return { after: null, findings: found }
  }
  found.push(...possible(member, { ...input, on }, times))
  if (found.some(isWall)) return { after: null, findings: found }
  const event: MemberEvent = {
    id: input.id, type, on, votedOn: votedOn === null ? null : voted.includes(type) ? on : votedOn, counterpart: (input.counterpart ?? '').trim(), note: input.note ?? '',
    ...(type === 'extendProbation' ? { until: input.until ?? null } : {}),
  }
  const events = [...member.events, event].sort((a, b) => (a.on === null || b.on === null ? (a.on === b.on ? 0 : a.on === null ? -1 : 1) : compareDates(a.on, b.on)))
  return { after: { ...effects(member, { ...input, on }), events }, findings: found }
}

/** Whether it can have been so on that day. */
function possible(member: Member, input: EventInput & { readonly on: PartialDate }, times: RosterTimes): readonly Finding[] {
  const { type, on } = input
  const { name } = member
  const then = asOf(member, on)
  const place = { recordId: member.id, field: 'on' }
  const no = (code: string, text: string) => [wall(code, text, place)]
  const standing = then.standing
  const sameDay = (list: readonly { readonly from: PartialDate | null; readonly to: PartialDate | null }[]) => list.some((piece) => piece.from !== null && startOf(piece) === spanOf(on).from)
  const movesStanding = !['becomeFull', 'extendProbation', 'goAway', 'comeBack', 'watch', 'unwatch'].includes(type)
  if (standing === 'deceased') return no('deceased', `${name}那天已经去世，看看日期`)
  if (movesStanding && type !== 'admit' && sameDay(member.standings)) return no('sameDay', `${say(on)}这一天已经记着${name}的另一件事，日期写细一点，或者先改那一笔`)
  const notHere = (): readonly Finding[] =>
    standing === null ? no('notHere', `${say(on)}${name}还不在本支部，看看日期，不清楚就先更正入党或转入日期`) : no('notNormal', `${say(on)}${name}的党籍状态是${standingNames[standing]}，不能记${eventNames[type]}`)
  switch (type) {
    case 'transferIn':
      if (standing === 'normal' || standing === 'suspended') return no('alreadyHere', `${name}那天本来就在本支部，不用转入`)
      if (standing === 'removed' || standing === 'expelled') return notHere()
      return then.grade === null ? no('notMember', `${name}那天不是党员，看看日期`) : (input.counterpart ?? '').trim() === '' ? [advice('counterpart', '写上从哪个党组织转来', { ...place, field: 'counterpart' })] : []
    case 'transferOut':
      if (standing !== 'normal') return notHere()
      return (input.counterpart ?? '').trim() === '' ? [advice('counterpart', '写上转到哪个党组织', { ...place, field: 'counterpart' })] : []
    case 'admit':
      if (then.grade !== null) return no('alreadyMember', `${name}那天已经是${then.grade === 'full' ? '正式' : '预备'}党员`)
      if (standing === 'suspended' || standing === 'left') return notHere()
      return member.grades.some((piece) => startOf(piece) > spanOf(on).from) || sameDay(member.standings) ? no('laterGrade', `${name}后面还有入党的记录，先改那一笔`) : []
    case 'becomeFull':
    case 'extendProbation':
    case 'cancelProbation':
      if (then.grade === 'full') return no('alreadyFull', `${name}${member.becameFull === null ? '' : `${say(member.becameFull)}`}已经转正，不用${eventNames[type]}`)
      if (then.grade === null) return no('notProbationary', `${say(on)}${name}还不是预备党员，看看日期`)
      if (standing !== 'normal') return notHere()
      if (sameDay(member.grades)) return no('sameDay', `${say(on)}就是${name}的入党日期，${eventNames[type]}要在以后`)
      return probationFindings(member, input, times)
    case 'suspend':
      return standing === 'normal' ? [] : standing === 'suspended' ? no('alreadySuspended', `${name}那天已经停止党籍`) : notHere()
    case 'restore':
      if (standing === 'suspended') return []
      if (standing === 'removed' || standing === 'expelled') return then.grade === null ? no('notMember', `${name}那时是取消预备党员资格，不能恢复，要重新发展`) : [warning('restoreAfter', `${name}是${standingNames[standing]}以后恢复党籍，把上级的决定一起归档`, place)]
      return no('notSuspended', `${name}那天没有停止党籍，不用恢复`)
    case 'remove':
    case 'expel':
      if (standing !== 'normal' && standing !== 'suspended') return notHere()
      return then.grade === 'probationary' ? [warning('probationer', `${name}还是预备党员，一般是取消预备党员资格`, place)] : []
    case 'die':
      return standing === null ? notHere() : []
    case 'goAway':
      if (standing !== 'normal' && standing !== 'suspended') return notHere()
      return then.away !== null || sameDay(member.absences) ? no('alreadyAway', `${name}那天已经在外，先记返回`) : []
    case 'comeBack':
      return then.away === null ? no('notAway', `${name}那天没有外出，不用返回`) : sameDay(member.absences) ? no('sameDay', `${name}这一天才外出，返回要在以后`) : []
    case 'watch':
      if (standing !== 'normal' && standing !== 'suspended') return notHere()
      if (then.watched || sameDay(member.watches)) return no('alreadyWatched', `${name}那天已经在留党察看`)
      return then.grade === 'probationary' ? [warning('probationer', `${name}还是预备党员，不给留党察看，一般是取消预备党员资格`, place)] : []
    case 'unwatch':
      return !then.watched ? no('notWatched', `${name}那天没有留党察看，看看日期`) : sameDay(member.watches) ? no('sameDay', `${name}这一天才给留党察看，恢复要在以后`) : []
    default:
      return assertNever(type)
  }
}

function probationFindings(member: Member, input: EventInput & { readonly on: PartialDate }, times: RosterTimes): readonly Finding[] {
  const place = (field: string, source: string) => ({ recordId: member.id, field, source })
  const due = probationEnd(member, input.on, times)
  const found: Finding[] = []
  if (input.type === 'becomeFull' && due !== null && spanOf(input.on).to < spanOf(due).from) found.push(warning('probationNotOver', `预备期到${say(due)}才满，${say(input.on)}早了，看看日期`, place('votedOn', times.probation.source)))
  if (input.type !== 'extendProbation') return found
  const { source, least, most } = times.extension
  if (input.until === null || input.until === undefined) return [...found, wall('untilMissing', '写上预备期延长到哪一天', place('until', source))]
  if (due !== null && compareDates(input.until, due) <= 0) return [...found, wall('untilEarly', `延长到的日期（${say(input.until)}）要晚于原来满的日期（${say(due)}）`, place('until', source))]
  if (due !== null && compareDates(input.until, addMonths(due, least)) < 0) found.push(warning('extensionShort', `延长预备期不少于 ${least} 个月，要到${say(addMonths(due, least))}`, place('until', source)))
  if (due !== null && compareDates(input.until, addMonths(due, most)) > 0) found.push(warning('extensionLong', `延长预备期最多 ${most} 个月，到${say(addMonths(due, most))}`, place('until', source)))
  if (member.events.some((event) => event.type === 'extendProbation')) found.push(warning('extendedTwice', '预备期只能延长一次', place('on', source)))
  return found
}

/** After an event was entered or taken back among others: those that no longer follow from what stands before them. Warnings, for the papers come in any order. */
function orderFindings(member: Member): readonly Finding[] {
  return member.events.flatMap((event) => {
    const { on, type } = event
    if (on === null) return []
    const key = spanOf(on).from
    const before = member.standings.find((piece) => endOf(piece) === key)?.standing ?? null
    const odd =
      type === 'restore' ? before === 'normal' || before === 'left'
      : type === 'transferIn' ? before === 'normal' || before === 'suspended'
      : type === 'suspend' || type === 'transferOut' ? before !== null && before !== 'normal'
      : type === 'remove' || type === 'expel' ? before === 'left' || before === 'removed' || before === 'expelled'
      : type === 'unwatch' ? !member.watches.some((piece) => endOf(piece) === key)
      : type === 'comeBack' ? !member.absences.some((piece) => endOf(piece) === key)
      : false
    return odd ? [warning('outOfOrder', `${say(on)}的${eventNames[type]}和前面记的接不上，核对一下${member.name}的经历`, { recordId: member.id, field: 'events' })] : []
  })
}

/** How the intervals stand afterwards. */
function effects(member: Member, input: EventInput & { readonly on: PartialDate }): Partial<Status> {
  const { on, type } = input
  const stand = (standing: Standing) => ({ standings: [...changedAt(member.standings, on, (span) => ({ ...span, standing }))] })
  switch (type) {
    case 'transferIn':
    case 'restore':
      return stand('normal')
    case 'transferOut':
      return { ...stand('left'), ...left(member, on) }
    case 'admit':
      return { joined: on, becameFull: null, grades: [...changedAt(member.grades, on, (span) => ({ ...span, grade: 'probationary' as const }))], ...stand('normal') }
    case 'becomeFull':
      return { becameFull: on, grades: [...changedAt(member.grades, on, (span) => ({ ...span, grade: 'full' as const }))] }
    case 'extendProbation':
      return {}
    case 'cancelProbation':
      return { grades: [...closedAt(member.grades, on)], ...stand('removed'), ...left(member, on) }
    case 'suspend':
      return stand('suspended')
    case 'remove':
      return { ...stand('removed'), ...left(member, on) }
    case 'expel':
      return { ...stand('expelled'), ...left(member, on) }
    case 'die':
      return { ...stand('deceased'), ...left(member, on) }
    case 'goAway':
      return { absences: [...changedAt(member.absences, on, (span) => ({ ...span, place: (input.place ?? '').trim(), contacts: [] }))] }
    case 'comeBack':
      return { absences: [...closedAt(member.absences, on)] }
    case 'watch':
      return { watches: [...changedAt(member.watches, on, (span) => span)] }
    case 'unwatch':
      return { watches: [...closedAt(member.watches, on)] }
    default:
      return assertNever(type)
  }
}

/** Who leaves holds no post and stands in no 党小组 from that day. */
function left(member: Member, on: PartialDate): Pick<Status, 'groups' | 'units' | 'posts' | 'absences' | 'watches'> {
  return { groups: [...closedAt(member.groups, on)], units: [...closedAt(member.units, on)], posts: [...closedAt(member.posts, on)], absences: [...closedAt(member.absences, on)], watches: [...closedAt(member.watches, on)] }
}

function strike(member: Member, event: MemberEvent): Partial<Status> {
  const events = member.events.filter((one) => one.id !== event.id)
  const { on, type } = event
  // An event without a date (an imported status) never moved an interval by itself.
  if (on === null) return { events }
  const mended = { standings: [...mendedAt(member.standings, on)] }
  const back = leaves.includes(type)
    ? {
        groups: [...reopenedAt(member.groups, on)], units: [...reopenedAt(member.units, on)], absences: [...reopenedAt(member.absences, on)], watches: [...reopenedAt(member.watches, on)],
        posts: [...new Set(member.posts.map((piece) => piece.post))].flatMap((post) => [...reopenedAt(member.posts.filter((piece) => piece.post === post), on)]),
      }
    : {}
  const grades = member.grades
  const startsThere = (piece: { readonly from: PartialDate | null; readonly to: PartialDate | null }) => startOf(piece) === spanOf(on).from
  switch (type) {
    case 'transferIn':
      // The first arrival opened the books on this person: without it they were there since joining.
      if (member.standings.findIndex(startsThere) !== 0) return { events, ...mended }
      return { events, standings: member.standings.map((piece, index) => (index > 0 ? piece : { ...piece, from: startOf({ from: member.joined, to: null }) < endOf(piece) ? member.joined : null })) }
    case 'transferOut':
    case 'suspend':
    case 'restore':
    case 'remove':
    case 'expel':
    case 'die':
      return { events, ...mended, ...back }
    case 'admit':
      return { events, ...(member.standings.findIndex(startsThere) > 0 ? { ...mended, joined: null, grades: grades.filter((piece) => !startsThere(piece)) } : {}) }
    case 'becomeFull':
      return { events, becameFull: null, grades: [...mendedAt(grades, on)] }
    case 'extendProbation':
      return { events }
    case 'cancelProbation':
      return { events, ...mended, ...back, grades: [...reopenedAt(grades, on)] }
    case 'goAway':
      return { events, absences: member.absences.filter((piece) => !startsThere(piece)) }
    case 'comeBack':
      return { events, absences: [...reopenedAt(member.absences, on)] }
    case 'watch':
      return { events, watches: member.watches.filter((piece) => !startsThere(piece)) }
    case 'unwatch':
      return { events, watches: [...reopenedAt(member.watches, on)] }
    default:
      return assertNever(type)
  }
}
