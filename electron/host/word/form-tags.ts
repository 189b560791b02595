import type { FormProblem, FormTag } from '#shared/documents/template-words'
import { textOf, type WordForm } from './open-form'

/**
 * The placeholders of a form with their places, as a person sees them: Word cuts a word into runs wherever it was touched, so a paragraph's
 * runs are read as one text first.
 */
export type FormTags = { readonly tags: readonly FormTag[]; readonly problems: readonly FormProblem[] }

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
const unescape = (text: string) => text.replace(/&(\w+);/gu, (whole, name: string) => entities[name] ?? whole)
const token = /<w:(tbl|tr|tc|p)(?:\s[^>]*)?(\/?)>|<\/w:(tbl|p)>|<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>/gu

type Line = { readonly text: string; readonly place: string }
type Table = { readonly number: number; row: number; column: number }

/** Every paragraph that says something. */
export function linesOf(xml: string, part: string): readonly Line[] {
  const where = part.includes('header') ? '页眉' : part.includes('footer') ? '页脚' : ''
  const lines: Line[] = []
  const tables: Table[] = []
  const open: { text: string; readonly at: string }[] = []
  let [count, paragraphs] = [0, 0]
  for (const [, opened, empty, closed, text] of xml.matchAll(token)) {
    const table = tables.at(-1)
    if (text !== undefined) {
      const line = open.at(-1)
      if (line !== undefined) line.text += unescape(text)
    } else if (opened === 'tbl') tables.push({ number: (count += 1), row: 0, column: 0 })
    else if (opened === 'tr' && table !== undefined) [table.row, table.column] = [table.row + 1, 0]
    else if (opened === 'tc' && table !== undefined) table.column += 1
    else if (opened === 'p' && empty !== '/') {
      if (table === undefined) paragraphs += 1
      open.push({ text: '', at: table === undefined ? `${where}第 ${paragraphs} 段` : `${where}第 ${table.number} 个表第 ${table.row} 行第 ${table.column} 格` })
    } else if (closed === 'tbl') tables.pop()
    else if (closed === 'p') {
      const line = open.pop()
      if (line !== undefined && line.text.trim() !== '') lines.push({ text: line.text, place: `${line.at}“${short(line.text)}”` })
    }
  }
  return lines
}

const short = (text: string) => (text.length > 24 ? `${text.slice(0, 24)}…` : text)

export function tagsOf(form: WordForm): FormTags {
  const tags: FormTag[] = []
  const problems: FormProblem[] = []
  for (const part of form.texts) {
    const open: { readonly name: string; readonly place: string }[] = []
    for (const { text, place } of linesOf(textOf(form.parts.get(part)), part)) {
      for (const [whole] of text.matchAll(/\{[^{}]*\}?|\}/gu)) {
        if (!whole.startsWith('{') || !whole.endsWith('}')) {
          problems.push({ what: `记号没有写完整：${short(whole)}`, place })
          continue
        }
        const inner = whole.slice(1, -1).trim()
        const [sign, name] = /^[#/^]/u.test(inner) ? [inner.slice(0, 1), inner.slice(1).trim()] : ['', inner]
        if (!/^[\p{L}\p{N}_]+$/u.test(name)) problems.push({ what: `认不得的记号：${short(whole)}`, place })
        else if (sign === '/') {
          const last = open.pop()
          if (last?.name !== name) problems.push({ what: `{/${name}} 没有对应的 {#${name}}`, place })
        } else {
          tags.push({ name, inside: open.map((one) => one.name), place })
          if (sign !== '') open.push({ name, place })
        }
      }
    }
    for (const { name, place } of open) problems.push({ what: `{#${name}} 没有收尾的 {/${name}}`, place })
  }
  return { tags, problems }
}
