import { HouseError } from '#shared/errors'
import { sortReport, type SortedReport } from '#shared/duties/report-import'
import { decodeText } from '../sheet/read-csv'
import { openZip, UnzipFault } from '../sheet/unzip'
import { readParagraphs, type WordParagraph } from './read-docx'

/** Larger than any report without pictures; with pictures it is still no report to type from. */
export const maxReportBytes = 20 * 1024 ** 2
const maxLetters = 200_000

/** A report as .docx or .txt, by what it is and not by what it is called: its paragraphs as plain text, sorted by their headings. */
export function readReport(bytes: Uint8Array, name: string): SortedReport {
  if (bytes.length > maxReportBytes) throw new HouseError('tooLarge', { name, mb: Math.ceil(bytes.length / 1024 ** 2), maxMb: maxReportBytes / 1024 ** 2, next: '删掉里面的图片，另存一份，再导入。' })
  const paragraphs = bytes[0] === 0x50 && bytes[1] === 0x4b ? fromWord(bytes, name) : fromText(bytes, name)
  const letters = paragraphs.reduce((sum, one) => sum + one.text.length, 0)
  if (letters > maxLetters) throw new HouseError('reportUnreadable', { name, why: `有 ${letters} 个字，不像一份报告` })
  const filled = paragraphs.filter((one) => one.text.trim() !== '')
  if (filled.length === 0) throw new HouseError('reportUnreadable', { name, why: '里面没有文字' })
  return sortReport(filled)
}

function fromWord(bytes: Uint8Array, name: string): readonly WordParagraph[] {
  try {
    const archive = openZip(bytes)
    const paragraphs = archive.locked ? null : readParagraphs(archive)
    if (paragraphs !== null) return paragraphs
    throw new HouseError('reportUnreadable', { name, why: archive.locked ? '加了密码' : '不是 Word 文件' })
  } catch (thrown) {
    if (thrown instanceof HouseError) throw thrown
    throw new HouseError('reportUnreadable', { name, why: thrown instanceof UnzipFault && thrown.refusal.unpackedBytes !== undefined ? '展开后大得不像一份报告' : '不是能读的 Word 文件' }, thrown instanceof Error ? thrown.message : String(thrown))
  }
}

function fromText(bytes: Uint8Array, name: string): readonly WordParagraph[] {
  // A compound file (MS-CFB): .doc, .wps, or a .docx with a password.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new HouseError('reportUnreadable', { name, why: '是旧版的 .doc、.wps，或者加了密码' })
  const decoded = decodeText(bytes)
  const head = decoded?.text.trimStart().slice(0, 200).toLowerCase() ?? ''
  if (decoded === null || /\.docx$/iu.test(name) || /^(?:%pdf|\{\\rtf|<\?xml|<!doctype|<html)/u.test(head)) throw new HouseError('reportUnreadable', { name, why: '不是能读的 Word 文件，也不是纯文字' })
  return decoded.text.replace(/^\ufeff/u, '').split(/\r\n?|[\n\u2028\u2029]/u).map((text) => ({ text, isHeading: false }))
}
