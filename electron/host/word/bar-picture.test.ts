import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { barMarks } from '#shared/paper/bar-marks'
import { barPicture } from './bar-picture'

/** The points of a picture this file wrote: true is black. */
function pointsOf(png: Uint8Array): readonly boolean[][] {
  const bytes = Buffer.from(png)
  const [columns, rows] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  const data = inflateSync(bytes.subarray(8 + 25 + 8, bytes.length - 16))
  const stride = 1 + Math.ceil(columns / 8)
  return Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => ((data[row * stride + 1 + (column >> 3)] ?? 0) & (0x80 >> (column & 7))) === 0))
}
const inkIn = (points: readonly boolean[][], from: number, to: number) => {
  const inside = points.slice(6, -6).flatMap((row) => row.slice(Math.round(from * row.length) + 6, Math.round(to * row.length) - 6))
  return inside.filter(Boolean).length / inside.length
}

test('each part fills its share of the bar with its mark, and what is left stays white inside the frame', () => {
  const points = pointsOf(barPicture({ parts: [{ share: 0.5, mark: 'solid' }, { share: 0, mark: 'dots' }, { share: 0.25, mark: 'lines' }], width: 60, height: 5, said: '' }))
  expect([points.length, points[0]?.length]).toEqual([59, 709])
  expect(inkIn(points, 0, 0.5)).toBe(1)
  expect(inkIn(points, 0.5, 0.75)).toBeGreaterThan(0.1)
  expect(inkIn(points, 0.5, 0.75)).toBeLessThan(0.5)
  expect(inkIn(points, 0.75, 1)).toBe(0)
  expect(points[0]?.every(Boolean) && points.at(-1)?.every(Boolean) && points.every((row) => row[0] === true && row.at(-1) === true)).toBe(true)
})

test('every mark is ink on paper, and no two look alike', () => {
  const looks = barMarks.map((mark) => pointsOf(barPicture({ parts: [{ share: 1, mark }], width: 12, height: 4, said: '' })))
  for (const [index, points] of looks.entries()) expect(inkIn(points, 0, 1), barMarks[index]).toBeGreaterThan(0.05)
  expect(new Set(looks.map((points) => JSON.stringify(points))).size).toBe(barMarks.length)
})
