import { deflateSync } from 'node:zlib'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { countPages } from './pdf-pages'

/** A PDF with a plain cross-reference table and so many empty pages. */
function plainPdf(pages: number): Buffer {
  const kids = Array.from({ length: pages }, (_, at) => `${at + 3} 0 R`).join(' ')
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`, ...Array.from({ length: pages }, () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>')]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = body.length
    body += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  return Buffer.from(`${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info << /Title (a \\) (b) >> 1 0 R) >> >>\nstartxref\n${body.length}\n%%EOF\n`, 'latin1')
}

/** The same with object streams and a cross-reference stream with a PNG predictor (PDF 1.5). */
function packedPdf(pages: number): Buffer {
  const kids = Array.from({ length: pages }, (_, at) => `${at + 5} 0 R`).join(' ')
  const packed = ['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`]
  const inner = packed.join(' ')
  const index = `1 0 2 ${(packed[0] ?? '').length + 1} `
  const objectStream = deflateSync(Buffer.from(index + inner, 'latin1'))
  const parts: Buffer[] = [Buffer.from('%PDF-1.5\n', 'latin1')]
  const length = () => parts.reduce((sum, part) => sum + part.length, 0)
  const offsets = new Map<number, number>()
  const add = (id: number, text: string, stream?: Buffer) => {
    offsets.set(id, length())
    parts.push(Buffer.from(`${id} 0 obj\n${text}\n`, 'latin1'))
    if (stream !== undefined) parts.push(Buffer.from('stream\r\n', 'latin1'), stream, Buffer.from('\nendstream\n', 'latin1'))
    parts.push(Buffer.from('endobj\n', 'latin1'))
  }
  add(3, `<< /Type /ObjStm /N 2 /First ${index.length} /Filter /FlateDecode /Length ${objectStream.length} >>`, objectStream)
  for (let at = 0; at < pages; at += 1) add(at + 5, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>')
  const size = pages + 5
  const start = length()
  offsets.set(4, start)
  const rows: number[][] = Array.from({ length: size }, (_, id) => {
    if (id === 0) return [0, 0, 0, 0]
    if (id === 1 || id === 2) return [2, 0, 3, id - 1]
    const offset = offsets.get(id) ?? 0
    return [1, offset >> 8, offset & 255, 0]
  })
  // Predictor 12: each row is written as the difference to the row above.
  const predicted = rows.map((row, at) => [2, ...row.map((value, column) => (value - (rows[at - 1]?.[column] ?? 0)) & 255)])
  const table = deflateSync(Buffer.from(predicted.flat()))
  add(4, `<< /Type /XRef /Size ${size} /Root 1 0 R /W [1 2 1] /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4 >> /Length ${table.length} >>`, table)
  parts.push(Buffer.from(`startxref\n${start}\n%%EOF\n`, 'latin1'))
  return Buffer.concat(parts)
}

test.each([1, 2, 17])('%i pages are counted, in both kinds of file, as another reader counts them', async (pages) => {
  for (const pdf of [plainPdf(pages), packedPdf(pages)]) {
    expect(await countPages(pdf)).toBe(pages)
    const other = await getDocument({ data: new Uint8Array(pdf) }).promise
    expect(other.numPages).toBe(pages)
    await other.loadingTask.destroy()
  }
})

test('an update at the end of a file is read before what it replaces', async () => {
  const old = plainPdf(1).toString('latin1')
  const start = old.length
  const tree = `2 0 obj\n<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>\nendobj\n`
  const previous = /startxref\n(\d+)/.exec(old)?.[1]
  const update = `${tree}xref\n2 1\n${String(start).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 4 /Root 1 0 R /Prev ${previous} >>\nstartxref\n${start + tree.length}\n%%EOF\n`
  expect(await countPages(Buffer.from(old + update, 'latin1'))).toBe(2)
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['no PDF', Buffer.from('hello')],
  ['half a file', plainPdf(3).subarray(0, 200)],
  ['a loop of tables', Buffer.from('xref\n0 0\ntrailer\n<< /Prev 0 >>\nstartxref\n0\n', 'latin1')],
])('%s is refused, not guessed', async (_, bytes) => {
  await expect(countPages(bytes)).rejects.toMatchObject({ code: 'pdfFailed' })
})
