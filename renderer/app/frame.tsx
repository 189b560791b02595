import { useEffect, useRef } from 'react'
import { attempt } from '../ui/error-dialog'
import { ErrorBoundary } from './error-screen'
import { HelpPage } from './help-page'
import { useIsNarrow } from './narrow'
import { Notices } from './notices'
import { ReadOnlyStrip } from './read-only-strip'
import { isRoomId } from './rooms'
import { go, useRoute } from './route'
import { hasScreen, screens } from './screens'
import { reconnect, takeOver, undo, useLastAct, useReadOnly, useRedoable, useUndoable, useVault } from './session'
import { useShortcut } from './shortcuts'
import { Sidebar } from './sidebar'
import { TopBar } from './top-bar'
import { UndoStrip } from './undo-strip'
import { useGuardClosing } from './unkept'
import { UnkeptStrip } from './unkept-strip'
import { useKeepGaps } from './year-records'
import { EmptyState } from '../ui/empty-state'
import './frame.css'

/** Top bar, sidebar, the room in hand; strips above it when the books can only be read, and below it after each act. */
export function Frame() {
  useKeepGaps()
  useGuardClosing()
  const route = useRoute()
  const narrow = useIsNarrow()
  const vault = useVault()
  const readOnly = useReadOnly()
  const lastAct = useLastAct()
  const undoable = useUndoable()
  const redoable = useRedoable()
  const main = useRef<HTMLElement>(null)
  const place = route.place === 'start' ? 'desk' : route.place
  const room = isRoomId(place) ? (hasScreen(place) ? place : 'settings') : null
  const Screen = room === null ? undefined : screens[room]

  const back = (seq: number) => void attempt(() => undo(seq))
  useShortcut('Ctrl+Z', undoable === null ? null : () => back(undoable.seq), 'frame')
  useShortcut('Ctrl+Y', redoable === null ? null : () => back(redoable.seq), 'frame')
  useShortcut('F1', () => go('help'), 'frame')
  useShortcut('Esc', route.place === 'help' ? () => history.back() : null, 'frame')
  // A new room begins at its top, with the keyboard in it.
  useEffect(() => {
    if (main.current === null) return
    main.current.scrollTop = 0
    if (document.activeElement === document.body || document.activeElement?.closest('.side') !== null) main.current.focus({ preventScroll: true })
  }, [place])

  return (
    <div className="frame">
      <a className="skip" href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus() }}>
        跳到正文
      </a>
      <TopBar />
      <Sidebar current={room} narrow={narrow} has={hasScreen} />
      <main className="main" id="main" ref={main} tabIndex={-1}>
        {vault?.sample === true && (
          <div className="strip strip-sample">
            <p>
              <b>示例</b>　这是编出来的支部，随便看、随便改。<span className="quiet">看完到“设置”的“关于”里删掉，自己的资料另建一套。</span>
            </p>
          </div>
        )}
        {readOnly !== null && <ReadOnlyStrip reason={readOnly.reason} {...(readOnly.elsewhere ? { onTakeOver: () => void attempt(takeOver) } : { onRetry: () => void attempt(reconnect) })} />}
        <UnkeptStrip />
        <Notices />
        <ErrorBoundary place={JSON.stringify([route.place, route.path])} onHome={() => go('desk')}>
          {route.place === 'help' ? <HelpPage has={hasScreen} /> : Screen === undefined ? <EmptyState drawing="page" title="这里还没有内容" /> : <Screen />}
        </ErrorBoundary>
      </main>
      <UndoStrip act={lastAct} onUndo={() => lastAct !== null && back(lastAct.seq)} />
    </div>
  )
}
