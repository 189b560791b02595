import { Button } from 'antd'
import { useState } from 'react'
import { HouseError } from '#shared/errors'
import { startJob, stopJob, useJob, useJobs } from '../../app/jobs'
import { currentVault } from '../../app/session'
import { attempt } from '../../ui/error-dialog'
import { JobProgress } from '../../ui/job-progress'
import { OneActPage } from './one-act-page'

/** 核对全部档案: every kept file read from end to end, beside whatever else is done. */
export function CheckPage() {
  const vault = currentVault()?.id
  // Found again after looking elsewhere meanwhile.
  const last = useJobs().find((job) => job.type === 'check' && job.vault === vault)
  const [jobId, setJobId] = useState<string | null>(null)
  const job = useJob(jobId) ?? last ?? null
  const start = () =>
    void attempt(async () => {
      if (vault === undefined) throw new HouseError('noVault')
      setJobId(await startJob({ type: 'check', vault }))
    }, { title: '没有核对' })
  return (
    <OneActPage title="核对全部档案" fact="每年一次，或者搬过家、拷过盘以后" act={<Button type="primary" disabled={job?.state === 'running'} onClick={start}>核对</Button>}>
      <p>把存下的每一个文件从头读一遍，和存下时的校验值比；记录里用到的文件，也看在不在。坏的、少的全都列出来，写明是哪一件的。不改动任何东西，核对的时候可以照常办别的。</p>
      {job !== null && <JobProgress job={job} onStop={() => void attempt(() => stopJob(job.id))} />}
    </OneActPage>
  )
}
