import { expect, test } from 'vitest'
import { takeIn } from '#shared/archive/file-away'
import { paperSource } from '#shared/model/paper-original'
import { attachedTo, originalFiles, originalLabel, setOriginals } from './paper-original'
import { one, stepOf, testContext } from './testing'

const id = '11111111-1111-4111-8111-111111111111'
const blob = (letter: string) => ({ sha256: letter.repeat(64), size: 9, name: `${letter}.pdf`, type: 'application/pdf' })
const source = paperSource(id, 'pledgeNotice', '2')
const proposal = { document: 'pledgeNotice' as const, year: 2026, retention: 'D30' as const, topic: '', title: '公示表', author: '支部', docNo: '', date: null, workingBox: '09', note: '', source: { ...source, kind: 'pledgeRound' as const, rev: 3 } }

test('a paper has its 正本 by source and part, can get another, and gives it up again', () => {
  const bare = attachedTo(source, '公示表', [], [])
  expect(originalFiles(bare)).toEqual([])
  const kept = one(setOriginals(testContext(), bare, [blob('a')]), 'paperOriginal')
  expect(kept).toMatchObject({ source: { id, document: 'pledgeNotice:2' }, files: [blob('a')] })
  expect(attachedTo(paperSource(id, 'pledgeNotice', '1'), '', [kept], []).kept).toBeNull()
  const now = attachedTo(source, '公示表', [kept], [])
  expect(setOriginals(testContext(), now, [blob('a')])).toMatchObject({ ok: false, findings: [{ code: 'nothingNew' }] })
  expect(one(setOriginals(testContext(), now, [blob('b')]), 'paperOriginal')).toMatchObject({ rev: 2, files: [blob('b')] })
  expect(stepOf(setOriginals(testContext(), now, []))).toMatchObject({ title: '取下了《公示表》的正本', records: [{ before: kept, after: null }] })
})

test('taken into the archive the 件 has the 正本; what is attached later goes to both, and copies stay', () => {
  const kept = one(setOriginals(testContext(), attachedTo(source, '公示表', [], []), [blob('a')]), 'paperOriginal')
  const item = one(takeIn(testContext(), [proposal], [], [kept]), 'archiveItem')
  expect(item.files).toEqual([{ role: 'original', blob: blob('a') }])
  const withCopy = { ...item, files: [...item.files, { role: 'copy' as const, blob: blob('c') }] }
  const step = stepOf(setOriginals(testContext(), attachedTo(source, '公示表', [kept], [withCopy]), [blob('a'), blob('b')]))
  expect(step.records.map(({ after }) => after)).toMatchObject([
    { kind: 'paperOriginal', files: [blob('a'), blob('b')] },
    { kind: 'archiveItem', files: [{ role: 'original', blob: blob('a') }, { role: 'original', blob: blob('b') }, { role: 'copy', blob: blob('c') }] },
  ])
})

test('a text one can write in is an edited one, all else a scan', () => {
  expect(['通报.DOCX', '稿.wps', '旧稿.doc', '签字.pdf', '手机.JPG', '没有尾巴'].map(originalLabel)).toEqual(['改定稿', '改定稿', '改定稿', '签字扫描件', '签字扫描件', '签字扫描件'])
})

test('the 件 is what counts once there is one: a scan attached there is the 正本 everywhere', () => {
  const item = one(takeIn(testContext(), [proposal], []), 'archiveItem')
  const signed = { ...item, files: [{ role: 'original' as const, blob: blob('d') }] }
  expect(originalFiles(attachedTo(source, '公示表', [], [signed]))).toEqual([blob('d')])
})
