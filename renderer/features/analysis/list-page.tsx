import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { exportDocuments } from '../../app/export'
import { ExportProgress } from '../../app/export-progress'
import { Page, PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { go, hrefOf } from '../../app/route'
import { useCanWrite } from '../../app/session'
import { useDrafts } from '../../data/queries'
import { DataTable, type Column } from '../../ui/data-table'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { sayCellDate, sayClock, sayNumber } from '../../ui/say'
import { WithPanel } from '../../ui/side-panel'
import { Stamp } from '../../ui/stamp'
import { StateMark } from '../../ui/state-mark'
import { editionOf } from '#shared/duties/analysis'
import { stateWords } from './life'
import { groupWords, listRows, type ListRow } from './list-rows'
import { madePaper, paperOf, stackOf, type ReportFacts } from './papers'
import { carryOutOpening, openReport, StartPanel, useRules } from './start-panel'
import type { Books } from './use-reports'

const noDrafts: readonly never[] = []

/** The reports of one year: everyone of the branch with what they have, gaps first. */
export function ListPage({ books, year, starting }: { readonly books: Books; readonly year: number; readonly starting: boolean }) {
  const { organisation, members, reports, today } = books
  const canWrite = useCanWrite()
  const drafts = useDrafts() ?? noDrafts
  const rules = useRules(organisation)
  const [chosen, setChosen] = useState<string | null>(null)
  const [job, setJob] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const rows = useMemo(() => listRows({ members, reports, drafts, year, today }), [members, reports, drafts, year, today])
  const written = rows.filter((row) => row.report !== null)
  const gaps = rows.filter((row) => row.group === 'gap').length

  const start = (row: ListRow) => {
    if (row.member === null || busy) return
    const outcome = openReport(rules, { member: row.member, year }, reports)
    setBusy(true)
    void carryOutOpening(outcome).then(() => setBusy(false))
  }
  const open = (row: ListRow) => (row.report === null ? (canWrite ? start(row) : undefined) : go('analysis', [row.report.id]))
  const factsOf = (some: readonly ListRow[]): readonly ReportFacts[] => some.flatMap(({ report, member }) => (report === null || member === null ? [] : [{ organisation, report, member }]))
  const print = (shown: readonly ListRow[]) => {
    const stack = stackOf(factsOf(shown))
    if (stack !== null) void attempt(() => printDocument(stack), { title: '报告没有印出来' })
  }
  const carry = () =>
    void attempt(async () => setJob(await exportDocuments(factsOf(written).map((facts) => madePaper(facts, paperOf(facts))), { year, matter: '党性分析' })), { title: '没有导出' })

  const own = reports.find((report) => report.year === year && report.memberId === null)
  const openOwn = () => (own === undefined ? void carryOutOpening(openReport(rules, { member: null, year }, reports)) : go('analysis', [own.id]))
  const ask = () => go('analysis', ['new'])
  const panel = starting ? <StartPanel key={year} books={books} year={year} onClose={() => go('analysis', [], { replace: true })} /> : null
  const last = reports.filter((report) => report.year < year).reduce<number | null>((newest, report) => Math.max(newest ?? 0, report.year), null)
  const empty =
    rows.length === 0 ? (
      <EmptyState drawing="table" title="名册上还没有人" act={{ label: '去党员名册', onAct: () => go('roster') }}>
        报告一人一份，先把党员填进名册。
      </EmptyState>
    ) : (
      <EmptyState drawing="page" title={`${year}年度还没有党性分析报告`} {...(starting ? {} : { act: { label: '写第一份', onAct: ask, disabled: !canWrite, hint: '选一名党员，四个部分备好了就写' } })}>
        先写第一份：基本情况、问题与不足、剖析根源、整改措施，一边写一边看纸上的样子。
        {last !== null && `${last}年度写了 ${reports.filter((report) => report.year === last).length} 份。`}
      </EmptyState>
    )
  return (
    <Page
      fill
      header={
        <PageHeader
          title="党性分析报告"
          fact={written.length === 0 ? `${year}年度` : `${year}年度　${written.length} 份${gaps === 0 ? '，都交了' : `，还有 ${gaps} 人没交`}`}
          acts={
            <>
              <Button title="谁说了什么，回应了没有" onClick={() => go('analysis', ['feedback'])}>征求意见</Button>
              <Button disabled={own === undefined && !canWrite} title="支部自己的对照检查材料" onClick={openOwn}>支部对照检查</Button>
            {written.length > 0 && (
              <>
                <Button title="全部写成 Word 和 PDF，放进导出文件夹" onClick={carry}>
                  导出 {written.length} 份
                </Button>
                <Button type={starting ? 'default' : 'primary'} disabled={!canWrite} title="选一名党员，开一份空白的" onClick={ask}>
                  写一份
                </Button>
              </>
            )}
            </>
          }
        />
      }
      below={job === null ? undefined : <div className="analysis-below"><ExportProgress jobId={job} onAgain={carry} /></div>}
    >
      <WithPanel panel={panel}>
        {written.length === 0 ? (
          empty
        ) : (
          <DataTable<ListRow>
            label="党性分析报告"
            rows={rows}
            rowKey={(row) => row.key}
            columns={columns(year, canWrite && !busy, start, starting)}
            chosen={chosen}
            onChoose={(row) => setChosen(row.key)}
            onOpen={open}
            searchText={(row) => `${row.name} ${row.note} ${row.report === null ? '没写' : `${row.report.title} ${stateWords[row.report.state]}`}`}
            searchHint="姓名、走到哪一步"
            onPrint={print}
            printHint="印现在看到的这些报告，一人一份"
            group={groupWords(rows)}
            empty={empty}
          />
        )}
      </WithPanel>
    </Page>
  )
}

function columns(year: number, canStart: boolean, start: (row: ListRow) => void, narrow: boolean): readonly Column<ListRow>[] {
  const day = (on: string | null | undefined) => (on == null ? '' : sayCellDate(on, year))
  // Beside the panel there is room for how far it is, not for each day.
  const days: readonly Column<ListRow>[] = [
    { key: 'submitted', title: '交支部', width: 90, cell: ({ report }) => (report?.review.result === 'returned' ? '' : day(report?.submittedOn)) },
    { key: 'reviewed', title: '审阅', width: 90, cell: ({ report }) => (report?.review.result === 'passed' ? day(report.review.on) : '') },
    { key: 'read', title: '会上读', width: 90, cell: ({ report }) => day(report?.readOn) },
    { key: 'final', title: '定稿', width: 90, cell: ({ report }) => (report === null ? '' : day(editionOf(report, 'final')?.on)) },
  ]
  return [
    {
      key: 'name', title: '姓名', width: 170,
      cell: (row) => (
        <>
          {row.report === null ? row.name : <a href={hrefOf('analysis', [row.report.id])}>{row.name}</a>}
          {row.note !== '' && <small className="analysis-note">{row.note}</small>}
        </>
      ),
    },
    { key: 'state', title: '走到哪一步', cell: (row) => <State row={row} /> },
    { key: 'length', title: '字数', width: 80, align: 'right', cell: (row) => (row.report === null ? '' : sayNumber(row.length)) },
    ...(narrow ? [] : days),
    {
      key: 'act', title: <span className="unseen">办什么</span>, width: 110, align: 'right',
      cell: (row) =>
        row.report === null ? (
          <Button size="small" disabled={!canStart} aria-label={`给${row.name}写一份`} title="开一份空白的，接着就写" onClick={(event) => { event.stopPropagation(); start(row) }}>
            写一份
          </Button>
        ) : (
          <Button size="small" className="analysis-row-act" aria-label={`${row.report.state === 'confirmed' ? '看' : '接着写'}${row.name}的报告`} href={hrefOf('analysis', [row.report.id])}>
            {row.report.state === 'confirmed' ? '看' : '接着写'}
          </Button>
        ),
    },
  ]
}

function State({ row }: { readonly row: ListRow }) {
  const { report } = row
  if (report === null) return <span className="analysis-state"><Stamp mark="缺" title="" /> 还没写</span>
  const unsaved = row.unsaved === null ? null : <span className="soon small">草稿 {sayClock(row.unsaved)} 还没存下</span>
  if (report.state === 'returned') return <span className="analysis-state"><Stamp mark="退" title="" /> {stateWords.returned} {unsaved}</span>
  return (
    <span className="analysis-state">
      <StateMark state={report.state === 'confirmed' ? 'done' : report.state === 'draft' ? 'underway' : 'waiting'}>{stateWords[report.state]}</StateMark> {unsaved}
    </span>
  )
}
