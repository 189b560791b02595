import { Button, Radio } from 'antd'
import { useState } from 'react'
import { freezeItems, isUnfrozen } from '#shared/archive/freeze'
import { madeFiles } from '#shared/archive/made-files'
import { sourcesOf } from '#shared/archive/parts'
import { planBag } from '#shared/archive/plan-bag'
import type { BagPlan } from '#shared/archive/bag-plan'
import { planVolumeBag } from '#shared/archive/plan-volume-bag'
import type { MadeDocument } from '#shared/documents/of-year'
import { volumePapers } from '#shared/documents/volume-papers'
import { HouseError } from '#shared/errors'
import type { ExportedFile, Place } from '#shared/host'
import { ofKind } from '#shared/model/kinds'
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

type What = 'year' | 'volumes'

/** 写移交包: the year's filed items, or all 案卷, as one BagIt folder, into the books' own folder or onto a stick. */
export function BagPage({ facts }: { readonly facts: ArchiveFacts }) {
  const { year, items, boxes, records } = facts
  const canWrite = useCanWrite()
  const [chosen, setChosen] = useState<What>('year')
  const [where, setWhere] = useState<'own' | 'place'>('own')
  const [place, setPlace] = useState<Place | null>(null)
  const [jobId, setJobId] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const job = useJob(jobId)
  const filed = items.filter((item) => item.year === year && item.number !== null)
  const volumes = ofKind(records, 'archiveVolume')
  const what: What = filed.length === 0 ? 'volumes' : volumes.length === 0 ? 'year' : chosen
  const unfrozen = what === 'year' ? filed.filter(isUnfrozen).length : 0
  const paperOnly = what === 'year' ? filed.filter((item) => item.files.length === 0 && sourcesOf(item).length === 0).length : volumes.filter(({ files = [] }) => files.length === 0).length
  const write = async () => {
    setBusy(true)
    const to = where === 'own' ? null : (place?.token ?? null)
    await attempt(() => (what === 'year' ? writeYear(facts, to, setJobId) : writeVolumes(facts, to, setJobId)), { title: '没有写成移交包' })
    setBusy(false)
  }
  const running = busy || job?.state === 'running'
  const blocked = !canWrite && unfrozen > 0 ? '这里只能看，还不能存定稿' : where === 'place' && place === null ? '选一个放的地方' : ''
  if (filed.length + volumes.length === 0)
    return (
      <OneActPage title="写移交包">
        <EmptyState drawing="box" title={`${year}年还没有归档的文件`} act={{ label: '归档', onAct: () => go('archive', ['file']) }}>
          先归档，编好档号装了盒，再写移交包。
        </EmptyState>
      </OneActPage>
    )
  const ofYear = `${year}年 ${boxes.filter((box) => box.year === year).length} 盒 ${filed.length} 件`
  return (
    <OneActPage
      title="写移交包"
      fact={what === 'year' ? ofYear : `案卷 ${volumes.length} 卷`}
      reason={blocked}
      act={
        <Button type="primary" loading={running} disabled={blocked !== ''} onClick={() => void write()}>
          写移交包
        </Button>
      }
    >
      {filed.length > 0 && volumes.length > 0 && (
        <Radio.Group
          aria-label="写什么"
          value={what}
          disabled={running}
          onChange={(event) => setChosen(event.target.value === 'volumes' ? 'volumes' : 'year')}
          options={[{ value: 'year', label: ofYear }, { value: 'volumes', label: `案卷 ${volumes.length} 卷（按件归档以前的，不分年度）` }]}
        />
      )}
      <p>
        {what === 'year' ? '一个文件夹，里面是每一件的 Word、PDF 和扫描件，目录（Excel、CSV、网页），和每个文件的校验值。' : '一个文件夹，里面是每一卷的扫描件、封面、卷内文件目录和备考表，案卷目录（Excel、CSV、网页），和每个文件的校验值。'}
        双击里面的 index.html 就能看，不用装这个程序。写完从头核对一遍；拔了 U 盘也不怕，插上再写，写好的不重写。
      </p>
      <p className="quiet">
        {unfrozen > 0 && `${unfrozen} 件还没有存定稿，写之前先存：归档时的样子留下，以后原件再改，这里不变。`}
        {paperOnly > 0 && (what === 'year' ? `${paperOnly} 件只有纸，目录里有，没有电子文件。` : `${paperOnly} 卷没有附扫描件，目录里有，只有纸。`)}
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

type Tell = (job: string) => void

/** The year's papers as they stand, kept as 定稿 where that was not done yet; then the bag of what is kept. */
async function writeYear({ organisation, pack, year, today }: ArchiveFacts, place: string | null, tell: Tell): Promise<void> {
  const fresh = async () => archiveFacts(await allRecords(), organisation, pack, year, today)
  const before = await fresh()
  const exported = await makePapers(bagDocuments(before), year, tell)
  if (exported === null) return
  const made = madeFiles(before.items, exported, await formatsHere())
  if (made.length > 0) await carryOut(freezeItems(made))
  const { items, boxes } = await fresh()
  await startBag(planBag({ organisation, year, items, boxes, exported, software: await software() }), year, `写移交包 ${year}年度`, place, tell)
}

/** The sheets of every 案卷 as they stand, then the bag of all of them. */
async function writeVolumes({ organisation, year }: ArchiveFacts, place: string | null, tell: Tell): Promise<void> {
  const volumes = ofKind(await allRecords(), 'archiveVolume')
  const exported = await makePapers(volumePapers(organisation, volumes), year, tell)
  if (exported !== null) await startBag(planVolumeBag({ organisation, volumes, exported, software: await software() }), year, '写移交包 案卷', place, tell)
}

/** null where not all of them could be made: they are shown in their places, and a bag without them would say that it is whole. */
async function makePapers(papers: readonly MadeDocument[], year: number, tell: Tell): Promise<readonly ExportedFile[] | null> {
  const id = await exportDocuments(papers, { year, matter: '归档', manifest: true, keep: true, title: '写移交包：先做出文书' })
  tell(id)
  const { state, failures, files } = await finishedJob(id)
  return state === 'done' && failures.length === 0 ? files : null
}

async function startBag(plan: BagPlan, year: number, title: string, place: string | null, tell: Tell): Promise<void> {
  const vault = currentVault()?.id
  if (vault === undefined) throw new HouseError('noVault')
  tell(await startJob({ type: 'bag', vault, year, place, title, plan: await stageFile(new Blob([JSON.stringify(plan)])) }))
}

const software = async () => `先锋档案盒 ${(await call('app.state', {})).version}`
