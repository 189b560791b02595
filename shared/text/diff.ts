/** What was taken out and what was put in between two texts: by paragraphs first, then by characters inside a changed one. */
export type DiffPiece = { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }

/** Above this many cells a table of the longest common run would cost more than it says: the whole is shown as replaced. */
const mostCells = 4_000_000

function pieces(before: readonly string[], after: readonly string[]): DiffPiece[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1
  const [a, b] = [before.slice(start, before.length - end), after.slice(start, after.length - end)]
  const middle = a.length * b.length > mostCells ? [...a.map((text) => ({ kind: 'removed' as const, text })), ...b.map((text) => ({ kind: 'added' as const, text }))] : common(a, b)
  return [...before.slice(0, start).map((text) => ({ kind: 'same' as const, text })), ...middle, ...(end === 0 ? [] : before.slice(-end).map((text) => ({ kind: 'same' as const, text })))]
}

function common(a: readonly string[], b: readonly string[]): DiffPiece[] {
  const width = b.length + 1
  const table = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      table[i * width + j] = a[i] === b[j] ? (table[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0)
  const out: DiffPiece[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      out.push({ kind: 'same', text: a[i] ?? '' })
      i += 1
      j += 1
    } else if (i < a.length && (j >= b.length || (table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0))) {
      out.push({ kind: 'removed', text: a[i] ?? '' })
      i += 1
    } else {
      out.push({ kind: 'added', text: b[j] ?? '' })
      j += 1
    }
  }
  return out
}

function joined(all: readonly DiffPiece[]): DiffPiece[] {
  const out: { kind: DiffPiece['kind']; text: string }[] = []
  for (const piece of all) {
    const last = out.at(-1)
    if (last !== undefined && last.kind === piece.kind) last.text += piece.text
    else if (piece.text !== '') out.push({ ...piece })
  }
  return out
}

/** Lines keep their line break, so that joining the pieces gives the texts back. */
const linesOf = (text: string) => text.match(/[^\n]*\n|[^\n]+$/gu) ?? []

export function diffText(before: string, after: string): readonly DiffPiece[] {
  const lines = pieces(linesOf(before), linesOf(after))
  const out: DiffPiece[] = []
  let n = 0
  while (n < lines.length) {
    if (lines[n]?.kind === 'same') {
      out.push({ kind: 'same', text: lines[n]?.text ?? '' })
      n += 1
      continue
    }
    const from = n
    while (n < lines.length && lines[n]?.kind !== 'same') n += 1
    const block = lines.slice(from, n)
    const text = (kind: DiffPiece['kind']) => block.filter((piece) => piece.kind === kind).map((piece) => piece.text).join('')
    const [removed, added] = [text('removed'), text('added')]
    out.push(...(removed === '' || added === '' ? block : readable(joined(pieces([...removed], [...added])), removed, added)))
  }
  return joined(out)
}

/** Where little is left of a paragraph, scraps of single characters say less than old and new one after the other. */
function readable(fine: readonly DiffPiece[], removed: string, added: string): readonly DiffPiece[] {
  const kept = fine.filter((piece) => piece.kind === 'same').reduce((sum, piece) => sum + piece.text.length, 0)
  return kept * 3 < Math.max(removed.length, added.length) ? [{ kind: 'removed', text: removed }, { kind: 'added', text: added }] : fine
}
