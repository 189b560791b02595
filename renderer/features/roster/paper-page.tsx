import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { makeDocument } from '#shared/documents/document'
import { rosterSheet } from '#shared/documents/roster-sheet'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { paperSource } from '#shared/model/paper-original'
import { exportDocuments } from '../../app/export'
import { ExportProgress } from '../../app/export-progress'
import { Page, PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { go, hrefOf } from '../../app/route'
import { dutyContext } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { attempt } from '../../ui/error-dialog'
import { PaperLines } from '../../ui/paper-lines'
import { PaperPreview } from '../../ui/paper-preview'
import { sayNumber } from '../../ui/say'
import { DayField } from './day-field'
import { rowOf } from './list-rows'
import { useListView } from './list-view'
import { mostToPreview } from './paper-size'

/** 党员花名册 as of a day, on paper: looked at, printed, written as Word and PDF. */
export function PaperPage({ organisation, members }: { readonly organisation: Organisation; readonly members: readonly Member[] }) {
  const { day } = useListView()
  const on = day ?? dutyContext().today
  const [job, setJob] = useState<string | null>(null)
  const count = useMemo(() => members.filter((member) => rowOf(member, on).state === 'here').length, [members, on])
  const make = () => makeDocument(rosterSheet, { organisation, members, day: on })
  const preview = useMemo(() => (count > mostToPreview ? null : makeDocument(rosterSheet, { organisation, members, day: on })), [count, organisation, members, on])
  useShortcut('Esc', () => go('roster'))
  const print = () => void attempt(() => printDocument(make()), { title: '花名册没有印成' })
  useShortcut('Ctrl+P', print)
  const write = () =>
    void attempt(async () => {
      const document = make()
      const made = { kind: rosterSheet.kind, title: document.title, name: document.title, folder: '党员名册', sourceId: organisation.id, part: '', document }
      setJob(await exportDocuments([made], { year: Number(on.slice(0, 4)), matter: '党员名册' }))
    }, { title: '花名册没有写出来' })
  useShortcut('Ctrl+E', write)
  return (
    <Page
      fill
      header={
        <PageHeader
          title="党员花名册"
          back={{ label: '党员名册', href: hrefOf('roster') }}
          fact={`在册 ${sayNumber(count)} 人`}
          acts={
            <>
              <DayField />
              <Button title="写成 Word 和 PDF，放在这套资料的导出文件夹里（Ctrl+E）" onClick={write}>
                导出
              </Button>
              <Button type="primary" icon={<PrinterOutlined />} onClick={print}>
                打印
              </Button>
            </>
          }
        />
      }
    >
      <div className="roster-paper">
        {job !== null && <ExportProgress jobId={job} />}
        {preview === null ? <p className="quiet">名册上有 {sayNumber(count)} 人，纸太多，不在屏幕上先画出来。打印、导出照样办。</p> : <PaperPreview document={preview} bare foot={<PaperLines document={preview} original={{ source: paperSource(organisation.id, rosterSheet.kind, on.slice(0, 4)), title: preview.title }} />} />}
      </div>
    </Page>
  )
}
