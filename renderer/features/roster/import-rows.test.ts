import { expect, test } from 'vitest'
import { confirmImport, dryRunImport } from '#shared/duties/roster-import'
import { addMember } from '#shared/duties/roster-member'
import { foundOrganisation } from '#shared/duties/organisation'
import { after, one, stepOf, testContext } from '#shared/duties/testing'
import { chosenCount, groupOf, groupWords, inShownOrder, sayChanges } from './import-rows'

const context = testContext({ today: '2026-12-08' })
const organisation = one(foundOrganisation(context, { name: '第一支部', type: '党支部' }), 'organisation')
const known = one(addMember(context, [], { name: '王一', birth: '1970-01', phone: '13800000000' }), 'member')
const same = one(addMember(context, [known], { name: '丁二', birth: '1971-02' }), 'member')
const rows = [
  ['姓名', '性别', '公民身份号码', '出生年月', '手机', '党内职务'],
  ['赵新', '男', '11010519491231002X', '', '13911110000', ''],
  ['钱错', '男', '110105194912310021', '', '', ''],
  ['王一', '', '', '1970年1月', '13900000000', ''],
  ['丁二', '', '', '1971.2', '', ''],
  ['孙看', '女', '', '1980.5', '', '党群干事'],
]
const dryRun = dryRunImport(context, { name: '名册', rows }, [known, same], organisation)

test('refused lines stand first, then what should be looked at, then the rest', () => {
  expect(inShownOrder(dryRun.rows).map((row) => [row.name, groupOf(row)])).toEqual([['钱错', 'refuse'], ['赵新', 'look'], ['孙看', 'look'], ['王一', 'plain'], ['丁二', 'same']])
  expect(groupWords(dryRun.rows).refuse).toBe('不收，1 行：照着改好表，再导一次就补上')
})

test('what would be written is said without the number of an identity card', () => {
  const said = dryRun.rows.map(sayChanges)
  expect(said.join(' ')).not.toContain('11010519491231002X')
  expect(said[0]).toContain('1949年12月31日生')
  expect(said[2]).toBe('手机 13800000000 → 13900000000')
})

test('the number on the button is what the commit holds', () => {
  const line = (name: string) => dryRun.rows.find((row) => row.name === name)?.line ?? 0
  const leftOut = new Set([line('赵新')])
  expect(chosenCount(dryRun, new Set())).toBe(3)
  expect(chosenCount(dryRun, leftOut)).toBe(2)
  expect(after(confirmImport(dryRun, { leaveOut: leftOut }), 'member').map((member) => member.name)).toEqual(['王一', '孙看'])
  expect(stepOf(confirmImport(dryRun)).records).toHaveLength(3)
})
