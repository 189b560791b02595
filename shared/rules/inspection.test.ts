import { expect, test } from 'vitest'
import { testItem } from '#shared/archive/testing'
import { testContext } from '#shared/duties/testing'
import { headOf } from '#shared/duties/transition'
import type { ArchiveVolume } from '#shared/model/archive-volume'
import { ofKind } from '#shared/model/kinds'
import { openSample } from '#shared/sample/year'
import { inspectYear, type InspectionFacts } from './inspection'
import { current } from './packs/current'

let count = 0
const records = openSample(() => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`).records()
const sample: InspectionFacts = {
  year: 2026, pack: current, members: ofKind(records, 'member'), reviews: ofKind(records, 'review'), reports: ofKind(records, 'analysisReport'),
  papers: ofKind(records, 'officialPaper'), items: ofKind(records, 'archiveItem'), boxes: ofKind(records, 'archiveBox'), volumes: ofKind(records, 'archiveVolume'),
}
const empty: InspectionFacts = { ...sample, reviews: [], reports: [], papers: [], items: [], boxes: [], volumes: [] }
const codes = (facts: InspectionFacts) => inspectYear(facts).map(({ code }) => code)
const texts = (facts: InspectionFacts, code: string) => inspectYear(facts).filter((found) => found.code === code).map(({ text }) => text)
const [review] = sample.reviews
const [report] = sample.reports.filter(({ memberId }) => memberId !== null)
if (review === undefined || report === undefined) throw new Error('the sample has both')

test('the sample’s own review and reports stand; what is not signed and not kept is said', () => {
  const found = new Set(codes(sample))
  for (const code of ['dueDiffers', 'leaveUnnamed', 'probationaryTallied', 'reportAfterMeeting', 'alike', 'oneDay', 'numberGap', 'mixed']) expect(found, code).not.toContain(code)
  expect(found).toContain('unsigned')
  expect(found).toContain('unfrozen')
})

test('scans of 案卷, whatever the year: one that cannot be opened, and pages that were not scanned', () => {
  const scan = (name: string, pages: number | undefined, unreadable?: boolean) => ({ role: 'copy' as const, blob: { sha256: 'b'.repeat(64), size: 1, name, type: '' }, ...(pages === undefined ? {} : { pages }), ...(unreadable === true ? { unreadable } : {}) })
  const volume = (files: ArchiveVolume['files'], patch: Partial<ArchiveVolume> = {}): ArchiveVolume => ({
    ...headOf(testContext()), kind: 'archiveVolume', catalogueNo: '2', number: 3, title: '支部会议记录', category: '', from: '1998-03', to: '1999-12', retention: '长期', fileNo: '', pages: 40, thickness: 15, entries: [], files, notes: [], ...patch,
  })
  const told = (...volumes: readonly ArchiveVolume[]) => inspectYear({ ...empty, volumes }).map(({ code, text, where }) => [code, text, where.recordId])
  const broken = volume([scan('前.pdf', 20), scan('后.pdf', undefined, true)])
  expect(told(broken)).toEqual([['unreadable', '案卷“支部会议记录”附的“后.pdf”打不开，换一份好的', broken.id]])
  const short = volume([scan('前.pdf', 20), scan('后.pdf', 18)])
  expect(told(short)).toEqual([['scansShort', '案卷“支部会议记录”全卷 40 页，扫描件只有 38 页，看看缺哪几页', short.id]])
  // Covers and 备考表 are scanned too; nobody must scan; a file without pages says nothing; a burnt volume is not asked for.
  expect(told(volume([scan('全.pdf', 44)]), volume([]), volume(undefined), volume([scan('目录.docx', undefined), scan('全.pdf', 3)]), volume([scan('前.pdf', 20)], { pages: 0 }), { ...broken, destroyedOn: '2026-05-01' })).toEqual([])
})

test('应到 that is not the roster of that day', () => {
  expect(texts({ ...empty, reviews: [{ ...review, counts: { ...review.counts, due: review.counts.due + 2 } }] }, 'dueDiffers')).toEqual([`${review.title}：2026年12月26日名册上有 ${review.counts.due} 人，应到写着 ${review.counts.due + 2} 人`])
})

test('leave without names or reasons, 预备党员 in the tally', () => {
  const [person] = review.roster
  if (person === undefined) throw new Error('a roster')
  const away = { ...review, roster: [{ ...person, attendance: 'leave' as const, reason: '' }], counts: { ...review.counts, leave: 3 } }
  expect(texts({ ...empty, reviews: [away] }, 'leaveUnnamed')).toEqual([`${review.title}：请假 3 人，只写了 1 个名字`])
  expect(texts({ ...empty, reviews: [away] }, 'leaveReason')).toEqual([`${review.title}：${person.name}请假，没有写原因`])
  const [row] = review.tally
  const probationary = { ...review, roster: review.roster.map((one) => (one.memberId === row?.memberId ? { ...one, grade: 'probationary' as const } : one)) }
  expect(texts({ ...empty, reviews: [probationary] }, 'probationaryTallied')).toHaveLength(1)
})

test('a report dated after its meeting; a month alone is not surely after', () => {
  const dated = (readOn: string, on: string) => codes({ ...empty, reports: [{ ...report, readOn, editions: [{ label: 'meeting', on, parts: report.parts }] }] })
  expect(dated('2026-12-20', '2026-12-22')).toContain('reportAfterMeeting')
  expect(dated('2026-12-20', '2026-12-20')).not.toContain('reportAfterMeeting')
  expect(dated('2026-12-20', '2026-12')).not.toContain('reportAfterMeeting')
})

test('two reports with one passage, said once with both names', () => {
  const passage = '今年三月以来我在推进河道清淤工作中没有按照计划每周到现场检查，导致两处标段拖到九月才完工，群众意见很大。'
  const [a, b] = [{ ...report, parts: { ...report.parts, problems: passage } }, { ...report, id: testItem().id, parts: { ...report.parts, opening: '', problems: passage, causes: '', measures: '' } }]
  expect(texts({ ...empty, reports: [a, b] }, 'alike')).toHaveLength(1)
  expect(codes({ ...empty, reports: Array.from({ length: 121 }, (_, n) => ({ ...a, id: `${n}` })) })).toContain('alikeUnread')
})

test('everything of one day; half of it is not yet suspicious', () => {
  const items = (same: number) => Array.from({ length: 10 }, (_, n) => testItem({ date: n < same ? '2026-11-30' : `2026-0${(n % 8) + 1}-1${n}` }))
  expect(texts({ ...empty, items: items(6) }, 'oneDay')).toEqual(['10 种文件里有 6 种落款都是 2026年11月30日，像是一天补出来的'])
  expect(codes({ ...empty, items: items(5) })).not.toContain('oneDay')
})

test('one of a pair without the other; signed scans and frozen files content the inspector', () => {
  const ask = testItem({ title: '关于增补支委的请示' })
  expect(texts({ ...empty, items: [ask] }, 'pairMissing')).toEqual(['有“关于增补支委的请示”，没有批复'])
  expect(codes({ ...empty, items: [ask, testItem({ title: '关于增补支委的批复' })] })).not.toContain('pairMissing')
  // Every 请示 is answered by itself; a paper and the item made from it are one.
  const [paper] = sample.papers
  if (paper === undefined) throw new Error('the sample has papers')
  const own = { ...paper, title: '关于调整党小组的请示', state: 'issued' as const, year: 2026 }
  const made = testItem({ title: own.title, source: { id: own.id, kind: 'officialPaper', rev: 1, document: 'request' } })
  expect(texts({ ...empty, items: [ask, made], papers: [own] }, 'pairMissing')).toEqual(['有“关于增补支委的请示”等 2 份，没有批复'])
  expect(texts({ ...empty, items: [ask, made, testItem({ title: '关于增补支委的批复' })], papers: [own] }, 'pairShort')).toEqual(['2 份请示，1 份批复：“关于增补支委的请示”“关于调整党小组的请示”，看看哪份还没有批复'])
  const source = { id: ask.id, kind: 'pledge', rev: 1, document: 'memberPledge' }
  const file = (role: 'original' | 'made') => ({ role, blob: { sha256: 'a'.repeat(64), size: 1, name: 'x.pdf', type: '' } })
  expect(codes({ ...empty, items: [testItem({ source, number: 1 })] })).toEqual(['unsigned', 'unfrozen'])
  expect(codes({ ...empty, items: [testItem({ source, number: 1, files: [file('original'), file('made')] })] })).toEqual([])
})
