import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { toHtml } from '#shared/paper/html'
import type { PrintDocument } from '#shared/paper/print-document'
import { writeDocx } from '#host/word/write-docx'
import { startHeadless } from '../../electron/browser/chromium-process'
import { chromiumPdf } from '../../electron/browser/pdf'

/** Papers on this machine: Word file through LibreOffice, HTML through Chromium, and what poppler reads in the PDF. */
const run = promisify(execFile)

export const out = path.join(new URL('../..', import.meta.url).pathname, 'test-results', 'paper')
export const fontsFile = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'vanguard-box', 'fonts', 'fonts.conf')
export const fontsInstalled = existsSync(fontsFile)
const environment = { ...process.env, ...(fontsInstalled ? { FONTCONFIG_FILE: fontsFile } : {}) }

function onPath(...names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  return names.flatMap((name) => (path.isAbsolute(name) ? [name] : folders.map((folder) => path.join(folder, name)))).find((file) => existsSync(file))
}

export const soffice = onPath('soffice', 'libreoffice')
const chromium = onPath(process.env['CHROMIUM_PATH'] ?? 'chromium', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', '/usr/lib/chromium/chromium')

export const createdAt = new Date('2010-12-08T09:30:00Z')

async function convert(to: string, files: readonly string[]): Promise<void> {
  if (soffice === undefined) return
  const profile = mkdtempSync(path.join(tmpdir(), 'paper-soffice-'))
  try {
    await run(soffice, [`-env:UserInstallation=${pathToFileURL(profile).href}`, '--headless', '--convert-to', to, '--outdir', out, ...files], { env: environment, timeout: 240_000 })
  } finally {
    rmSync(profile, { recursive: true, force: true })
  }
}

/** All Word files in one call, on a profile of its own: two calls on one profile can silently make nothing. */
export async function docxToPdf(documents: readonly (readonly [string, PrintDocument])[]): Promise<void> {
  await mkdir(out, { recursive: true })
  const files: string[] = []
  for (const [name, document] of documents) {
    const file = path.join(out, `${name}-word.docx`)
    await writeFile(file, await writeDocx(document, { createdAt }))
    files.push(file)
  }
  await convert('pdf', files)
}

/** The words of Word files as LibreOffice reads them. */
export async function docxToText(documents: readonly (readonly [string, PrintDocument])[]): Promise<readonly string[]> {
  await mkdir(out, { recursive: true })
  const files: string[] = []
  for (const [name, document] of documents) {
    const file = path.join(out, `${name}.docx`)
    await writeFile(file, await writeDocx(document, { createdAt }))
    files.push(file)
  }
  await convert('txt:Text (encoded):UTF8', files)
  return Promise.all(files.map((file) => readFile(file.replace(/docx$/u, 'txt'), 'utf8')))
}

const pdf = chromiumPdf({
  find: () => {
    if (chromium === undefined) throw new Error('Papers cannot be tested without Chromium: install it (apt-get install chromium) or set CHROMIUM_PATH.')
    return chromium
  },
  start: (program) => startHeadless(program, environment),
})
/** After the last paper. */
export const closePrinter = (): Promise<void> => pdf.close()

/** The app's own printing, with the stand-in faces: one browser for all papers. */
export async function htmlToPdf(name: string, document: PrintDocument): Promise<void> {
  await mkdir(out, { recursive: true })
  const html = toHtml(document)
  await writeFile(path.join(out, `${name}-page.html`), html)
  await writeFile(path.join(out, `${name}-page.pdf`), await pdf.render(html))
}

export type Word = { readonly text: string; readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
/** All lengths in millimetres from the sheet's upper left corner. */
export type Page = { readonly width: number; readonly height: number; readonly words: readonly Word[] }

const mm = (points: string | undefined): number => (Number(points) * 25.4) / 72
const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }

/** The fonts of a PDF: its name without the subset's letters, and whether it is inside the file. */
export async function fontsOf(name: string): Promise<readonly { readonly name: string; readonly embedded: boolean }[]> {
  const { stdout } = await run('pdffonts', [path.join(out, `${name}.pdf`)])
  return stdout.split('\n').slice(2).flatMap((line) => {
    const match = /^(\S+)\s.*\s(yes|no)\s+(?:yes|no)\s+(?:yes|no)\s+\d+\s+\d+\s*$/u.exec(line)
    return match === null ? [] : [{ name: (match[1] ?? '').replace(/^[A-Z]{6}\+/u, ''), embedded: match[2] === 'yes' }]
  })
}

/** One picture of many papers: the first page of each in both renderings, with its name, for a person to look over. */
export async function contactSheet(file: string, papers: readonly { readonly name: string; readonly title: string }[]): Promise<void> {
  const pictures = await inTurns(papers.flatMap(({ name }) => [`${name}-word`, `${name}-page`]), 2, async (name) => {
    if (!existsSync(path.join(out, `${name}.pdf`))) return ''
    const { stdout } = await run('pdftoppm', ['-png', '-r', '36', '-f', '1', '-l', '1', path.join(out, `${name}.pdf`)], { encoding: 'buffer', maxBuffer: 50e6 })
    return `data:image/png;base64,${stdout.toString('base64')}`
  })
  const cells = papers.map(({ title }, index) => `<div><p>${title.replace(/[<>&]/gu, '')}</p>${[0, 1].map((side) => (pictures[index * 2 + side] === '' ? '' : `<img src="${pictures[index * 2 + side] ?? ''}">`)).join('')}</div>`)
  const rows = Math.ceil(papers.length / 4)
  const html = `<style>@page{size:460mm ${rows * 92 + 6}mm;margin:3mm}body{margin:0;display:grid;grid-template-columns:repeat(4,1fr);gap:2mm;font:3mm 宋体}div{height:88mm;border:.2mm solid #999;overflow:hidden}p{margin:1mm;white-space:nowrap}img{max-width:53mm;max-height:80mm;border:.1mm solid #ccc;margin:0 1mm;vertical-align:top}</style>${cells.join('')}`
  const sheet = path.join(out, `${file}.pdf`)
  await writeFile(sheet, await pdf.render(html))
  await run('pdftoppm', ['-png', '-r', '110', '-singlefile', sheet, path.join(out, file)])
}

/** At most `count` at once, answers in order. */
export async function inTurns<T, U>(items: readonly T[], count: number, work: (item: T) => Promise<U>): Promise<readonly U[]> {
  const answers: U[] = []
  let next = 0
  await Promise.all(Array.from({ length: count }, async () => {
    for (let at = next++; at < items.length; at = next++) answers[at] = await work(items[at] as T)
  }))
  return answers
}

export async function readPdf(name: string): Promise<readonly Page[]> {
  const file = path.join(out, `${name}.pdf`)
  await readFile(file)
  const { stdout } = await run('pdftotext', ['-bbox-layout', '-enc', 'UTF-8', file, '-'], { maxBuffer: 200e6 })
  return stdout.split('<page ').slice(1).map((page) => {
    const size = /width="([\d.]+)" height="([\d.]+)"/u.exec(page)
    const words = [...page.matchAll(/<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/gu)].map((match) => ({
      text: (match[5] ?? '').replace(/&(?:amp|lt|gt|quot|#39);/gu, (entity) => entities[entity] ?? entity).replaceAll('\u200b', ''),
      left: mm(match[1]), top: mm(match[2]), right: mm(match[3]), bottom: mm(match[4]),
    }))
    return { width: mm(size?.[1]), height: mm(size?.[2]), words }
  })
}

/** From the first to the last line across and down that is drawn on each page, in millimetres: what a ruler says of a frame. */
export async function framesOf(name: string): Promise<readonly { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }[]> {
  const { stdout } = await run('pdftoppm', ['-gray', '-r', '254', path.join(out, `${name}.pdf`)], { encoding: 'buffer', maxBuffer: 400e6 })
  const frames = []
  for (let at = 0; at < stdout.length;) {
    const [head = '', across = '0', down = '0'] = /^P5\s(\d+)\s(\d+)\s255\s/u.exec(stdout.subarray(at, at + 40).toString('latin1')) ?? []
    const [width, height] = [Number(across), Number(down)]
    const dots = stdout.subarray(at + head.length, at + head.length + width * height)
    const dark = (of: number, other: number, dot: (i: number, j: number) => number) => Array.from({ length: of }, (_, i) => i).filter((i) => Array.from({ length: other }, (_, j) => dot(i, j)).filter((grey) => grey < 200).length > other * 0.6)
    const rows = dark(height, width, (y, x) => dots[y * width + x] ?? 255)
    const columns = dark(width, height, (x, y) => dots[y * width + x] ?? 255)
    frames.push({ left: (columns[0] ?? 0) / 10, right: (columns.at(-1) ?? 0) / 10, top: (rows[0] ?? 0) / 10, bottom: (rows.at(-1) ?? 0) / 10 })
    at += head.length + width * height
  }
  return frames
}

export type TextLine = { readonly text: string; readonly left: number; readonly right: number; readonly middle: number }

/** Words that stand at one height, joined from left to right. */
export function linesOf(page: Page): readonly TextLine[] {
  const rows: { middle: number; words: Word[] }[] = []
  for (const word of page.words) {
    if (word.text.trim() === '') continue
    const middle = (word.top + word.bottom) / 2
    const row = rows.find((one) => Math.abs(one.middle - middle) < 2.5)
    if (row) row.words.push(word)
    else rows.push({ middle, words: [word] })
  }
  return rows.sort((a, b) => a.middle - b.middle).map(({ middle, words }) => {
    const sorted = words.sort((a, b) => a.left - b.left)
    return { middle, text: sorted.map((word) => word.text).join(''), left: sorted[0]?.left ?? 0, right: Math.max(...sorted.map((word) => word.right)) }
  })
}
