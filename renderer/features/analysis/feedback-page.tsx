import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { feedbackStates } from '#shared/rules/report-check'
import { makeDocument } from '#shared/documents/document'
import { feedbackForm, feedbackSummary } from '#shared/documents/feedback-sheets'
import type { Feedback } from '#shared/model/feedback'
import { Page, PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { go, hrefOf } from '../../app/route'
import { useCanWrite } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { DataTable } from '../../ui/data-table'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { sayCellDate } from '../../ui/say'
import { WithPanel } from '../../ui/side-panel'
import { answerWords, FeedbackPanel } from './feedback-panel'
import type { Books } from './use-reports'

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
    return found === undefined ? '' : found.problem !== null ? `${found.by === 'words' ? '像是' : '见'}二、${found.problem.number}` : found.state === 'open' ? answerWords.open : answerWords[row.answer.way]
  }
  const open = [...states.values()].filter((one) => one.state === 'open').length
  const panel = adding || picked !== null ? <FeedbackPanel key={picked?.id ?? 'new'} books={books} year={year} before={picked} state={picked === null ? undefined : states.get(picked.id)} whose={whose} onClose={() => { setAdding(false); setChosen(null) }} /> : null
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
