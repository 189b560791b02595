import { Input, Select } from 'antd'
import { useState } from 'react'
import { decideVerdicts } from '#shared/duties/review-verdict'
import { isWall } from '#shared/rules/findings'
import { decidingBody } from '#shared/rules/pack'
import { dutyContext } from '../../app/session'
import { useDraft } from '../../data/use-draft'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { DraftOffer } from '../../ui/draft-offer'
import { Field, FieldError } from '../../ui/field'
import { FindingList } from '../../ui/finding-list'
import { PartialDateInput } from '../../ui/partial-date-input'
import { usualDay } from './people'
import { useReviewSession } from './use-review'

type Decision = { readonly by: string; readonly on: string | null; readonly capReason: string }

/** Who decided, and which day; what still wants explaining is said beside it and does not stop it. */
export function DecideStrip({ onDone }: { readonly onDone: () => void }) {
  const { review, pack, save } = useReviewSession()
  const full = review.roster.filter((person) => person.grade === 'full').length
  const formName = `review:${review.id}:decide`
  const stands: Decision = { by: review.decidedBy === '' ? decidingBody(pack, full) : review.decidedBy, on: review.decidedOn ?? usualDay(review, dutyContext().today), capReason: review.capReason }
  const draft = useDraft<Decision>(formName, stands, { title: `${review.title}的评定` })
  const { value } = draft
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const set = (change: Partial<Decision>) => draft.set((now) => ({ ...now, ...change }))
  const outcome = decideVerdicts(review, { ...value, on: value.on ?? '' }, pack)
  const findings = (outcome.findings ?? []).filter((found) => found.where.field !== 'decidedOn')
  const capped = findings.some((found) => found.code === 'capPassed')
  const missing = findings.filter((found) => found.code === 'verdictMissing')
  const others = findings.filter((found) => !isWall(found) && found.code !== 'verdictMissing' && found.code !== 'capReasonMissing')
  const walls = findings.filter(isWall)
  const decide = async () => {
    const on = value.on
    if (on === null) return
    setBusy(true)
    const done = await save((now) => decideVerdicts(now, { ...value, on }, pack), { form: formName })
    setBusy(false)
    if (done?.ok === true) onDone()
  }
  return (
    <ConfirmStrip act={`记为${value.by}评定`} onAct={() => void decide()} onBack={onDone} busy={busy} blocked={value.on === null ? (problem ?? '写上哪天评定的') : walls[0]?.text}>
      <DraftOffer draft={draft} />
      <div className="review-line review-line-fields">
        <Field label="由谁评定">
          {(control) => <Select {...control} className="review-body" value={value.by} options={['支委会', '党员大会'].map((name) => ({ value: name, label: name }))} onChange={(by) => set({ by })} />}
        </Field>
        <Field label="评定日期" error={problem ?? ''}>
          {(control) => <PartialDateInput {...control} value={value.on} onChange={(on, wrong) => { set({ on }); setProblem(wrong) }} />}
        </Field>
        {capped && (
          <Field label="优秀超过比例的理由" hint="送出以前要写明">
            {(control) => <Input {...control} value={value.capReason} maxLength={500} onChange={(event) => set({ capReason: event.target.value })} />}
          </Field>
        )}
      </div>
      {missing.length > 0 && <FieldError>还有 {missing.length} 人没评定等次，可以先记，送出以前补上。</FieldError>}
      <div className="review-refused-list" tabIndex={others.length > 2 ? 0 : undefined}>
        <FindingList findings={others} />
      </div>
    </ConfirmStrip>
  )
}
