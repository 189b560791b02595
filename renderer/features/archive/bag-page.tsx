import { Button, Radio } from 'antd'
import { useState } from 'react'
import { freezeItems, isUnfrozen } from '#shared/archive/freeze'
import { madeFiles } from '#shared/archive/made-files'
import { sourcesOf } from '#shared/archive/parts'
import { planBag } from '#shared/archive/plan-bag'
import { HouseError } from '#shared/errors'
import type { JobState, Place } from '#shared/host'
import { exportDocuments, formatsHere } from '../../app/export'
import { finishedJob, revealFolder, stageFile, startJob, stopJob, useJob } from '../../app/jobs'
import { go } from '../../app/route'
import { carryOut, currentVault, useCanWrite } from '../../app/session'
import { call } from '../../data/host-client'
import { allRecords } from '../../data/queries'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { FolderPicker } from '../../ui/folder-picker'
import { JobProgress } from '../../ui/job-progress'
import { archiveFacts, bagDocuments, type ArchiveFacts } from './facts'
import { OneActPage } from './one-act-page'

/** 写移交包: the year's filed items as one BagIt folder, into the books' own folder or onto a stick. */
export function BagPage({ facts }: { readonly facts: ArchiveFacts }) {
  const { year, items, boxes } = facts
  const canWrite = useCanWrite()
  const [where, setWhere] = useState<'own' | 'place'>('own')
  const [place, setPlace] = useState<Place | null>(null)
  const [jobId, setJobId] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const job = useJob(jobId)
  const filed = items.filter((item) => item.year === year && item.number !== null)
  const unfrozen = filed.filter(isUnfrozen).length
  const paperOnly = filed.filter((item) => item.files.length === 0 && sourcesOf(item).length === 0).length
  const write = async () => {
    setBusy(true)
    await attempt(() => writeBag(facts, where === 'own' ? null : (place?.token ?? null), setJobId), { title: '没有写成移交包' })
    setBusy(false)
  }
  const running = busy || job?.state === 'running'
  const blocked = !canWrite && unfrozen > 0 ? '这里只能看，还不能存定稿' : where === 'place' && place === null ? '选一个放的地方' : ''
  if (filed.length === 0)
    return (
      <OneActPage title="写移交包">
        <EmptyState drawing="box" title={`${year}年还没有归档的文件`} act={{ label: '归档', onAct: () => go('archive', ['file']) }}>
          先归档，编好档号装了盒，再写移交包。
        </EmptyState>
      </OneActPage>
    )
  return (
    <OneActPage
      title="写移交包"
      fact={`${year}年 ${boxes.filter((box) => box.year === year).length} 盒 ${filed.length} 件`}
      reason={blocked}
      act={
        <Button type="primary" loading={running} disabled={blocked !== ''} onClick={() => void write()}>
          写移交包
        </Button>
      }
    >
      <p>
        一个文件夹，里面是每一件的 Word、PDF 和扫描件，目录（Excel、CSV、网页），和每个文件的校验值。双击里面的 index.html 就能看，不用装这个程序。写完从头核对一遍；拔了 U 盘也不怕，插上再写，写好的不重写。
      </p>
      <p className="quiet">
        {unfrozen > 0 && `${unfrozen} 件还没有存定稿，写之前先存：归档时的样子留下，以后原件再改，这里不变。`}
        {paperOnly > 0 && `${paperOnly} 件只有纸，目录里有，没有电子文件。`}
      </p>
      <Radio.Group
        aria-label="放在哪里"
        value={where}
        disabled={running}
        onChange={(event) => setWhere(event.target.value === 'place' ? 'place' : 'own')}
        options={[{ value: 'own', label: '放在资料夹的“导出”里' }, { value: 'place', label: '放到 U 盘或别处' }]}
      />
      {where === 'place' && <FolderPicker label="移交包放到哪里" value={place} onChange={setPlace} hint="选 U 盘上的一个文件夹也行；那里已有的移交包不会动，内容变了就写成新的一版" />}
      {job !== null && <JobProgress job={job} onStop={() => void attempt(() => stopJob(job.id))} onReveal={(token) => void attempt(() => revealFolder(token))} />}
    </OneActPage>
  )
}

/** The year's papers as they stand, kept as 定稿 where that was not done yet; then the bag of what is kept. */
async function writeBag({ organisation, pack, year, today }: ArchiveFacts, place: string | null, tell: (job: string) => void): Promise<void> {
  const vault = currentVault()?.id
  if (vault === undefined) throw new HouseError('noVault')
  const fresh = async () => archiveFacts(await allRecords(), organisation, pack, year, today)
  const before = await fresh()
  const exportId = await exportDocuments(bagDocuments(before), { year, matter: '归档', manifest: true, keep: true, title: '写移交包：先做出各件的文书' })
  tell(exportId)
  const exported = await finishedJob(exportId)
  if (!whole(exported)) return
  const made = madeFiles(before.items, exported.files, await formatsHere())
  if (made.length > 0) await carryOut(freezeItems(made))
  const { items, boxes } = await fresh()
  const { version } = await call('app.state', {})
  const plan = planBag({ organisation, year, items, boxes, exported: exported.files, software: `先锋档案盒 ${version}` })
  tell(await startJob({ type: 'bag', vault, year, place, plan: await stageFile(new Blob([JSON.stringify(plan)])) }))
}

/** A paper that could not be made is shown in its place; a bag without it would say that it is whole. */
const whole = (job: JobState): boolean => job.state === 'done' && job.failures.length === 0
