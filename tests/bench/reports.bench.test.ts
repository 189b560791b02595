import { writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { alikePassages, alikeTo } from '#shared/text/similarity'
import { manyReports } from '../support/reports'

/** How long the reports of a large branch take to be compared: all with all, and one with the rest as the editor does it (there in a worker). Raw figures to BENCH_REPORTS_JSON. */
const runs = Number(process.env['BENCH_RUNS'] ?? '7')

test('200 reports of 3,000 characters in under a second', async () => {
  const texts = manyReports(200, 3000)
  const [own, ...others] = texts
  if (own === undefined) throw new Error('no reports')
  const [all, one]: [number[], number[]] = [[], []]
  let found = 0
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now()
    found = alikePassages(texts).length
    all.push(performance.now() - began)
    const again = performance.now()
    alikeTo(own, others)
    one.push(performance.now() - again)
  }
  const said = (values: readonly number[]) => values.map((value) => value.toFixed(0)).join(' ')
  console.log(`200 reports × 3,000 characters, ms: all with all ${said(all)} (${found} passages), one with 199 ${said(one)}`)
  const file = process.env['BENCH_REPORTS_JSON'] ?? ''
  if (file !== '') await writeFile(file, `${JSON.stringify({ all, one, found })}\n`)
  expect([...all].sort((a, b) => a - b)[Math.floor(all.length / 2)]).toBeLessThan(1000)
})
