/**
 * The words of a form's part as a person sees them: Word cuts a word into runs wherever it was touched, so a paragraph's runs are read as
 * one text first.
 */
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

export const short = (text: string) => (text.length > 24 ? `${text.slice(0, 24)}…` : text)

/** Placeholders as an input method writes them: ｛＃承诺事项｝, also with one brace of each kind. */
const wide = /[{｛]\s*[#/^＃／]?\s*[\p{L}\p{N}_]+\s*[}｝]/gu
const narrow: Readonly<Record<string, string>> = { '｛': '{', '｝': '}', '＃': '#', '／': '/' }

/** Their signs turned into the half-width ones that are filled, each in the run where it stands, and spaces inside taken out. Other braces stay. */
export function healTags(xml: string): string {
  if (!/[{｛]/u.test(xml)) return xml
  const signs: (readonly [at: number, sign: string])[] = []
  const open: { text: string; readonly at: number[] }[] = []
  for (const found of xml.matchAll(token)) {
    const [whole, opened, empty, closed, text] = found
    const line = open.at(-1)
    if (text !== undefined && line !== undefined) {
      const from = found.index + whole.indexOf('>') + 1
      for (let n = 0; n < text.length; n += 1) line.at.push(from + n)
      line.text += text
    } else if (opened === 'p' && empty !== '/') open.push({ text: '', at: [] })
    else if (closed === 'p') {
      const { text: words, at } = open.pop() ?? { text: '', at: [] }
      for (const match of words.matchAll(wide)) {
        for (let n = match.index; n < match.index + match[0].length; n += 1) {
          const sign = /\s/u.test(words.charAt(n)) ? '' : narrow[words.charAt(n)]
          if (sign !== undefined) signs.push([at[n] ?? 0, sign])
        }
      }
    }
  }
  let from = 0
  const kept = signs.sort(([a], [b]) => a - b).map(([at, sign]) => {
    const before = xml.slice(from, at)
    from = at + 1
    return before + sign
  })
  return kept.join('') + xml.slice(from)
}
