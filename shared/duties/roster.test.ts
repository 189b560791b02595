import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memberEventTypes, memberSchema, posts, type Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { asOf, partyYears, rosterAsOf, rosterCounts } from './roster'
import { dueItems } from './roster-due'
import { correctEvent, recordContact, recordEvent, strikeEvent, type EventInput } from './roster-events'
import { isWellFormed } from './roster-intervals'
import { addMember, correctDates, editMember, moveToGroup, moveToUnit, reorderMembers, setPosts, type MemberInput } from './roster-member'
import type { DutyContext, Outcome } from './transition'

function contextOf(today = '2026-12-08'): DutyContext {
  let count = 0
  return { today, rulePack: 'current@1', seq: 7, newId: () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}` }
}
const context = contextOf()
const groupIds = [1, 2].map((n) => `10000000-0000-4000-8000-00000000000${n}`)
const organisation: Organisation = {
  id: '20000000-0000-4000-8000-000000000001', kind: 'organisation', rev: 1, schema: 1, rulePack: 'current@1', createdSeq: 1, name: '第一支部', shortName: '', type: '联合党支部', sector: '其他', superior: '', fondsName: '',
  fondsCode: '', era: 'current', founded: null, telephone: '', supervisionPhone: '', address: '', sample: false, terms: [],
  groups: groupIds.map((id, index) => ({ id, name: `第${index + 1}小组` })), units: groupIds.map((id, index) => ({ id, name: `${index + 1} 号单位` })),
}

function after(outcome: Outcome): Member {
  if (!outcome.ok) throw new Error(`refused: ${outcome.findings.map((finding) => finding.text).join('; ')}`)
  const record = outcome.step.records[0]?.after
  if (record?.kind !== 'member') throw new Error('no member')
  return record
}
const codes = (outcome: Outcome) => outcome.findings?.map((finding) => finding.code) ?? []
const someone = (input: Partial<MemberInput> = {}) => after(addMember(context, [], { name: '马小军', joined: '2010-07-01', becameFull: '2011-07-05', ...input }))
const record = (member: Member, input: EventInput) => after(recordEvent(context, member, input))
const states = (member: Member) => member.standings.map(({ from, to, standing }) => [from, to, standing])

test('a past day is asked, not the present', () => {
  let member = someone({ groupId: groupIds[0] ?? null, posts: ['组织委员'] })
  member = after(moveToGroup(member, organisation, groupIds[1] ?? null, '2015-03-01'))
  member = after(setPosts(member, ['书记', '党小组长'], '2018-01'))
  member = record(member, { type: 'goAway', on: '2019-02', place: '广东' })
  member = record(member, { type: 'comeBack', on: '2020-01-15' })
  expect(asOf(member, '2009-01-01')).toMatchObject({ grade: null, standing: null, active: false })
  expect(asOf(member, '2010-07-01')).toMatchObject({ grade: 'probationary', active: true, groupId: groupIds[0], posts: ['组织委员'] })
  expect(asOf(member, '2011-07-04').grade).toBe('probationary')
  expect(asOf(member, '2011-07-05').grade).toBe('full')
  expect(asOf(member, '2018')).toMatchObject({ groupId: groupIds[1], posts: ['书记', '党小组长'], away: null })
  expect(asOf(member, '2019-06-01').away?.place).toBe('广东')
  expect(asOf(member, '2020-01-15').away).toBeNull()
  expect(setPosts(member, ['党小组长', '书记'], '2021-01-01').ok).toBe(false)
})

test('the roster of a day: who is counted', () => {
  const probationer = { ...someone({ name: '新人', joined: '2026-03-12', becameFull: null, grade: 'probationary', gender: '女' }), order: 2 }
  const suspended = { ...record(someone({ name: '久失' }), { type: 'suspend', on: '2020-05-01' }), order: 3 }
  const people = [suspended, probationer, someone()]
  expect(rosterAsOf(people, '2026-12-08').map(({ member }) => member.name)).toEqual(['马小军', '新人'])
  expect(rosterAsOf(people, '2019-01-01').map(({ member }) => member.name)).toEqual(['马小军', '久失'])
  expect(rosterCounts(people, '2026-12-08')).toEqual({ total: 2, full: 1, probationary: 1, women: 1, away: 0, suspended: 1 })
})

test('党龄 counts from becoming full', () => {
  expect(partyYears(someone(), '2026-07-04')).toBe(14)
  expect(partyYears(someone(), '2026-07-05')).toBe(15)
  expect(partyYears({ becameFull: '2012-02-29' }, '2013-02-28')).toBe(1)
  expect(partyYears({ becameFull: '2011' }, '2012-06-01')).toBe(0)
  expect(partyYears({ becameFull: null }, '2026-01-01')).toBeNull()
  expect(partyYears({ becameFull: '2026-12-09' }, '2026-12-08')).toBeNull()
})

test('typing a member in: the ID number fills birth and gender, and is checked', () => {
  const member = someone({ name: ' 王　丽 ', idNumber: '11010519491231002x', joined: '1970', becameFull: '1970' })
  expect(member).toMatchObject({ name: '王丽', idNumber: '11010519491231002X', birth: '1949-12-31', gender: '女', order: 1, rev: 1, createdSeq: 7 })
  expect(member.grades).toEqual([{ from: '1970', to: null, grade: 'full' }])
  const wrong = addMember(context, [], { name: '王丽', idNumber: '110105194912310021' })
  expect(wrong.ok).toBe(false)
  expect(wrong.findings?.[0]).toMatchObject({ code: 'idNumber', where: { field: 'idNumber' } })
  expect(codes(addMember(context, [member], { name: '别人', idNumber: '11010519491231002X' }))).toContain('idTaken')
  expect(codes(addMember(context, [member], { name: '王 丽', joined: '2010' }))).toEqual(['sameName'])
  expect(codes(addMember(context, [], { name: ' ', joined: '2010' }))).toContain('nameMissing')
  expect(codes(addMember(context, [], { name: '李四', joined: '2010-07', becameFull: '2010-06' }))).toEqual(['fullBeforeJoined'])
  expect(codes(addMember(context, [], { name: '李四', birth: '1995', joined: '2010-07' }))).toEqual(['joinedYoung'])
  expect(codes(addMember(context, [], { name: '李四', idNumber: '11010519491231002X', gender: '男', birth: '1950', joined: '1980' }))).toEqual(['birthDiffers', 'genderDiffers'])
  expect(codes(editMember(member, [member], { name: '' }))).toContain('nameMissing')
  expect(after(editMember(member, [member], { phone: ' 139 ' }))).toMatchObject({ phone: '139', rev: 2 })
})

test('arrivals: by transfer and by admission', () => {
  const moved = someone({ arrival: { type: 'transferIn', on: '2020-03-01', counterpart: '第二支部' } })
  expect(states(moved)).toEqual([['2020-03-01', null, 'normal']])
  expect(asOf(moved, '2019-01-01').active).toBe(false)
  const admitted = after(addMember(context, [], { name: '新人', arrival: { type: 'admit', on: '2026-03-12' } }))
  expect(admitted).toMatchObject({ joined: '2026-03-12', grades: [{ grade: 'probationary' }], events: [{ type: 'admit', votedOn: '2026-03-12' }] })
  expect(codes(addMember(context, [], { name: '马', joined: '2020-05', arrival: { type: 'transferIn', on: '2020-03' } }))).toContain('eventBeforeJoined')
})

test('probation: 转正 from the vote, early and extended', () => {
  const member = someone({ joined: '2025-03-12', becameFull: null, grade: 'probationary' })
  const full = record(member, { type: 'becomeFull', on: null, votedOn: '2026-03-20' })
  expect(full).toMatchObject({ becameFull: '2026-03-20', events: [{ on: '2026-03-20', votedOn: '2026-03-20' }] })
  expect(full.grades).toEqual([{ from: '2025-03-12', to: '2026-03-20', grade: 'probationary' }, { from: '2026-03-20', to: null, grade: 'full' }])
  expect(codes(recordEvent(context, member, { type: 'becomeFull', on: '2025-12-01' }))).toEqual(['probationNotOver'])
  expect(recordEvent(context, member, { type: 'becomeFull', on: '2024-12-01' })).toMatchObject({ ok: false, findings: [{ code: 'eventBeforeJoined', text: '转正的日期（2024年12月1日）早于入党日期（2025年3月12日），请改其中一个' }] })
  expect(codes(recordEvent(context, full, { type: 'becomeFull', on: '2026-04-01' }))).toEqual(['alreadyFull'])
  expect(codes(recordEvent(context, member, { type: 'becomeFull', on: null }))).toEqual(['dateMissing'])
  const extended = record(member, { type: 'extendProbation', on: '2026-03-20', until: '2026-12-20' })
  expect(extended.events[0]).toMatchObject({ until: '2026-12-20' })
  expect(codes(recordEvent(context, member, { type: 'extendProbation', on: '2026-03-20' }))).toEqual(['untilMissing'])
  expect(codes(recordEvent(context, member, { type: 'extendProbation', on: '2026-03-20', until: '2026-04-01' }))).toEqual(['extensionShort'])
  expect(codes(recordEvent(context, member, { type: 'extendProbation', on: '2026-03-20', until: '2027-05-01' }))).toEqual(['extensionLong'])
  expect(codes(recordEvent(context, extended, { type: 'becomeFull', on: '2026-06-01' }))).toEqual(['probationNotOver'])
  const cancelled = record({ ...extended, groups: [{ from: null, to: null, groupId: groupIds[0] ?? '' }] }, { type: 'cancelProbation', on: '2026-12-01' })
  expect(asOf(cancelled, '2026-12-01')).toMatchObject({ grade: null, standing: 'removed', groupId: null, active: false })
  expect(codes(recordEvent(context, cancelled, { type: 'restore', on: '2026-12-05' }))).toEqual(['notMember'])
  expect(asOf(record(cancelled, { type: 'admit', on: '2026-12-06' }), '2026-12-07')).toMatchObject({ grade: 'probationary', active: true })
})

test.each<[string, EventInput, string]>([
  ['恢复 without 停止', { type: 'restore', on: '2020-01-01' }, 'notSuspended'],
  ['转入 while here', { type: 'transferIn', on: '2020-01-01' }, 'alreadyHere'],
  ['返回 without 外出', { type: 'comeBack', on: '2020-01-01' }, 'notAway'],
  ['转出 before joining', { type: 'transferOut', on: '2009-01-01' }, 'eventBeforeJoined'],
  ['接收 of a member', { type: 'admit', on: '2020-01-01' }, 'alreadyMember'],
  ['延长 of a full member', { type: 'extendProbation', on: '2020-01-01', until: '2021-01-01' }, 'alreadyFull'],
  ['no date', { type: 'suspend', on: null }, 'dateMissing'],
  ['two days of one vote', { type: 'becomeFull', on: '2020-01-01', votedOn: '2020-01-02' }, 'voteDiffers'],
])('%s is refused with a sentence at its field', (_, input, code) => {
  const outcome = recordEvent(context, someone(), input)
  expect(outcome.ok).toBe(false)
  const finding = outcome.findings?.find((one) => one.code === code)
  expect(finding?.text).toMatch(/[\u4e00-\u9fff]{4}/)
  expect(finding?.where.field).toBeTruthy()
})

test('leaving closes group, posts and absence; an older fact can be entered after a newer one', () => {
  const member = record(someone({ groupId: groupIds[0] ?? null, posts: ['书记'] }), { type: 'transferOut', on: '2022-05-01', counterpart: '市直二支部' })
  expect(asOf(member, '2022-05-01')).toMatchObject({ standing: 'left', groupId: null, posts: [], active: false })
  expect(codes(recordEvent(context, member, { type: 'suspend', on: '2023-01-01' }))).toEqual(['notNormal'])
  const older = record(record(member, { type: 'suspend', on: '2019-03-01' }), { type: 'restore', on: '2020-03-01' })
  expect(states(older)).toEqual([['2010-07-01', '2019-03-01', 'normal'], ['2019-03-01', '2020-03-01', 'suspended'], ['2020-03-01', '2022-05-01', 'normal'], ['2022-05-01', null, 'left']])
  expect(older.events.map((event) => event.type)).toEqual(['suspend', 'restore', 'transferOut'])
  const back = record(older, { type: 'transferIn', on: '2024-01-01', counterpart: '市直二支部' })
  expect(asOf(back, '2024-01-01')).toMatchObject({ active: true, groupId: null })
  expect(codes(recordEvent(context, record(back, { type: 'die', on: '2025-01-01' }), { type: 'transferIn', on: '2026-01-01' }))).toEqual(['deceased'])
  expect(codes(recordEvent(context, back, { type: 'suspend', on: '2024-01-01' }))).toEqual(['sameDay'])
  expect(codes(moveToGroup(member, organisation, groupIds[1] ?? null, '2023-01-01'))).toContain('notHere')
})

test('a mistyped event is corrected or struck, and the member stands as if it had been right at once', () => {
  const before = someone({ groupId: groupIds[0] ?? null, posts: ['书记'] })
  const member = record(before, { type: 'transferOut', on: '2022-05-01', counterpart: '市直二支部' })
  const eventId = member.events[0]?.id ?? ''
  const corrected = after(correctEvent(context, member, eventId, { on: '2022-06-01' }))
  const direct = record(before, { type: 'transferOut', on: '2022-06-01', counterpart: '市直二支部' })
  expect({ ...corrected, events: [], rev: 0 }).toEqual({ ...direct, events: [], rev: 0 })
  expect(corrected.events[0]).toMatchObject({ id: eventId, on: '2022-06-01', counterpart: '市直二支部' })
  const struck = strikeEvent(member, eventId)
  expect({ ...after(struck), rev: 0 }).toEqual({ ...before, rev: 0 })
  expect(codes(struck)).toEqual(['checkPlaces'])
  expect(codes(correctEvent(context, member, eventId, { on: '2009' }))).toEqual(['eventBeforeJoined'])
  const probationer = someone({ joined: '2025-03-12', becameFull: null, grade: 'probationary' })
  const full = record(probationer, { type: 'becomeFull', on: '2026-03-20' })
  expect(after(correctEvent(context, full, full.events[0]?.id ?? '', { votedOn: '2026-03-25' }))).toMatchObject({ becameFull: '2026-03-25', events: [{ on: '2026-03-25', votedOn: '2026-03-25' }] })
  expect({ ...after(strikeEvent(full, full.events[0]?.id ?? '')), rev: 0 }).toEqual({ ...probationer, rev: 0 })
  const suspended = record(record(someone(), { type: 'suspend', on: '2019-03-01' }), { type: 'restore', on: '2020-03-01' })
  expect(codes(strikeEvent(suspended, suspended.events[0]?.id ?? ''))).toEqual(['outOfOrder'])
})

test('留党察看 takes the vote for its time and nothing else; who had it since when stays true however it is entered', () => {
  const member = record(record(someone({ posts: ['书记'] }), { type: 'watch', on: '2024-03-01', votedOn: '2024-02-20' }), { type: 'unwatch', on: '2025-03-01' })
  expect(['2024-02-29', '2024-03-01', '2025-02-28', '2025-03-01'].map((day) => asOf(member, day).watched)).toEqual([false, true, true, false])
  expect(asOf(member, '2024-06-01')).toMatchObject({ active: true, grade: 'full', standing: 'normal', posts: ['书记'] })
  expect(codes(recordEvent(context, member, { type: 'watch', on: '2024-06-01' }))).toEqual(['alreadyWatched'])
  expect(codes(recordEvent(context, member, { type: 'unwatch', on: '2025-06-01' }))).toEqual(['notWatched'])
  expect(codes(recordEvent(context, someone({ joined: '2025-03-12', becameFull: null, grade: 'probationary' }), { type: 'watch', on: '2025-06-01' }))).toEqual(['probationer'])
  const given = member.events[0]?.id ?? ''
  expect(after(correctEvent(context, member, given, { on: '2024-04-01' })).watches).toEqual([{ from: '2024-04-01', to: '2025-03-01' }])
  expect(codes(correctEvent(context, member, given, { on: '2025-06-01' }))).toContain('watchesCross')
  expect(codes(strikeEvent(member, given))).toEqual(['outOfOrder'])
  expect(asOf(after(strikeEvent(member, member.events[1]?.id ?? '')), '2026-01-01').watched).toBe(true)
  expect(asOf(record(record(someone(), { type: 'watch', on: '2024-03-01' }), { type: 'expel', on: '2024-09-01' }), '2024-10-01').watched).toBe(false)
})

test('an absence keeps its contacts when its beginning is corrected', () => {
  let member = record(someone(), { type: 'goAway', on: '2024-02-01', place: '深圳' })
  member = after(recordContact(member, { on: '2024-08-01', how: '电话', note: '平安' }))
  member = record(member, { type: 'comeBack', on: '2025-02-01' })
  const corrected = after(correctEvent(context, member, member.events[0]?.id ?? '', { on: '2024-01-01' }))
  expect(corrected.absences).toEqual([{ from: '2024-01-01', to: '2025-02-01', place: '深圳', contacts: [{ on: '2024-08-01', how: '电话', note: '平安' }] }])
  expect(codes(correctEvent(context, member, member.events[0]?.id ?? '', { on: '2025-06-01' }))).toContain('absencesCross')
  expect(codes(recordContact(member, { on: '2026-01-01', how: '电话', note: '' }))).toEqual(['notAway'])
})

test('joining and becoming full are corrected with everything that hangs on them', () => {
  const member = someone()
  const corrected = after(correctDates(member, [member], { joined: '2009-07-01', becameFull: '2010-07-02' }))
  expect(corrected).toMatchObject({ joined: '2009-07-01', becameFull: '2010-07-02', standings: [{ from: '2009-07-01', to: null }] })
  expect(corrected.grades).toEqual([{ from: '2009-07-01', to: '2010-07-02', grade: 'probationary' }, { from: '2010-07-02', to: null, grade: 'full' }])
  expect(codes(correctDates(member, [member], { joined: '2012-01-01' }))).toContain('fullBeforeJoined')
  expect(codes(correctDates(record(member, { type: 'suspend', on: '2015-01-01' }), [], { joined: '2016', becameFull: '2017' }))).toContain('eventBeforeJoined')
  expect(after(correctDates(member, [member], { becameFull: null })).grades).toEqual([{ from: '2010-07-01', to: null, grade: 'probationary' }])
})

test('order, groups and units say what cannot be', () => {
  const [one, two] = [someone(), { ...someone({ name: '李四' }), order: 2 }]
  const moved = reorderMembers([one, two], [two.id, one.id])
  expect(moved.ok && moved.step.records.map((change) => change.after?.kind === 'member' && [change.after.name, change.after.order])).toEqual([['马小军', 2], ['李四', 1]])
  expect(reorderMembers([one, two], [one.id, two.id]).ok).toBe(false)
  expect(codes(moveToUnit(one, organisation, 'nowhere', '2020'))).toEqual(['nothingToChange'])
  expect(codes(moveToUnit(one, organisation, groupIds[0] ?? null, '2005'))).toEqual(['notYetHere'])
})

test('what falls due: probation, term, contact', () => {
  const due = (members: readonly Member[], today: string, ends: string | null = null) =>
    dueItems({ ...organisation, terms: ends === null ? [] : [{ elected: null, ends: '2020', note: '' }, { elected: null, ends, note: '' }] }, members, today).map(({ kind, level, days, due: date }) => [kind, level, days, date])
  const probationer = someone({ joined: '2025-03-12', becameFull: null, grade: 'probationary' })
  expect(due([probationer], '2026-02-09')).toEqual([])
  expect(due([probationer], '2026-02-10')).toEqual([['probation', 'ahead', 30, '2026-03-12']])
  expect(due([probationer], '2026-03-12')).toEqual([['probation', 'due', 0, '2026-03-12']])
  expect(due([probationer], '2026-03-20')).toEqual([['probation', 'late', -8, '2026-03-12']])
  expect(due([{ ...probationer, ...record(probationer, { type: 'extendProbation', on: '2026-03-12', until: '2026-10-01' }) }], '2026-03-20')).toEqual([])
  expect(due([record(probationer, { type: 'becomeFull', on: '2026-03-12' })], '2026-04-01')).toEqual([])
  expect(due([someone({ joined: '2025-03', becameFull: null, grade: 'probationary' })], '2026-03-20')).toEqual([['probation', 'due', -19, '2026-03']])
  expect(due([], '2026-06-30', '2027-01-01')).toEqual([])
  expect(due([], '2026-07-01', '2027-01-01')).toEqual([['term', 'ahead', 184, '2027-01-01']])
  expect(due([], '2026-12-01', '2027-01-01')).toEqual([['term', 'due', 31, '2027-01-01']])
  expect(due([], '2027-01-02', '2027-01-01')).toEqual([['term', 'late', -1, '2027-01-01']])
  const away = record(someone(), { type: 'goAway', on: '2026-01-10', place: '广东' })
  expect(due([away], '2026-07-09')).toEqual([])
  expect(due([away], '2026-07-10')).toEqual([['contact', 'late', 0, '2026-07-10']])
  expect(due([after(recordContact(away, { on: '2026-06-01', how: '电话', note: '' }))], '2026-07-10')).toEqual([])
  expect(dueItems(null, [away], '2026-08-01')[0]?.text).toBe('马小军在外，外出是2026年1月10日，已经 6 个月没有联系，想办法联系上，记一笔')
})

const anyDay = fc.tuple(fc.integer({ min: 2008, max: 2027 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), fc.constantFrom(4, 7, 10)).map(([year, month, day, length]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`.slice(0, length))
type Act = (member: Member, context: DutyContext) => Outcome
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...memberEventTypes), fc.option(anyDay, { freq: 20 }), fc.option(anyDay, { freq: 20 })).map(([type, on, until]): Act => (member, at) => recordEvent(at, member, { type, on, until, place: '广东' })) },
  fc.tuple(fc.nat(12), fc.option(anyDay)).map(([index, on]): Act => (member, at) => correctEvent(at, member, member.events[index % Math.max(1, member.events.length)]?.id ?? '', { on })),
  fc.nat(12).map((index): Act => (member) => strikeEvent(member, member.events[index % Math.max(1, member.events.length)]?.id ?? '')),
  fc.tuple(fc.option(anyDay), fc.option(anyDay)).map(([joined, becameFull]): Act => (member) => correctDates(member, [], { joined, becameFull })),
  fc.tuple(fc.constantFrom(null, ...groupIds), anyDay).map(([id, on]): Act => (member) => moveToGroup(member, organisation, id, on)),
  fc.tuple(fc.constantFrom(null, ...groupIds), anyDay).map(([id, on]): Act => (member) => moveToUnit(member, organisation, id, on)),
  fc.tuple(fc.subarray([...posts]), anyDay).map(([held, on]): Act => (member) => setPosts(member, held, on)),
  anyDay.map((on): Act => (member) => recordContact(member, { on, how: '电话', note: '' })),
)

test('whatever is done in whatever order, the intervals stay well-formed and the record valid', () => {
  let [done, refused] = [0, 0]
  fc.assert(fc.property(fc.option(anyDay), fc.option(anyDay), fc.array(anyAct, { maxLength: 30 }), (joined, becameFull, acts) => {
    const at = contextOf()
    const start = addMember(at, [], { name: '马小军', joined, becameFull, groupId: groupIds[0] ?? null })
    if (!start.ok) return
    let member = after(start)
    for (const act of acts) {
      const outcome = act(member, at)
      if (!outcome.ok) {
        refused += 1
        expect(outcome.findings.length).toBeGreaterThan(0)
        continue
      }
      done += 1
      member = after(outcome)
      for (const list of [member.grades, member.standings, member.groups, member.units, member.absences]) expect(isWellFormed(list)).toBe(true)
      for (const post of posts) expect(isWellFormed(member.posts.filter((piece) => piece.post === post))).toBe(true)
      expect(memberSchema.safeParse(member).success).toBe(true)
    }
  }), { seed: 20110701, numRuns: 600 })
  expect(done).toBeGreaterThan(300)
  expect(refused).toBeGreaterThan(300)
})
