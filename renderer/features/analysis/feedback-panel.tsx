import { Button, Input, Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import { addFeedback, answerFeedback, editFeedback, removeFeedback } from '#shared/duties/feedback'
import { dayInYear, rosterAsOf } from '#shared/duties/roster'
import { together } from '#shared/duties/together'
import type { Outcome } from '#shared/duties/transition'
import { feedbackAnswers, feedbackWays, type Feedback } from '#shared/model/feedback'
import type { Finding } from '#shared/rules/findings'
import type { FeedbackState } from '#shared/rules/report-check'
import { itemsOf, namedProblem, openingOf } from '#shared/rules/report-items'
import { carryOut, dutyContext, useCanWrite } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { useDraft } from '../../data/use-draft'
import { DraftOffer } from '../../ui/draft-offer'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { errorAt, FindingList } from '../../ui/finding-list'
import { PartialDateInput } from '../../ui/partial-date-input'
import { SidePanel } from '../../ui/side-panel'
import type { Books } from './use-reports'

export const answerWords: Readonly<Record<Feedback['answer']['way'], string>> = { none: '看报告里写没写', problem: '写进报告', open: '还没有回应', handled: '已经办了', notNeeded: '不需要回应' }
type Fields = { readonly on: string | null; readonly way: Feedback['way']; readonly source: string; readonly text: string; readonly whose: string; readonly answer: Feedback['answer']['way']; readonly problem: string; readonly note: string }
/** The Select has no null: the branch stands under this. */
const branch = 'branch'

export type FeedbackPanelProps = { readonly books: Books; readonly year: number; /** null: a new one. */ readonly before: Feedback | null; readonly state: FeedbackState | undefined; readonly whose: (id: string | null) => string; readonly onClose: () => void }

/** One thing that was said: written down as said; later what became of it; a slip put right, or the whole taken out. */
export function FeedbackPanel({ books, year, before, state, whose, onClose }: FeedbackPanelProps) {
  const canWrite = useCanWrite()
  const form = before === null ? `feedback:new:${year}` : `feedback:${before.id}`
  const draft = useDraft<Fields>(form, {
    on: before === null ? (books.today.startsWith(`${year}`) ? books.today : null) : before.on, way: before?.way ?? '座谈', source: before?.source ?? '', text: before?.text ?? '', whose: before === null ? branch : (before.memberId ?? branch),
    answer: before?.answer.way ?? 'none', problem: before?.answer.problem ?? '', note: before?.answer.note ?? '',
  }, { title: '征求到的意见' })
  const { value } = draft
  const [words, setWords] = useState(before === null)
  const [refused, setRefused] = useState<readonly Finding[]>([])
  const [dateProblem, setDateProblem] = useState('')
  const set = (patch: Partial<Fields>) => { draft.set((now) => ({ ...now, ...patch })); setRefused([]) }
  const memberId = value.whose === branch ? null : value.whose
  const problems = useMemo(() => itemsOf(books.reports.find((report) => report.year === year && report.memberId === memberId)?.parts.problems ?? ''), [books.reports, year, memberId])

  const outcomeOf = (): Outcome => {
    const said = { on: value.on, way: value.way, source: value.source.trim(), text: value.text, memberId }
    if (before === null) return addFeedback(dutyContext(), { ...said, year }, whose(memberId))
    const { way, note, problem } = before.answer
    const isOther = said.on !== before.on || said.way !== before.way || said.source !== before.source || said.text.trim() !== before.text || memberId !== before.memberId
    const isAnswered = value.answer !== way || value.note.trim() !== note || (value.answer === 'problem' && value.problem !== problem)
    const edited = isOther ? [editFeedback(before, said)] : []
    const [first] = edited
    const standing = first?.ok === true ? (first.step.records.flatMap(({ after }) => (after?.kind === 'feedback' ? [after] : []))[0] ?? before) : before
    const answered = isAnswered || !isOther ? [answerFeedback(standing, { way: value.answer, on: books.today, note: value.note, problem: value.problem })] : []
    const titles = [...edited, ...answered].flatMap((one) => (one.ok ? [one.step.title] : []))
    return together(titles.join('；'), [...edited, ...answered])
  }
  const run = async () => {
    if (dateProblem !== '') return setWords(true)
    const outcome = outcomeOf()
    if (!outcome.ok) {
      if (outcome.findings.some((found) => found.where.field === 'text')) setWords(true)
      return setRefused(outcome.findings)
    }
    if ((await attempt(() => carryOut(outcome, { form }), { title: '没有存下' })) !== undefined) {
      if (before === null) draft.reset({ ...value, source: '', text: '' })
      else onClose()
    }
  }
  const remove = async () => {
    if (before === null) return
    const outcome = removeFeedback(before)
    if (!outcome.ok) return setRefused(outcome.findings)
    if ((await attempt(() => carryOut(outcome, { form }), { title: '没有删掉' })) !== undefined) onClose()
  }
  useShortcut('Ctrl+S', canWrite ? () => void run() : null, 'panel')
  return (
    <SidePanel
      title={before === null ? '记一条意见' : '征求到的意见'}
      fact={before === null ? '照原话记' : whose(before.memberId)}
      onClose={onClose}
      acts={
        <>
          <Button type="primary" size="large" disabled={!canWrite} onClick={() => void run()}>存下</Button>
          {before !== null && <Button size="large" disabled={!canWrite} title="记重了、记错了人；删了也能撤销" onClick={() => void remove()}>删掉</Button>}
        </>
      }
    >
      <div className="fields analysis-fields">
        <DraftOffer draft={draft} />
        {before !== null && <Segmented<boolean> aria-label="看怎么处理，还是改这条" value={words} options={[{ value: false, label: '怎么处理' }, { value: true, label: '改这条' }]} onChange={setWords} />}
        {words ? (
          <>
            <Field label="意见" required error={errorAt(refused, 'text')}>{(control) => <Input.TextArea {...control} autoFocus rows={4} maxLength={2000} disabled={!canWrite} value={value.text} onChange={(event) => set({ text: event.target.value })} />}</Field>
            <Field label="对谁">{({ status, ...control }) => <Select {...control} status={status} disabled={!canWrite} showSearch={{ optionFilterProp: 'label' }} value={value.whose} onChange={(id) => set({ whose: id })} options={[{ value: branch, label: '党支部' }, ...rosterAsOf(books.members, dayInYear(year, books.today)).map(({ member }) => ({ value: member.id, label: member.name }))]} />}</Field>
            <Field label="怎么来的">{({ status, ...control }) => <Select {...control} status={status} disabled={!canWrite} value={value.way} onChange={(way) => set({ way })} options={feedbackWays.map((way) => ({ value: way, label: way }))} />}</Field>
            <Field label="哪天" error={dateProblem}>{(control) => <PartialDateInput {...control} disabled={!canWrite} value={value.on} onChange={(on, problem) => { set({ on }); setDateProblem(problem ?? '') }} />}</Field>
            <Field label="谁说的" hint="空着就是不记名；也可以只写群众、服务对象">{(control) => <Input {...control} maxLength={100} disabled={!canWrite} value={value.source} onChange={(event) => set({ source: event.target.value })} />}</Field>
          </>
        ) : (
          <>
            <p className="analysis-typed">{value.text}</p>
            <Field label="处理" hint={state?.by === 'words' && value.answer === 'none' ? `字句像第二部分第 ${state.problem?.number ?? ''} 条；不是就选“还没有回应”` : ''}>{({ status, ...control }) => <Select {...control} status={status} disabled={!canWrite} value={value.answer} onChange={(answer) => set({ answer })} options={feedbackAnswers.map((way) => ({ value: way, label: answerWords[way] }))} />}</Field>
            {value.answer === 'problem' && (
              <Field label="写进了哪一条" hint={problems.length === 0 ? '这份报告的第二部分还没有写' : '不选也行'}>
                {({ status, ...control }) => (
                  <Select
                    {...control} status={status} disabled={!canWrite || problems.length === 0} allowClear placeholder="第二部分的哪一条" value={namedProblem(value.problem, problems)?.number ?? null}
                    onChange={(number?: string | null) => { const item = problems.find((one) => one.number === number); set({ problem: item === undefined ? '' : openingOf(item) }) }}
                    options={problems.map((item) => ({ value: item.number, label: `${item.number}. ${openingOf(item)}` }))}
                  />
                )}
              </Field>
            )}
            <Field label="怎么办的" required={value.answer === 'handled'} error={errorAt(refused, 'note')}>{(control) => <Input.TextArea {...control} rows={3} maxLength={2000} disabled={!canWrite} value={value.note} onChange={(event) => set({ note: event.target.value })} />}</Field>
          </>
        )}
        <FindingList findings={refused.filter((found) => found.where.field !== 'text' && found.where.field !== 'note')} />
      </div>
    </SidePanel>
  )
}
