import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { ExportProgress } from '../../app/export-progress'
import { useJob } from '../../app/jobs'
import { fromHere, go } from '../../app/route'
import { useCanWrite } from '../../app/session'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { toKeep, type ArchiveFacts } from './facts'
import { keepMade } from './keep-made'
import { OneActPage } from './one-act-page'

/** 存定稿: begins by itself with 归档, and goes on from here where it was stopped. */
export function KeepPage({ facts, jobId }: { readonly facts: ArchiveFacts; readonly jobId: string | null }) {
  const canWrite = useCanWrite()
  const job = useJob(jobId)
  const [busy, setBusy] = useState(false)
  const rest = useMemo(() => toKeep(facts), [facts])
  const running = busy || job?.state === 'running'
  const keep = async () => {
    setBusy(true)
    const then = fromHere()
    await attempt(() => keepMade(facts, null, (id) => then(() => go('archive', ['keep', id], { replace: true }))), { title: '没有存成定稿' })
    setBusy(false)
  }
  if (rest.items.length === 0 && jobId === null)
    return (
      <OneActPage title="存定稿">
        <EmptyState drawing="box" title={`${facts.year}年归档的都存了定稿`} act={{ label: '导出归档文件', onAct: () => go('archive', ['export']) }}>
          归档时的样子留下了；以后原件再改，这里不变。
        </EmptyState>
      </OneActPage>
    )
  return (
    <OneActPage
      title="存定稿"
      fact={rest.items.length === 0 ? '归档的都存了定稿' : running ? '' : `${rest.items.length} 件还没有存`}
      reason={canWrite || running ? '' : '这里只能看，还不能存定稿'}
      act={
        rest.items.length === 0 ? (
          <Button type="primary" disabled={running} onClick={() => go('archive', ['export'])}>
            导出归档文件
          </Button>
        ) : (
          <Button type="primary" loading={running} disabled={!canWrite || rest.made.length === 0} onClick={() => void keep()}>
            存 {rest.made.length} 件
          </Button>
        )
      }
    >
      <p>每一件的 Word 和 PDF 照归档时的样子存一份，带校验值，以后原件再改，这里不变。导出过、没改过的认得出来，不重写。</p>
      <p className="quiet">停下也不影响归档：件号、盒号不变，存好的留着；没存的下次再存，存的是那时的样子。走开不用等，在后面接着存。</p>
      {rest.gone.length > 0 && <p className="late">{rest.gone.length} 件的原件已经没有了，做不出来：{rest.gone.map(({ title }) => title).join('、')}。附上扫描件，或者移出归档。</p>}
      {jobId !== null && <ExportProgress jobId={jobId} />}
    </OneActPage>
  )
}
