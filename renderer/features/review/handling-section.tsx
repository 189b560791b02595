import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { calledFor, closeHandling, countdown, decideHandling, noteHandling, openHandling, outcomeNames, wayNames, type Called, type DecisionInput, type HandlingInput } from '#shared/duties/handling'
import type { Outcome } from '#shared/duties/transition'
import type { Handling, HandlingOutcome, HandlingWay } from '#shared/model/handling'
import { gradeName, mayVote } from '#shared/rules/review-check'
import { addMonths, firstDay } from '#shared/text/partial-date'
import { carryOut, dutyContext, useRecords } from '../../app/session'
import { useDraft } from '../../data/use-draft'
import { DraftOffer } from '../../ui/draft-offer'
import { attempt } from '../../ui/error-dialog'
import { Field, FieldError } from '../../ui/field'
import { LocalRules } from '../../ui/local-rules'
import { PartialDateInput } from '../../ui/partial-date-input'
import { sayDate } from '../../ui/say'
import { usualDay } from './people'
import { useReviewSession } from './use-review'

/** Writes an outcome, and drops the draft it was typed in; or gives back why not. */
async function written(outcome: Outcome, form: string): Promise<string> {
  if (!outcome.ok) return outcome.findings.map((found) => found.text).join('；')
  const done = await attempt(() => carryOut(outcome, { form }), { title: '没有记下' })
  return done === undefined ? '没有记下，写的还在' : ''
}

/** 处置: those graded 基本合格 or 不合格, one after another. */
export function HandlingSection() {
  const { review, pack } = useReviewSession()
  const handlings = useRecords('handling')
  const people = calledFor(review, handlings)
  return (
    <section className="review-channels" aria-label="处置">
      <h2>基本合格和不合格的处置</h2>
      <LocalRules pack={pack} paths={['review.correctWithin', 'review.meetingPass']} />
      {people.length === 0 && <p className="quiet">没有评定为基本合格、不合格的。</p>}
      {people.map((person) => {
        const handling = handlings.find((one) => one.reviewId === review.id && one.memberId === person.memberId)
        return (
          <section key={person.memberId} className="review-handling" aria-label={person.name}>
            <h3>
              {person.name} <span className="quiet">{person.grade === null ? '评定已经改了，处置还在' : gradeName(person.grade)}</span>
            </h3>
            {handling === undefined ? <OpenForm person={person} others={handlings} /> : <Standing handling={handling} voted={handling.way === 'correct' && person.grade !== null} />}
          </section>
        )
      })}
    </section>
  )
}

function OpenForm({ person, others }: { readonly person: Called; readonly others: readonly Handling[] }) {
  const { review, pack, canWrite } = useReviewSession()
  const serious = person.grade === 'unqualified'
  const from = usualDay(review, dutyContext().today)
  const formName = `review:${review.id}:handling:${person.memberId}`
  const draft = useDraft<HandlingInput>(formName, { way: serious ? 'correct' : 'talk', problem: '', measures: '', helper: '', from, due: addMonths(firstDay(from), serious ? pack.review.correctWithin.value : 3) }, { title: `${person.name}的处置` })
  const { value } = draft
  const [problem, setProblem] = useState('')
  const [wrongDays, setWrongDays] = useState<Readonly<Partial<Record<'from' | 'due', string>>>>({})
  const set = (patch: Partial<HandlingInput>) => { draft.set((now) => ({ ...now, ...patch })); setProblem('') }
  const setDay = (name: 'from' | 'due') => (date: string | null, wrong: string | null) => { set({ [name]: date }); setWrongDays((now) => ({ ...now, [name]: wrong ?? '' })) }
  const open = async () => {
    if ((wrongDays.from ?? '') !== '' || (wrongDays.due ?? '') !== '') return
    setProblem(await written(openHandling(dutyContext(), review, person.memberId, value, others, pack), formName))
  }
  return (
    <>
      <DraftOffer draft={draft} />
      <div className="review-line review-line-fields">
        <Field label="怎么处置">{(control) => <Select<HandlingWay> {...control} className="review-body" disabled={!canWrite} value={value.way} options={(['talk', 'criticise', 'correct'] as const).map((way) => ({ value: way, label: wayNames[way] }))} onChange={(way) => set({ way })} />}</Field>
        <Field label="从哪天起" error={wrongDays.from}>{(control) => <PartialDateInput {...control} disabled={!canWrite} value={value.from} onChange={setDay('from')} />}</Field>
        <Field label="改到哪天" error={wrongDays.due}>{(control) => <PartialDateInput {...control} disabled={!canWrite} value={value.due} onChange={setDay('due')} />}</Field>
        <Field label="帮教人">{(control) => <Input {...control} disabled={!canWrite} value={value.helper} maxLength={100} onChange={(event) => set({ helper: event.target.value })} />}</Field>
      </div>
      <Field label="什么问题">{(control) => <Input.TextArea {...control} rows={2} disabled={!canWrite} value={value.problem} maxLength={3000} onChange={(event) => set({ problem: event.target.value })} />}</Field>
      <Field label="帮教措施">{(control) => <Input.TextArea {...control} rows={2} disabled={!canWrite} value={value.measures} maxLength={3000} onChange={(event) => set({ measures: event.target.value })} />}</Field>
      <div className="review-line">
        <Button disabled={!canWrite} title="同时记进整改台账" onClick={() => void open()}>开始处置</Button>
        <span className="quiet small">限期改正最长 {pack.review.correctWithin.value} 个月。依据：{pack.review.correctWithin.source}</span>
      </div>
      {problem !== '' && <FieldError>{problem}</FieldError>}
    </>
  )
}

/** `voted`: the 党员大会 says how it ends; else it ends with what came of it. */
function Standing({ handling, voted }: { readonly handling: Handling; readonly voted: boolean }) {
  const { review, pack, canWrite } = useReviewSession()
  const { today } = dutyContext()
  const noteForm = `handling:${handling.id}:note`
  const draft = useDraft(noteForm, '', { title: `${handling.name}的转化情况` })
  const note = draft.value
  const entitled = review.roster.filter(mayVote).length
  const [decision, setDecision] = useState<DecisionInput>({ on: today, outcome: 'lifted', due: null, entitled, present: 0, yes: 0, note: '' })
  const [problem, setProblem] = useState('')
  const [wrongDays, setWrongDays] = useState<Readonly<Partial<Record<'on' | 'due', string>>>>({})
  const lines = useRecords('rectification')
  const left = countdown(handling, today)
  const set = (patch: Partial<DecisionInput>) => { setDecision((now) => ({ ...now, ...patch })); setProblem('') }
  const keepNote = async () => {
    const why = await written(noteHandling(handling, { on: today, text: note.trim() }), noteForm)
    setProblem(why)
    if (why === '') draft.reset('')
  }
  const setDay = (name: 'on' | 'due') => (date: string | null, wrong: string | null) => { set({ [name]: date }); setWrongDays((now) => ({ ...now, [name]: wrong ?? '' })) }
  const decide = async () => {
    if ((wrongDays.on ?? '') !== '' || (wrongDays.due ?? '') !== '') return
    setProblem(await written(decideHandling(handling, decision, pack, lines), noteForm))
  }
  const close = async () => setProblem(await written(closeHandling(handling, review, { on: today, text: note.trim() }, lines), noteForm))
  const day = (date: string | null) => (date === null ? '' : sayDate(date, review.year))
  const figure = (label: string, name: 'entitled' | 'present' | 'yes') => (
    <Field label={label}>{(control) => <InputNumber {...control} onFocus={(event) => event.target.select()} min={0} max={9999} precision={0} disabled={!canWrite} value={decision[name]} onChange={(value) => set({ [name]: value ?? 0 })} />}</Field>
  )
  return (
    <>
      <p>
        {wayNames[handling.way]}{handling.helper === '' ? '' : `，帮教人${handling.helper}`}{handling.due === null ? '' : `，${day(handling.from)}—${day(handling.due)}`}　<b className={left.late ? 'late' : ''}>{handling.state === 'closed' ? '已经办结' : left.said}</b>
      </p>
      <p>{handling.problem}</p>
      {handling.measures !== '' && <p>帮教措施：{handling.measures}</p>}
      {handling.notes.length > 0 && <ul className="review-plain">{handling.notes.map((one, index) => <li key={index}>{day(one.on)} {one.text}</li>)}</ul>}
      {handling.decisions.map((one, index) => <p key={index}>{day(one.on)}党员大会：{outcomeNames[one.outcome]}，应到 {one.entitled} 人，到会 {one.present} 人，赞成 {one.yes} 票</p>)}
      {handling.state === 'open' && (
        <>
          <DraftOffer draft={draft} />
          <div className="review-line">
            <Input aria-label={`${handling.name}的转化情况`} placeholder="转化情况：谈了什么、看到什么" disabled={!canWrite} value={note} maxLength={2000} onChange={(event) => draft.set(event.target.value)} />
            <Button disabled={!canWrite || note.trim() === ''} onClick={() => void keepNote()}>记一笔转化</Button>
            {!voted && <Button disabled={!canWrite} title="写上结果怎么样，整改台账里的一行一起销号" onClick={() => void close()}>记下结果，办结</Button>}
          </div>
          {voted && <>
          <div className="review-line review-line-fields">
            <Field label="党员大会决定">{(control) => <Select<HandlingOutcome> {...control} className="review-body" disabled={!canWrite} value={decision.outcome} options={(['lifted', 'extended', 'persuaded', 'removed'] as const).map((value) => ({ value, label: outcomeNames[value] }))} onChange={(outcome) => set({ outcome })} />}</Field>
            <Field label="哪天开的" error={wrongDays.on}>{(control) => <PartialDateInput {...control} disabled={!canWrite} value={decision.on} onChange={setDay('on')} />}</Field>
            {decision.outcome === 'extended' && <Field label="延到哪天" error={wrongDays.due}>{(control) => <PartialDateInput {...control} disabled={!canWrite} value={decision.due} onChange={setDay('due')} />}</Field>}
            {figure('应到（有表决权）', 'entitled')}
            {figure('到会', 'present')}
            {figure('赞成', 'yes')}
          </div>
          <div className="review-line">
            <Button disabled={!canWrite} title="记下就不能撤销；了结的，整改台账里的一行一起销号" onClick={() => void decide()}>记下决定</Button>
          </div>
          </>}
        </>
      )}
      {problem !== '' && <FieldError>{problem}</FieldError>}
    </>
  )
}
