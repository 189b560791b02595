import { writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { testContext, one } from '#shared/duties/testing'
import { prepareReview } from '#shared/duties/review'
import { tallyBallots } from '#shared/duties/review-count'
import { current } from '#shared/rules/packs/current'
import { borderline, countFindings, openFindings, tallyFindings } from '#shared/rules/review-check'
import { chance } from '../support/random'

/** The tally of 60 ballots on 60 members in 4 grades, with everything the rules say of it, beside one plain pass that only sums. Raw figures go to BENCH_REVIEW_JSON. */
const runs = Number(process.env['BENCH_RUNS'] ?? '7')
const perRun = 400
const grades = ['excellent', 'qualified', 'basic', 'unqualified'] as const
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

test('60 × 60 × 4 with findings: at most 5 times a single-pass sum', async () => {
  const context = testContext()
  const people = Array.from({ length: 60 }, (_, index) => ({ memberId: context.newId(), name: `党员${index + 1}`, grade: 'full' as const, post: '' }))
  const review = one(prepareReview(context, { year: 2026, title: '评议', heldOn: '2026-12-26' }, people, current), 'review')
  const draw = chance(20261226)
  // As people vote: each member leans to 优秀 or to 合格, a few ticks go elsewhere.
  const leaning = people.map(() => draw.upTo(2))
  const ballots = Array.from({ length: 60 }, () => leaning.map((lean) => (draw.upTo(10) < 7 ? lean : draw.upTo(4))))
  const counts = { ...review.counts, issued: 60, returned: 60, valid: 60, invalid: 0 }
  const ours = () => {
    const tallied = { ...review, counts, tally: tallyBallots(review, ballots) }
    return { tallied, found: [...countFindings(tallied), ...tallyFindings(tallied, current), ...openFindings(tallied, current)], close: borderline(tallied) }
  }
  const plain = () => {
    const sums = people.map(() => [0, 0, 0, 0])
    for (const ballot of ballots) for (let row = 0; row < ballot.length; row += 1) {
      const sum = sums[row]
      const grade = ballot[row] ?? 0
      if (sum !== undefined) sum[grade] = (sum[grade] ?? 0) + 1
    }
    return sums
  }
  const { tallied, found } = ours()
  expect(found).toEqual([])
  expect(tallied.tally.map((row) => grades.map((grade) => row.votes[grade]))).toEqual(plain())

  const timed = (work: () => unknown): number => {
    const began = performance.now()
    for (let turn = 0; turn < perRun; turn += 1) work()
    return (performance.now() - began) / perRun
  }
  timed(ours)
  timed(plain)
  const figures: { ours: number[]; plain: number[] } = { ours: [], plain: [] }
  for (let run = 0; run < runs; run += 1) {
    figures.ours.push(timed(ours))
    figures.plain.push(timed(plain))
  }
  const ratio = median(figures.ours) / median(figures.plain)
  console.log(`${ratio.toFixed(2)}  tally of 60 × 60 × 4 with findings ÷ one plain pass: ${median(figures.ours).toFixed(4)} ms ÷ ${median(figures.plain).toFixed(4)} ms`)
  const file = process.env['BENCH_REVIEW_JSON'] ?? ''
  if (file !== '') await writeFile(file, `${JSON.stringify({ ratio, figures }, null, 1)}\n`)
  expect(ratio).toBeLessThanOrEqual(5)
}, 120_000)
