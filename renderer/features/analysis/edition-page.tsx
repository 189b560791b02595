import { PrinterOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useMemo, useState } from 'react'
import { exportDocuments } from '../../app/export'
import { ExportProgress } from '../../app/export-progress'
import { Page, PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { go, hrefOf } from '../../app/route'
import { useShortcut } from '../../app/shortcuts'
import { attempt } from '../../ui/error-dialog'
import { PaperLines } from '../../ui/paper-lines'
import { PaperPreview } from '../../ui/paper-preview'
import { sayDate } from '../../ui/say'
import { editionName, editionPaper, madePaper, paperSourceOf, type Edition } from './papers'
import type { ReportBooks } from './use-reports'

/** One frozen text as it was: to read, print and carry out. */
export function EditionPage({ books, edition, index }: { readonly books: ReportBooks; readonly edition: Edition; readonly index: number }) {
  const { report, who } = books
  const [job, setJob] = useState<string | null>(null)
  const paper = useMemo(() => editionPaper(books, edition), [books, edition])
  const name = editionName(report, index)
  const print = () => void attempt(() => printDocument(paper), { title: `${name}没有印出来` })
  const carry = () => void attempt(async () => setJob(await exportDocuments([madePaper(books, paper, { name, label: edition.label })], { year: report.year, matter: '党性分析' })), { title: '没有导出' })
  useShortcut('Ctrl+E', carry)
  useShortcut('Esc', () => go('analysis', [report.id]))
  return (
    <Page
      fill
      header={
        <PageHeader
          title={`${report.title} ${name}`}
          fact={`${who}${edition.on === null ? '' : `　${sayDate(edition.on, report.year)}留下，改不了`}`}
          back={{ label: '回到这份报告', href: hrefOf('analysis', [report.id]) }}
          acts={
            <>
              {report.editions.length > 1 && (
                <Select
                  aria-label="看哪一稿" className="analysis-pick" value={index}
                  onChange={(chosen) => go('analysis', [report.id, 'edition', String(chosen + 1)], { replace: true })}
                  options={report.editions.map((_, place) => ({ value: place, label: editionName(report, place) }))}
                />
              )}
              <Button title="写成 Word 和 PDF，放进导出文件夹（Ctrl+E）" onClick={carry}>
                导出
              </Button>
              <Button type="primary" icon={<PrinterOutlined />} onClick={print}>
                打印
              </Button>
            </>
          }
        />
      }
      below={job === null ? undefined : <div className="analysis-below"><ExportProgress jobId={job} onAgain={carry} /></div>}
    >
      <PaperPreview document={paper} bare onPrint={print} foot={<PaperLines document={paper} original={{ source: paperSourceOf(books, edition.label), title: `${paper.title}${name}` }} />} />
    </Page>
  )
}
