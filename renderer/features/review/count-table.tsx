import { useCallback, useMemo, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { recordTally } from '#shared/duties/review'
import { baseOf } from '#shared/rules/review-check'
import { digitsTyped } from '#shared/text/digits'
import { useStandingBox } from '../../app/machine/boxes'
import { FieldError } from '../../ui/field'
import { CountHead } from './count-head'
import { CountRow } from './count-row'
import { cellsOf, columnsOf, rowOf, sameRow, type Cells } from './counting'
import { isBlock, pasteInto } from './paste'
import { useEdits, useKeepOnLeaving } from './use-edits'
import { revOf, useReviewSession } from './use-review'
import { VotePatterns } from './vote-bar'

/** 计票: typed like a sheet, in roster order and never sorted by votes. A row is saved when the hand leaves it, a pasted block at once. */
export function CountTable() {
  const { review, pack, canWrite, save } = useReviewSession()
  const edits = useEdits<Cells>(review, '手里这一行票数')
  const { pending, saved, drop, type, shown } = edits
  const [problem, setProblem] = useState('')
  const [told, setTold] = useState('')
  const table = useRef<HTMLTableElement>(null)
  /** Where a run of Tabs began: Enter goes to the next row there, as in a spreadsheet. */
  const anchor = useRef<{ column: number; byTab: boolean }>({ column: 0, byTab: false })
  const { grades, tally } = review
  const { valid } = review.counts
  const base = baseOf(review)
  const columns = useMemo(() => columnsOf(grades), [grades])
  const box = useStandingBox()
  const editable = canWrite && review.tallyClosedOn === null && box === undefined

  const keep = useCallback((only?: string) => {
    const waiting = [...pending()].filter(([memberId]) => only === undefined || memberId === only)
    if (waiting.length === 0) return
    void save((now) => recordTally(now, waiting.map(([memberId, cells]) => rowOf(memberId, cells)), pack)).then((outcome) => {
      const rev = revOf(outcome)
      if (rev !== null) for (const [memberId, cells] of waiting) saved(memberId, cells, rev)
      setProblem(outcome?.ok === false ? outcome.findings.map((found) => found.text).join('；') : '')
    })
  }, [pack, pending, save, saved])
  useKeepOnLeaving(keep)

  const leave = useCallback((memberId: string) => {
    const cells = pending().get(memberId)
    const row = tally.find((one) => one.memberId === memberId)
    if (cells === undefined || row === undefined) return
    if (sameRow(rowOf(memberId, cells), row)) drop(memberId)
    else keep(memberId)
  }, [drop, keep, pending, tally])

  const typed = useCallback((memberId: string, cells: Cells) => {
    setProblem('')
    setTold('')
    type(memberId, { excellent: digitsTyped(cells.excellent), qualified: digitsTyped(cells.qualified), basic: digitsTyped(cells.basic), unqualified: digitsTyped(cells.unqualified), blank: digitsTyped(cells.blank) })
  }, [type])

  const focusCell = useCallback((row: number, column: number): boolean => {
    const cell = table.current?.querySelector<HTMLInputElement>(`input[data-row="${row}"][data-column="${column}"]`)
    cell?.focus()
    cell?.scrollIntoView({ block: 'nearest' })
    return cell != null
  }, [])

  const key = useCallback((event: KeyboardEvent<HTMLInputElement>, row: number, column: number) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const { selectionStart, selectionEnd, value } = event.currentTarget
    const whole = selectionStart === 0 && selectionEnd === value.length
    const go = (toRow: number, toColumn: number) => {
      anchor.current = { ...anchor.current, byTab: false }
      if (focusCell(toRow, toColumn) || toRow !== row) event.preventDefault()
    }
    switch (event.key) {
      case 'Tab':
        anchor.current = { ...anchor.current, byTab: true }
        return
      case 'Enter':
        if (event.shiftKey) go(row - 1, column)
        else if (row + 1 === tally.length) {
          event.preventDefault()
          event.currentTarget.blur()
          const next = document.querySelector<HTMLElement>('.review-committee input') ?? event.currentTarget
          next.focus()
        } else go(row + 1, anchor.current.byTab ? anchor.current.column : column)
        return
      case 'ArrowDown':
        go(row + 1, column)
        return
      case 'ArrowUp':
        go(row - 1, column)
        return
      case 'ArrowLeft':
        if (column > 0 && (whole || (selectionEnd === 0 && selectionStart === 0))) go(row, column - 1)
        return
      case 'ArrowRight':
        if (column + 1 < columns.length && (whole || selectionStart === value.length)) go(row, column + 1)
        return
    }
  }, [columns.length, focusCell, tally.length])

  const enterCell = useCallback((column: number) => {
    if (!anchor.current.byTab) anchor.current = { column, byTab: false }
  }, [])

  const paste = useCallback((event: ClipboardEvent<HTMLInputElement>, row: number, column: number) => {
    const text = event.clipboardData.getData('text/plain')
    if (!isBlock(text)) return
    event.preventDefault()
    const waiting = pending()
    const targets = tally.map((one) => ({ memberId: one.memberId, name: one.name, cells: waiting.get(one.memberId) ?? cellsOf(one) }))
    const result = pasteInto(text, targets, columns, { row, column })
    setProblem(result.ok ? '' : `没有贴上：${result.why}`)
    setTold(result.ok ? `贴好了 ${result.filled.size} 人` : '')
    if (!result.ok) return
    for (const [memberId, cells] of result.filled) type(memberId, cells)
    keep()
  }, [columns, keep, pending, tally, type])

  return (
    <div className="review-count">
      {problem !== '' && <FieldError>{problem}</FieldError>}
      {box !== undefined && review.tallyClosedOn === null && <p className="quiet small" role="status">这次用机投，开箱时一次记账，这里不手录。</p>}
      <p className="unseen" role="status">{told}</p>
      <div className="review-count-scroll" tabIndex={0} role="group" aria-label="计票表，可以滚动">
        <VotePatterns />
        <table ref={table} className="review-count-table" onMouseDown={() => { anchor.current = { ...anchor.current, byTab: false } }}>
          <caption className="unseen">计票：每人一行，各档票数、合计和比例。方向键换格，回车到下一人。</caption>
          <CountHead grades={grades} bars={`各档占${base.name} ${base.count} 张`} />
          <tbody>
            {tally.map((row, index) => (
              <CountRow
                key={row.memberId} row={row} index={index} typed={shown(row.memberId)} grades={grades} valid={valid} base={base.count} editable={editable}
                onType={typed} onLeave={leave} onKey={key} onPaste={paste} onEnterCell={enterCell}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
