import { afterEach, expect, test, vi } from 'vitest'
import { fromHere, hrefOf, parseRoute } from './route'

test('a place, its path and its query go there and back', () => {
  const route = { place: 'pledge', path: ['member', '何 桂/芳'], query: { from: 'desk' } } as const
  expect(parseRoute(hrefOf(route.place, route.path, route.query))).toEqual(route)
})

test.each(['', '#', '#/', '#/nowhere/1', '#/%E0%A4%A'])('%s leads to the desk', (hash) => {
  expect(parseRoute(hash)).toEqual({ place: 'desk', path: [], query: {} })
})

test('a part that is not properly encoded is kept as it is', () => {
  expect(parseRoute('#/roster/%E0%A4%A').path).toEqual(['%E0%A4%A'])
})

test('work that leads on does so only while the person still stands where it began', () => {
  vi.stubGlobal('location', { hash: '#/review/new' })
  const led: string[] = []
  const then = fromHere()
  then(() => led.push('stayed'))
  location.hash = '#/pledge'
  then(() => led.push('left'))
  location.hash = '#/review/new'
  then(() => led.push('came back'))
  expect(led).toEqual(['stayed', 'came back'])
})
afterEach(() => void vi.unstubAllGlobals())
