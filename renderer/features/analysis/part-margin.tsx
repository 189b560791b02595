import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { memo, useLayoutEffect, useRef, type RefObject } from 'react'
import type { ReportComment } from '#shared/model/analysis-report'
import type { Finding } from '#shared/rules/findings'
import { sayCellDate } from '../../ui/say'
import { movedAlong } from './moved-along'

/** What stands beside the text of a part, each at the line it speaks of: notes, comments of the branch, and which feedback a problem answers. */
export type Beside =
  | { readonly type: 'note'; readonly key: string; readonly range: Range | null; readonly finding: Finding; readonly isNow: boolean; readonly href: string | null }
  | { readonly type: 'comment'; readonly key: string; readonly range: Range | null; readonly comment: ReportComment; readonly isGone: boolean }
  | { readonly type: 'answer'; readonly key: string; readonly range: Range; readonly text: string }
type Range = { readonly from: number; readonly to: number }

export type MarginActs = {
  readonly onGo: (range: Range | null) => void
  /** null: nothing can be changed. */
  readonly onDismiss: ((finding: Finding) => void) | null
  readonly onSettle: ((comment: ReportComment) => void) | null
}
export type PartMarginProps = MarginActs & {
  readonly label: string
  /** The text the ranges are of; what is typed since moves them along. */
  readonly text: string
  readonly beside: readonly Beside[]
  /** The text laid out as the field lays it out: lines are measured there. */
  readonly twin: RefObject<HTMLDivElement | null>
  readonly year: number
}

const gap = 8

export const PartMargin = memo(function PartMargin({ label, text, beside, twin, year, onGo, onDismiss, onSettle }: PartMarginProps) {
  const box = useRef<HTMLUListElement>(null)

  // Each at its line, below the one before where two want the same place; the text itself never moves.
  useLayoutEffect(() => {
    const [list, laid] = [box.current, twin.current]
    if (list === null || laid === null) return undefined
    const place = () => {
      const letters = laid.firstChild
      const now = laid.textContent.slice(0, -1)
      const top = laid.getBoundingClientRect().top
      const children = [...list.children].filter((child): child is HTMLElement => child instanceof HTMLElement)
      const wanted = beside.map((one) => (one.range === null || letters === null ? 0 : Math.max(0, lineOf(letters, movedAlong(text, now, one.range.from)) - top)))
      const heights = children.map((child) => child.offsetHeight)
      let free = 0
      for (const [index, child] of children.entries()) {
        const at = Math.max(free, wanted[index] ?? 0)
        child.style.top = `${at}px`
        free = at + (heights[index] ?? 0) + gap
      }
      list.style.minHeight = `${free}px`
    }
    place()
    const observer = new ResizeObserver(place)
    observer.observe(laid)
    return () => observer.disconnect()
  }, [beside, text, twin])

  const range = (of: Range): Range => {
    const now = twin.current?.textContent.slice(0, -1) ?? text
    return { from: movedAlong(text, now, of.from), to: movedAlong(text, now, of.to) }
  }
  return (
    <ul className="analysis-margin" aria-label={label} ref={box}>
      {beside.map((one) => {
        const go = () => onGo(one.range === null ? null : range(one.range))
        switch (one.type) {
          case 'answer':
            return <li key={one.key} className="small quiet">{one.text}</li>
          case 'note':
            return (
              <li key={one.key} className={one.isNow ? 'analysis-beside-note analysis-beside-now' : 'analysis-beside-note'}>
                <button type="button" className="analysis-beside-go" title={one.finding.source === '' ? '到这一处' : `依据：${one.finding.source}`} onClick={go}>{one.finding.text}</button>
                {one.href !== null && <a className="small" href={one.href}>对照看</a>}
                {one.finding.severity === 'advice' && onDismiss !== null && <Button size="small" type="text" icon={<CloseOutlined />} aria-label={`不再提醒：${one.finding.text}`} title="不再提醒" onClick={() => onDismiss(one.finding)} />}
              </li>
            )
          case 'comment':
            return (
              <li key={one.key} className="analysis-beside-comment">
                <button type="button" className="analysis-beside-go" title={one.comment.quote.slice(0, 200)} onClick={go}>{one.comment.text}</button>
                <p className="small quiet">{[one.comment.by, one.comment.on === null ? '' : sayCellDate(one.comment.on, year), one.isGone ? '那一段改过了' : ''].filter((part) => part !== '').join('　')}</p>
                {onSettle !== null && <button type="button" className="linkish small" onClick={() => onSettle(one.comment)}>改好了</button>}
              </li>
            )
        }
      })}
    </ul>
  )
})

/** Where the line of a letter begins, on the screen. */
export function lineOf(letters: Node, at: number): number {
  const range = document.createRange()
  const length = letters.textContent?.length ?? 0
  range.setStart(letters, Math.min(at, Math.max(0, length - 1)))
  range.setEnd(letters, Math.min(at + 1, length))
  return range.getClientRects()[0]?.top ?? range.getBoundingClientRect().top
}
