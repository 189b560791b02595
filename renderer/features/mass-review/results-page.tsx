import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useMemo } from 'react'
import { makeDocument } from '#shared/documents/document'
import { massResults } from '#shared/documents/mass-results'
import type { MassReview } from '#shared/model/mass-review'
import type { Organisation } from '#shared/model/organisation'
import { Page, PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { hrefOf } from '../../app/route'
import { useShortcut } from '../../app/shortcuts'
import { exportHint, useExport } from '../../app/use-export'
import { attempt } from '../../ui/error-dialog'
import { PaperLines } from '../../ui/paper-lines'
import { PaperPreview } from '../../ui/paper-preview'

/** The results sheet, before it is printed or carried out. */
export function ResultsPage({ organisation, review }: { readonly organisation: Organisation; readonly review: MassReview }) {
  const document = useMemo(() => makeDocument(massResults, { organisation, massReview: review }), [organisation, review])
  const print = () => void attempt(() => printDocument(document), { title: '结果没有印出来' })
  const { carry, progress } = useExport({ kind: massResults.kind, sourceId: review.id, document }, { year: review.year, matter: '群众评议' })
  useShortcut('Ctrl+P', print)
  return (
    <Page
      fill
      header={
        <PageHeader
          title="群众评议结果" fact={`有效票 ${review.counts.valid} 张`} back={{ label: '回到票数', href: hrefOf('massReview', [review.id]) }}
          acts={
            <>
              <Button title={exportHint} onClick={carry}>导出 Word 和 PDF</Button>
              <Button type="primary" icon={<PrinterOutlined aria-hidden />} onClick={print}>打印</Button>
            </>
          }
        />
      }
      below={<div className="mass-below">{progress}</div>}
    >
      <PaperPreview bare document={document} foot={<PaperLines document={document} />} />
    </Page>
  )
}
