import { Button, Checkbox, Input } from 'antd'
import { useRef, useState } from 'react'
import { markStep } from '#shared/duties/review'
import { dutyContext } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { useDraft } from '../../data/use-draft'
import { DraftOffer } from '../../ui/draft-offer'
import { Field } from '../../ui/field'
import { useHandOn } from '../../ui/hand-on'
import { PartialDateInput } from '../../ui/partial-date-input'
import { sayDate } from '../../ui/say'
import type { Step } from './entries'
import { useReviewSession } from './use-review'

/** The note that a step was done: which day, here or on paper, and a word. `primary` where it is the one thing to do on the page. */
export function StepMark({ step, primary, onDone }: { readonly step: Step; readonly primary: boolean; readonly onDone?: () => void }) {
  // Another act on the session may write into the step (重新计票): then the form starts from what stands.
  return <Form key={`${step.id}:${step.doneOn}:${step.doneOffline}:${step.note}`} step={step} primary={primary} onDone={onDone ?? (() => undefined)} />
}

type Mark = { readonly on: string | null; readonly offline: boolean; readonly note: string }

function Form({ step, primary, onDone }: { readonly step: Step; readonly primary: boolean; readonly onDone: () => void }) {
  const { review, canWrite, save } = useReviewSession()
  const formName = `review:${review.id}:step:${step.id}`
  const { today } = dutyContext()
  // The day of the session where it is past: these notes are mostly written down afterwards.
  const usual = review.heldOn !== null && review.heldOn <= today ? review.heldOn : today
  const stands: Mark = { on: step.doneOn ?? usual, offline: step.doneOffline, note: step.note }
  const draft = useDraft<Mark>(formName, stands, { title: `${review.title}：${step.name}` })
  const { value } = draft
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  // Tab leads from the step to the next one.
  useHandOn('.review-steps [aria-current="step"]')
  const set = (change: Partial<Mark>) => draft.set((now) => ({ ...now, ...change }))
  const write = async (on: string | null) => {
    setBusy(true)
    const outcome = await save((now) => markStep(now, step.id, { on, offline: value.offline, note: value.note }), { form: formName })
    setBusy(false)
    if (outcome?.ok !== true) return
    draft.reset({ ...value, on: on ?? usual })
    onDone()
  }
  const mark = () => {
    if (problem !== '' || value.on === null) {
      setProblem(problem === '' ? '写上哪天办的' : problem)
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
    }
    else void write(value.on)
  }
  useShortcut('Ctrl+S', canWrite ? mark : null)
  return (
    <form ref={form} className="review-mark" noValidate onSubmit={(event) => { event.preventDefault(); mark() }}>
      <DraftOffer draft={draft} />
      <div className="review-mark-fields">
        <Field label="哪天办的" error={problem}>
          {(control) => <PartialDateInput {...control} disabled={!canWrite} value={value.on} onChange={(on, wrong) => { set({ on }); setProblem(wrong ?? '') }} />}
        </Field>
        <Checkbox checked={value.offline} disabled={!canWrite} onChange={(event) => set({ offline: event.target.checked })}>
          线下已办，材料在纸上
        </Checkbox>
      </div>
      <Field label="记一句" hint="几人参加、材料放在哪里">
        {(control) => <Input.TextArea {...control} value={value.note} disabled={!canWrite} rows={3} maxLength={2000} onChange={(event) => set({ note: event.target.value })} />}
      </Field>
      <div className="review-line">
        <Button type={primary ? 'primary' : 'default'} htmlType="submit" loading={busy} disabled={!canWrite}>
          {step.doneOn === null ? '记为办完' : '改这一笔'}
        </Button>
        {step.doneOn !== null && (
          <Button disabled={!canWrite || busy} onClick={() => void write(null)}>
            改回未办
          </Button>
        )}
        {step.doneOn !== null && <span className="quiet small">现在记的是 {sayDate(step.doneOn, review.year)}{step.doneOffline ? '，线下已办' : '办完'}</span>}
      </div>
    </form>
  )
}
