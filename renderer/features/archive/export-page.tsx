import { Button } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { keyOfMade } from '#shared/archive/made-files'
import { recordPages } from '#shared/archive/file-away'
import type { MadeDocument } from '#shared/documents/of-year'
import { paperSource } from '#shared/model/paper-original'
import { exportDocuments, formatsHere } from '../../app/export'
import { ExportProgress } from '../../app/export-progress'
import { useJob } from '../../app/jobs'
import { PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { fromHere, go, hrefOf } from '../../app/route'
import { carryOut, useCanWrite } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { allRecords } from '../../data/queries'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { PaperLines } from '../../ui/paper-lines'
import { PaperPreview } from '../../ui/paper-preview'
import { pagesToFill, toExport, type ArchiveFacts, type PageFill } from './facts'

/** 导出归档文件: left what is written and how far it is, right the paper itself. */
export function ExportPage({ facts, jobId }: { readonly facts: ArchiveFacts; readonly jobId: string | null }) {
  const { year } = facts
  const made = useMemo(() => toExport(facts), [facts])
  const job = useJob(jobId)
  const [chosen, setChosen] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [withPdf, setWithPdf] = useState(true)
  useEffect(() => {
    void formatsHere().then((formats) => setWithPdf(formats.includes('pdf')), () => undefined)
  }, [])
  const shown = made.find((one) => keyOfMade(one) === chosen) ?? made[0]
  const fills = useMemo(() => (job?.state === 'done' ? pagesToFill(facts.items, made, job.files) : []), [job, facts.items, made])
  const start = async () => {
    setBusy(true)
    const then = fromHere()
    // Asked anew: right after a step what is on screen may still be the state before it.
    const id = await attempt(async () => exportDocuments(toExport({ ...facts, records: await allRecords() }), { year, matter: '归档', manifest: true }), { title: '没有导出' })
    setBusy(false)
    if (id !== undefined) then(() => go('archive', ['export', String(year), id], { replace: true }))
  }
  useShortcut('Ctrl+E', made.length === 0 || busy || job?.state === 'running' ? null : () => void start())
  if (made.length === 0 || shown === undefined)
    return <EmptyState drawing="page" title={`${year}年还没有文书可导出`} act={{ label: '回档案盒', onAct: () => go('archive') }} />
  const print = () => void attempt(() => printDocument(shown.document))
  const running = job?.state === 'running'
  return (
    <div className="export">
      <div className="export-left">
        <PageHeader
          title="导出归档文件"
          back={{ label: '档案盒', href: hrefOf('archive') }}
          acts={
            !running && (
              <Button type={jobId === null ? 'primary' : 'default'} loading={busy} title="Ctrl+E" onClick={() => void start()}>
                {jobId === null ? `导出 ${made.length} 份` : '再导出一次'}
              </Button>
            )
          }
        />
        {jobId === null ? (
          <>
            <p className="export-fact">
              {year}年度的文书，{withPdf ? '每份写成 Word 和 PDF，' : ''}放进一个文件夹，附一张带校验码的清单。
              {!withPdf && <span className="soon">这台电脑做不了 PDF，只写 Word。</span>}
            </p>
            <MadeList made={made} chosen={keyOfMade(shown)} onChoose={setChosen} />
          </>
        ) : (
          <div className="export-job">
            <ExportProgress
              jobId={jobId}
              chosen={job?.files.find((file) => file.kind === shown.kind && file.title === shown.title)?.file ?? null}
              onChoose={(file) => {
                const one = made.find((each) => each.kind === file.kind && each.title === file.title)
                if (one !== undefined) setChosen(keyOfMade(one))
              }}
            />
            {fills.length > 0 && <Fill fills={fills} onAgain={() => void start()} />}
          </div>
        )}
      </div>
      <PaperPreview key={keyOfMade(shown)} document={shown.document} onPrint={print} printPrimary={false} foot={<PaperLines document={shown.document} original={{ source: paperSource(shown.sourceId, shown.kind, shown.part), title: shown.title }} />} />
    </div>
  )
}

/** The count on the paper is the true one; the items take it over in one step. */
function Fill({ fills, onAgain }: { readonly fills: readonly PageFill[]; readonly onAgain: () => void }) {
  const canWrite = useCanWrite()
  const fill = () =>
    void attempt(async () => {
      await carryOut(recordPages(fills))
      onAgain()
    })
  return (
    <div className="strip strip-confirm" role="group" aria-label="填页数">
      <p>
        {fills.length} 件的页数和刚写出来的不一样。<span className="quiet">填好后目录和封面跟着变，接着再导出一次，没变的不重写。</span>
      </p>
      <div className="strip-acts">
        <Button type="primary" disabled={!canWrite} onClick={fill}>
          填上页数，再导出
        </Button>
      </div>
    </div>
  )
}

function MadeList({ made, chosen, onChoose }: { readonly made: readonly MadeDocument[]; readonly chosen: string; readonly onChoose: (key: string) => void }) {
  const folders = [...new Set(made.map(({ folder }) => folder))]
  return (
    <div className="export-list" tabIndex={0} role="group" aria-label="要导出的文书">
      {folders.map((folder) => {
        const inside = made.filter((one) => one.folder === folder)
        return (
          <section key={folder} aria-label={folder}>
            <h2 className="export-folder">
              {folder}　<span className="quiet">{inside.length} 份</span>
            </h2>
            <ul>
              {inside.map((one) => (
                <li key={keyOfMade(one)} className={keyOfMade(one) === chosen ? 'job-chosen' : undefined}>
                  <button type="button" className="job-title" aria-pressed={keyOfMade(one) === chosen} onClick={() => onChoose(keyOfMade(one))}>
                    {one.title}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
