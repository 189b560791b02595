import { expect, test } from 'vitest'
import { lookEveryMs, watchLife } from './lifecycle'

/** A machine whose time passes only when told. */
function machine() {
  let now = Date.parse('2012-07-01T08:00:00Z')
  let work: (() => void) | null = null
  const state = { beat: null as Date | null, busy: false, streams: 0, ended: 0 }
  const stop = watchLife({
    clock: () => new Date(now),
    every: (_, look) => { work = look; return () => { work = null } },
    lastHeartbeat: () => state.beat, busy: () => state.busy, streams: () => state.streams, end: () => { state.ended += 1 },
  })
  return {
    state, stop,
    minutes: (minutes: number, beating = false) => {
      for (let passed = 0; passed < minutes * 60_000; passed += lookEveryMs) {
        now += lookEveryMs
        if (beating) state.beat = new Date(now)
        work?.()
      }
    },
    jump: (ms: number) => { now += ms; work?.() },
    watching: () => work !== null,
  }
}

test('no page ever: it ends after three minutes, once', () => {
  const { minutes, state, watching } = machine()
  minutes(2.75)
  expect(state.ended).toBe(0)
  minutes(0.25)
  expect([state.ended, watching()]).toEqual([1, false])
  minutes(10)
  expect(state.ended).toBe(1)
})

test('heartbeats keep it; three minutes after the last it ends', () => {
  const { minutes, state } = machine()
  minutes(60, true)
  expect(state.ended).toBe(0)
  minutes(2.75)
  expect(state.ended).toBe(0)
  minutes(0.25)
  expect(state.ended).toBe(1)
})

test.each(['busy', 'streams'] as const)('%s keeps it, without any heartbeat, and then for three minutes more', (what) => {
  const { minutes, state } = machine()
  if (what === 'busy') state.busy = true
  else state.streams = 1
  minutes(30)
  expect(state.ended).toBe(0)
  if (what === 'busy') state.busy = false
  else state.streams = 0
  minutes(2.75)
  expect(state.ended).toBe(0)
  minutes(0.25)
  expect(state.ended).toBe(1)
})

test.each([['a night of sleep', 10 * 3600_000], ['a clock set back', -365 * 24 * 3600_000], ['a clock set forward', 365 * 24 * 3600_000]])('%s starts the count anew', (_, ms) => {
  const { minutes, jump, state } = machine()
  minutes(2.5, true)
  jump(ms)
  expect(state.ended).toBe(0)
  minutes(2.75)
  expect(state.ended).toBe(0)
  minutes(0.25)
  expect(state.ended).toBe(1)
})

test('stopped, it never ends anything', () => {
  const { minutes, state, stop } = machine()
  stop()
  minutes(30)
  expect(state.ended).toBe(0)
})
