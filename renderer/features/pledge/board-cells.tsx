import type { ReactNode } from 'react'
import type { ItemMark } from '#shared/duties/pledge-state'
import { assertNever } from '#shared/text/assert-never'
import { Gauge } from '../../ui/gauge'
import { sayCellDate } from '../../ui/say'
import { Stamp } from '../../ui/stamp'
import { StateMark } from '../../ui/state-mark'
import type { BoardRow, Share, StepCell } from './board'

/** What stands in the cells of the board: dates, stamps and item squares. */
export type Step = 'propose' | 'review' | 'publish' | 'evaluate'

const words: Readonly<Record<Step, { readonly missing: string; readonly underway: string; readonly waiting: string }>> = {
  propose: { missing: '未提诺', underway: '在写', waiting: '待提诺' },
  review: { missing: '未审', underway: '在审', waiting: '待审' },
  publish: { missing: '未公示', underway: '', waiting: '待公示' },
  evaluate: { missing: '未评', underway: '在评', waiting: '待评' },
}

export function StepMarkCell({ step, cell, year }: { readonly step: Step; readonly cell: StepCell; readonly year: number }): ReactNode {
  const on = cell.on === null ? '' : sayCellDate(cell.on, year)
  switch (cell.mark) {
    case 'none':
      return null
    case 'missing':
      return (
        <span className="pledge-cell">
          <Stamp mark="缺" title="" /> <span className="pledge-late">{words[step].missing}</span>
        </span>
      )
    case 'returned':
      return (
        <span className="pledge-cell">
          <Stamp mark="退" /> {on}
        </span>
      )
    case 'exempt':
      return (
        <span className="pledge-cell">
          <Stamp mark="免" title="" /> 自愿
        </span>
      )
    case 'changed':
      return (
        <span className="pledge-cell">
          <Stamp mark="新" title="" /> 要出新版
        </span>
      )
    case 'underway':
      return <StateMark state="underway">{words[step].underway}</StateMark>
    case 'waiting':
      return <StateMark state="waiting">{words[step].waiting}</StateMark>
    case 'done':
      return <StateMark state="done">{on}</StateMark>
    default:
      return assertNever(cell.mark)
  }
}

const said: Readonly<Record<ItemMark, string>> = { closed: '兑现', open: '还在办', late: '逾期', unkept: '没办成' }

/** A gap is a way to what closes it. */
export function Gap({ label, onGo, children }: { readonly label: string; readonly onGo: (() => void) | null; readonly children: ReactNode }): ReactNode {
  if (onGo === null) return children
  return (
    <button
      type="button"
      className="pledge-gap"
      aria-label={label}
      title={label}
      onClick={(event) => {
        event.stopPropagation()
        onGo()
      }}
    >
      {children}
    </button>
  )
}

/** Filled kept, hollow open, struck overdue, crossed not kept. */
export function ItemSquares({ row }: { readonly row: BoardRow }): ReactNode {
  if (row.items.length === 0) return null
  return (
    <span className="pledge-cell">
      <span className="pledge-squares" role="img" aria-label={row.items.map((mark) => said[mark]).join('、')}>
        {row.items.map((mark, index) => (
          <i key={index} className={`pledge-square pledge-square-${mark}`} />
        ))}
      </span>
      <span className={row.late > 0 ? 'late' : undefined}>
        {row.kept}/{row.items.length}
        {row.late > 0 && ` 逾 ${row.late}`}
      </span>
    </span>
  )
}

/** A column's head: its step, n/total and the thin bar. */
export function Head({ name, share, unit = '', before = '' }: { readonly name: string; readonly share: Share; readonly unit?: string; readonly before?: string }): ReactNode {
  return (
    <span className="pledge-head">
      <b>{name}</b>
      <span>
        {before}
        {share.done}/{share.total}
        {unit}
      </span>
      <Gauge done={share.done} total={share.total} width="100%" thin />
    </span>
  )
}
