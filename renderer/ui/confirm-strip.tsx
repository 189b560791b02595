import { Button } from 'antd'
import { useEffect, useRef, type ReactNode } from 'react'
import { useShortcut } from '../app/shortcuts'
import { useHandOn } from './hand-on'
import './ui.css'

/** Asks in the place where the act was chosen, instead of a dialog: what will happen, the act named again, and the way back (Esc). */
export type ConfirmStripProps = {
  readonly children: ReactNode
  readonly act: string
  readonly onAct: () => void
  readonly onBack: () => void
  readonly back?: string
  readonly busy?: boolean
  /** Why the act cannot be done yet; stands beside the disabled button. */
  readonly blocked?: string | undefined
}

export function ConfirmStrip({ children, act, onAct, onBack, back = '先不', busy = false, blocked }: ConfirmStripProps) {
  const strip = useRef<HTMLDivElement>(null)
  useShortcut('Esc', onBack, 'panel')
  useHandOn('.page-header-acts')
  useEffect(() => {
    strip.current?.querySelector<HTMLElement>('input, button:not(:disabled)')?.focus()
  }, [])
  return (
    <div className="strip strip-confirm" role="group" aria-label={act} ref={strip}>
      <div className="strip-text">{children}</div>
      <div className="strip-acts">
        {blocked !== undefined && blocked !== '' && <span className="quiet small strip-why">{blocked}</span>}
        <Button onClick={onBack}>{back}</Button>
        <Button type="primary" onClick={onAct} loading={busy} disabled={blocked !== undefined && blocked !== ''}>
          {act}
        </Button>
      </div>
    </div>
  )
}
