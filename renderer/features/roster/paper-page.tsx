import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { makeDocument } from '#shared/documents/document'
import { rosterSheet } from '#shared/documents/roster-sheet'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { exportDocuments } from '../../app/export'
import { revealFolder, stopJob, useJob } from '../../app/jobs'
import { Page, PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { go, hrefOf } from '../../app/route'
import { dutyContext } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { attempt } from '../../ui/error-dialog'
import { JobProgress } from '../../ui/job-progress'
import { PaperPreview } from '../../ui/paper-preview'
import { PartialDateInput } from '../../ui/partial-date-input'
import { rowOf } from './list-rows'
import { setListView, useListView } from './list-view'
import { mostToPrint } from './paper-size'

/** 党员花名册 as of a day, on paper: looked at, printed, written as Word and PDF. */
export function PaperPage({ organisation, members }: { readonly organisation: Organisation; readonly members: readonly Member[] }) {
  const { day } = useListView()
  const { today } = dutyContext()
  const on = day ?? today
  const [problem, setProblem] = useState<string | null>(null)
  const [job, setJob] = useState<string | null>(null)
  const state = useJob(job)
  const count = useMemo(() => members.filter((member) => rowOf(member, on).state === 'here').length, [members, on])
  const tooMany = count > mostToPrint
  const document = useMemo(() => (tooMany ? null : makeDocument(rosterSheet, { organisation, members, day: on })), [tooMany, organisation, members, on])
  useShortcut('Esc', () => go('roster'))
  const print = () => {
    if (document !== null) void attempt(async () => printDocument(document))
  }
  const write = () => {
    if (document === null) return
    void attempt(async () => {
      const made = { kind: rosterSheet.kind, title: document.title, name: document.title, folder: '党员名册', sourceId: organisation.id, document }
      setJob(await exportDocuments([made], { year: Number(on.slice(0, 4)), matter: '党员名册' }))
    }, { title: '花名册没有写出来' })
  }
  return (
    <Page
      fill
      header={
        <PageHeader
          title="党员花名册"
          back={{ label: '党员名册', href: hrefOf('roster') }}
          fact={`在册 ${count} 人`}
          {...(tooMany ? { reason: `一次最多印 ${mostToPrint} 人` } : {})}
          acts={
            <>
              <label className="roster-day">
                <span>截至</span>
                <PartialDateInput value={day} status={problem === null ? '' : 'error'} aria-invalid={problem !== null} onChange={(value, wrong) => { setProblem(wrong); if (wrong === null) setListView({ day: value }) }} />
              </label>
              <Button disabled={document === null} title="写成 Word 和 PDF，放在这套资料的导出文件夹里" onClick={write}>
                导出
              </Button>
              <Button type="primary" icon={<PrinterOutlined />} disabled={document === null} onClick={print}>
                打印
              </Button>
            </>
          }
        />
      }
    >
      <div className="roster-paper">
        {problem !== null && <p className="late" role="alert">{problem}</p>}
        {state !== null && <JobProgress job={state} onStop={() => void attempt(() => stopJob(state.id))} onReveal={(token) => void attempt(() => revealFolder(token))} />}
        {document === null ? <p className="quiet">名册上有 {count} 人，比一个支部该有的多得多，不作一份印。</p> : <PaperPreview document={document} bare onPrint={print} />}
      </div>
    </Page>
  )
}
