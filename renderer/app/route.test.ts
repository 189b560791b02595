import { expect, test } from 'vitest'
import { hrefOf, parseRoute } from './route'

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
