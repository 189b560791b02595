import { Button } from 'antd'
import { useState } from 'react'
import { receiveBag } from '#shared/archive/receive-bag'
import { HouseError } from '#shared/errors'
import type { JobState, Place } from '#shared/host'
import { ofKind } from '#shared/model/kinds'
import type { BlobRef } from '#shared/model/record'
import { finishedJob, startJob, stopJob, useJob } from '../../app/jobs'
import { fromHere, go } from '../../app/route'
import { carryOut, currentVault, useCanWrite } from '../../app/session'
import { allRecords } from '../../data/queries'
import { attempt } from '../../ui/error-dialog'
import { FolderPicker } from '../../ui/folder-picker'
import { JobProgress } from '../../ui/job-progress'
import type { ArchiveFacts } from './facts'
import { OneActPage } from './one-act-page'
import { underRules } from './use-archive'

/** 收移交包: a bag from elsewhere, checked from end to end, then a box to look into. */
export function ReceivePage({ facts }: { readonly facts: ArchiveFacts }) {
  const canWrite = useCanWrite()
  const [place, setPlace] = useState<Place | null>(null)
  const [jobId, setJobId] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const job = useJob(jobId)
  const act = async () => {
    const vault = currentVault()?.id
    if (place === null) return
    setBusy(true)
    const then = fromHere()
    const taken = await attempt(async () => {
      if (vault === undefined) throw new HouseError('noVault')
      const id = await startJob({ type: 'takeBag', vault, place: place.token })
      setJobId(id)
      const ended = await finishedJob(id)
      const list = refOf(ended, 'bagList')
      if (ended.state !== 'done' || list === null || ended.summary === null) return false
      const { files, bytes, file } = ended.summary
      const standing = ofKind(await allRecords(), 'receivedBag')
      await carryOut(underRules(facts, (context) => receiveBag(context, { title: file, files, bytes, on: facts.today, list, catalogue: refOf(ended, 'bagRecord') }, standing)))
      return true
    }, { title: '没有收进来' })
    setBusy(false)
    if (taken === true) then(() => go('archive'))
  }
  const blocked = place === null ? '选移交包的文件夹' : ''
  return (
    <OneActPage
      title="收移交包"
      fact="别处拷来的归档文件、案卷，收进来只能看"
      reason={blocked}
      act={
        <Button type="primary" loading={busy} disabled={!canWrite || blocked !== ''} onClick={() => void act()}>
          收进来
        </Button>
      }
    >
      <p>选里面有 bagit.txt 的那个文件夹。先从头核对，有一个文件对不上就不收，哪些对不上都列出来。</p>
      <FolderPicker label="移交包在哪里" value={place} onChange={setPlace} hint="按“看里面”一层层打开，看见移交包的文件夹就点它" />
      {job !== null && <JobProgress job={job} onStop={() => void attempt(() => stopJob(job.id))} />}
    </OneActPage>
  )
}

function refOf(job: JobState, kind: string): BlobRef | null {
  const file = job.files.find((one) => one.kind === kind)
  return file === undefined ? null : { sha256: file.sha256, size: file.size, name: file.file.split('/').at(-1) ?? file.file, type: '' }
}
