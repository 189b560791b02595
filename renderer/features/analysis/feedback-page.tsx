import { Button, Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { addFeedback, answerFeedback } from '#shared/duties/feedback'
import { feedbackStates } from '#shared/rules/report-check'
import { rosterAsOf } from '#shared/duties/roster'
import { makeDocument } from '#shared/documents/document'
import { feedbackForm, feedbackSummary } from '#shared/documents/feedback-sheets'
import { feedbackAnswers, feedbackWays, type Feedback } from '#shared/model/feedback'
import type { Finding } from '#shared/rules/findings'
import { Page, PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { go, hrefOf } from '../../app/route'
import { carryOut, dutyContext, useCanWrite } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { useDraft } from '../../data/use-draft'
import { DataTable } from '../../ui/data-table'
import { DraftOffer } from '../../ui/draft-offer'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { errorAt } from '../../ui/finding-list'
import { PartialDateInput } from '../../ui/partial-date-input'
import { sayCellDate } from '../../ui/say'
import { SidePanel, WithPanel } from '../../ui/side-panel'
import type { Books } from './use-reports'

const answerWords: Readonly<Record<Feedback['answer']['way'], string>> = { none: '还没有回应', problem: '写进报告', handled: '已经办了', notNeeded: '不需要回应' }
type Fields = { readonly on: string | null; readonly way: Feedback['way']; readonly source: string; readonly text: string; readonly whose: string; readonly answer: Feedback['answer']['way']; readonly note: string }
/** The Select has no null: the branch stands under this. */
const branch = 'branch'

/** 征求意见: the year's feedback in one list, a line typed beside it; the blank sheet to hand out and the summary to print. */
export function FeedbackPage({ books, year }: { readonly books: Books; readonly year: number }) {
  const { organisation, members } = books
  const canWrite = useCanWrite()
  const feedback = useMemo(() => books.feedback.filter((one) => one.year === year), [books.feedback, year])
  const names = useMemo(() => new Map(members.map((member) => [member.id, member.name])), [members])
  const whose = (id: string | null) => (id === null ? '党支部' : (names.get(id) ?? ''))
  const [chosen, setChosen] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const picked = feedback.find((one) => one.id === chosen) ?? null
  const print = (what: 'blank' | 'summary') =>
    void attempt(() => printDocument(what === 'blank' ? makeDocument(feedbackForm, { organisation, year, members, feedback }) : makeDocument(feedbackSummary, { organisation, year, members, feedback })), { title: '没有印出来' })
  // As beside the report: what a problem takes up is answered, whether or not somebody wrote that down here.
  const states = useMemo(() => {
    const problems = (memberId: string | null) => books.reports.find((report) => report.year === year && report.memberId === memberId)?.parts.problems ?? ''
    return new Map(feedback.flatMap((one) => feedbackStates([one], problems(one.memberId))).map((one) => [one.feedback.id, one]))
  }, [feedback, books.reports, year])
  const became = (row: Feedback) => {
    const found = states.get(row.id)
    return found === undefined ? '' : found.problem !== null ? `见二、${found.problem.number}` : answerWords[row.answer.way]
  }
  const open = [...states.values()].filter((one) => one.state === 'open').length
  const panel = adding || picked !== null ? <FeedbackPanel key={picked?.id ?? 'new'} books={books} year={year} before={picked} whose={whose} onClose={() => { setAdding(false); setChosen(null) }} /> : null
  useShortcut('Esc', () => go('analysis'))
  const empty = <EmptyState drawing="page" title={`${year}年度还没有征求到意见`} {...(panel === null ? { act: { label: '记一条意见', onAct: () => setAdding(true), disabled: !canWrite } } : {})}>先印空白的征求意见表发下去，收回来一条一条记；不记名的空着就行。</EmptyState>
  return (
    <Page
      fill
      header={
        <PageHeader
          title="征求意见"
          fact={feedback.length === 0 ? `${year}年度` : `${year}年度　${feedback.length} 条${open === 0 ? '' : `，${open} 条没回应`}`}
          back={{ label: '党性分析', href: hrefOf('analysis') }}
          acts={
            <>
              <Button title="印一张空白的，发下去填" onClick={() => print('blank')}>印空白表</Button>
              {feedback.length > 0 && <Button title="印全年的征求意见汇总表" onClick={() => print('summary')}>印汇总表</Button>}
              {feedback.length > 0 && panel === null && <Button type="primary" disabled={!canWrite} onClick={() => setAdding(true)}>记一条意见</Button>}
            </>
          }
        />
      }
    >
      <WithPanel panel={panel}>
        {feedback.length === 0 ? empty : (
          <DataTable<Feedback>
            label="征求到的意见"
            rows={feedback.toSorted((a, b) => a.createdSeq - b.createdSeq)}
            rowKey={(row) => row.id}
            chosen={chosen}
            onChoose={(row) => { setChosen(row.id); setAdding(false) }}
            searchText={(row) => `${whose(row.memberId)} ${row.text} ${row.source} ${row.way} ${became(row)}`}
            searchHint="意见、姓名"
            onPrint={() => print('summary')}
            printHint="印全年的征求意见汇总表"
            empty={empty}
            columns={[
              { key: 'whose', title: '对谁', width: 110, cell: (row) => whose(row.memberId) },
              { key: 'text', title: '意见', cell: (row) => row.text },
              { key: 'way', title: '怎么来的', width: 170, cell: (row) => `${row.way} ${row.on === null ? '' : sayCellDate(row.on, year)}` },
              { key: 'source', title: '谁说的', width: 110, cell: (row) => (row.source === '' ? '不记名' : row.source) },
              { key: 'answer', title: '处理', width: 120, cell: became },
            ]}
          />
        )}
      </WithPanel>
    </Page>
  )
}

function FeedbackPanel({ books, year, before, whose, onClose }: { readonly books: Books; readonly year: number; readonly before: Feedback | null; readonly whose: (id: string | null) => string; readonly onClose: () => void }) {
  const { members, today } = books
  const canWrite = useCanWrite()
  const form = before === null ? `feedback:new:${year}` : `feedback:${before.id}`
  const draft = useDraft<Fields>(form, { on: before?.on ?? today, way: before?.way ?? '座谈', source: before?.source ?? '', text: before?.text ?? '', whose: before === null ? branch : (before.memberId ?? branch), answer: before?.answer.way ?? 'none', note: before?.answer.note ?? '' }, { title: '征求到的意见' })
  const { value } = draft
  const [refused, setRefused] = useState<readonly Finding[]>([])
  const set = (patch: Partial<Fields>) => { draft.set((now) => ({ ...now, ...patch })); setRefused([]) }
  const run = async () => {
    const memberId = value.whose === branch ? null : value.whose
    const outcome = before === null ? addFeedback(dutyContext(), { year, on: value.on, way: value.way, source: value.source, text: value.text, memberId }, whose(memberId)) : answerFeedback(before, { way: value.answer, on: today, note: value.note })
    if (!outcome.ok) return setRefused(outcome.findings)
    if ((await attempt(() => carryOut(outcome, { form }), { title: '没有存下' })) !== undefined) {
      if (before === null) draft.reset({ ...value, source: '', text: '' })
      else onClose()
    }
  }
  useShortcut('Ctrl+S', canWrite ? () => void run() : null, 'panel')
  return (
    <SidePanel title={before === null ? '记一条意见' : '怎么处理'} fact={before === null ? '照原话记' : whose(before.memberId)} onClose={onClose} acts={<Button type="primary" disabled={!canWrite} onClick={() => void run()}>存下</Button>}>
      <div className="fields">
        <DraftOffer draft={draft} />
        {before === null ? (
          <>
            <Field label="意见" required error={errorAt(refused, 'text')}>{(control) => <Input.TextArea {...control} autoFocus rows={4} maxLength={2000} value={value.text} onChange={(event) => set({ text: event.target.value })} />}</Field>
            <Field label="对谁">{({ status, ...control }) => <Select {...control} status={status} showSearch={{ optionFilterProp: 'label' }} value={value.whose} onChange={(id) => set({ whose: id })} options={[{ value: branch, label: '党支部' }, ...rosterAsOf(members, today).map(({ member }) => ({ value: member.id, label: member.name }))]} />}</Field>
            <Field label="怎么来的">{({ status, ...control }) => <Select {...control} status={status} value={value.way} onChange={(way) => set({ way })} options={feedbackWays.map((way) => ({ value: way, label: way }))} />}</Field>
            <Field label="哪天">{(control) => <PartialDateInput {...control} value={value.on} onChange={(on) => set({ on })} />}</Field>
            <Field label="谁说的" hint="空着就是不记名；也可以只写群众、服务对象">{(control) => <Input {...control} maxLength={100} value={value.source} onChange={(event) => set({ source: event.target.value })} />}</Field>
          </>
        ) : (
          <>
            <p className="analysis-typed">{before.text}</p>
            <Field label="处理">{({ status, ...control }) => <Select {...control} status={status} value={value.answer} onChange={(answer) => set({ answer })} options={feedbackAnswers.map((way) => ({ value: way, label: answerWords[way] }))} />}</Field>
            <Field label="怎么办的" error={errorAt(refused, 'note')}>{(control) => <Input.TextArea {...control} rows={3} maxLength={2000} value={value.note} onChange={(event) => set({ note: event.target.value })} />}</Field>
          </>
        )}
      </div>
    </SidePanel>
  )
}
