import { toChineseNumeral } from '#shared/text/chinese-numerals'
import type { Archive } from '../sheet/unzip'
import { attribute, walkXml } from '../sheet/xml'

/**
 * The paragraphs of a Word file as plain text (ECMA-376, 17.3, 17.9): every run's text, tabs and breaks; numbers that Word counts by itself are
 * written out, since in a report they carry the levels, whether the paragraph or its style counts; a first-level heading by style is told. Deleted text, fields' codes, notes and pictures are no text of the report. Nothing is rendered.
 * null when there is no document in the package.
 */
export type WordParagraph = { readonly text: string; /** A heading of the first level, by its style. */ readonly isHeading: boolean }

export function readParagraphs(archive: Archive): readonly WordParagraph[] | null {
  const main = archive.read('word/document.xml')
  if (main === null) return null
  const numbering = readNumbering(archive.read('word/numbering.xml'))
  const counts = new Map<string, number[]>()
  const styles = readStyles(archive.read('word/styles.xml'))
  const out: WordParagraph[] = []
  const open: string[] = []
  let [text, number, level, style, outline] = ['', '', 0, '', -1]
  const inside = (...names: readonly string[]) => names.some((name) => open.includes(name))
  const close = () => {
    const named = styleOf(styles, style)
    // Number 0 takes the style's own counting off.
    const [list, depth] = number === '' ? [named.number, named.level] : [number, level]
    const prefix = list === '' || list === '0' || text.trim() === '' ? '' : counted(numbering, counts, list, depth)
    const isHeading = (outline === -1 ? named.outline : outline) === 0
    for (const [n, line] of text.split('\n').entries()) out.push({ text: n === 0 ? prefix + line : line, isHeading: isHeading && n === 0 })
    ;[text, number, level, style, outline] = ['', '', 0, '', -1]
  }
  walkXml(main, {
    open: (name, attributes) => {
      open.push(name)
      if (name === 'p' && !inside('txbxContent')) [text, number, level, style, outline] = ['', '', 0, '', -1]
      if (inside('del', 'moveFrom', 'Fallback')) return
      if (name === 'tab' && inside('r')) text += '\t'
      if ((name === 'br' || name === 'cr') && inside('r')) text += '\n'
      if (name === 'noBreakHyphen') text += '-'
      if (name === 'pStyle') style = attribute(attributes, 'val') ?? ''
      if (name === 'outlineLvl') outline = Number(attribute(attributes, 'val') ?? -1)
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

type Style = { readonly base: string; readonly number: string; readonly level: number; readonly outline: number }
const noStyle: Style = { base: '', number: '', level: 0, outline: -1 }

function readStyles(part: Uint8Array | null): ReadonlyMap<string, Style> {
  const styles = new Map<string, Style>()
  if (part === null) return styles
  let id = ''
  const set = (patch: Partial<Style>) => {
    if (id !== '') styles.set(id, { ...(styles.get(id) ?? noStyle), ...patch })
  }
  walkXml(part, {
    open: (name, attributes) => {
      const value = attribute(attributes, 'val') ?? ''
      if (name === 'style') {
        id = attribute(attributes, 'styleId') ?? ''
        set({})
      }
      if (name === 'basedOn') set({ base: value })
      if (name === 'outlineLvl') set({ outline: Number(value) })
      if (name === 'numId') set({ number: value })
      if (name === 'ilvl') set({ level: Number(value) || 0 })
      // What Word and WPS call it, where no outline level is written.
      if (name === 'name' && /^(?:heading|标题) 1$/iu.test(value)) set({ outline: 0 })
    },
    close: (name) => {
      if (name === 'style') id = ''
    },
  })
  return styles
}

/** A style with what it takes over from the one it is based on. */
function styleOf(styles: ReadonlyMap<string, Style>, id: string, depth = 0): Style {
  const own = styles.get(id)
  if (own === undefined || depth > 10) return noStyle
  const base = own.base === '' ? noStyle : styleOf(styles, own.base, depth + 1)
  return { base: own.base, number: own.number === '' ? base.number : own.number, level: own.number === '' ? base.level : own.level, outline: own.outline === -1 ? base.outline : own.outline }
}
