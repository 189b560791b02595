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

/** Papers on this machine: Word file through LibreOffice, HTML through Chromium, and what poppler reads in the PDF. */
const run = promisify(execFile)

export const out = path.join(new URL('../..', import.meta.url).pathname, 'test-results', 'paper')
const fonts = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'vanguard-box', 'fonts', 'fonts.conf')
export const fontsInstalled = existsSync(fonts)
const environment = { ...process.env, ...(fontsInstalled ? { FONTCONFIG_FILE: fonts } : {}) }

function onPath(...names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter)
  return names.flatMap((name) => (path.isAbsolute(name) ? [name] : folders.map((folder) => path.join(folder, name)))).find((file) => existsSync(file))
}

export const soffice = onPath('soffice', 'libreoffice')
const chromium = onPath(process.env['CHROMIUM_PATH'] ?? 'chromium', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', '/usr/lib/chromium/chromium')

export const createdAt = new Date('2010-12-08T09:30:00Z')

/** All Word files in one call, on a profile of its own: two calls on one profile can silently make nothing. */
export async function docxToPdf(documents: readonly (readonly [string, PrintDocument])[]): Promise<void> {
  if (soffice === undefined) return
  await mkdir(out, { recursive: true })
  const files = await Promise.all(documents.map(async ([name, document]) => {
    const file = path.join(out, `${name}-word.docx`)
    await writeFile(file, await writeDocx(document, { createdAt }))
    return file
  }))
  const profile = mkdtempSync(path.join(tmpdir(), 'paper-soffice-'))
  try {
    await run(soffice, [`-env:UserInstallation=${pathToFileURL(profile).href}`, '--headless', '--convert-to', 'pdf', '--outdir', out, ...files], { env: environment, timeout: 240_000 })
  } finally {
    rmSync(profile, { recursive: true, force: true })
  }
}

export async function htmlToPdf(name: string, document: PrintDocument): Promise<void> {
  if (chromium === undefined) throw new Error('Papers cannot be tested without Chromium: install it (apt-get install chromium) or set CHROMIUM_PATH.')
  await mkdir(out, { recursive: true })
  const html = path.join(out, `${name}-page.html`)
  await writeFile(html, toHtml(document))
  const profile = mkdtempSync(path.join(tmpdir(), 'paper-chromium-'))
  try {
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    await run(chromium, ['--headless', ...asRoot, '--disable-gpu', `--user-data-dir=${profile}`, '--no-first-run', '--no-pdf-header-footer', `--print-to-pdf=${path.join(out, `${name}-page.pdf`)}`, pathToFileURL(html).href], { env: environment, timeout: 120_000 })
  } finally {
    rmSync(profile, { recursive: true, force: true })
  }
}

export type Word = { readonly text: string; readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
/** All lengths in millimetres from the sheet's upper left corner. */
export type Page = { readonly width: number; readonly height: number; readonly words: readonly Word[] }

const mm = (points: string | undefined): number => (Number(points) * 25.4) / 72
const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }

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
