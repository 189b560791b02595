import { memo, type ClipboardEvent, type FocusEvent, type KeyboardEvent } from 'react'
import { gradeName } from '#shared/rules/review-check'
import type { GradeName } from '#shared/model/review'
import { Tick } from '../../ui/state-mark'
import { cellsOf, columnsOf, rowOf, rowState, sayPercent, type CellName, type Cells, type TallyRow } from './counting'
import { VoteBar } from './vote-bar'

export function columnName(column: CellName): string {
  return column === 'blank' ? '未填' : gradeName(column)
}

export type CountRowProps = {
  readonly row: TallyRow
  readonly index: number
  /** What is typed and not yet in the record. */
  readonly typed: Cells | null
  readonly grades: readonly GradeName[]
  readonly valid: number
  /** What the shares are taken of; the valid ballots where nothing else is said. */
  readonly base?: number
  readonly editable: boolean
  readonly onType: (memberId: string, cells: Cells) => void
  readonly onLeave: (memberId: string) => void
  readonly onKey: (event: KeyboardEvent<HTMLInputElement>, row: number, column: number) => void
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>, row: number, column: number) => void
  readonly onEnterCell: (column: number) => void
}

/** One row a member: counts, total, bar. */
export const CountRow = memo(function CountRow({ row, index, typed, grades, valid, base = valid, editable, onType, onLeave, onKey, onPaste, onEnterCell }: CountRowProps) {
  const cells = typed ?? cellsOf(row)
  const now = rowOf(row.memberId, cells)
  const state = rowState(now, grades, valid, base)
  const left = (event: FocusEvent<HTMLTableRowElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) onLeave(row.memberId)
  }
  return (
    <tr onBlur={left} data-member={row.memberId}>
      <td className="num quiet">{index + 1}</td>
      <th scope="row"><span className="review-name">{row.name}</span></th>
      {columnsOf(grades).map((column, place) => (
        <td key={column} className="review-count-cell">
          {editable ? (
            <input
              inputMode="numeric" autoComplete="off" aria-label={`${row.name}，${columnName(column)}`} data-row={index} data-column={place} value={cells[column]}
              className={cells[column] === '0' ? 'review-nought' : undefined} aria-invalid={state.counted && !state.agrees ? true : undefined}
              onFocus={(event) => { event.target.select(); onEnterCell(place) }}
              onChange={(event) => onType(row.memberId, { ...cells, [column]: event.target.value })}
              onKeyDown={(event) => onKey(event, index, place)} onPaste={(event) => onPaste(event, index, place)}
            />
          ) : (
            <b className={now.blank === 0 && column === 'blank' ? 'review-nought' : undefined}>{cells[column]}</b>
          )}
          {column !== 'blank' && <small className="quiet">{sayPercent(state.percents[place] ?? null)}</small>}
        </td>
      ))}
      <td className="num review-total">
        {!state.counted ? (
          <span className="quiet">未计</span>
        ) : state.agrees ? (
          <>
            {state.sum} <span className="quiet"><Tick /></span>
            <span className="unseen">合</span>
          </>
        ) : (
          <>
            {state.sum} <span className="late">{state.gap > 0 ? '多' : '差'} {Math.abs(state.gap)}</span>
          </>
        )}
      </td>
      <td>
        <VoteBar row={now} state={state} grades={grades} valid={valid} />
      </td>
    </tr>
  )
})
