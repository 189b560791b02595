import { crc32, deflateSync } from 'node:zlib'
import { barParts, marks } from '#shared/paper/bar-marks'
import type { Cell } from '#shared/paper/print-document'

/** Word has no marks that print alike everywhere, so it is given the bar as a picture of one bit a point, as fine as office printers print. */
const perMm = 300 / 25.4
const edge = 0.2

/** A PNG (ISO/IEC 15948): greyscale of one bit, a set bit white. */
export function barPicture({ parts, width, height }: NonNullable<Cell['bar']>): Uint8Array {
  const [columns, rows] = [Math.round(width * perMm), Math.round(height * perMm)]
  // Each line begins with its filter: none.
  const stride = 1 + Math.ceil(columns / 8)
  const lines = Buffer.alloc(rows * stride, 0xff)
  for (let row = 0; row < rows; row += 1) lines[row * stride] = 0
  const ink = (from: number, to: number, inked: (x: number, y: number) => boolean) => {
    for (let row = 0; row < rows; row += 1) {
      const y = (row + 0.5) / perMm
      for (let column = Math.max(0, Math.ceil(from * perMm - 0.5)); column < columns && (column + 0.5) / perMm < to; column += 1) {
        const at = row * stride + 1 + (column >> 3)
        if (inked((column + 0.5) / perMm, y)) lines[at] = (lines[at] ?? 0) & ~(0x80 >> (column & 7))
      }
    }
  }
  for (const { from, to, mark } of barParts(parts, width)) ink(from, to, (x, y) => x < from + edge / 2 || x > to - edge / 2 || marks[mark].inked(x, y))
  ink(0, width, (x, y) => x < edge || x > width - edge || y < edge || y > height - edge)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(columns, 0)
  header.writeUInt32BE(rows, 4)
  header.set([1, 0, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(lines, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
