import { expect, test } from 'vitest'
import { smallPdf } from './jobs/testing'
import { scanPages } from './scan-pages'

const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000049454e44ae426082', 'hex')

test('a PDF has its pages, a picture is one, Word is not counted', async () => {
  expect(await scanPages(smallPdf, '扫描.pdf')).toEqual({ pages: 2, unreadable: false })
  expect(await scanPages(png, '照片.png')).toEqual({ pages: 1, unreadable: false })
  expect(await scanPages(Buffer.from('PK'), '稿.docx')).toEqual({ pages: null, unreadable: false })
  // By its bytes, whatever it is called.
  expect(await scanPages(smallPdf, '扫描.jpg')).toEqual({ pages: 2, unreadable: false })
})

test('what is damaged is said, not refused', async () => {
  const broken = { pages: null, unreadable: true }
  expect(await scanPages(Buffer.from('%PDF-1.4 and then nothing'), '坏.pdf')).toEqual(broken)
  expect(await scanPages(new Uint8Array(5000), '全是零.pdf')).toEqual(broken)
  expect(await scanPages(png.subarray(0, 30), '半张.png')).toEqual(broken)
  expect(await scanPages(Buffer.from('hello'), '照片.jpg')).toEqual(broken)
})
