import fc from 'fast-check'
import { expect, test } from 'vitest'
import { current } from '#shared/rules/packs/current'
import { markUnkept, closeItem } from './pledge'
import { carriedItems, roundBefore } from './pledge-carry'
import { changedParties, gridFindings, gridOutcome, gridRows, newGridRow, type GridParty, type GridRow } from './pledge-grid'
import { isBlock, layOver, readBlock, splitBlock } from './pledge-paste'
import { openRound } from './pledge-round'
import { after, one, stepOf, testContext, walls } from './testing'

const context = testContext()
const ids = [context.newId(), context.newId(), context.newId()]
const party = (who: string, memberId: string | null): GridParty => ({ key: memberId ?? 'branch', memberId, who, responsible: who, inWriting: false, reviewedBy: memberId === null ? '镇党委' : '党员大会' })
const parties = [party('党支部', null), party('石水生', ids[0] ?? ''), party('㛃䶮𠮷', ids[1] ?? ''), party('卫青山', ids[2] ?? '')]
const round = one(openRound(context, { year: 2026, title: '2026年度', from: '2026-01-01', to: '2026-12-31' }), 'pledgeRound')
const blank = gridRows(parties, [])
const filled = (patch: (row: GridRow, index: number) => Partial<GridRow>) => blank.map((row, index) => ({ ...row, ...patch(row, index) }))
const facts = { round, pack: current, parties, pledges: [], fromPaper: false }
const review = { on: '2026-02-20', by: '党员大会', superior: '镇党委', opinion: '同意', signedBy: '石水生' }
const here = { rowKey: blank[1]?.key ?? '', column: 'text' } as const

test('everybody has a line to begin with, the person proposed as the one responsible', () => {
  expect(blank.map((row) => [row.partyKey, row.text, row.responsible])).toEqual([['branch', '', '党支部'], [ids[0], '', '石水生'], [ids[1], '', '㛃䶮𠮷'], [ids[2], '', '卫青山']])
  expect(gridRows(parties, [], filled(() => ({ text: '走访 3 户' }))).every((row) => row.text !== '')).toBe(true)
})

test('a branch of a few farmers: written, handed in and passed in one commit, each by its own body', () => {
  const rows = filled((_, index) => ({ type: '实事', text: `修水渠 ${index + 1} 段`, due: '2026.10' }))
  const outcome = gridOutcome(context, { ...facts, rows, on: '2026-02-10', review })
  expect(stepOf(outcome)).toMatchObject({ title: '一页办：4 份承诺书提诺并审过', final: false })
  expect(after(outcome, 'pledge').map((pledge) => [pledge.rev, pledge.state, pledge.review.by, pledge.items[0]?.due, pledge.proposedOn])).toEqual([
    [1, 'reviewed', '镇党委', '2026-10', '2026-02-10'], [1, 'reviewed', '党员大会', '2026-10', '2026-02-10'], [1, 'reviewed', '党员大会', '2026-10', '2026-02-10'], [1, 'reviewed', '党员大会', '2026-10', '2026-02-10'],
  ])
})

test('who wrote nothing is left out; what the record holds already is not handed in again', () => {
  const rows = filled((_, index) => (index === 1 ? { text: '走访 3 户', due: '2026-10' } : {}))
  const first = gridOutcome(context, { ...facts, rows, on: '2026-02-10', review: null })
  const pledges = after(first, 'pledge')
  expect(pledges).toHaveLength(1)
  const again = { ...facts, pledges, rows: gridRows(parties, pledges) }
  expect(changedParties(again)).toEqual([])
  expect(walls(gridOutcome(context, { ...again, on: '2026-02-11', review: null }))).toEqual(['nothingWritten@rows'])
  // 全部审过 takes what was handed in before along.
  expect(after(gridOutcome(context, { ...again, on: '2026-02-11', review }), 'pledge').map((pledge) => [pledge.rev, pledge.state])).toEqual([[2, 'reviewed']])
  const changed = again.rows.map((row) => (row.itemId === null ? row : { ...row, due: '2026-11' }))
  expect(one(gridOutcome(context, { ...again, rows: changed, on: '2026-02-11', review: null }), 'pledge')).toMatchObject({ rev: 2, items: [{ id: pledges[0]?.items[0]?.id, due: '2026-11' }] })
})

test('what cannot be read is said at its cell, and nothing is saved', () => {
  const rows = filled((_, index) => (index === 1 ? { type: '别的', text: '好好学习', due: '2026.13' } : index === 2 ? { measures: '多跑' } : {}))
  const found = gridFindings({ ...facts, rows })
  const said = (row: number) => (found.get(rows[row]?.key ?? '') ?? []).map((one) => `${one.code}@${one.where.field ?? ''}`)
  expect(said(1)).toEqual(['typeUnknown@type', 'dueUnreadable@due', 'hardToCheck@text'])
  expect(said(2)).toEqual(['textMissing@text', 'dueMissing@due'])
  expect(said(0)).toEqual([])
  expect(walls(gridOutcome(context, { ...facts, rows, on: '2026-02-10', review: null }))).toHaveLength(3)
})

test('a block with a head goes by its head, whatever the order of columns and people; merged names carry on', () => {
  const text = ['序号\t姓名\t完成时限\t承诺事项\t类型\t具体措施', '1\t卫青山\t2026年10月\t修路 2 公里\t实事\t分 3 段', '2\t石水生\t6月底\t"走访 5 户\n每户两次"\t岗位\t', '\t\t2026.12\t讲 1 次课\t共性\t', '3\t李生人\t2026.12\t某事\t实事\t'].join('\r\n')
  const pasted = readBlock(text, parties, blank, here)
  expect(pasted.columns).toEqual(['type', 'text', 'measures', 'due'])
  expect(pasted.lines.map((line) => [line.who, line.rowKey === null, line.cells.text])).toEqual([['卫青山', false, '修路 2 公里'], ['石水生', false, '走访 5 户\n每户两次'], ['石水生', true, '讲 1 次课']])
  expect(pasted.skipped).toEqual([{ line: 5, text: '3 李生人 2026.12 某事 实事', why: '名册里没有这个人' }])
  const rows = layOver(pasted, parties, blank, () => 'new')
  expect(rows.map((row) => [row.partyKey, row.text])).toEqual([['branch', ''], [ids[0], '走访 5 户\n每户两次'], [ids[0], '讲 1 次课'], [ids[1], ''], [ids[2], '修路 2 公里']])
})

test('a block without a head: kind or not, and a date is a date; rare characters find their person', () => {
  const pasted = readBlock('㛃䶮𠮷\t栽树 200 棵\t2026.3\t㛃䶮𠮷\n石水生\t实事\t修渠 3 段\t分工到户\t2026-10-31\t卫青山', parties, blank, here)
  expect(pasted.lines.map((line) => line.cells)).toEqual([{ text: '栽树 200 棵', due: '2026.3', responsible: '㛃䶮𠮷' }, { type: '实事', text: '修渠 3 段', measures: '分工到户', due: '2026-10-31', responsible: '卫青山' }])
})

test('a block without names fills from the hand downwards and says what found no room', () => {
  const pasted = readBlock('走访 3 户\t每月一次\n修渠\t\n种树\t\n多的一行\t', parties, blank, here)
  expect(pasted.lines.map((line) => [line.who, line.cells])).toEqual([['石水生', { text: '走访 3 户', measures: '每月一次' }], ['㛃䶮𠮷', { text: '修渠' }], ['卫青山', { text: '种树' }]])
  expect(pasted.skipped).toEqual([{ line: 4, text: '多的一行', why: '下面没有行了' }])
  expect(readBlock('a\tb', parties, blank, { ...here, column: 'responsible' }).skipped).toEqual([{ line: 1, text: 'b', why: '右边没有格了' }])
})

test('two people of one name are told apart by nobody: their lines are left', () => {
  const twins = [...parties, party('卫青山', context.newId())]
  expect(readBlock('卫青山\t修路 1 公里', twins, gridRows(twins, []), here)).toMatchObject({ lines: [], skipped: [{ why: '名册里有同名的人，分不清给谁' }] })
})

test('one cell is typing; quotes and line breaks of a spreadsheet are read as it wrote them', () => {
  expect([isBlock('走访'), isBlock('走访\n'), isBlock('a\tb'), isBlock('a\nb')]).toEqual([false, false, true, true])
  expect(splitBlock('"a\n""b"""\tc\r\n\td"e')).toEqual([['a\n"b"', 'c'], ['', 'd"e']])
})

test('whatever is pasted, lines keep keys of their own and nobody is touched whom the block does not name', () => {
  const cell = fc.oneof(fc.constantFrom('', '石水生', '卫青山', '实事', '2026.10', '6月', '姓名', '承诺事项', '😀', '"', '字'.repeat(5000)), fc.string({ maxLength: 12 }))
  fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 7 }), { minLength: 1, maxLength: 8 }), (block) => {
    const pasted = readBlock(block.map((line) => line.join('\t')).join('\n'), parties, blank, here)
    let count = 0
    const rows = layOver(pasted, parties, blank, () => `new${(count += 1)}`)
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length)
    const touched = new Set(pasted.lines.map((line) => line.partyKey))
    for (const row of blank) if (!touched.has(row.partyKey)) expect(rows).toContainEqual(row)
  }), { seed: 20261129, numRuns: 300 })
})

test('抄上一轮没办完的: what has no outcome or was not kept, without its old date', () => {
  const before = one(openRound({ ...context, seq: 1 }, { year: 2025, title: '2025年度', from: '2025-01', to: '2025-12' }), 'pledgeRound')
  const rows = [{ ...newGridRow(party('石水生', ids[0] ?? ''), 'a'), text: '修渠 3 段', due: '2025-10' }, { ...newGridRow(party('石水生', ids[0] ?? ''), 'b'), text: '栽树 200 棵', due: '2025-03' }, { ...newGridRow(party('石水生', ids[0] ?? ''), 'c'), text: '讲课 1 次', due: '2025-06' }]
  const pledge = one(gridOutcome(context, { ...facts, round: before, rows, on: '2025-02-01', review: null }), 'pledge')
  const closed = one(closeItem(pledge, pledge.items[1]?.id ?? '', { on: '2025-03', by: '书记' }), 'pledge')
  const unkept = one(markUnkept(closed, pledge.items[2]?.id ?? '', { on: '2025-12', reason: '忙', cause: 'own', told: '会上说了' }), 'pledge')
  expect(carriedItems([unkept], ids[0] ?? '').map((item) => [item.text, item.due])).toEqual([['修渠 3 段', null], ['讲课 1 次', null]])
  expect(carriedItems([unkept], null)).toEqual([])
  expect(roundBefore([round, before], round)?.title).toBe('2025年度')
  expect(roundBefore([round, before], before)).toBeNull()
})
