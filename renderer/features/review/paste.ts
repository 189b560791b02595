import { nameMatchKey } from '#shared/text/names'
import { digitsTyped } from '#shared/text/digits'
import { type CellName, type Cells } from './counting'

/**
 * A block copied from a spreadsheet, laid over the table. Lines that begin with a name of the list go to that person, whatever their
 * order; lines of figures alone fill downwards from the cell the hand stands in. Anything else is refused whole, so nothing is half filled.
 */
export type PasteTarget = { readonly memberId: string; readonly name: string; readonly cells: Cells }
export type Pasted =
  | { readonly ok: true; readonly filled: ReadonlyMap<string, Cells>; readonly cellCount: number }
  | { readonly ok: false; readonly why: string }

const no = (why: string): Pasted => ({ ok: false, why })

/** One figure alone is typing, not a block. */
export function isBlock(text: string): boolean {
  return /[\t\n]/.test(text.replace(/[\r\n]+$/, ''))
}

/** `null`: not a count. Percent, fractions and negatives are other columns of the sheet, never votes. */
function countOf(cell: string): string | null {
  const plain = cell.replace(/[\s,，]/g, '').replace(/[张票]$/, '')
  if (plain === '' || plain === '-' || plain === '—') return ''
  if (!/^[0-9０-９]+$/.test(plain)) return null
  return plain.length > 5 ? null : String(Number(digitsTyped(plain)))
}

export function pasteInto(text: string, rows: readonly PasteTarget[], columns: readonly CellName[], at: { readonly row: number; readonly column: number }): Pasted {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n').map((line) => line.split('\t').map((cell) => cell.trim()))
  const byName = new Map(rows.map((row) => [nameMatchKey(row.name), row]))
  const doubles = rows.length - byName.size
  const nameAt = (line: readonly string[]) => line.findIndex((cell) => byName.has(nameMatchKey(cell)))
  const named = lines.filter((line) => nameAt(line) >= 0)
  const filled = new Map<string, Cells>()
  let cellCount = 0

  const put = (target: PasteTarget, from: number, cells: readonly string[], line: number): Pasted | null => {
    let next: Cells = filled.get(target.memberId) ?? target.cells
    if (cells.length > columns.length - from) return no(`第 ${line + 1} 行有 ${cells.length} 格，从这里起只有 ${columns.length - from} 格`)
    for (const [index, cell] of cells.entries()) {
      const column = columns[from + index]
      if (column === undefined) continue
      const count = countOf(cell)
      if (count === null) return no(`第 ${line + 1} 行的“${cell.slice(0, 20)}”不是票数`)
      next = { ...next, [column]: count }
      if (count !== '') cellCount += 1
    }
    filled.set(target.memberId, next)
    return null
  }

  if (named.length > 0) {
    if (doubles > 0) return no('名单里有同名的人，不能按姓名贴，只贴数字那几列')
    for (const [index, line] of lines.entries()) {
      const where = nameAt(line)
      const target = where < 0 ? undefined : byName.get(nameMatchKey(line[where] ?? ''))
      if (target === undefined) {
        // A head row above the names is expected; a line with figures and a name nobody knows is not.
        if (index === 0 || line.every((cell) => cell === '')) continue
        return no(`第 ${index + 1} 行的人不在这张表上`)
      }
      if (filled.has(target.memberId)) return no(`${target.name}有两行，留一行`)
      const wrong = put(target, 0, trimmed(line.slice(where + 1)), index)
      if (wrong !== null) return wrong
    }
  } else {
    for (const [index, line] of lines.entries()) {
      const target = rows[at.row + index]
      if (target === undefined) return no(`贴来 ${lines.length} 行，从这里起只有 ${rows.length - at.row} 人`)
      const wrong = put(target, at.column, line, index)
      if (wrong !== null) return wrong
    }
  }
  return cellCount === 0 ? no('贴来的没有票数') : { ok: true, filled, cellCount }
}

/** Empty cells a spreadsheet copies along at the end of a line. */
function trimmed(cells: readonly string[]): readonly string[] {
  let end = cells.length
  while (end > 0 && (cells[end - 1] ?? '') === '') end -= 1
  return cells.slice(0, end)
}
