import { HouseError } from '#shared/errors'
import type { Sheet, SheetFile } from '#shared/text/sheet'
import { decodeText, readCsv } from './read-csv'
import { readXlsx } from './read-xlsx'
import { openZip, UnzipFault } from './unzip'

/** Larger than any roster: 10,000 members with thirty columns are 2 MB. */
export const maxSheetBytes = 20 * 1024 ** 2

/**
 * Reads a spreadsheet somebody exported, by what it is and not by what it is called. Anything else is refused with a sentence that names
 * what it is and how to save it again; nothing is guessed, and nothing of a refused file is kept.
 */
export async function readSheet(bytes: Uint8Array, name: string): Promise<SheetFile> {
  if (bytes.length > maxSheetBytes) throw new HouseError('tooLarge', { name, mb: Math.ceil(bytes.length / 1024 ** 2), maxMb: maxSheetBytes / 1024 ** 2, next: '只留下党员名册那一张表，另存为 .xlsx，再导入。' })
  if (bytes.length === 0) throw new HouseError('sheetEmpty', { name })
  if (starts(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) throw compound(bytes, name)
  if (starts(bytes, [0x50, 0x4b])) return fromZip(bytes, name)
  return fromText(bytes, name)
}

function starts(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte)
}

/** A compound file (MS-CFB) is an old workbook, or the wrapping of an encrypted new one. Its directory names the streams in UTF-16. */
function compound(bytes: Uint8Array, name: string): HouseError {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const holds = (stream: string) => content.includes(Buffer.from(stream, 'utf16le'))
  if (holds('EncryptedPackage')) return new HouseError('sheetLocked', { name })
  if (/\.et$/iu.test(name)) return new HouseError('sheetOld', { name, format: '.et（WPS 表格）' })
  if (holds('Workbook') || holds('Book')) return new HouseError('sheetOld', { name, format: '.xls（旧版 Excel）' })
  return new HouseError('sheetUnreadable', { name }, 'a compound file without a workbook')
}

function fromZip(bytes: Uint8Array, name: string): SheetFile {
  try {
    const archive = openZip(bytes)
    if (archive.locked) throw new HouseError('sheetLocked', { name })
    if (archive.names.includes('xl/workbook.bin')) throw new HouseError('sheetOld', { name, format: '.xlsb（二进制工作簿）' })
    const type = archive.read('mimetype')
    if (type !== null && Buffer.from(type).toString('latin1').includes('opendocument.spreadsheet')) throw new HouseError('sheetOld', { name, format: '.ods' })
    const sheets = readXlsx(archive, name)
    if (sheets === null) throw new HouseError('sheetUnreadable', { name }, 'a ZIP without a workbook')
    return filled({ sheets: sheets.map(({ name: title, rows, numeric }) => ({ name: title, rows, numeric })), encoding: 'xlsx' }, name)
  } catch (thrown) {
    if (thrown instanceof HouseError) throw thrown
    if (thrown instanceof UnzipFault && thrown.refusal.unpackedBytes !== undefined) {
      throw new HouseError('tooLarge', { name: `${name}展开后`, mb: Math.ceil(thrown.refusal.unpackedBytes / 1024 ** 2), maxMb: 64, next: '这不像一份名册。用 Excel 或 WPS 打开，只留下名册另存一份，再导入。' }, thrown.message)
    }
    throw new HouseError('sheetUnreadable', { name }, thrown instanceof Error ? thrown.message : String(thrown))
  }
}

function fromText(bytes: Uint8Array, name: string): SheetFile {
  const decoded = decodeText(bytes)
  if (decoded === null) throw new HouseError('sheetUnreadable', { name }, 'neither a workbook nor text')
  const head = decoded.text.slice(0, 4096).trimStart().toLowerCase()
  if (head === '' && decoded.text.trim() === '') throw new HouseError('sheetEmpty', { name })
  if (head.startsWith('<?xml') && head.includes('urn:schemas-microsoft-com:office:spreadsheet')) throw new HouseError('sheetOld', { name, format: 'XML 表格（2003 版）' })
  if (/^(?:<!--[^]*?-->\s*)?<(?:!doctype html|html|head|meta|body|table|style|div)\b/u.test(head) || (head.startsWith('<?xml') && head.includes('<html'))) throw new HouseError('sheetOld', { name, format: '网页（HTML）' })
  if (head.startsWith('mime-version:')) throw new HouseError('sheetOld', { name, format: '网页（MHTML）' })
  if (/^(?:<|%pdf|\{\\rtf|\{\s*"|\[\s*[{[])/u.test(head)) throw new HouseError('sheetUnreadable', { name }, 'text, but no table')
  const sheet: Sheet = { name: name.replace(/\.[^.]*$/u, ''), rows: readCsv(decoded.text, name) }
  return filled({ sheets: [sheet], encoding: decoded.encoding }, name)
}

function filled(file: SheetFile, name: string): SheetFile {
  if (file.sheets.every((sheet) => sheet.rows.every((row) => row.every((cell) => cell.trim() === '')))) throw new HouseError('sheetEmpty', { name })
  return file
}
