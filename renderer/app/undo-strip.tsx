import { useEffect, useState } from 'react'
import './frame.css'

/** What was just done, for 10 seconds, with the way back. A final act says it cannot be undone here. */
export type LastAct = { readonly seq: number; readonly title: string; readonly undoable: boolean }

const seconds = 10
/** As `shared/commit/invert` names an undo. */
const undoMark = '撤销：'

export function UndoStrip({ act, onUndo }: { readonly act: LastAct | null; readonly onUndo: () => void }) {
  const [gone, setGone] = useState<number | null>(act?.seq ?? null)
  const [held, setHeld] = useState(false)
  const seq = act?.seq ?? null
  useEffect(() => {
    // The mouse or the keyboard on it keeps it there: nobody loses a button they are reaching for.
    if (seq === null || held || gone === seq) return undefined
    const timer = setTimeout(() => setGone(seq), seconds * 1000)
    return () => clearTimeout(timer)
  }, [seq, held, gone])
  if (act === null || gone === act.seq) return <div role="status" className="unseen" />
  // Taking back what took back does it again; Ctrl+Z goes on to what was before.
  const taken = act.title.startsWith(undoMark)
  return (
    <div role="status" className="undo-strip" onMouseEnter={() => setHeld(true)} onMouseLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <span>{act.title}</span>
      {act.undoable && (
        <>
          <button type="button" onClick={onUndo}>
            {taken ? '重做' : '撤销'}
          </button>
          <span className="key">{taken ? 'Ctrl+Y' : 'Ctrl+Z'}</span>
        </>
      )}
    </div>
  )
}
