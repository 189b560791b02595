import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bottom, cell, gap, heading, label, masthead, overlay, para, signature, table, title } from './blocks'
import { toHtml, toHtmlParts } from './html'
import { form, formWidth, labels, prose } from './presets'
import type { PrintDocument } from './print-document'

const hostile = fc.oneof(
  fc.constantFrom('</style><script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onload='x", '&lt;b&gt;', '}*{display:none}', '\\', '*/', '`', '\u0000\u0007', '\u202e', '\ud800', '\n\r\t', '<!--', ']]>', '" ; content: "x'),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

function everywhere(text: string): PrintDocument {
  const one = form({ title: text === '' ? 'x' : text, author: text, header: text, pageNumber: 'outer', blocks: [
    title(text, { subtitle: text }), heading(1, text, text), para([{ text, rule: 30 }, { text, face: '黑体' }]), signature([{ label: text, value: text, rule: 20 }]),
    masthead(text, text, text), bottom([para(text)]),
    overlay({ x: 1, y: 1, width: 45, height: 16, table: table({ widths: [45], rows: [[text]] }) }),
    table({ widths: [50, 50], headRows: 1, rows: [[text, cell('', { diagonal: [text, text] })], [cell(text, { vertical: true, corner: [text] }), cell(text, { photo: { sha256: 'a', width: 10, height: 10 } })]] }),
  ] })
  return { ...one, sections: [...one.sections, ...labels({ title: 'x', author: '', labels: [label(30, 310, [{ caption: text, text, height: 40 }])] }).sections] }
}

/** Elements and attributes of the markup, read by a scanner that knows only what a browser would take for a tag. */
const tags = (html: string): string[] => [...html.matchAll(/<\/?([a-zA-Z][^\s/>]*)/gu)].map((match) => (match[1] ?? '').toLowerCase())
const known = new Set(['html', 'head', 'meta', 'title', 'style', 'body', 'div', 'section', 'p', 'span', 'table', 'colgroup', 'col', 'thead', 'tbody', 'tr', 'td', 'svg', 'line', 'img'])

test('no text of the user becomes markup, style or script', () => {
  const plain = tags(toHtml(everywhere('文'), { blobUrl: () => 'u' }))
  fc.assert(fc.property(hostile, (text) => {
    for (const mode of ['paper', 'preview'] as const) {
      const html = toHtml(everywhere(text), { mode, blobUrl: (sha256) => `${text}${sha256}` })
      const found = tags(html)
      expect(found.every((tag) => known.has(tag))).toBe(true)
      // More lines mean more paragraphs, never more of anything else.
      const count = (list: readonly string[], tag: string): number => list.filter((one) => one === tag).length
      for (const tag of known) if (!['p', 'span', 'img'].includes(tag)) expect(count(found, tag), tag).toBe(count(plain, tag))
      // Values out of the way, what is left in a tag are names of attributes.
      expect(html.replace(/"[^"]*"/gu, '').match(/<[a-z][^>]*\s(?:on\w+|style)\s*=/u)).toBeNull()
      // The style element holds no bracket that could end it, and its braces still pair.
      const css = /<style>([\s\S]*?)<\/style>/u.exec(html)?.[1] ?? ''
      expect(css).not.toContain('<')
      expect(css.split('{').length).toBe(css.split('}').length)
    }
  }), { seed: 9704, numRuns: 150 })
})

test('parts carry classes only, and are the same every time', () => {
  const document = prose({ title: '承诺书', author: '某支部', blocks: [title('承诺书'), para('一是学习。'), gap(1), signature([{ label: '某支部' }, { label: '2010年12月8日' }])] })
  const parts = toHtmlParts(document)
  expect(parts.body).not.toMatch(/\sstyle=/u)
  expect(parts.css).not.toContain('@page')
  expect(toHtmlParts(document)).toEqual(parts)
  expect(toHtml(document)).toBe(toHtml(document))
  const used = new Set([...parts.body.matchAll(/class="([^"]+)"/gu)].flatMap((match) => (match[1] ?? '').split(' ')))
  for (const name of used) if (/^v\d+$/u.test(name)) expect(parts.css).toContain(`.${name}{`)
})

test('the page of running text is the page of the standard', () => {
  const html = toHtml(prose({ title: '总结', author: '', blocks: [para('文')] }))
  expect(html).toContain('@page vb-s0{size:210mm 297mm;margin:37mm 26mm 35mm 28mm;}')
  expect(html).toContain('@page vb-s0:right{@bottom-right{content:"— " counter(page) " —"')
  expect(html).toContain('@page vb-s0:left{@bottom-left{')
  expect(html).toContain('line-height:28.95pt')
  expect(html).toContain('letter-spacing:-0.25pt')
  expect(html).toContain('text-indent:31.5pt')
})

test('sections of one shape share a page; labels have their own size and no number', () => {
  const html = toHtml(labels({ title: '盒脊', author: '', labels: [label(30, 310, []), label(30, 310, []), label(50, 310, [])] }))
  expect(html.match(/@page/gu)).toHaveLength(2)
  expect(html).toContain('size:30mm 310mm;margin:0mm 0mm 0mm 0mm')
  expect(html).toContain('size:50mm 310mm')
  expect(html).not.toContain('counter(page)')
})

test('a landscape A3 form is as wide as its paper', () => {
  const html = toHtml(form({ title: '台账', author: '', landscape: true, paper: 'A3', blocks: [] }))
  expect(html).toContain('size:420mm 297mm')
  expect(formWidth({ landscape: true, paper: 'A3' })).toBe(380)
})

test('a telephone number stands whole where its line has room for it, and its text is as it was typed', () => {
  const html = toHtml(prose({ title: '通知', author: '', blocks: [para('电话0513-12345678。'), table({ widths: [60, 12], rows: [['0513-12345678', '0513-12345678']] })] }))
  expect(html.match(/<span class="vb-w v\d+">0513-12345678<\/span>/gu)).toHaveLength(2)
  expect(html.match(/0513-12345678/gu)).toHaveLength(3)
})
