import { toChineseNumeral } from '#shared/text/chinese-numerals'
import type { Archive } from '../sheet/unzip'
import { attribute, walkXml } from '../sheet/xml'

/**
 * The paragraphs of a Word file as plain text (ECMA-376, 17.3, 17.9): every run's text, tabs and breaks; numbers that Word counts by itself are
 * written out, since in a report they carry the levels. Deleted text, fields' codes, notes and pictures are no text of the report. Nothing is rendered.
 * null when there is no document in the package.
 */
export function readParagraphs(archive: Archive): readonly string[] | null {
  const main = archive.read('word/document.xml')
  if (main === null) return null
  const numbering = readNumbering(archive.read('word/numbering.xml'))
  const counts = new Map<string, number[]>()
  const out: string[] = []
  const open: string[] = []
  let [text, number, level] = ['', '', 0]
  const inside = (...names: readonly string[]) => names.some((name) => open.includes(name))
  const close = () => {
    const prefix = number === '' ? '' : counted(numbering, counts, number, level)
    for (const [n, line] of text.split('\n').entries()) out.push(n === 0 ? prefix + line : line)
    ;[text, number, level] = ['', '', 0]
  }
  walkXml(main, {
    open: (name, attributes) => {
      open.push(name)
      if (name === 'p' && !inside('txbxContent')) [text, number, level] = ['', '', 0]
      if (inside('del', 'moveFrom', 'Fallback')) return
      if (name === 'tab' && inside('r')) text += '\t'
      if ((name === 'br' || name === 'cr') && inside('r')) text += '\n'
      if (name === 'noBreakHyphen') text += '-'
      if (name === 'numId' && inside('numPr')) number = attribute(attributes, 'val') ?? ''
      if (name === 'ilvl' && inside('numPr')) level = Number(attribute(attributes, 'val') ?? 0)
    },
    close: (name) => {
      open.pop()
      if (name === 'p' && !open.includes('txbxContent')) close()
    },
    text: (piece) => {
      if (open.at(-1) === 't' && !inside('del', 'moveFrom', 'Fallback', 'txbxContent')) text += piece
    },
  })
  return out
}

type Levels = readonly { readonly format: string; readonly text: string; readonly start: number }[]

function readNumbering(part: Uint8Array | null): ReadonlyMap<string, Levels> {
  const abstracts = new Map<string, { format: string; text: string; start: number }[]>()
  const numbers = new Map<string, Levels>()
  if (part === null) return numbers
  let [abstract, number, level] = ['', '', 0]
  walkXml(part, {
    open: (name, attributes) => {
      const value = attribute(attributes, 'val') ?? ''
      if (name === 'abstractNum') {
        abstract = attribute(attributes, 'abstractNumId') ?? ''
        abstracts.set(abstract, [])
      }
      const levels = abstracts.get(abstract)
      if (name === 'lvl') {
        level = Math.min(8, Math.max(0, Number(attribute(attributes, 'ilvl') ?? 0) || 0))
        if (number === '' && levels !== undefined) levels[level] = { format: 'decimal', text: '', start: 1 }
      }
      const now = number === '' ? levels?.[level] : undefined
      if (now !== undefined && name === 'numFmt') now.format = value
      if (now !== undefined && name === 'lvlText') now.text = value
      if (now !== undefined && name === 'start') now.start = Number(value) || 1
      if (name === 'num') number = attribute(attributes, 'numId') ?? ''
      if (name === 'abstractNumId') numbers.set(number, abstracts.get(value) ?? [])
    },
    close: (name) => {
      if (name === 'num') number = ''
    },
  })
  return numbers
}

function counted(numbering: ReadonlyMap<string, Levels>, counts: Map<string, number[]>, number: string, level: number): string {
  const levels = numbering.get(number)
  const own = levels?.[level]
  if (levels === undefined || own === undefined || own.format === 'bullet' || own.format === 'none') return ''
  const now = counts.get(number) ?? []
  now[level] = (now[level] ?? own.start - 1) + 1
  now.length = level + 1
  counts.set(number, now)
  return own.text.replace(/%([1-9])/gu, (_, which: string) => {
    const at = Number(which) - 1
    return written(now[at] ?? levels[at]?.start ?? 1, levels[at]?.format ?? 'decimal')
  })
}

function written(value: number, format: string): string {
  if (/^(?:chinese|japanese|taiwanese|ideograph)/u.test(format) && value > 0 && value < 100) return toChineseNumeral(value)
  return String(value)
}
