import { SearchOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import { gallery, galleryGroups, type GalleryPaper } from '#shared/documents/gallery'
import { exportDocuments } from '../../app/export'
import { ExportProgress } from '../../app/export-progress'
import { PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { go } from '../../app/route'
import { useShortcut } from '../../app/shortcuts'
import { attempt } from '../../ui/error-dialog'
import { PaperPreview } from '../../ui/paper-preview'
import type { PaperBooks } from './use-papers'

/** Every paper there is: left the list by 公文, 文稿, 表格, 档案, right the paper, filled from the year's books where they have it. */
export function GalleryPage({ books, kind }: { readonly books: PaperBooks; readonly kind: string | null }) {
  const papers = useMemo(() => gallery(books), [books])
  const [search, setSearch] = useState('')
  const [job, setJob] = useState<{ readonly id: string; readonly kind: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const found = papers.filter(({ name, group }) => `${name} ${group}`.includes(search.trim()))
  const shown = papers.find((paper) => paper.kind === kind) ?? found[0] ?? papers[0]
  const document = useMemo(() => shown?.make(), [shown])
  const blank = papers.filter(({ bound }) => !bound).length
  const print = () => void (document !== undefined && attempt(() => printDocument(document), { title: '没有印成' }))
  const write = async (...formats: readonly ('docx' | 'pdf')[]) => {
    if (shown === undefined || document === undefined) return
    setBusy(true)
    const { kind: own, name } = shown
    const id = await attempt(() => exportDocuments([{ kind: own, title: document.title, name: document.title, folder: '', sourceId: '', part: '', document }], { year: books.year, matter: '文书样式', ...(formats.length === 0 ? {} : { formats }) }), { title: `“${name}”没有写出来` })
    setBusy(false)
    if (id !== undefined) setJob({ id, kind: own })
  }
  useShortcut('Ctrl+E', shown === undefined || busy ? null : () => void write())
  return (
    <div className="papers">
      <div className="papers-left">
        <PageHeader
          title="文书样式"
          fact={`${papers.length} 种${blank === 0 ? '' : `，标“空”的 ${blank} 种手填`}`}
        />
        <div className="papers-ways">
          <Button title="自己起草通知、请示、报告这些公文" onClick={() => go('papers', ['official'])}>写公文</Button>
          <Button title="选人、选文书，一次做完" onClick={() => go('papers', ['batch'])}>批量做</Button>
          <Button title="上级发来的 Word 表，写上记号，照着资料填" onClick={() => go('papers', ['own-forms'])}>上级的 Word 表</Button>
        </div>
        <Input className="papers-search" aria-label="找文书" placeholder="找文书，例如 承诺" allowClear prefix={<SearchOutlined aria-hidden="true" />} value={search} onChange={(event) => setSearch(event.target.value)} />
        <PaperList papers={found} chosen={shown?.kind ?? null} />
      </div>
      {shown !== undefined && document !== undefined && (
        <div className="papers-right">
          {job !== null && job.kind === shown.kind && <ExportProgress key={job.id} jobId={job.id} />}
          <PaperPreview
            key={shown.kind}
            title={shown.name}
            document={document}
            acts={
              <>
                <Button loading={busy} title="写进这套资料的导出文件夹（Ctrl+E：Word、PDF 一起）" onClick={() => void write('docx')}>存成 Word</Button>
                <Button loading={busy} title="写进这套资料的导出文件夹（Ctrl+E：Word、PDF 一起）" onClick={() => void write('pdf')}>存成 PDF</Button>
              </>
            }
            onPrint={print}
            printPrimary
            foot={<span>{shown.bound ? `照${books.year}年的资料填` : '空表：印出来手填'}</span>}
          />
        </div>
      )}
    </div>
  )
}

function PaperList({ papers, chosen }: { readonly papers: readonly GalleryPaper[]; readonly chosen: string | null }) {
  if (papers.length === 0) return <p className="papers-none">没有这样的文书，换个词找。</p>
  return (
    <div className="papers-list" tabIndex={0} role="group" aria-label="所有文书">
      {galleryGroups.map((group) => {
        const inside = papers.filter((paper) => paper.group === group)
        return inside.length === 0 ? null : (
          <section key={group} aria-label={group}>
            <h2 className="papers-group">
              {group}　<span className="quiet">{inside.length} 种</span>
            </h2>
            <ul>
              {inside.map((paper) => (
                <li key={paper.kind} className={paper.kind === chosen ? 'papers-chosen' : undefined}>
                  <button type="button" aria-pressed={paper.kind === chosen} onClick={() => go('papers', ['form', paper.kind], { replace: true })}>
                    {paper.name}
                  </button>
                  {!paper.bound && <span className="papers-blank" title="还没有资料可填，印出来手填">空</span>}
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
