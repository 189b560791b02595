import { eventNames } from '#shared/duties/roster-events'
import type { Member, MemberEvent } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { compareDates, type PartialDate } from '#shared/text/partial-date'
import { sayCellDate } from '../../ui/say'
import { nameIn } from './list-rows'

/** A member's dated intervals and events as a small history, oldest first; what has no date stands before it. */
export type HistoryLine = { readonly key: string; readonly date: PartialDate | null; readonly when: string; readonly text: string; readonly note: string; /** Can be corrected or struck out. */ readonly eventId: string | null }

const say = (date: PartialDate | null) => (date === null ? '' : sayCellDate(date))

export function historyOf(member: Member): readonly HistoryLine[] {
  const { joined, becameFull, events } = member
  const lines: HistoryLine[] = []
  if (joined !== null && !events.some((event) => event.type === 'admit' && event.on === joined)) lines.push({ key: 'joined', date: joined, when: say(joined), text: '加入党组织', note: '', eventId: null })
  if (becameFull !== null && !events.some((event) => event.type === 'becomeFull' && event.on === becameFull)) lines.push({ key: 'becameFull', date: becameFull, when: say(becameFull), text: '转为正式党员', note: '', eventId: null })
  for (const event of events) lines.push({ key: event.id, date: event.on, when: event.on === null ? '日期不详' : say(event.on), text: eventText(event, member), note: event.note, eventId: event.id })
  return inOrder(lines)
}

function eventText(event: MemberEvent, member: Member): string {
  const other = event.counterpart === '' ? '' : event.type === 'transferIn' ? `，从${event.counterpart}来` : event.type === 'transferOut' ? `，到${event.counterpart}` : `，${event.counterpart}`
  const until = event.until == null ? '' : `，到 ${say(event.until)}`
  const vote = event.votedOn === null ? '' : event.votedOn === event.on ? '（当天票决）' : `（${say(event.votedOn)} 票决）`
  const place = event.type === 'goAway' ? (member.absences.find((absence) => absence.from === event.on)?.place ?? '') : ''
  return `${eventNames[event.type]}${other}${until}${place === '' ? '' : `，去${place}`}${vote}`
}

/** Where somebody stood: 党小组, units, posts. */
export function placesOf(member: Member, organisation: Organisation): readonly HistoryLine[] {
  const gone = (name: string) => (name === '' ? '（已撤销）' : name)
  return inOrder([
    ...member.posts.map((span, index) => lineOf(`post-${index}`, span, span.post)),
    ...member.groups.map((span, index) => lineOf(`group-${index}`, span, gone(nameIn(organisation.groups, span.groupId)))),
    ...member.units.map((span, index) => lineOf(`unit-${index}`, span, gone(nameIn(organisation.units, span.unitId)))),
  ])
}

function lineOf(key: string, { from, to }: { readonly from: PartialDate | null; readonly to: PartialDate | null }, text: string): HistoryLine {
  const when = from === null ? (to === null ? '一直' : `到 ${say(to)}`) : to === null ? `${say(from)} 起` : `${say(from)}—${say(to)}`
  return { key, date: from, when, text, note: '', eventId: null }
}

export type AbsenceLine = HistoryLine & { readonly contacts: readonly { readonly key: string; readonly when: string; readonly text: string }[] }

export function absencesOf(member: Member): readonly AbsenceLine[] {
  return member.absences.map((span, index) => ({
    ...lineOf(`away-${index}`, span, span.place === '' ? '没写去向' : span.place),
    contacts: span.contacts.map((contact, at) => ({ key: `${index}-${at}`, when: say(contact.on), text: [contact.how, contact.note].filter((part) => part !== '').join('，') || '联系过' })),
  }))
}

function inOrder(lines: readonly HistoryLine[]): readonly HistoryLine[] {
  return [...lines].sort((a, b) => (a.date === null || b.date === null ? (a.date === b.date ? 0 : a.date === null ? -1 : 1) : compareDates(a.date, b.date)))
}
