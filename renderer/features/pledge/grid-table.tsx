import { Button } from 'antd'
import type { KeyboardEvent } from 'react'
import { gridColumns, isBlankRow, type GridCells, type GridColumn, type GridParty, type GridRow } from '#shared/duties/pledge-grid'
import { pledgeItemTypes } from '#shared/model/pledge'
import type { Finding } from '#shared/rules/findings'

export const columnNames: Readonly<Record<GridColumn, string>> = { type: '类型', text: '承诺事项', measures: '具体措施', due: '完成时限', responsible: '责任人' }

export type GridTableProps = {
  readonly parties: readonly GridParty[]
  readonly rows: readonly GridRow[]
  readonly findings: ReadonlyMap<string, readonly Finding[]>
  readonly tried: boolean
  readonly disabled: boolean
  readonly onChange: (key: string, cells: Partial<GridCells>) => void
  readonly onAdd: (key: string) => void
  readonly onRemove: (key: string) => void
  /** true: taken as a block. */
  readonly onPaste: (text: string, rowKey: string, column: GridColumn) => boolean
}

/** The sheet: plain fields, keys as in a spreadsheet. */
export function GridTable({ parties, rows, findings, tried, disabled, onChange, onAdd, onRemove, onPaste }: GridTableProps) {
  const names = new Map(parties.map((party) => [party.key, party.who]))
  const keys = (event: KeyboardEvent<HTMLInputElement>, row: number, column: number) => {
    const to = targetOf(event, row, column)
    if (event.key === 'Enter' && event.ctrlKey) {
      event.preventDefault()
      const key = rows[row]?.key
      if (key !== undefined) onAdd(key)
      return
    }
    if (to === null) return
    const next = rows[to.row]
    const name = gridColumns[to.column]
    if (next === undefined || name === undefined) return
    event.preventDefault()
    const field = event.currentTarget.closest('table')?.querySelector<HTMLInputElement>(`[data-cell="${CSS.escape(`${next.key}:${name}`)}"]`)
    field?.focus()
    field?.select()
  }
  return (
    <div className="pledge-grid-box">
      <table className="pledge-grid" aria-label="承诺表">
        <thead>
          <tr>
            <th scope="col">姓名</th>
            {gridColumns.map((column) => <th key={column} scope="col" className={`pledge-grid-${column}`}>{columnNames[column]}</th>)}
            <th scope="col"><span className="unseen">添、去</span></th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const said = findings.get(row.key) ?? []
            const first = rows[index - 1]?.partyKey !== row.partyKey
            const number = rows.slice(0, index + 1).filter((one) => one.partyKey === row.partyKey).length
            const who = names.get(row.partyKey) ?? ''
            const hard = said.some((found) => found.code === 'hardToCheck' || found.code === 'blankLeft')
            return (
              <tr key={row.key} className={first ? 'pledge-grid-first' : undefined}>
                <th scope="row">{first ? who : ''}</th>
                {gridColumns.map((column, place) => {
                  const wrong = said.find((found) => found.where.field === column && found.severity === 'wall' && (tried || found.code !== 'textMissing'))
                  return (
                    <td key={column}>
                      <input
                        className="pledge-grid-cell"
                        data-cell={`${row.key}:${column}`}
                        aria-label={`${who}第 ${number} 条，${columnNames[column]}`}
                        aria-invalid={wrong === undefined ? undefined : true}
                        title={wrong?.text ?? (row[column].length > 12 ? row[column] : undefined)}
                        disabled={disabled}
                        maxLength={5000}
                        autoComplete="off"
                        list={column === 'type' ? 'pledge-types' : undefined}
                        value={row[column]}
                        onChange={(event) => onChange(row.key, { [column]: event.target.value })}
                        onKeyDown={(event) => keys(event, index, place)}
                        onPaste={(event) => {
                          if (onPaste(event.clipboardData.getData('text/plain'), row.key, column)) event.preventDefault()
                        }}
                      />
                      {column === 'text' && hard && <span className="pledge-grid-hard" title="写上次数、日期，或者为谁办，评诺时好对照">难以核对</span>}
                    </td>
                  )
                })}
                <td className="pledge-grid-acts">
                  <Button size="small" disabled={disabled || isBlankRow(row)} aria-label={`给${who}再添一条`} title="给同一人再添一条（Ctrl+Enter）" onClick={() => onAdd(row.key)}>添</Button>
                  {(number > 1 || rows[index + 1]?.partyKey === row.partyKey) && <Button size="small" disabled={disabled} aria-label={`去掉${who}第 ${number} 条`} onClick={() => onRemove(row.key)}>去</Button>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <datalist id="pledge-types">
        {pledgeItemTypes.map((type) => <option key={type} value={type} />)}
      </datalist>
    </div>
  )
}

/** Up, down and Enter change the line; left and right the cell, once the caret stands at its end. */
function targetOf(event: KeyboardEvent<HTMLInputElement>, row: number, column: number): { readonly row: number; readonly column: number } | null {
  if (event.altKey || event.metaKey || event.ctrlKey || event.nativeEvent.isComposing) return null
  const { selectionStart, selectionEnd, value } = event.currentTarget
  const whole = selectionStart === 0 && selectionEnd === value.length
  switch (event.key) {
    case 'Enter':
      return { row: event.shiftKey ? row - 1 : row + 1, column }
    case 'ArrowDown':
      return { row: row + 1, column }
    case 'ArrowUp':
      return { row: row - 1, column }
    case 'ArrowLeft':
      return whole || (selectionStart === 0 && selectionEnd === 0) ? { row, column: column - 1 } : null
    case 'ArrowRight':
      return whole || (selectionStart === value.length && selectionEnd === value.length) ? { row, column: column + 1 } : null
    default:
      return null
  }
}
