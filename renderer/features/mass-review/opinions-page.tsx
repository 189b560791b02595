import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { addFeedback, answerFeedback } from '#shared/duties/feedback'
import type { Outcome } from '#shared/duties/transition'
import { feedbackWays, type Feedback } from '#shared/model/feedback'
import { Page, PageHeader } from '../../app/page-header'
import { go } from '../../app/route'
import { carryOut, dutyContext, useBranchName, useCanWrite, useRecords } from '../../app/session'
import { useDraft } from '../../data/use-draft'
import { DraftOffer } from '../../ui/draft-offer'
import { attempt } from '../../ui/error-dialog'
import { Field, FieldError } from '../../ui/field'
import { PartialDateInput } from '../../ui/partial-date-input'
import { sayDate } from '../../ui/say'

type Written = { readonly way: Feedback['way']; readonly source: string; readonly on: string | null; readonly text: string }

/** Every opinion is registered once, whoever asked for it: the same list 党性分析 works from. */
export function OpinionsPage({ year }: { readonly year: number }) {
  const canWrite = useCanWrite()
  const branch = useBranchName()
  const all = useRecords('feedback').filter((one) => one.year === year && one.memberId === null)
  const { today } = dutyContext()
  const formName = `feedback:new:${year}`
  // What is written down years afterwards was not said today.
  const start: Written = { way: '意见箱', source: '', on: Number(today.slice(0, 4)) - year > 1 ? null : today, text: '' }
  const draft = useDraft<Written>(formName, start, { title: `${year}年度的一条群众意见` })
  const { way, source, on, text } = draft.value
  const set = (change: Partial<Written>) => draft.set((now) => ({ ...now, ...change }))
  const [dateProblem, setDateProblem] = useState('')
  const [problem, setProblem] = useState('')
  const unanswered = (one: Feedback) => one.answer.way === 'none' || one.answer.way === 'open'
  const open = all.filter(unanswered).length
  const write = async (outcome: Outcome, form: string): Promise<boolean> => {
    setProblem(outcome.ok ? '' : outcome.findings.map((found) => found.text).join('；'))
    return outcome.ok && (await attempt(() => carryOut(outcome, { form }), { title: '没有记下' })) !== undefined
  }
  const add = async () => {
    if (dateProblem === '' && await write(addFeedback(dutyContext(), { year, on, way, source, text, memberId: null }, branch), formName)) draft.reset({ ...draft.value, text: '' })
  }
  return (
    <Page header={<PageHeader title="群众意见" fact={all.length === 0 ? `${year}年度还没有登记` : `${all.length} 条，${open === 0 ? '都有回应' : `还有 ${open} 条没回应`}`} acts={<Button onClick={() => go('massReview')}>回到票数</Button>} />}>
      <div className="mass-opinions">
        <DraftOffer draft={draft} />
        <div className="mass-line mass-fields">
          <Field label="哪里来的">{(control) => <Select<Feedback['way']> {...control} className="mass-way" disabled={!canWrite} value={way} options={feedbackWays.map((value) => ({ value, label: value }))} onChange={(next) => set({ way: next })} />}</Field>
          <Field label="哪天提的" error={dateProblem}>{(control) => <PartialDateInput {...control} disabled={!canWrite} value={on} onChange={(next, wrong) => { set({ on: next }); setDateProblem(wrong ?? '') }} />}</Field>
          <Field label="谁提的" hint="可以不写">{(control) => <Input {...control} disabled={!canWrite} value={source} maxLength={200} onChange={(event) => set({ source: event.target.value })} />}</Field>
        </div>
        <Field label="意见">{(control) => <Input.TextArea {...control} rows={2} disabled={!canWrite} value={text} maxLength={5000} onChange={(event) => set({ text: event.target.value })} />}</Field>
        <div className="mass-line"><Button type="primary" disabled={!canWrite} onClick={() => void add()}>登记这条意见</Button></div>
        {problem !== '' && <FieldError>{problem}</FieldError>}
        <ul className="mass-list">
          {[...all].sort((a, b) => Number(unanswered(b)) - Number(unanswered(a))).map((one) => (
            <Opinion key={`${one.id}:${one.rev}`} opinion={one} editable={canWrite} onAnswer={(answer) => void write(answerFeedback(one, answer), answerForm(one))} />
          ))}
        </ul>
      </div>
    </Page>
  )
}

const answerForm = ({ id }: Feedback) => `feedback:${id}:answer`

function Opinion({ opinion, editable, onAnswer }: { readonly opinion: Feedback; readonly editable: boolean; readonly onAnswer: (answer: Feedback['answer']) => void }) {
  const draft = useDraft(answerForm(opinion), opinion.answer.note, { title: `对“${opinion.text.slice(0, 20)}”的回应` })
  const note = draft.value
  const { today } = dutyContext()
  return (
    <li>
      <p>{opinion.text}</p>
      <p className="quiet small">{[opinion.on === null ? '' : sayDate(opinion.on, opinion.year), opinion.way, opinion.source].filter((part) => part !== '').join('　')}</p>
      <DraftOffer draft={draft} />
      {opinion.answer.way === 'none' || opinion.answer.way === 'open' ? (
        <div className="mass-line">
          <Input className="mass-answer" aria-label={`怎么办的：${opinion.text.slice(0, 20)}`} placeholder="怎么办的，怎么告诉群众的" disabled={!editable} value={note} maxLength={2000} onChange={(event) => draft.set(event.target.value)} />
          <Button disabled={!editable} onClick={() => onAnswer({ way: 'handled', on: today, note, problem: '' })}>记为办了</Button>
          <Button disabled={!editable} onClick={() => onAnswer({ way: 'notNeeded', on: today, note, problem: '' })}>不需要回应</Button>
        </div>
      ) : (
        <p>
          {{ problem: '写进了报告', handled: '办了', notNeeded: '不需要回应' }[opinion.answer.way]}{opinion.answer.on === null ? '' : `，${sayDate(opinion.answer.on, opinion.year)}`}{opinion.answer.note === '' ? '' : `：${opinion.answer.note}`}
        </p>
      )}
    </li>
  )
}
