import { Button, Input } from 'antd'
import { useRef, useState } from 'react'
import { addTerm, editTerm } from '#shared/duties/organisation'
import type { Organisation } from '#shared/model/organisation'
import type { Finding } from '#shared/rules/findings'
import type { PartialDate } from '#shared/text/partial-date'
import { carryOut } from '../../app/session'
import { useDraft } from '../../data/use-draft'
import { DraftOffer } from '../../ui/draft-offer'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { errorAt } from '../../ui/finding-list'
import { sayDate } from '../../ui/say'
import { DateField, type Problems } from './member-fields'

type Term = Organisation['terms'][number]
const blank: Term = { elected: null, ends: null, note: '' }

/** 班子任期: what the 届满 reminders count from. The newest stands last in the record, first here. */
export function TermsPart({ organisation, canWrite }: { readonly organisation: Organisation; readonly canWrite: boolean }) {
  const [at, setAt] = useState<number | null>(null)
  const { terms } = organisation
  return (
    <section>
      <h2>班子任期</h2>
      {terms.length === 0 ? <p className="quiet">还没有记班子任期。记上届满日期，提前六个月、三个月、一个月会提醒。</p> : (
        <ol className="roster-part" aria-label="班子任期">
          {terms.map((term, index) => ({ term, index })).reverse().map(({ term, index }) => (
            <li key={index}>
              <p>
                {term.elected === null ? '当选日期不详' : `${sayDate(term.elected)}当选`}　{term.ends === null ? '届满日期不详' : `${sayDate(term.ends)}届满`}
                {index === terms.length - 1 && <b>这一届</b>}
                <span className="quiet">{term.note}</span>
              </p>
              <Button size="small" disabled={!canWrite} aria-label={`改${term.elected === null ? '' : sayDate(term.elected)}这一届`} onClick={() => setAt(index)}>
                改
              </Button>
            </li>
          ))}
        </ol>
      )}
      {canWrite && <TermForm key={at ?? 'new'} organisation={organisation} at={at} onDone={() => setAt(null)} />}
    </section>
  )
}

function TermForm({ organisation, at, onDone }: { readonly organisation: Organisation; readonly at: number | null; readonly onDone: () => void }) {
  const before = at === null ? null : (organisation.terms[at] ?? null)
  const formName = `organisation:${organisation.id}:term:${at ?? 'new'}`
  const draft = useDraft<Term>(formName, before ?? blank, { title: '班子任期' })
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const [problems, setProblems] = useState<Problems>({})
  const [round, setRound] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  const { value } = draft
  const set = (change: Partial<Term>) => {
    draft.set((now) => ({ ...now, ...change }))
    setFindings([])
  }
  const date = (field: 'elected' | 'ends') => (next: PartialDate | null, problem: string | null) => {
    set({ [field]: next })
    setProblems((now) => ({ ...now, [field]: problem ?? '' }))
  }
  const error = (field: string) => (problems[field] ?? '') || errorAt(findings, field)
  const save = async () => {
    const outcome = at === null ? addTerm(organisation, value) : editTerm(organisation, at, value)
    setFindings(outcome.ok ? [] : outcome.findings)
    if (!outcome.ok || (problems['elected'] ?? '') !== '' || (problems['ends'] ?? '') !== '') {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    const done = await attempt(() => carryOut(outcome, { form: formName }), { title: '任期没有存下' })
    if (done === undefined) return
    draft.reset(blank)
    setRound((now) => now + 1)
    onDone()
  }
  return (
    <form ref={form} className="roster-term" noValidate onSubmit={(event) => { event.preventDefault(); void save() }}>
      <DraftOffer draft={draft} />
      <div className="roster-grid" key={round}>
        <DateField label="当选日期" value={value.elected} error={error('elected')} disabled={false} onChange={date('elected')} />
        <DateField label="届满日期" hint="每届三年或五年，照上级批复写" value={value.ends} error={error('ends')} disabled={false} onChange={date('ends')} />
        <Field label="记一句">
          {(control) => <Input {...control} value={value.note} maxLength={300} onChange={(event) => set({ note: event.target.value })} />}
        </Field>
        <div className="roster-term-acts">
          <Button htmlType="submit">{at === null ? '记一届班子' : '改好这一届'}</Button>
          {at !== null && <Button onClick={() => void draft.discard().then(onDone)}>不改</Button>}
        </div>
      </div>
    </form>
  )
}
