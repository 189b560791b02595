import { Button } from 'antd'
import type { ReactNode } from 'react'
import './ui.css'

export type Act = { readonly label: string; readonly onAct: () => void; readonly hint?: string; readonly disabled?: boolean }

/** The outline of what will stand there: a form with rows, a written page, a box on the shelf, a year of bars. */
export type EmptyDrawing = 'table' | 'page' | 'box' | 'year'

const drawings: Readonly<Record<EmptyDrawing, ReactNode>> = {
  table: (
    <>
      <path d="M32 2v66M56 2v66M80 2v66M2 18h92M2 34h92M2 51h92" stroke="var(--line)" />
      <rect x="1.5" y="1.5" width="94" height="67" fill="none" stroke="var(--line2)" strokeWidth="2" />
    </>
  ),
  page: (
    <>
      <path d="M34 18h28M28 30h40M28 38h40M28 46h40M28 54h24" stroke="var(--line)" strokeWidth="2" />
      <rect x="20" y="1.5" width="56" height="67" fill="none" stroke="var(--line2)" strokeWidth="2" />
    </>
  ),
  box: (
    <>
      <path d="M14 14h12M38 14h12M62 14h12M14 24h12M38 24h12M62 24h12" stroke="var(--line)" strokeWidth="2" />
      <rect x="9" y="3" width="22" height="62" fill="none" stroke="var(--line2)" strokeWidth="2" />
      <rect x="33" y="3" width="22" height="62" fill="none" stroke="var(--line2)" strokeWidth="2" />
      <rect x="57" y="3" width="22" height="62" fill="none" stroke="var(--line2)" strokeWidth="2" strokeDasharray="4 4" />
      <path d="M2 67h92" stroke="var(--line2)" strokeWidth="3" />
    </>
  ),
  year: (
    <>
      <path d="M2 8h92M18 8v60M34 8v60M50 8v60M66 8v60M82 8v60" stroke="var(--line)" />
      <path d="M8 20h34v9H8ZM30 37h40v9H30ZM58 54h28v9H58Z" fill="none" stroke="var(--line2)" strokeWidth="2" />
    </>
  ),
}

/** What is not here yet, what to do first, last year's fact if known, one red act and at most one shortcut. */
export type EmptyStateProps = {
  readonly drawing: EmptyDrawing
  readonly title: string
  readonly children?: ReactNode
  readonly act?: Act
  readonly shortcut?: Act
}

export function EmptyState({ drawing, title, children, act, shortcut }: EmptyStateProps) {
  return (
    <section className="empty">
      <svg width="97" height="70" viewBox="0 0 97 70" aria-hidden="true">
        {drawings[drawing]}
      </svg>
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
      {(act !== undefined || shortcut !== undefined) && (
        <div className="empty-acts">
          {act !== undefined && (
            <Button type="primary" title={act.hint} disabled={act.disabled === true} onClick={act.onAct}>
              {act.label}
            </Button>
          )}
          {shortcut !== undefined && (
            <Button title={shortcut.hint} disabled={shortcut.disabled === true} onClick={shortcut.onAct}>
              {shortcut.label}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}
