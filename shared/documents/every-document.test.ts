import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Member } from '#shared/model/member'
import { toHtml } from '#shared/paper/html'
import { printDocumentSchema, type PrintDocument } from '#shared/paper/print-document'
import { documentText } from '#shared/paper/text-of'
import { analysisReport } from './analysis-report'
import { archiveCatalogue, boxCover, boxNote, boxSpine } from './archive-sheets'
import { makeDocument } from './document'
import { dueReminder } from './due-reminder'
import { branchPledge, memberPledge } from './pledge-letter'
import { pledgeLedger, pledgeNotice } from './pledge-sheets'
import { ballot } from './review-ballot'
import { reviewRegister, tallySheet } from './review-results'
import { rosterSheet } from './roster-sheet'
import { archiveItem, box, edition, member, organisation, person, pledge, pledgeItem, report, review, round, testId } from './testing'

/** Whatever people type, in whatever number: every document is sound, draws, and leaves no mark of a programmer on the paper. */
const typed = fc.oneof(
  fc.constantFrom('', '赵㛃䶮', '买买提·吐尔逊', '</p><script>alert(1)</script>', '"><img src=x>', '&amp;', '\u0000\u202e反', '一\n二\r\n三\t四', '🎋竹', '\ud800', '${x}', '%s', '字'.repeat(300)),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
)
const name = typed.map((text) => (text === '' ? '无名' : text))
const date = fc.constantFrom(null, '2026', '2026-07', '2026-07-01', '1999-12-31')
const count = fc.integer({ min: 0, max: 9 })

const people = fc.array(fc.record({ name, gender: fc.constantFrom('男', '女', ''), ethnicity: typed, birth: date, education: typed, joined: date, becameFull: date, workplace: typed, jobTitle: typed, posts: fc.constantFrom<Member['posts']>([], [{ from: null, to: null, post: '书记' }], [{ from: '2026-07', to: '2026', post: '党小组长' }]) }), { maxLength: 6 })
  .map((all) => all.map((patch, index) => member(index + 1, patch as Partial<Member>)))
const items = fc.array(fc.record({ type: fc.constantFrom('共性', '岗位', '实事'), text: name, measures: typed, due: date, responsible: typed, closedOn: date, closedBy: typed, unkeptReason: typed }), { maxLength: 4 })
  .map((all) => all.map((patch, index) => pledgeItem(index, patch as Parameters<typeof pledgeItem>[1])))
const letters = fc.array(fc.record({ items, proposedOn: date, result: fc.constantFrom('' as const, 'passed' as const, 'returned' as const), opinion: typed, by: typed, signedBy: typed, on: date }), { maxLength: 4 })
  .map((all) => all.map(({ items: own, proposedOn, ...reviewed }, index) => pledge(index, { items: own, proposedOn, review: reviewed })))
const rosters = fc.array(fc.record({ name, grade: fc.constantFrom('full' as const, 'probationary' as const), attendance: fc.constantFrom('present' as const, 'leave' as const, 'absent' as const, 'exempt' as const), reason: typed, votes: fc.tuple(count, count, count, count, count) }), { maxLength: 30 })
const archived = fc.array(fc.record({ title: name, author: typed, docNo: typed, secrecy: typed, note: typed, date, pages: count }), { maxLength: 30 }).map((all) => all.map((patch, index) => archiveItem(index + 1, patch)))
const books = fc.record({
  organisation: fc.record({ name, fondsName: typed, fondsCode: fc.constantFrom('', '0217', 'J001'), supervisionPhone: typed }).map(organisation), people, letters, rosters, archived, title: name, text: typed, why: typed, day: date,
  thickness: fc.constantFrom(20 as const, 30 as const, 40 as const, 50 as const), topic: fc.constantFrom('', 'BGS', 'ABCD'),
})
type Books = typeof books extends fc.Arbitrary<infer T> ? T : never

function everyDocument(given: Books): readonly PrintDocument[] {
  const { organisation: branch, people: members, letters: pledges, day, text, why } = given
  const turn = round({ title: given.title, editions: [edition(1, pledges, { publishedOn: day, until: day, place: text, phone: text, withdrawnOn: day, withdrawnWhy: why }), edition(2, pledges)] })
  const session = review({
    heldOn: day, decidedOn: day, decidedBy: text, capReason: why, roster: given.rosters.map(({ name: who, grade, attendance, reason }, index) => person(index + 1, { name: who, grade, attendance, reason })),
    tally: given.rosters.map(({ name: who, votes: [excellent, qualified, basic, unqualified, blank] }, index) => ({ memberId: testId(101 + index), name: who, votes: { excellent, qualified, basic, unqualified }, blank })),
    verdicts: given.rosters.map((_, index) => ({ memberId: testId(101 + index), grade: index % 2 === 0 ? null : 'excellent', selfSummary: text, peerOpinion: why, conduct: text, opinion: text, reason: why })),
  })
  const inside = { organisation: branch, box: box({ thickness: given.thickness, topic: given.topic, notes: [{ on: day, text, arranger: why, checker: text, checkedOn: day }] }), items: given.archived.map((item) => ({ ...item, topic: given.topic })) }
  const parts = { opening: text, problems: why, causes: text, measures: why }
  const first = members[0] ?? member(1)
  return [
    ...pledges.map((one) => makeDocument(one.memberId === null ? branchPledge : memberPledge, { organisation: branch, round: turn, pledge: one, members })),
    ...[1, 2, 3].map((number) => makeDocument(pledgeNotice, { organisation: branch, round: turn, edition: number })),
    makeDocument(pledgeLedger, { organisation: branch, round: turn, pledges, members }),
    makeDocument(analysisReport, { organisation: branch, member: first, report: report({ title: given.title, subtitle: why, parts, writtenOn: day, review: { on: day, by: text, result: 'passed', opinion: why }, editions: [{ label: 'final', on: day, parts }] }), edition: 'final' }),
    makeDocument(ballot, { organisation: branch, review: session }), makeDocument(tallySheet, { organisation: branch, review: session }), makeDocument(reviewRegister, { organisation: branch, review: session, member: first }),
    makeDocument(rosterSheet, { organisation: branch, members, day: '2026-12-31' }),
    makeDocument(dueReminder, { organisation: branch, today: '2026-06-01', due: given.archived.map((item) => ({ key: item.id, due: item.date ?? '2026', late: item.pages, title: item.title, fact: item.note, room: 'scheme' as const, path: [] })) }),
    ...[archiveCatalogue, boxCover, boxSpine, boxNote].map((definition) => makeDocument(definition, inside)),
  ]
}

test('any records give documents that are sound and draw', () => {
  fc.assert(fc.property(books, (given) => {
    for (const document of everyDocument(given)) {
      expect(printDocumentSchema.safeParse(document).error?.issues ?? []).toEqual([])
      const html = toHtml(document, { mode: 'paper' })
      expect(html).not.toMatch(/<script>alert|<img src=x/)
    }
  }), { seed: 20261124, numRuns: 40 })
})

test('no document says undefined, null, NaN or Invalid where nothing was typed', () => {
  fc.assert(fc.property(books, (given) => {
    const plain = { ...given, text: '', why: '', title: '2026年度', archived: given.archived.map((item) => ({ ...item, title: '文件', author: '', docNo: '', secrecy: '', note: '' })), letters: [], people: [], rosters: [] }
    for (const document of everyDocument({ ...plain, organisation: organisation() })) expect(documentText(document)).not.toMatch(/undefined|null|NaN|Invalid|\[object/)
  }), { seed: 20261125, numRuns: 20 })
})

test('a table gives each column at least the room of one character, and each row as many cells as it has columns', () => {
  fc.assert(fc.property(books, (given) => {
    for (const document of everyDocument(given)) {
      for (const block of document.sections.flatMap((section) => section.blocks)) {
        if (block.type !== 'table') continue
        expect(Math.min(...block.widths)).toBeGreaterThan(8)
        const taken = block.widths.map(() => 0)
        for (const row of block.rows) {
          const free = taken.filter((rows) => rows === 0).length
          expect(row.cells.reduce((sum, cell) => sum + (cell.colSpan ?? 1), 0)).toBe(free)
          let column = 0
          for (const cell of row.cells) {
            while ((taken[column] ?? 0) > 0) column += 1
            for (let at = column; at < column + (cell.colSpan ?? 1); at++) taken[at] = cell.rowSpan ?? 1
            column += cell.colSpan ?? 1
          }
          taken.forEach((rows, at) => { taken[at] = Math.max(0, rows - 1) })
        }
      }
    }
  }), { seed: 20261126, numRuns: 20 })
})
