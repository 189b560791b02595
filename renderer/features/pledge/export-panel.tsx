import { Button, Checkbox } from 'antd'
import { useMemo, useState } from 'react'
import type { MadeDocument } from '#shared/documents/of-year'
import { exportDocuments } from '../../app/export'
import { revealFolder, stopJob, useJob } from '../../app/jobs'
import { attempt } from '../../ui/error-dialog'
import { JobProgress } from '../../ui/job-progress'
import { SidePanel } from '../../ui/side-panel'
import { roundPapers } from './papers'
import type { Books } from './use-books'

const keyOf = (paper: MadeDocument) => `${paper.kind}:${paper.sourceId}:${paper.part}`

/** 导出: letters, published sheets and the ledger of this round, as Word and PDF. */
export function ExportPanel({ books, onClose }: { readonly books: Books; readonly onClose: () => void }) {
  const papers = useMemo(() => roundPapers(books), [books])
  const [left, setLeft] = useState<readonly string[]>([])
  const [id, setId] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const job = useJob(id)
  const chosen = papers.filter((paper) => !left.includes(keyOf(paper)))
  const start = async () => {
    setBusy(true)
    const started = await attempt(() => exportDocuments(chosen, { year: books.year, matter: '公开承诺' }), { title: '没有导出', again: '再导出一次' })
    setBusy(false)
    if (started !== undefined) setId(started)
  }
  return (
    <SidePanel
      title="导出"
      fact={`${books.round.title}，${papers.length} 份`}
      onClose={onClose}
      keys="Esc 关，导出照样进行"
      acts={
        job === null ? (
          <Button type="primary" size="large" loading={busy} disabled={chosen.length === 0} title="写成 Word 和 PDF，放进资料夹的“导出”" onClick={() => void start()}>
            导出 {chosen.length} 份
          </Button>
        ) : undefined
      }
    >
      {job === null ? (
        papers.length === 0 ? (
          <p>这一轮还没有承诺书，没有可导出的。</p>
        ) : (
          <fieldset className="pledge-choose">
            <legend>
              导出哪些　
              <button type="button" className="linkish small" onClick={() => setLeft(left.length === papers.length ? [] : papers.map(keyOf))}>{left.length === papers.length ? '都勾上' : '都不勾'}</button>
            </legend>
            {papers.map((paper) => {
              const key = keyOf(paper)
              return (
                <Checkbox key={key} checked={!left.includes(key)} onChange={(event) => setLeft(event.target.checked ? left.filter((one) => one !== key) : [...left, key])}>
                  {paper.title}
                </Checkbox>
              )
            })}
          </fieldset>
        )
      ) : (
        <div className="pledge-export">
          <JobProgress job={job} onStop={() => void attempt(() => stopJob(job.id))} onReveal={(token) => void attempt(() => revealFolder(token))} onAgain={() => void start()} />
        </div>
      )}
    </SidePanel>
  )
}
