import fc from 'fast-check'
import { expect, test } from 'vitest'
import { retentions, type ArchiveBox, type ArchiveItem } from '#shared/model/archive'
import { after, codes, one, stepOf, testContext, walls } from '#shared/duties/testing'
import { byDate } from '#shared/text/partial-date'
import { current } from '#shared/rules/packs/current'
import { boxContents, capacityOf, mixedFindings, planBoxes, sheetsOf } from './boxes'
import { appendNote, dropItem, editItem, fileAway, recordPages, registerPaper, removeFromArchive, type FileAwayInput } from './file-away'
import { assignNumbers, classOf, itemFindings, numberingFindings, topicFindings } from './numbering'
import { testItem } from './testing'

const capacity = capacityOf(current)
const base = { allItems: [], boxes: [], on: '2027-03-01', thickness: 30, arranger: '石玉兰', checker: '郑守田' } as const
// One counter of ids for the whole file: two filings never make the same box.
const context = testContext({ seq: 9 })
const file = (items: readonly ArchiveItem[], more: Partial<FileAwayInput> = {}) => fileAway(context, { ...base, items, ...more }, current)

const drawnItem = fc.record({
  year: fc.constantFrom(2025, 2026), retention: fc.constantFrom(...retentions), topic: fc.constantFrom('', 'BGS'), createdSeq: fc.integer({ min: 1, max: 5 }),
  date: fc.constantFrom(null, '2026', '2026-03', '2026-03-01', '2026-12-31'), pages: fc.integer({ min: 0, max: 480 }), twoSided: fc.constantFrom(undefined, true, false),
})

test('numbers are gapless in each class, by date and then as taken in, however often filing goes on', () => {
  fc.assert(
    fc.property(fc.array(fc.array(drawnItem, { maxLength: 12 }), { minLength: 1, maxLength: 4 }), (rounds) => {
      let standing: readonly ArchiveItem[] = []
      for (const round of rounds) {
        const numbered = assignNumbers(standing, round.map((facts) => testItem(facts)))
        for (const key of new Set(numbered.map(classOf))) {
          const inside = numbered.filter((item) => classOf(item) === key)
          const from = Math.max(0, ...standing.filter((item) => classOf(item) === key).map((item) => item.number ?? 0))
          expect(inside.map((item) => item.number)).toEqual(inside.map((_, index) => from + index + 1))
          inside.slice(1).forEach((item, index) => {
            const before = inside[index]
            if (before === undefined) throw new Error('an item before')
            const order = byDate(before.date, item.date)
            expect(order < 0 || (order === 0 && before.createdSeq <= item.createdSeq)).toBe(true)
          })
        }
        standing = [...standing, ...numbered]
      }
      expect(numberingFindings(standing)).toEqual([])
    }),
    { seed: 222015, numRuns: 200 },
  )
})

test('numbers never depend on the order a list was read in', () => {
  fc.assert(
    fc.property(fc.array(drawnItem, { minLength: 2, maxLength: 10 }).map((drawn) => drawn.map((facts) => testItem(facts))), fc.integer({ min: 1, max: 9 }), (items, turn) => {
      const at = turn % items.length
      expect(assignNumbers([], [...items.slice(at), ...items.slice(0, at)].reverse())).toEqual(assignNumbers([], items))
    }),
    { seed: 222015, numRuns: 200 },
  )
})

test('boxes never mix classes, hold a run of numbers, and are not overfilled', () => {
  fc.assert(
    fc.property(fc.array(fc.array(drawnItem, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 }), fc.constantFrom(null, 20 as const, 30 as const, 40 as const, 50 as const), (rounds, thickness) => {
      let [items, boxes]: [readonly ArchiveItem[], readonly ArchiveBox[]] = [[], []]
      for (const round of rounds) {
        const fresh = round.map((facts) => testItem(facts))
        const outcome = file(fresh, { allItems: [...items, ...fresh], boxes, thickness })
        const [filed, touched] = [after(outcome, 'archiveItem'), after(outcome, 'archiveBox')]
        expect(filed).toHaveLength(fresh.length)
        items = [...items, ...filed]
        boxes = [...boxes.filter((box) => !touched.some((other) => other.id === box.id)), ...touched]
      }
      expect(mixedFindings(boxes, items)).toEqual([])
      expect(numberingFindings(items)).toEqual([])
      expect(new Set(boxes.map((box) => `${box.year}/${box.number}`)).size).toBe(boxes.length)
      for (const box of boxes) {
        const inside = boxContents(box, items)
        expect(inside.items.length).toBeGreaterThan(0)
        expect((inside.last ?? 0) - (inside.first ?? 0) + 1).toBe(inside.items.length)
        expect(new Set(inside.items.map((item) => `${item.year} ${item.retention} ${item.topic}`)).size).toBe(1)
        expect(inside.items.reduce((all, item) => all + (item.twoSided === true ? Math.ceil(item.pages / 2) : item.pages), 0)).toBeLessThanOrEqual(capacity[box.thickness])
      }
    }),
    { seed: 222015, numRuns: 120 },
  )
})

test('pages are sheets, sheets are mm: two-sided or one-sided as said, one sheet at least', () => {
  expect(capacity).toEqual({ 20: 180, 30: 280, 40: 380, 50: 480 })
  expect([{ pages: 5, twoSided: true }, { pages: 5, twoSided: false }, { pages: 5 }, { pages: 0 }].map((item) => sheetsOf(item, current))).toEqual([3, 5, 5, 1])
  const local = { ...current, archive: { ...current.archive, paper: { ...current.archive.paper, value: { sheetMicrons: 90, spareMm: 3, twoSided: true } } } }
  expect([capacityOf(local), sheetsOf({ pages: 5 }, local)]).toEqual([{ 20: 188, 30: 300, 40: 411, 50: 522 }, 3])
})

test('a new box is as thick as its sheets ask; a single item too thick for the one asked for gets a thicker, and none overfills the thickest', () => {
  const filed = (pages: readonly number[]) => pages.map((count, index) => testItem({ number: index + 1, pages: count }))
  const thicknesses = (pages: readonly number[], asked: 20 | 30 | null) => planBoxes(filed(pages), [], [], asked, current).boxes.map(({ thickness, itemIds }) => [thickness, itemIds.length])
  expect(thicknesses([100, 80], null)).toEqual([[20, 2]])
  expect(thicknesses([100, 81], null)).toEqual([[30, 2]])
  expect(thicknesses([300, 180, 100], null)).toEqual([[50, 2], [20, 1]])
  expect(thicknesses([350, 1], 20)).toEqual([[40, 2]])
  expect(thicknesses([279, 2], 30)).toEqual([[30, 1], [30, 1]])
  expect(walls(file([testItem({ pages: 481 })]))).toEqual(['itemTooThick@pages'])
  expect(codes(file([testItem({ pages: 481, twoSided: true })]))).toEqual([])
})

test('what nobody said of a paper is said when it is filed, and counts for what comes later', () => {
  const first = file([testItem({ pages: 500 }), testItem({ pages: 10, twoSided: false })], { twoSided: true })
  expect(after(first, 'archiveItem').map(({ pages, twoSided }) => [pages, twoSided])).toEqual([[500, true], [10, false]])
  expect(after(first, 'archiveBox').map(({ thickness }) => thickness)).toEqual([30])
  const more = file([testItem({ pages: 30, twoSided: true }), testItem({ pages: 30, twoSided: true })], { allItems: after(first, 'archiveItem'), boxes: after(first, 'archiveBox') })
  expect(after(more, 'archiveBox').map(({ number }) => number)).toEqual([1, 2])
})

test('归档 is final: numbers, boxes and the 备考表 in one step', () => {
  const items = [testItem({ date: '2026-05-01', pages: 3 }), testItem({ date: '2026-02', pages: 4 }), testItem({ retention: 'D30', pages: 5 })]
  const outcome = file(items)
  expect(stepOf(outcome)).toMatchObject({ final: true, title: '归档 3 件，装 2 盒' })
  const filed = after(outcome, 'archiveItem')
  expect(filed.map((item) => [item.retention, item.date, item.number])).toEqual([['D30', '2026-03-01', 1], ['D10', '2026-02', 1], ['D10', '2026-05-01', 2]])
  expect(filed.every((item) => item.filedOn === '2027-03-01' && item.boxId !== null && item.rev === 2)).toBe(true)
  const boxes = after(outcome, 'archiveBox')
  expect(boxes.map((box) => [box.number, box.retention, box.notes[0]?.text])).toEqual([[1, 'D30', '装入 1 件，件号 0001—0001，共 5 页。'], [2, 'D10', '装入 2 件，件号 0001—0002，共 7 页。']])
  expect(boxes[0]?.notes[0]).toMatchObject({ arranger: '石玉兰', checker: '郑守田', checkedOn: '2027-03-01' })
  expect(codes(outcome)).toEqual(['datePartial'])
})

test('later filing goes on after what stands, in the same box', () => {
  const first = file([testItem()])
  const [items, boxes] = [after(first, 'archiveItem'), after(first, 'archiveBox')]
  const second = file([testItem({ date: '2026-01-01' })], { allItems: items, boxes })
  expect(one(second, 'archiveItem')).toMatchObject({ number: 2, boxId: boxes[0]?.id })
  expect(one(second, 'archiveBox')).toMatchObject({ rev: 2, notes: [{ text: '装入 1 件，件号 0001—0001，共 2 页。' }, { text: '补充 1 件，件号 0002—0002，共 2 页。' }] })
})

test('归档 refuses what is filed, nothing, the same twice; gaps in the facts are warnings', () => {
  const item = testItem()
  expect(walls(file([testItem({ number: 3 })]))).toEqual(['filed@number'])
  expect(walls(file([]))).toEqual(['nothingToFile@items'])
  expect(walls(file([item, item]))).toEqual(['itemTwice@items'])
  expect(walls(file([item], { allItems: [testItem({ number: 9999 })] }))).toEqual(['numbersUsedUp@number'])
  expect(codes(file([testItem({ date: null, pages: 0, author: '' })]))).toEqual(['authorMissing', 'dateMissing', 'pagesMissing'])
  expect(codes(file([testItem({ date: '2025-12-30' })]))).toEqual(['yearDiffers'])
})

test('移出归档 answers it; the 备考表 keeps the number, and the empty number is named', () => {
  const outcome = file([testItem({ date: '2026-01-01' }), testItem({ date: '2026-02-01' })])
  const [items, box] = [after(outcome, 'archiveItem'), one(outcome, 'archiveBox')]
  const [first, second] = items
  if (first === undefined || second === undefined) throw new Error('two items')
  const input = { on: '2027-04-01', why: '归错年度', by: '石玉兰' }
  expect(walls(removeFromArchive(first, box, { ...input, why: ' ' }))).toEqual(['whyMissing@why'])
  expect(walls(removeFromArchive(first, null, input))).toEqual(['otherBox@boxId'])
  expect(walls(removeFromArchive(testItem(), box, input))).toEqual(['notFiled@number'])
  const out = removeFromArchive(first, box, input)
  expect(stepOf(out)).toMatchObject({ final: true, answers: { name: '移出归档', recordId: first.id } })
  expect(one(out, 'archiveItem')).toMatchObject({ number: null, boxId: null, filedOn: null, note: '2027年4月1日移出归档' })
  expect(one(out, 'archiveBox').notes.at(-1)?.text).toBe(`移出件号 0001“${first.title}”：归错年度`)
  expect(numberingFindings([one(out, 'archiveItem'), second])).toMatchObject([{ code: 'numberGap', severity: 'warning' }])
  const again = file([one(out, 'archiveItem')], { allItems: [second], boxes: [one(out, 'archiveBox')] })
  expect(one(again, 'archiveItem').number).toBe(3)
  expect(numberingFindings([second, { ...second, id: first.id }])[0]).toMatchObject({ code: 'numberTwice', severity: 'wall' })
})

test('paper is registered, corrected, counted and dropped', () => {
  const paper = registerPaper(context, { year: 2026, retention: 'D30', title: ' 全年总结 ', workingBox: '04', date: '2026-12-30', author: '支部', pages: 6 })
  expect(codes(paper)).toEqual([])
  const item = one(paper, 'archiveItem')
  expect(item).toMatchObject({ title: '全年总结', source: null, number: null })
  expect(walls(registerPaper(context, { year: 2026, retention: 'Y', title: ' ', workingBox: '04' }))).toContain('titleMissing@title')
  expect(one(editItem(item, { retention: 'Y' }), 'archiveItem').retention).toBe('Y')
  const filed = { ...item, number: 1 }
  expect(walls(editItem(filed, { retention: 'Y' }))).toEqual(['filed@retention'])
  expect(one(editItem(filed, { pages: 8 }), 'archiveItem').pages).toBe(8)
  expect(walls(dropItem(filed))).toEqual(['filed@number'])
  expect(stepOf(dropItem(item)).records).toEqual([{ before: item, after: null }])
  expect(one(recordPages([{ item, pages: 9 }]), 'archiveItem').pages).toBe(9)
  expect(walls(recordPages([{ item, pages: 6 }]))).toEqual(['nothingNew@'])
})

test('what was frozen when it was filed stays with it, and goes when it is taken out', () => {
  const made = { role: 'made' as const, blob: { sha256: 'a'.repeat(64), size: 3, name: '书.pdf', type: '' } }
  const scan = { role: 'original' as const, blob: { sha256: 'b'.repeat(64), size: 3, name: '扫.pdf', type: '' } }
  const filed = testItem({ number: 1, files: [made, scan] })
  expect(walls(editItem(filed, { files: [scan] }))).toEqual(['filed@files'])
  expect(one(editItem(filed, { files: [made] }), 'archiveItem').files).toEqual([made])
  const out = removeFromArchive(filed, null, { on: '2027-04-01', why: '归错', by: '石玉兰' })
  expect(one(out, 'archiveItem').files).toEqual([scan])
})

test('the 备考表 only grows', () => {
  const box = one(file([testItem()]), 'archiveBox')
  const note = { on: '2027-05-01', text: '第 1 件补了附件。', arranger: '石玉兰', checker: '', checkedOn: null }
  expect(one(appendNote(box, note), 'archiveBox').notes).toEqual([...box.notes, note])
  expect(walls(appendNote(box, { ...note, text: ' ' }))).toEqual(['noteMissing@text'])
})

test('机构 codes used for some items of a year and not for others are named once a year, before filing and at 自查', () => {
  const coded = testItem({ topic: 'ZZ', year: 2026 })
  expect(codes(file([coded, testItem({ topic: 'ZZ' })]))).toEqual([])
  const mixed = file([testItem({ title: '年报' })], { allItems: [{ ...coded, number: 1 }, testItem({ year: 2025, topic: '', number: 1, date: '2025-03-01' })] })
  expect(codes(mixed)).toEqual(['topicMixed'])
  expect(topicFindings([coded, testItem({ title: '年报' }), testItem()])[0]?.text).toBe('2026年有的件写了机构(问题)代码（ZZ），“年报”等 2 件没有写；同一年要么都写，要么都不写')
})

test('an item without pages is said, and what the box then counts for it', () => {
  const found = file([testItem({ title: '合影', pages: 0 })])
  expect(found.ok && found.findings?.map(({ text }) => text)).toEqual(['“合影”没有页数，装盒先按 1 张算'])
  expect(itemFindings(testItem({ pages: 0, destroyedOn: '2037-02-01' }))).toEqual([])
})
