import { expect, test } from 'vitest'
import { rosterCounts } from '#shared/duties/roster'
import { recordContact, recordEvent, type EventInput } from '#shared/duties/roster-events'
import { addMember, moveToGroup, setPosts, type MemberInput } from '#shared/duties/roster-member'
import { foundOrganisation } from '#shared/duties/organisation'
import { one, testContext, walls } from '#shared/duties/testing'
import type { Member } from '#shared/model/member'
import { current } from '#shared/rules/packs/current'
import { arrivalProblem, blankDraft, inputOf } from './add-draft'
import { absencesOf, historyOf, placesOf } from './history'
import { countRows, rosterRows, rowOf, sayCounts, sayState, shows, type RosterFilter } from './list-rows'
import { actIds, likelyActs } from './member-acts'
import { sizeFindings } from './size-findings'

const context = testContext({ today: '2026-12-08' })
const groupId = '10000000-0000-4000-8000-000000000001'
const organisation = { ...one(foundOrganisation(context, { name: '第一支部', type: '党支部' }), 'organisation'), groups: [{ id: groupId, name: '机关党小组' }] }
const add = (input: Partial<MemberInput> & { readonly name: string }, before: readonly Member[] = []) => one(addMember(context, before, { joined: '2010-07-01', becameFull: '2011-07-05', ...input }), 'member')
const note = (member: Member, input: EventInput) => one(recordEvent(context, member, input), 'member')
const day = '2026-12-08'

function branch(): readonly Member[] {
  const first = add({ name: '王一', gender: '女' })
  const second = note(add({ name: '丁二' }, [first]), { type: 'goAway', on: '2026-01-10', place: '深圳' })
  const third = note(add({ name: '张三' }, [first, second]), { type: 'suspend', on: '2025-03-01' })
  const fourth = note(add({ name: '李四' }, [first, second, third]), { type: 'transferOut', on: '2024-05-06', counterpart: '市委办支部' })
  const fifth = add({ name: '赵五', joined: '2026-06-01', becameFull: null, grade: 'probationary' }, [first, second, third, fourth])
  return [first, second, third, fourth, fifth]
}

test('each filter shows its own people, and the counts are those of the roster', () => {
  const members = branch()
  const rows = rosterRows(members, day, 'roster')
  const names = (filter: RosterFilter) => rows.filter((row) => shows(filter, row)).map((row) => row.member.name)
  expect(names('here')).toEqual(['王一', '丁二', '赵五'])
  expect(names('away')).toEqual(['丁二'])
  expect(names('suspended')).toEqual(['张三'])
  expect(names('gone')).toEqual(['李四'])
  expect(names('all')).toHaveLength(5)
  expect(countRows(rows)).toEqual(rosterCounts(members, day))
  expect(sayCounts(countRows(rows))).toBe('在册 3 人：正式 2 人，预备 1 人，女 1 人，流动 1 人')
})

test('another day is another roster, and asking for it does not spoil the first', () => {
  const members = branch()
  const then = '2024-01-01'
  expect(countRows(rosterRows(members, then, 'roster'))).toEqual(rosterCounts(members, then))
  expect(rosterRows(members, then, 'roster').map((row) => sayState(row, then))).toEqual(['正常', '正常', '正常', '正常', '那天还没来'])
  expect(rosterRows(members, day, 'roster').map((row) => sayState(row, day))).toEqual(['正常', '流动　深圳', '停止党籍　2025.3.1', '转出　2024.5.6', '正常'])
})

test('stroke order is not the order of the roster', () => {
  expect(rosterRows(branch(), day, 'strokes').map((row) => row.member.name)).toEqual(['丁二', '王一', '张三', '李四', '赵五'])
})

test('the history tells joining, events and places in order, with what stands beside them', () => {
  let member = add({ name: '马小军', groupId, posts: ['委员'] })
  member = one(setPosts(member, ['书记'], '2018-03-01'), 'member')
  member = note(member, { type: 'goAway', on: '2020-02-01', place: '广东' })
  member = one(recordContact(member, { on: '2020-08-01', how: '电话', note: '在厂里上班' }), 'member')
  member = note(member, { type: 'comeBack', on: '2021-01-05' })
  expect(historyOf(member).map((line) => `${line.when} ${line.text}`)).toEqual(['2010.7.1 加入党组织', '2011.7.5 转为正式党员', '2020.2.1 外出，去广东', '2021.1.5 返回'])
  expect(historyOf(member).map((line) => line.eventId !== null)).toEqual([false, false, true, true])
  expect(placesOf(member, organisation).map((line) => `${line.when} ${line.text}`)).toEqual(['到 2018.3.1 委员', '一直 机关党小组', '2018.3.1 起 书记'])
  const [absence] = absencesOf(member)
  expect(absence?.when).toBe('2020.2.1—2021.1.5')
  expect(absence?.contacts.map((contact) => `${contact.when} ${contact.text}`)).toEqual(['2020.8.1 电话，在厂里上班'])
})

test('a vote taken here is told once, as the event it is', () => {
  const member = note(add({ name: '周新', joined: '2025-07-01', becameFull: null, grade: 'probationary' }), { type: 'becomeFull', on: null, votedOn: '2026-07-02' })
  expect(historyOf(member).map((line) => line.text)).toEqual(['加入党组织', '转正（当天票决）'])
})

test('what fits a member comes first', () => {
  const [here, away, suspended, left, probationer] = branch()
  const acts = (member: Member | undefined) => (member === undefined ? [] : likelyActs(rowOf(member, day), false))
  expect(acts(probationer)).toEqual(expect.arrayContaining(['becomeFull', 'extendProbation', 'cancelProbation']))
  expect(acts(here)).not.toContain('becomeFull')
  expect(acts(away)).toEqual(expect.arrayContaining(['contact', 'comeBack']))
  expect(acts(away)).not.toContain('goAway')
  expect(acts(suspended)).toEqual(expect.arrayContaining(['restore', 'remove']))
  expect(acts(left)).toEqual(['transferIn'])
  expect(acts(here)).toContain('watch')
  expect(acts(here === undefined ? here : note(here, { type: 'watch', on: '2026-01-10' }))).toEqual(expect.arrayContaining(['unwatch']))
  expect(new Set(actIds).size).toBe(19)
})

test('what is typed of a new member becomes one, whichever way they came', () => {
  expect(inputOf({ ...blankDraft, name: '刘七' })).toMatchObject({ name: '刘七', grade: 'full', groupId: null, unitId: null })
  const full = one(addMember(context, [], inputOf({ ...blankDraft, name: '刘七', joined: '2001-07', becameFull: '2002-07' })), 'member')
  expect(full.grades.map((span) => span.grade)).toEqual(['probationary', 'full'])
  // A date of 转正 left over from before the choice was changed is not kept.
  expect(inputOf({ ...blankDraft, name: '刘七', grade: 'probationary', becameFull: '2020' }).becameFull).toBeNull()
  const admitted = one(addMember(context, [], inputOf({ ...blankDraft, name: '钱八', arrival: 'admit', arrivedOn: '2026-03-01' })), 'member')
  expect(admitted).toMatchObject({ joined: '2026-03-01', grades: [{ from: '2026-03-01', to: null, grade: 'probationary' }], events: [{ type: 'admit', votedOn: '2026-03-01' }] })
  const moved = inputOf({ ...blankDraft, name: '孙九', joined: '2005-07', arrival: 'transferIn', arrivedOn: '2004-01', counterpart: '甲村支部' })
  expect(walls(addMember(context, [], moved))).toEqual(['eventBeforeJoined@arrival.on'])
  expect(arrivalProblem({ ...blankDraft, arrival: 'transferIn' })).toBe('写上转入的日期')
  expect(arrivalProblem(blankDraft)).toBe('')
})

test('the size of a branch is advice with its clause', () => {
  const codes = (full: number, total: number, hasTerm: boolean) => sizeFindings({ full, total }, hasTerm, current).map((finding) => finding.code)
  expect(codes(2, 3, false)).toEqual(['tooFew'])
  expect(codes(6, 8, false)).toEqual([])
  expect(codes(7, 8, false)).toEqual(['committee'])
  expect(codes(60, 62, true)).toEqual(['tooMany'])
  expect(codes(0, 0, false)).toEqual([])
  expect(sizeFindings({ full: 60, total: 62 }, true, current)[0]?.source).not.toBe('')
})

test('a member who moved to another group stands in it from that day', () => {
  const member = one(moveToGroup(add({ name: '吴十' }), organisation, groupId, '2026-05-01'), 'member')
  expect(rowOf(member, '2026-04-30').then.groupId).toBeNull()
  expect(rowOf(member, '2026-05-01').then.groupId).toBe(groupId)
})
