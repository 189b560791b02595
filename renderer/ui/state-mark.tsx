import type { ReactNode } from 'react'
import './ui.css'

/** The thin tick of the house; antd's own is heavier than the text beside it. */
export function Tick({ size = 14 }: { readonly size?: number }) {
  return (
    <svg className="mark-sign" width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
      <path d="M1.5 7.5 5 11 12.5 3" fill="none" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  )
}

function Circle({ half }: { readonly half: boolean }) {
  return (
    <svg className="mark-sign" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <circle cx="7" cy="7" r="5.6" fill="none" stroke="currentColor" strokeWidth="1.6" />
      {half && <path d="M7 1.4a5.6 5.6 0 0 1 0 11.2Z" fill="currentColor" />}
    </svg>
  )
}

/**
 * Done is a thin tick and what it left behind (its date); underway ◐; waiting ○; not yet due is an empty cell, so nothing here.
 * `strong` is for a sum that agrees or a job that succeeded, not for routine ticks.
 */
export type StateMarkProps = {
  readonly state: 'done' | 'underway' | 'waiting'
  readonly children?: ReactNode
  readonly strong?: boolean
}
const words = { done: '已办', underway: '正在办', waiting: '还没办' } as const

export function StateMark({ state, children, strong = false }: StateMarkProps) {
  return (
    <span className={strong ? 'mark mark-strong' : 'mark'}>
      {state === 'done' ? <Tick /> : <Circle half={state === 'underway'} />}
      <span className="unseen">{words[state]}</span>
      {children}
    </span>
  )
}
