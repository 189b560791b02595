import { expect, test } from 'vitest'
import { builtInScheme, builtInSchemes, schemeSource, taskDuties } from '#shared/scheme/built-in'
import { isPartialDate } from '#shared/text/partial-date'
import { addStage, addTask, adoptScheme, dueTasks, editScheme, editStage, editTask, markTaskDone, moveStage, removeStage, removeTask, stageOn, unmarkTask, writeScheme } from './scheme'
import { codes, one, testContext, walls } from './testing'

function adopted(id = 'city-organs-2010') {
  const builtIn = builtInScheme(id, 2026)
  if (builtIn === null) throw new Error('no scheme')
  return one(adoptScheme(testContext({ rulePack: 'era2010@1' }), builtIn), 'scheme')
}

test('the built-in schemes are well formed', () => {
  for (const offer of builtInSchemes) {
    const scheme = offer.make(2026)
    expect(schemeSource(scheme)).toBe(`${offer.id}@1`)
    for (const stage of scheme.stages) {
      for (const date of [stage.from, stage.to, ...stage.tasks.map((task) => task.due)]) if (date !== null) expect(isPartialDate(date), date).toBe(true)
      for (const task of stage.tasks) if (task.duty !== '') expect(Object.keys(taskDuties)).toContain(task.duty)
    }
    expect(codes(adoptScheme(testContext(), scheme))).toEqual([])
  }
  expect(builtInScheme('nothing', 2026)).toBeNull()
})

test('市直机关 2010–2012: five stages, eight pieces of work in the second', () => {
  const scheme = adopted()
  expect(scheme.stages.map((stage) => [stage.name, stage.from, stage.to])).toEqual([
    ['动员部署', '2010-06', '2010-06'], ['全面争创', '2010-07', '2011-06'], ['评选先进', '2011-06', '2011-06'], ['深化拓展', '2011-07', '2012-06'], ['总结表彰', '2012-07', '2012-11-07'],
  ])
  expect(scheme.stages[1]?.tasks.map((task) => task.title)).toEqual(['公开承诺', '党性教育', '岗位练兵', '服务群众', '亮牌示范', '组织创新', '领导点评', '群众评议'])
  expect([scheme.branchStandard.length, scheme.memberStandard.length]).toEqual([5, 5])
})

test.each([
  ['2010-05-31', null], ['2010-06-01', '动员部署'], ['2010-07-01', '全面争创'], ['2011-06-15', '评选先进'], ['2011-07-01', '深化拓展'], ['2012-11-07', '总结表彰'], ['2012-11-08', null],
])('the stage on %s is %s', (date, name) => {
  expect(stageOn(adopted(), date)?.name ?? null).toBe(name)
})

test('stages are added, changed, moved and removed', () => {
  const context = testContext()
  const scheme = one(writeScheme(context, { title: '本村方案' }), 'scheme')
  const two = one(addStage(context, one(addStage(context, scheme, { name: '甲', from: '2026-01', to: '2026-03' }), 'scheme'), { name: '乙', from: null, to: null }), 'scheme')
  const [first, second] = two.stages
  if (first === undefined || second === undefined) throw new Error('two stages')
  expect(one(moveStage(two, second.id, 0), 'scheme').stages.map((stage) => stage.name)).toEqual(['乙', '甲'])
  expect(one(removeStage(two, first.id), 'scheme').stages.map((stage) => stage.name)).toEqual(['乙'])
  expect(walls(editStage(two, first.id, { to: '2025-12' }))).toEqual(['stageBackwards@stages.0.to'])
  expect(walls(editStage(two, first.id, { to: '2026-13' }))).toContain('badField@stages.0.to')
  expect(walls(editStage(two, 'nobody', { to: null }))).toEqual(['missing@stages'])
  expect(one(editScheme(two, { issuer: '镇党委' }), 'scheme').issuer).toBe('镇党委')
  expect(stageOn(two, '2030-01-01')).toBeNull()
})

test('a task is done, 线下已办, and open again', () => {
  const context = testContext()
  const scheme = adopted()
  const task = scheme.stages[0]?.tasks[1]
  if (task === undefined) throw new Error('a task')
  const done = one(markTaskDone(scheme, task.id, { on: '2010-06-18', offline: true, note: '会议记录本第 3 页' }), 'scheme')
  expect(done.stages[0]?.tasks[1]).toMatchObject({ doneOn: '2010-06-18', doneOffline: true, note: '会议记录本第 3 页' })
  expect(one(unmarkTask(done, task.id), 'scheme').stages[0]?.tasks[1]).toMatchObject({ doneOn: null, doneOffline: false })
  expect(walls(markTaskDone(scheme, 'nobody', { on: '2010', offline: false, note: '' }))).toEqual(['missing@stages'])
  expect(walls(markTaskDone(scheme, task.id, { on: '2010-6-8', offline: false, note: '' }))).toContain('badField@stages.0.tasks.1.doneOn')
  const stage = scheme.stages[0]?.id ?? ''
  const added = addTask(context, scheme, stage, { title: '报名单', detail: '', duty: '', due: '2010-05' })
  expect(codes(added)).toEqual(['taskBeforeStage'])
  const record = one(added, 'scheme')
  const fresh = record.stages[0]?.tasks.at(-1)?.id ?? ''
  expect(one(editTask(record, fresh, { due: '2010-06' }), 'scheme').stages[0]?.tasks.at(-1)?.due).toBe('2010-06')
  expect(one(removeTask(record, fresh), 'scheme').stages[0]?.tasks).toHaveLength(3)
})

test('what is due stands in the order it presses', () => {
  const due = dueTasks(adopted('ordinary-year'), '2026-02-10')
  expect(due[0]).toMatchObject({ due: '2026-01', late: 10 })
  expect(due.map((line) => line.late)).toEqual([...due.map((line) => line.late)].sort((a, b) => b - a))
})
