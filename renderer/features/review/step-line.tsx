import { useState } from 'react'
import { sayDate } from '../../ui/say'
import { StateMark } from '../../ui/state-mark'
import type { Entry } from './entries'
import { StepMark } from './step-mark'
import { useReviewSession } from './use-review'

/** On steps with work of their own: whether the step is marked, in one line, and the form behind it. Paper may have come first. */
export function StepLine({ entry }: { readonly entry: Entry }) {
  const { review } = useReviewSession()
  const [open, setOpen] = useState(false)
  const { step } = entry
  if (step === null) return null
  return (
    <div className="review-step-line">
      <div className="review-line">
        {step.doneOn === null ? <span className="quiet">这一步还没记办完</span> : <StateMark state="done">{sayDate(step.doneOn, review.year)}{step.doneOffline ? '，线下已办' : '办完'}</StateMark>}
        <button type="button" className="linkish" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? '收起' : step.doneOn === null ? '记一笔，或线下已办' : '改这一笔'}
        </button>
        {!open && step.note !== '' && <span className="quiet small review-note">{step.note.split('\n').at(-1)}</span>}
      </div>
      {open && <StepMark step={step} primary={false} onDone={() => setOpen(false)} />}
    </div>
  )
}
