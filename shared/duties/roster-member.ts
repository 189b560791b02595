import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { advice, wall, warning, type Finding } from '#shared/rules/findings'
import { readIdNumber } from '#shared/text/id-number'
import { nameMatchKey, normaliseName } from '#shared/text/names'
import { addMonths, formatDate, mayBeSame, spanOf, type PartialDate } from '#shared/text/partial-date'
import { changedAt, closedAt, endOf, isWellFormed, startOf } from './roster-intervals'
import { asOf } from './roster'
import { created, finish, headOf, refused, revised, type DutyContext, type Outcome } from './transition'

/** Typing members in, changing what is known of them, and moving them between 党小组, units and posts. */
export const personalFields = [
  'name', 'gender', 'ethnicity', 'idNumber', 'birth', 'nativePlace', 'education', 'startedWork', 'workplace', 'jobTitle', 'phone', 'landline', 'address', 'note',
] as const
export type Personal = Pick<Member, (typeof personalFields)[number]>
export type Post = Member['posts'][number]['post']
export type Grade = Member['grades'][number]['grade']

export type MemberInput = { readonly name: string } & Partial<Omit<Personal, 'name'>> & {
  readonly joined?: PartialDate | null
  readonly becameFull?: PartialDate | null
  /** Asked only where `becameFull` is not known: full unless said otherwise. */
  readonly grade?: Grade
  readonly groupId?: string | null
  readonly unitId?: string | null
  readonly posts?: readonly Post[]
  /** How they came to be in these books; without it they were there all along. `admit`: 接收为预备党员 here, on the day of joining. */
  readonly arrival?: { readonly type: 'transferIn' | 'admit'; readonly on: PartialDate; readonly counterpart?: string; readonly note?: string }
}

/**
 * The record a person's facts make, unchecked. Shared by typing in and by import, so both make the same member. Written out field by
 * field, without spreads, because an import makes ten thousand of them; `personal` stands apart for the same reason.
 */
export function newMember(context: DutyContext, input: MemberInput, order: number, personal: Partial<Personal> = input): Member {
  const id = personal.idNumber === undefined || personal.idNumber === '' ? null : readIdNumber(personal.idNumber)
  const { arrival, groupId = null, unitId = null, becameFull = null } = input
  const joined = input.joined ?? (arrival?.type === 'admit' ? arrival.on : null)
  const grade = becameFull !== null ? 'full' : (input.grade ?? (arrival?.type === 'admit' ? 'probationary' : 'full'))
  const known = id !== null && id.ok ? id : null
  const held = input.posts ?? []
  const head = headOf(context)
  return {
    id: head.id,
    rev: head.rev,
    schema: head.schema,
    rulePack: head.rulePack,
    createdSeq: head.createdSeq,
    kind: 'member',
    name: normaliseName(input.name),
    gender: personal.gender === undefined || personal.gender === '' ? (known?.gender ?? '') : personal.gender,
    ethnicity: personal.ethnicity?.trim() ?? '',
    idNumber: known?.number ?? personal.idNumber?.trim() ?? '',
    birth: personal.birth ?? known?.birth ?? null,
    nativePlace: personal.nativePlace?.trim() ?? '',
    education: personal.education?.trim() ?? '',
    startedWork: personal.startedWork ?? null,
    joined,
    becameFull,
    workplace: personal.workplace?.trim() ?? '',
    jobTitle: personal.jobTitle?.trim() ?? '',
    phone: personal.phone?.trim() ?? '',
    landline: personal.landline?.trim() ?? '',
    address: personal.address?.trim() ?? '',
    note: input.note ?? personal.note ?? '',
    order,
    grades: gradesOf(joined, becameFull, grade, null),
    standings: [{ from: arrival?.on ?? joined, to: null, standing: 'normal' }],
    groups: groupId === null ? [] : [{ from: null, to: null, groupId }],
    units: unitId === null ? [] : [{ from: null, to: null, unitId }],
    posts: held.length === 0 ? [] : [...new Set(held)].map((post) => ({ from: null, to: null, post })),
    absences: [],
    watches: [],
    events: arrival === undefined ? [] : [{ id: context.newId(), type: arrival.type, on: arrival.on, votedOn: arrival.type === 'admit' ? arrival.on : null, counterpart: arrival.counterpart ?? '', note: arrival.note ?? '' }],
  }
}

export function gradesOf(joined: PartialDate | null, becameFull: PartialDate | null, grade: Grade, to: PartialDate | null): Member['grades'] {
  // Joined and full on one day: there were years without a probation.
  if (becameFull === null || (joined !== null && spanOf(becameFull).from <= spanOf(joined).from)) return [{ from: joined, to, grade: becameFull === null ? grade : 'full' }]
  return [{ from: joined, to: becameFull, grade: 'probationary' }, { from: becameFull, to, grade: 'full' }]
}

function tidy(input: Partial<Personal>): Partial<Personal> {
  return Object.fromEntries(personalFields.flatMap((field) => {
    const value = input[field]
    if (value === undefined) return []
    if (field === 'name' && typeof value === 'string') return [[field, normaliseName(value)]]
    if (field === 'idNumber' && typeof value === 'string') {
      const id = readIdNumber(value)
      return [[field, id.ok ? id.number : value.trim()]]
    }
    return [[field, typeof value === 'string' && field !== 'note' ? value.trim() : value]]
  }))
}

/** What is wrong with a member's own facts, and with the facts of others beside them. */
export function memberFindings(member: Member, others: readonly Member[]): readonly Finding[] {
  const at = (field: string) => ({ field, recordId: member.id })
  const found: Finding[] = []
  if (member.name === '') found.push(wall('nameMissing', '写上姓名', at('name')))
  const id = member.idNumber === '' ? null : readIdNumber(member.idNumber)
  if (id !== null && !id.ok) found.push(wall('idNumber', id.why, at('idNumber')))
  if (id !== null && id.ok) {
    const owner = others.find((other) => other.id !== member.id && other.idNumber === id.number)
    if (owner !== undefined) found.push(wall('idTaken', `名册里${owner.name}已经用了这个身份证号`, at('idNumber')))
    if (member.birth !== null && !mayBeSame(member.birth, id.birth)) found.push(warning('birthDiffers', `出生日期写的是${formatDate(member.birth, 'paper')}，身份证号里是${formatDate(id.birth, 'paper')}，看看哪个对`, at('birth')))
    if (member.gender !== '' && member.gender !== id.gender) found.push(warning('genderDiffers', `性别写的是${member.gender}，按身份证号是${id.gender}，看看哪个对`, at('gender')))
  }
  const key = nameMatchKey(member.name)
  const { birth } = member
  const twin = key === '' ? undefined : others.find((other) => other.id !== member.id && nameMatchKey(other.name) === key && !(other.idNumber !== '' && member.idNumber !== '' && other.idNumber !== member.idNumber) && (birth === null || other.birth === null || mayBeSame(other.birth, birth)))
  if (twin !== undefined) found.push(warning('sameName', `名册里已经有一位${twin.name}${twin.birth === null ? '' : `（${formatDate(twin.birth, 'month')}生）`}，看看是不是同一个人`, at('name')))
  return [...found, ...dateFindings(member)]
}

function dateFindings(member: Member): readonly Finding[] {
  const at = (field: string) => ({ field, recordId: member.id })
  const { birth, joined, becameFull } = member
  const found: Finding[] = []
  if (joined !== null && becameFull !== null && surely(becameFull, joined)) found.push(wall('fullBeforeJoined', `转正日期（${say(becameFull)}）早于入党日期（${say(joined)}），请改其中一个`, at('becameFull')))
  if (birth !== null && joined !== null && surely(joined, birth)) found.push(wall('joinedBeforeBirth', `入党日期（${say(joined)}）早于出生日期（${say(birth)}），请改其中一个`, at('joined')))
  else if (birth !== null && joined !== null && surely(joined, addMonths(birth, 18 * 12))) found.push(warning('joinedYoung', `入党时（${say(joined)}）不满 18 岁，看看日期对不对`, { ...at('joined'), source: '《中国共产党章程》第一条' }))
  if (birth !== null && member.startedWork !== null && surely(member.startedWork, birth)) found.push(wall('workBeforeBirth', `参加工作日期（${say(member.startedWork)}）早于出生日期（${say(birth)}），请改其中一个`, at('startedWork')))
  if (joined === null) found.push(advice('joinedMissing', '没有写入党日期，到期提醒和花名册里会空着', at('joined')))
  return found
}

const say = (date: PartialDate) => formatDate(date, 'paper')
/** True only when no reading of the two lets `a` reach `b`. */
const surely = (a: PartialDate, b: PartialDate) => spanOf(a).to < spanOf(b).from

export function addMember(context: DutyContext, members: readonly Member[], input: MemberInput): Outcome {
  const order = members.reduce((most, member) => Math.max(most, member.order), 0) + 1
  const member = newMember(context, input, order)
  const found = [...memberFindings(member, members)]
  const { arrival } = input
  if (arrival?.type === 'transferIn' && member.joined !== null && surely(arrival.on, member.joined)) found.push(wall('eventBeforeJoined', `转入日期（${say(arrival.on)}）早于入党日期（${say(member.joined)}），请改其中一个`, { field: 'arrival.on' }))
  if (arrival?.type === 'admit' && member.joined !== arrival.on) found.push(wall('admitNotJoined', `接收为预备党员的日期就是入党日期，现在一个是${say(arrival.on)}，一个是${member.joined === null ? '空的' : say(member.joined)}`, { field: 'joined' }))
  const verb = arrival?.type === 'transferIn' ? '转入' : arrival?.type === 'admit' ? '接收' : '添了'
  return finish({ title: `${verb}党员${member.name}`, records: [created(member)], findings: found })
}

/** Facts of the person. Dates of joining and becoming full go through `correctDates`; status goes through events. */
export function editMember(before: Member, members: readonly Member[], patch: Partial<Personal>): Outcome {
  const change = revised(before, tidy(patch))
  return finish({ title: `改了${change.after.name}的基本情况`, records: [change], findings: memberFindings(change.after, members) })
}

/** A mistyped 入党 or 转正 date: grades and standing begin anew from it. A 转正 that was decided here is corrected with it. */
export function correctDates(before: Member, members: readonly Member[], dates: { readonly joined?: PartialDate | null; readonly becameFull?: PartialDate | null; readonly grade?: Grade }): Outcome {
  const { joined = before.joined, becameFull = before.becameFull } = dates
  const refuse = (code: string, text: string, field: string) => refused(wall(code, text, { recordId: before.id, field }))
  const spans = before.grades
  const simple = spans.length <= 1 || (spans.length === 2 && spans[0]?.grade === 'probationary' && spans[1]?.grade === 'full' && endOf(spans[0]) === startOf(spans[1]))
  if (!simple) return refuse('gradesComplex', `${before.name}不止一次入党，到“经历”里逐笔改`, 'joined')
  const last = spans.at(-1)
  const grade = dates.grade ?? (becameFull === null && before.becameFull !== null ? 'probationary' : (last?.grade ?? 'full'))
  const grades = gradesOf(joined, becameFull, grade, last?.to ?? null)
  const [first, ...later] = before.standings
  // Here since joining, unless a transfer says otherwise.
  const follows = first !== undefined && first.from === before.joined && !before.events.some((event) => event.type === 'transferIn' && event.on === first.from)
  const standings = first === undefined ? [{ from: joined, to: null, standing: 'normal' as const }] : follows ? [{ ...first, from: joined }, ...later] : before.standings
  const events = before.events.map((event) => {
    if (event.type === 'becomeFull' && becameFull !== null && event.on === before.becameFull) return { ...event, on: becameFull, votedOn: becameFull }
    if (event.type === 'admit' && joined !== null && event.on === before.joined) return { ...event, on: joined, votedOn: joined }
    return event
  }).filter((event) => !(event.type === 'becomeFull' && becameFull === null))
  const change = revised(before, { joined, becameFull, grades, standings, events })
  const findings = [...memberFindings(change.after, members)]
  const early = joined === null ? undefined : events.flatMap(({ on }) => (on === null ? [] : [on])).find((on) => surely(on, joined))
  if (early !== undefined) findings.push(wall('eventBeforeJoined', `${say(early)}还记着${before.name}的另一件事，早于入党日期，先改那一笔`, { recordId: before.id, field: 'joined' }))
  if (!isWellFormed(standings) || !isWellFormed(grades)) findings.push(wall('datesCross', `${before.name}后面还记着更早的事，先改那一笔`, { recordId: before.id, field: joined === before.joined ? 'becameFull' : 'joined' }))
  return finish({ title: `更正了${before.name}的入党、转正日期`, records: [change], findings })
}

/** The roster's order as the branch keeps it; only those whose place changes are touched. */
export function reorderMembers(members: readonly Member[], ids: readonly string[]): Outcome {
  const places = new Map(ids.map((id, index) => [id, index + 1]))
  const moved = members.filter((member) => places.has(member.id) && places.get(member.id) !== member.order)
  if (moved.length === 0) return refused(wall('nothingMoved', '次序和原来一样', { field: 'order' }))
  return finish({ title: '排了党员名册的次序', records: moved.map((member) => revised(member, { order: places.get(member.id) ?? member.order })) })
}

/** Moves to another 党小组 from a day on; null takes them out of any. */
export function moveToGroup(before: Member, organisation: Organisation, groupId: string | null, on: PartialDate): Outcome {
  const name = organisation.groups.find((group) => group.id === groupId)?.name
  if (groupId !== null && name === undefined) return missing(before, 'groups', '没有这个党小组')
  const now = asOf(before, on)
  if (now.groupId === groupId) return missing(before, 'groups', groupId === null ? `${before.name}那天本来就不在党小组` : `${before.name}那天已经在${name ?? ''}`)
  const groups = groupId === null ? closedAt(before.groups, on) : changedAt(before.groups, on, (span) => ({ ...span, groupId }))
  return finish({ title: groupId === null ? `${before.name}不再编入党小组` : `${before.name}编入${name ?? ''}`, records: [revised(before, { groups: [...groups] })], findings: placeFindings(before, on) })
}

export function moveToUnit(before: Member, organisation: Organisation, unitId: string | null, on: PartialDate): Outcome {
  const name = organisation.units.find((unit) => unit.id === unitId)?.name
  if (unitId !== null && name === undefined) return missing(before, 'units', '没有这个成员单位')
  if (asOf(before, on).unitId === unitId) return missing(before, 'units', unitId === null ? `${before.name}那天本来就没有归单位` : `${before.name}那天已经在${name ?? ''}`)
  const units = unitId === null ? closedAt(before.units, on) : changedAt(before.units, on, (span) => ({ ...span, unitId }))
  return finish({ title: unitId === null ? `${before.name}不再归单位` : `${before.name}归到${name ?? ''}`, records: [revised(before, { units: [...units] })], findings: placeFindings(before, on) })
}

/** The posts held from a day on: those not named end, new ones begin, the rest run on. */
export function setPosts(before: Member, posts: readonly Post[], on: PartialDate): Outcome {
  const held = asOf(before, on).posts
  const [ended, begun] = [held.filter((post) => !posts.includes(post)), [...new Set(posts)].filter((post) => !held.includes(post))]
  if (ended.length === 0 && begun.length === 0) return missing(before, 'posts', `${before.name}那天的党内职务就是这样`)
  const changed = begun.reduce(
    (list, post) => [...list.filter((piece) => piece.post !== post), ...changedAt(list.filter((piece) => piece.post === post), on, (span) => ({ ...span, post }))],
    ended.reduce<readonly Member['posts'][number][]>((list, post) => [...list.filter((piece) => piece.post !== post), ...closedAt(list.filter((piece) => piece.post === post), on)], before.posts),
  )
  const title = [...(begun.length > 0 ? [`任${begun.join('、')}`] : []), ...(ended.length > 0 ? [`不再任${ended.join('、')}`] : [])].join('，')
  return finish({ title: `${before.name}${title}`, records: [revised(before, { posts: [...changed] })], findings: placeFindings(before, on) })
}

function missing(member: Member, field: string, text: string): Outcome {
  return refused(wall('nothingToChange', text, { recordId: member.id, field }))
}

/** Paper often comes first, so a place before 入党 is not refused outright: it is only impossible when the person had already left. */
function placeFindings(member: Member, on: PartialDate): readonly Finding[] {
  const { standing } = asOf(member, on)
  const place = { recordId: member.id, field: 'on' }
  if (standing === 'left' || standing === 'removed' || standing === 'expelled' || standing === 'deceased') return [wall('notHere', `${say(on)}${member.name}已经不在本支部了，看看日期`, place)]
  return standing === null ? [warning('notYetHere', `${say(on)}${member.name}还没有来本支部，看看日期`, place)] : []
}
