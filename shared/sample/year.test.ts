import { expect, test } from 'vitest'
import { numberingFindings, itemFindings } from '#shared/archive/numbering'
import { mixedFindings } from '#shared/archive/boxes'
import { foldCommits } from '#shared/commit/apply'
import { checkCommit } from '#shared/commit/check'
import type { StoredRecord } from '#shared/commit/commit'
import { documentsOfYear, organisationOf } from '#shared/documents/of-year'
import { ofKind } from '#shared/model/kinds'
import { liftRecord } from '#shared/model/migrate'
import { documentText } from '#shared/paper/text-of'
import { current } from '#shared/rules/packs/current'
import { checkPledge } from '#shared/rules/pledge-check'
import { countFindings, excellentCap, quorumFindings, tallyFindings, verdictFindings } from '#shared/rules/review-check'
import { openSample, sampleActor, sampleToday, sampleYearNumber } from './year'

function countedIds(): () => string {
  let count = 0
  return () => {
    count += 1
    return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`
  }
}

const book = openSample(countedIds())
const records = book.records()

test('every commit is accepted in order by what the ones before it left', () => {
  let standing = new Map<string, StoredRecord>()
  for (const { step } of book.steps) {
    const changes = step.records.map(({ before, after }) => ({ before, after }))
    const organisation = [...standing.values()].find((record) => record.kind === 'organisation')
    expect(checkCommit({ changes, answers: null }, (id) => standing.get(id) ?? null, organisation?.id ?? null)).toEqual([])
    // A commit says what it found as exactly as what it leaves.
    for (const { before } of changes) if (before !== null) expect(standing.get(before.id)).toEqual(before)
    standing = foldCommits([{ changes }], standing)
  }
  expect([...standing.values()]).toEqual([...records])
})

test('days go forward, titles are short, and every record is sound', () => {
  const days = book.steps.map(({ day }) => day)
  expect(days).toEqual([...days].sort())
  expect(days.at(-1)).toBe(sampleToday)
  expect(book.steps.every(({ step }) => step.title.length > 0 && step.title.length <= 200)).toBe(true)
  for (const record of records) expect(liftRecord(record)).toEqual({ ok: true, record })
})

test('two books with the same ids are equal; with others they differ in ids only', () => {
  expect(openSample(countedIds()).steps).toEqual(book.steps)
  let other = 500_000
  const shifted = openSample(() => `00000000-0000-4000-9000-${String((other -= 1)).padStart(12, '0')}`)
  const texts = (of: typeof book) => documentsOfYear(of.records(), sampleYearNumber, sampleToday).filter((made) => made.kind !== 'archiveCatalogue').map((made) => documentText(made.document))
  expect(texts(shifted)).toEqual(texts(book))
})

test('one organisation, marked as a sample, kept by one post-holder', () => {
  expect(organisationOf(records).sample).toBe(true)
  expect(ofKind(records, 'postHolder').map(({ name, post, retired }) => ({ name, post, retired }))).toEqual([{ ...sampleActor, retired: false }])
  expect(ofKind(records, 'member').length).toBeGreaterThanOrEqual(20)
  expect(ofKind(records, 'member').every((member) => member.idNumber === '' && member.phone === '')).toBe(true)
})

test('the pledges are as the rules want them, and one promise was not kept', () => {
  const [round] = ofKind(records, 'pledgeRound')
  if (round === undefined) throw new Error('the sample has a round')
  const pledges = ofKind(records, 'pledge')
  expect(pledges.flatMap((pledge) => checkPledge({ round, items: pledge.items, pack: current, recordId: pledge.id }).map((finding) => finding.code))).toEqual([])
  const unkept = pledges.flatMap((pledge) => pledge.items.filter((item) => item.unkeptReason !== '').map((item) => [pledge.memberId, item.text.slice(0, 12)]))
  expect(unkept).toEqual([[null, '支部每月开展1次主题党日']])
  const order = new Map(ofKind(records, 'member').map((member) => [member.name, member.order]))
  const named = round.editions[0]?.lines.slice(1).map((line) => order.get(line.who) ?? -1) ?? []
  expect(named).toEqual([...named].sort((a, b) => a - b))
})

test('the review adds up and has its quorum; 优秀 stays within a third', () => {
  const [review] = ofKind(records, 'review')
  if (review === undefined) throw new Error('the sample has a review')
  expect([...countFindings(review), ...tallyFindings(review, current), ...quorumFindings(review, current), ...verdictFindings(review, current, true)].map((finding) => finding.code)).toEqual([])
  const cap = excellentCap(review, current)
  expect(cap.passed && review.capReason === '').toBe(false)
  expect(review.state).toBe('sent')
})

test('the box is filed: numbers gapless, classes apart, every piece dated, paged and printable', () => {
  const items = ofKind(records, 'archiveItem')
  const boxes = ofKind(records, 'archiveBox')
  expect([...items.flatMap(itemFindings), ...numberingFindings(items), ...mixedFindings(boxes, items)].map((finding) => finding.code)).toEqual([])
  const papers = new Set(documentsOfYear(records, sampleYearNumber, sampleToday).map((made) => `${made.sourceId} ${made.kind}${made.part === '' ? '' : `:${made.part}`}`))
  expect(items.filter((item) => !papers.has(`${item.source?.id ?? ''} ${item.source?.document ?? ''}`)).map((item) => item.title)).toEqual([])
  expect(boxes.map((box) => box.retention)).toEqual(['Y', 'D30', 'D10'])
})

test('what the sample leaves open on purpose: six promises without a word on how they ended, so that there is something late to see', () => {
  const names = new Map(ofKind(records, 'member').map((member) => [member.id, member.name]))
  const open = ofKind(records, 'pledge').flatMap((pledge) => pledge.items.filter((item) => item.closedOn === null && item.unkeptReason === '').map((item) => `${pledge.memberId === null ? '党支部' : (names.get(pledge.memberId) ?? '')} ${item.due ?? ''}`))
  expect(open.sort()).toEqual(['党支部 2026-12-31', '方知夏 2026-08-31', '方知夏 2026-12-15', '白露 2026-03-31', '许朝阳 2026-10-31', '许朝阳 2026-12-31'])
})
