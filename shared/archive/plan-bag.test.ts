import { expect, test } from 'vitest'
import type { ArchiveItem } from '#shared/model/archive'
import { foundOrganisation } from '#shared/duties/organisation'
import { after, one, stepOf, testContext, walls } from '#shared/duties/testing'
import { nameKey } from '#shared/text/safe-file-name'
import { addressOf, csvText } from './bag-pages'
import { bagRecordName, bagRecordSchema } from './bag-record'
import { freezeItems, isUnfrozen, type Made } from './freeze'
import { madeFiles, paperKey } from './made-files'
import { planBag } from './plan-bag'
import { testItem } from './testing'

const organisation = { ...one(foundOrganisation(testContext(), { name: '中共梨坪村支部委员会', type: '党支部' }), 'organisation'), shortName: '梨坪村党支部', fondsCode: '0217' }
const sha = (n: number) => n.toString(16).padStart(64, '0')
const blob = (n: number, name: string) => ({ sha256: sha(n), size: 10 + n, name, type: '' })
const plan = (items: readonly ArchiveItem[]) => planBag({ organisation, year: 2026, items, boxes: [], exported: [], software: 'test 1' })

test('every file of every filed item of the year has a name that any machine can keep, and no two differ by case alone', () => {
  const long = '题'.repeat(300)
  const items = [
    testItem({ number: 1, title: long, files: [{ role: 'copy', blob: blob(1, `${'名'.repeat(300)}.pdf`) }, { role: 'made', blob: blob(2, '承诺书.docx') }, { role: 'original', blob: blob(3, '承诺书.pdf') }] }),
    testItem({ number: 2, title: 'CON', files: [{ role: 'copy', blob: blob(4, 'Scan.JPG') }, { role: 'copy', blob: blob(5, 'scan.jpg') }, { role: 'copy', blob: blob(6, 'aux.txt') }, { role: 'copy', blob: blob(7, '../../越狱.pdf') }] }),
    testItem({ number: 3, title: '只有纸', files: [] }),
    testItem({ number: null, title: '没归档', files: [{ role: 'copy', blob: blob(8, 'x.pdf') }] }),
    testItem({ number: 1, year: 2025, title: '别的年', files: [{ role: 'copy', blob: blob(9, 'y.pdf') }] }),
  ]
  const { files, folder, texts } = plan(items)
  expect(files.map(({ sha256 }) => sha256)).toEqual([3, 2, 1, 4, 5, 6, 7].map(sha))
  expect(new Set(files.map(({ name }) => nameKey(name))).size).toBe(files.length)
  for (const { name } of files) {
    expect(name.length, name).toBeLessThanOrEqual(130)
    for (const part of name.split('/')) expect(part).not.toMatch(/[<>:"\\|?*\p{Cc}]|[. ]$|^\.|^(?:con|aux)(?:\.|$)/iu)
  }
  expect(files.slice(0, 3).map(({ name }) => name.split('/').at(-1)?.slice(-5))).toEqual(['书.pdf', '.docx', '名.pdf'])
  expect(folder).toBe('梨坪村党支部 2026年归档')
  const record = bagRecordSchema.parse(JSON.parse(texts.find(({ name }) => name === bagRecordName)?.text ?? ''))
  expect(record.items.map(({ title, files: own }) => [title.slice(0, 3), own.length])).toEqual([['题题题', 3], ['CON', 4], ['只有纸', 0]])
  expect(record.items[0]?.files.map(({ role }) => role)).toEqual(['正本', '电子件', '复制件'])
})

test('the first page links every file by an address that is a file name and nothing else, and says nothing as markup', () => {
  const { index, files } = plan([testItem({ number: 1, title: '<b>100% #1?</b>', files: [{ role: 'copy', blob: blob(1, '50% #2&a=b.pdf') }] })])
  const [file] = files
  expect(file?.name).toContain('50％ #2&a=b.pdf')
  const [, href = ''] = /href="(data\/[^"]*2[^"]*pdf)"/u.exec(index) ?? []
  expect(decodeURIComponent(href)).toBe(`data/${file?.name ?? ''}`)
  expect(href).toBe(addressOf(`data/${file?.name ?? ''}`))
  expect(index).not.toContain('<b>')
  expect(index).not.toMatch(/<script|https?:/)
})

test('a csv cell with comma, quote or line break stays one cell', () => {
  expect(csvText([['a,b', '"x"', '一\n二', ' y']])).toBe('\ufeff"a,b","""x""","一\n二"," y"\r\n')
})

test('存定稿 keeps what was filed, once, and fills in pages nobody counted', () => {
  const source = { id: testItem().id, kind: 'pledge', rev: 1, document: 'memberPledge' }
  const [filed, paper, unfiled] = [testItem({ number: 1, source, pages: 0 }), testItem({ number: 2 }), testItem({ source })]
  expect([filed, paper, unfiled].map(isUnfrozen)).toEqual([true, false, false])
  const made = (item: typeof filed, files: Made['papers'][number]['files'], pages: number): Made => ({ item, papers: [{ part: null, files, pages }] })
  const outcome = freezeItems([made(filed, [blob(1, '书.docx'), blob(2, '书.pdf')], 2), made(paper, [blob(3, 'x')], 1), made(unfiled, [blob(4, 'x')], 1)])
  expect(stepOf(outcome)).toMatchObject({ final: true, title: '存定稿 1 件' })
  const [frozen] = after(outcome, 'archiveItem')
  expect(frozen).toMatchObject({ pages: 2, files: [{ role: 'made', blob: { name: '书.docx' } }, { role: 'made', blob: { name: '书.pdf' } }] })
  expect(frozen === undefined ? [] : walls(freezeItems([made(frozen, [blob(5, '又.docx')], 3)]))).toEqual(['nothingNew@'])
})

test('a paper stopped between its Word and its PDF is not kept: half of it is none', () => {
  const item = (id: string) => testItem({ number: 1, source: { id: testItem().id, kind: 'pledge', rev: 1, document: id } })
  const [whole, half, none] = [item('memberPledge'), item('branchPledge'), item('pledgeLedger')]
  const file = (of: typeof whole, format: string, n: number) => ({ kind: 'x', title: 'x', file: `公开承诺/${n}.${format}`, sha256: sha(n), size: n, key: paperKey(of.source ?? { id: '', document: '' }), outcome: 'same' as const, ...(format === 'pdf' ? { pages: 3 } : {}) })
  const exported = [file(whole, 'docx', 1), file(whole, 'pdf', 2), file(half, 'docx', 3)]
  const kept = madeFiles([whole, half, none], exported, ['docx', 'pdf'])
  expect(kept.flatMap(({ item: of, papers }) => papers.map(({ files, pages }) => [of.id, files.map(({ name, type }) => [name, type.split('/')[0]]), pages]))).toEqual([[whole.id, [['1.docx', 'application'], ['2.pdf', 'application']], 3]])
  expect(madeFiles([whole, half, none], exported, ['docx']).map(({ item: of }) => of.id)).toEqual([whole.id, half.id])
})
