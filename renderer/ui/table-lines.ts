/** A row of a list, or the grey row of words before a new group. */
export type Line<Row> = { readonly key: string; readonly row: Row; readonly index: number } | { readonly key: string; readonly group: string }

export function linesOf<Row>(rows: readonly Row[], rowKey: (row: Row) => string, group: ((row: Row) => string) | undefined): readonly Line<Row>[] {
  const lines: Line<Row>[] = []
  let before: string | null = null
  rows.forEach((row, index) => {
    const words = group?.(row) ?? ''
    if (group !== undefined && words !== before && words !== '') lines.push({ key: `group:${index}`, group: words })
    before = words
    lines.push({ key: rowKey(row), row, index })
  })
  return lines
}

/** Every word of the search must be in the text. */
export function matches(text: string, search: string): boolean {
  const hay = text.toLowerCase()
  return search.toLowerCase().split(/\s+/).every((word) => hay.includes(word))
}
