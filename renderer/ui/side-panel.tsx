import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react'
import { useShortcut } from '../app/shortcuts'
import { useTextSize } from '../app/text-size'
import { useHandOn } from './hand-on'
import './ui.css'

const query = '(max-width: 1199px)'
function subscribe(changed: () => void): () => void {
  const list = window.matchMedia(query)
  list.addEventListener('change', changed)
  return () => list.removeEventListener('change', changed)
}

/** At 特大 or under 1200 px the panel covers the list instead of squeezing it. */
export function useTightRoom(): boolean {
  const largest = useTextSize((state) => state.size === 'largest')
  const small = useSyncExternalStore(subscribe, () => window.matchMedia(query).matches)
  return largest || small
}

/** A list and its side panel side by side, filling the height below the page header. */
export function WithPanel({ children, panel }: { readonly children: ReactNode; readonly panel: ReactNode }) {
  return (
    <div className="with-panel">
      <div className="with-panel-list">{children}</div>
      {panel}
    </div>
  )
}

/** Looking at and adding to one line of a list. Esc closes; the acts are pinned, the rest scrolls. */
export type SidePanelProps = {
  readonly title: string
  readonly fact?: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons; the first one is wide. */
  readonly acts?: ReactNode
  /** Small line of keys, e.g. `↑ ↓ 换人　Esc 关`. */
  readonly keys?: string
}

export function SidePanel({ title, fact, onClose, children, acts, keys }: SidePanelProps) {
  const tight = useTightRoom()
  const body = useRef<HTMLDivElement>(null)
  useShortcut('Esc', onClose, 'panel')
  // Another person, another panel: begin at its top.
  useEffect(() => {
    if (body.current !== null) body.current.scrollTop = 0
  }, [title])
  // What was in the hand goes with the panel, or with what was saved in it: the list takes it, where ↑ ↓ lead on.
  useHandOn('.with-panel-list [tabindex="0"]')
  return (
    <aside className={tight ? 'panel panel-over' : 'panel'} aria-label={title}>
      <div className="panel-head">
        <h2>{title}</h2>
        <p>{fact}</p>
        <Button type="text" aria-label="关上" title="关上（Esc）" icon={<CloseOutlined />} onClick={onClose} />
      </div>
      <div className="panel-body" ref={body} tabIndex={0} role="group" aria-label={`${title}，内容`}>
        {children}
      </div>
      {acts !== undefined && <div className="panel-acts">{acts}</div>}
      {keys !== undefined && <p className="panel-keys key">{keys}</p>}
    </aside>
  )
}
