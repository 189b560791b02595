import { expect, test } from 'vitest'
import { after, codes, stepOf, testContext, walls } from '#shared/duties/testing'
import { registerFiles } from './register-files'
import { testItem } from './testing'

const file = (n: number, name: string, pages?: number) => ({ blob: { sha256: String(n).repeat(64), size: 10, name, type: '' }, ...(pages === undefined ? {} : { pages }) })
const box = { no: '12', retention: 'D10' as const }

test('each file is a 件 of the box, named by its file; the same content is taken once', () => {
  const standing = testItem({ title: '合影', files: [{ role: 'copy', ...file(3, 'old.jpg') }] })
  const outcome = registerFiles(testContext(), { box, year: 2026, files: [file(1, '党课讲稿.docx'), file(2, '.pdf', 4), file(1, '同一份.docx'), file(3, '又一张合影.jpg')] }, [standing])
  expect(stepOf(outcome).title).toBe('收进 2 个文件，1 个早就有了')
  expect(after(outcome, 'archiveItem').map(({ title, pages, workingBox, retention, files }) => [title, pages, workingBox, retention, files.length])).toEqual([['[党课讲稿]', 0, '12', 'D10', 1], ['[未命名]', 4, '12', 'D10', 1]])
  expect(codes(outcome)).toEqual(['fileKnown'])
  expect(after(registerFiles(testContext(), { box, year: 2026, topic: 'DZB', files: [file(4, 'y.jpg')] }, []), 'archiveItem').map(({ topic }) => topic)).toEqual(['DZB'])
  expect(walls(registerFiles(testContext(), { box, year: 2026, files: [file(3, 'x.jpg')] }, [standing]))).toEqual(['fileKnown@files'])
  expect(walls(registerFiles(testContext(), { box, year: 2026, files: [] }, []))).toEqual(['nothingNew@'])
})
