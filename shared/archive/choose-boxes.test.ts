import { expect, test } from 'vitest'
import { after, one, testContext, walls } from '#shared/duties/testing'
import { current } from '#shared/rules/packs/current'
import { boxTemplates, eightBoxes, twelveBoxes } from '#shared/rules/packs/working-boxes'
import { resolvePack } from '#shared/rules/resolve'
import { boxFor, chooseBoxes, readBoxes, writeBoxes } from './choose-boxes'
import { testItem } from './testing'

const choice = { boxes: eightBoxes, name: '八盒', source: '镇党委通知', who: '石玉兰', on: '2026-03-01' }

test('eight boxes hold all that twelve do, once', () => {
  const papers = (boxes: typeof eightBoxes) => boxes.flatMap(({ expected }) => expected.map(({ name }) => name)).sort()
  expect(papers(eightBoxes)).toEqual(papers(twelveBoxes))
  for (const { boxes } of boxTemplates) expect(new Set(boxes.map(({ no }) => no)).size).toBe(boxes.length)
  expect(boxFor(eightBoxes, 'memberPledge')).toBe('06')
})

test('a new set is a local rule with its source, and what lies in the old one moves along; back again', () => {
  const source = (document: string) => ({ id: testItem().id, kind: 'pledge', rev: 1, document })
  const items = [testItem({ source: source('memberPledge'), workingBox: '09' }), testItem({ title: '全年总结', workingBox: '04' }), testItem({ title: '来文', workingBox: '01' }), testItem({ title: '记录', workingBox: '05' }), testItem({ workingBox: '' })]
  const outcome = chooseBoxes(testContext(), choice, current, items)
  const moved = new Map(after(outcome, 'archiveItem').map(({ id, workingBox }) => [id, workingBox]))
  expect(items.map(({ id, workingBox }) => moved.get(id) ?? workingBox)).toEqual(['06', '01', '01', '03', ''])
  const override = one(outcome, 'ruleOverride')
  const resolved = resolvePack(current, [override])
  expect(resolved.refused).toEqual([])
  expect(resolved.pack.archive.workingBoxes).toMatchObject({ source: '镇党委通知', certainty: 'local', value: { length: 8 } })
  const now = items.map((item) => ({ ...item, workingBox: moved.get(item.id) ?? item.workingBox }))
  const back = new Map(after(chooseBoxes(testContext(), { ...choice, boxes: twelveBoxes, name: '十二盒' }, resolved.pack, now), 'archiveItem').map(({ id, workingBox }) => [id, workingBox]))
  expect(now.map(({ id, workingBox }) => back.get(id) ?? workingBox)).toEqual(['09', '04', '01', '05', ''])
})

test('without a source, the same set, or boxes that are none: refused', () => {
  expect(walls(chooseBoxes(testContext(), { ...choice, source: ' ' }, current, []))).toEqual(['sourceMissing@source'])
  expect(walls(chooseBoxes(testContext(), { ...choice, boxes: twelveBoxes }, current, []))).toEqual(['nothingNew@'])
  expect(walls(chooseBoxes(testContext(), { ...choice, boxes: eightBoxes.map((box) => ({ ...box, no: '1' })) }, current, []))).toEqual(['boxesWrong@boxes'])
})

test('an own set is typed a line a box, and keeps what a full year leaves in it', () => {
  expect(readBoxes(writeBoxes(twelveBoxes), twelveBoxes)).toEqual({ boxes: twelveBoxes, wrong: '' })
  const { boxes, wrong } = readBoxes('1、承诺：承诺书、台账\n\n 02 其他\n', twelveBoxes)
  expect(wrong).toBe('')
  expect(boxes.map(({ no, name, contents }) => [no, name, contents])).toEqual([['01', '承诺', ['承诺书', '台账']], ['02', '其他', ['其他']]])
  expect(boxFor(boxes, 'memberPledge')).toBe('01')
  expect(readBoxes('01 甲\n没有号', twelveBoxes).wrong).toContain('第 2 行')
  expect(readBoxes('01 甲\n1 乙', twelveBoxes).wrong).toContain('前面有了')
  expect(readBoxes(' ', twelveBoxes).wrong).not.toBe('')
})
