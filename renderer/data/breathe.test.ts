import { expect, test } from 'vitest'
import { breathing, eachBreathing } from './breathe'

test('short work goes on, long work lets the window have a turn and is counted anew', async () => {
  let now = 0
  let turns = 0
  const breathe = breathing(() => now, async () => void (turns += 1))
  now = 11
  expect(breathe()).toBeNull()
  now = 12
  await breathe()
  expect(turns).toBe(1)
  now = 23
  expect(breathe()).toBeNull()
  now = 24
  await breathe()
  expect(turns).toBe(2)
})

test('between long pieces somebody else gets a word in, in order and with none left out', async () => {
  const done: string[] = []
  const long = (item: string) => {
    for (const began = performance.now(); performance.now() - began < 15;);
    done.push(item)
  }
  const work = eachBreathing(['甲', '乙', '丙'], long)
  const between = new Promise<void>((resolve) => setImmediate(() => resolve(void done.push('旁人'))))
  await Promise.all([work, between])
  expect(done.filter((item) => item !== '旁人')).toEqual(['甲', '乙', '丙'])
  expect(done.indexOf('旁人')).toBeLessThan(done.indexOf('丙'))
})
