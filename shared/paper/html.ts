import type { PrintDocument, Section } from './print-document'
import { cssFamily } from './faces'
import { gbt9704, pointsPerMm } from './gbt9704'
import { pieceHtml } from './html-block'
import { classBook, commonCss, cssString, escapeHtml, num, type ClassBook } from './html-style'
import { lowerSection, type Piece } from './lower'
import { printable } from './measure'
import { estimatePages, heightOf } from './page-estimate'

/**
 * A PrintDocument as HTML. `paper` is what the PDF port prints: page sizes, margins and page numbers in CSS, the browser breaks the pages.
 * `preview` is for the screen: each section is one continuous white sheet of the true width, with a thin guide at about every page's
 * end; where a page really ends is decided by the print alone, and the guides do not pretend to know it of tables.
 * `page` is for the app's own page printing itself where there is no PDF port: no page margin, in which a browser would put the address and
 * the date; the margins are drawn inside. Page numbers stand in the margin and are missing there.
 */
export type HtmlMode = 'paper' | 'preview' | 'page'
export type HtmlOptions = { readonly mode?: HtmlMode; readonly blobUrl?: (sha256: string) => string }
export type HtmlParts = { readonly css: string; readonly body: string }

/** The name of a section's page: sections of one shape share it. */
function shapeOf(section: Section): string {
  return JSON.stringify([section.paper, section.margins, section.pageNumber, section.header ?? '', pageMargins(section)])
}

/**
 * The page's margins in print: what stands outside the page area is cut off, so where a placed block reaches into a margin, that margin is padding on
 * every page instead. Page numbers hang on the lower margin, which therefore stays.
 */
function pageMargins({ paper, margins, pageNumber, blocks }: Section): Section['margins'] {
  const overlays = blocks.filter((block) => block.type === 'overlay')
  const least = (margin: number, reach: (block: (typeof overlays)[number]) => number): number => Math.max(0, Math.min(margin, ...overlays.map(reach)))
  return {
    top: least(margins.top, ({ y }) => y),
    right: least(margins.right, ({ x, width }) => paper.width - x - width),
    bottom: pageNumber === 'outer' ? margins.bottom : least(margins.bottom, ({ y, height }) => paper.height - y - height),
    left: least(margins.left, ({ x }) => x),
  }
}

const four = (box: Section['margins']): string => `${num(box.top)}mm ${num(box.right)}mm ${num(box.bottom)}mm ${num(box.left)}mm`

function pageRule(name: string, section: Section): string {
  const { paper, margins } = section
  const print = pageMargins(section)
  const padding = { top: margins.top - print.top, right: margins.right - print.right, bottom: margins.bottom - print.bottom, left: margins.left - print.left }
  const font = `font-family:${cssFamily(gbt9704.pageNumber.face)};font-size:${gbt9704.pageNumber.size}pt;line-height:1;color:#000`
  // The dash stands in the middle of its line: its upper edge is 7 mm down when the box starts half a line higher.
  const drop = gbt9704.pageNumber.drop - gbt9704.pageNumber.size / 2 / pointsPerMm
  const inset = `${gbt9704.pageNumber.size * gbt9704.pageNumber.inset}pt`
  const number = `content:"— " counter(page) " —";vertical-align:top;padding-top:${num(drop)}mm;white-space:pre;${font}`
  const header = section.header === undefined || section.header === '' ? '' :
    `@top-left{content:${cssString(printable(section.header).replaceAll('\n', ' '))};vertical-align:bottom;text-align:left;padding-bottom:2mm;white-space:pre;font-family:${cssFamily('仿宋')};font-size:12pt;line-height:1.2}`
  const rules = [`@page ${name}{size:${num(paper.width)}mm ${num(paper.height)}mm;margin:${four(print)};${header}}`]
  rules.push(`.${name}{page:${name}${Object.values(padding).every((one) => one === 0) ? '' : `;padding:${four(padding)};-webkit-box-decoration-break:clone;box-decoration-break:clone`}}`)
  if (section.pageNumber === 'outer') {
    rules.push(`@page ${name}:right{@bottom-right{${number};text-align:right;padding-right:${inset}}}`, `@page ${name}:left{@bottom-left{${number};text-align:left;padding-left:${inset}}}`)
  }
  return rules.join('\n')
}

function marginlessRule(name: string, section: Section): string {
  const { paper, margins } = section
  return [
    `@page ${name}{size:${num(paper.width)}mm ${num(paper.height)}mm;margin:0}`,
    `.${name}{page:${name};padding:${four(margins)};-webkit-box-decoration-break:clone;box-decoration-break:clone}`,
  ].join('\n')
}

/** Content height of a page in mm. */
function areaHeight(section: Section): number {
  return section.paper.height - section.margins.top - section.margins.bottom
}

function previewRule(name: string, section: Section): string {
  const { paper, margins } = section
  const area = areaHeight(section)
  const guides = section.blocks.some((block) => block.type === 'label') ? '' :
    `repeating-linear-gradient(to bottom,transparent 0,transparent calc(${num(area)}mm - 1px),#b8b2a6 calc(${num(area)}mm - 1px),#b8b2a6 ${num(area)}mm) content-box content-box,`
  return `.${name}{background:${guides}linear-gradient(#fff,#fff);width:${num(paper.width)}mm;min-height:${num(paper.height)}mm;padding:${four(margins)};margin:0 auto 6mm}`
}

function sectionBody(section: Section, pieces: readonly Piece[], context: { readonly book: ClassBook; readonly mode: HtmlMode; readonly blobUrl: HtmlOptions['blobUrl'] }): string {
  // On the screen the margins are the sheet's padding, and a placed block counts from the sheet's edge; in print from the page area's.
  const origin = context.mode !== 'paper' ? { x: 0, y: 0 } : { x: pageMargins(section).left, y: pageMargins(section).top }
  const inner = { book: context.book, section, blobUrl: context.blobUrl, origin }
  const html = pieces.map((piece) => pieceHtml(piece, inner)).join('\n')
  const pages = estimatePages(section, pieces)
  // 版记 stands on the last page's lower edge: the flow is stretched to the pages it fills, and the block set to its end.
  const foot = pieces.find((piece) => piece.type === 'bottom')
  if (foot === undefined) return html
  return `<div class="vb-flow ${context.book.of(`min-height:${num(pages * areaHeight(section) - 0.3)}mm;padding-bottom:${num(heightOf(foot, section))}pt`)}">${html}</div>`
}

export function toHtmlParts(document: PrintDocument, options: HtmlOptions = { mode: 'preview' }): HtmlParts {
  const mode = options.mode ?? 'preview'
  const book = classBook()
  const shapes = new Map<string, string>()
  const rules: string[] = []
  const sections = document.sections.map((section) => {
    const shape = shapeOf(section)
    let name = shapes.get(shape)
    if (name === undefined) {
      name = `vb-s${shapes.size}`
      shapes.set(shape, name)
      rules.push(mode === 'paper' ? pageRule(name, section) : mode === 'page' ? marginlessRule(name, section) : previewRule(name, section))
    }
    const header = mode !== 'paper' && section.header !== undefined && section.header !== ''
      ? `<p class="vb-l vb-o ${book.of(`left:${num(section.margins.left)}mm;top:${num(section.margins.top - 7)}mm;font-family:${cssFamily('仿宋')};font-size:12pt;line-height:1.2`)}">${escapeHtml(printable(section.header))}</p>` : ''
    return `<section class="vb-s ${name}">${header}\n${sectionBody(section, lowerSection(section), { book, mode, blobUrl: options.blobUrl })}\n</section>`
  })
  const body = `<div class="vb-doc" lang="zh-CN">\n${sections.join('\n')}\n</div>`
  const breaks = mode !== 'preview' ? '.vb-s + .vb-s{break-before:page}' : ''
  return { css: [...rules, breaks, commonCss, book.css()].filter((part) => part !== '').join('\n'), body }
}

/** A complete page: what the PDF port loads as a file of its own. */
export function toHtml(document: PrintDocument, options: HtmlOptions = {}): string {
  const mode = options.mode ?? 'paper'
  const { css, body } = toHtmlParts(document, { ...options, mode })
  const page = mode === 'paper' ? 'html,body{margin:0;padding:0}' : 'html,body{margin:0;padding:6mm 0;background:#e9e5dd}'
  return `<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>${escapeHtml(printable(document.title))}</title>\n<meta name="author" content="${escapeHtml(printable(document.author))}">\n<style>\n${page}\n${css}\n</style>\n</head>\n<body>\n${body}\n</body>\n</html>\n`
}
