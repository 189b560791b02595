import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type { JobRequest, Place } from '#shared/host'
import { revealFolder, startJob, stopJob, useJob } from '../../app/jobs'
import { closeVault, refreshVault, useVault } from '../../app/session'
import { attempt } from '../../ui/error-dialog'
import { FolderPicker } from '../../ui/folder-picker'
import { JobProgress } from '../../ui/job-progress'
import { localDay, sayAgo, sayClock, sayDate } from '../../ui/say'

function when(at: string | null): string {
  return at === null ? '还没有' : `${sayDate(localDay(new Date(at)))} ${sayClock(at)}（${sayAgo(at, new Date())}）`
}

/** Back up to the vault's own folder or to a stick; try a restore; where restoring for real is done. */
export function BackupPart() {
  const vault = useVault()
  const [jobId, setJobId] = useState<string | null>(null)
  const [choosing, setChoosing] = useState(false)
  const [place, setPlace] = useState<Place | null>(null)
  const job = useJob(jobId)
  const finished = job?.state === 'done'
  useEffect(() => {
    if (finished) void refreshVault()
  }, [finished])
  if (vault === null) return null
  const start = (request: JobRequest, title: string) =>
    void attempt(
      async () => {
        setChoosing(false)
        setJobId(await startJob(request))
      },
      { title },
    )
  const running = job?.state === 'running'
  return (
    <div className="safety">
      <section>
        <h2>备份</h2>
        <p>
          上次备份：{when(vault.lastBackupAt)}。备份是一个文件，连附件和做好的文书都在里面；移交包不在里面，恢复后能再写。做完会从头核对一遍。
        </p>
        <div className="safety-acts">
          <Button type="primary" disabled={running} onClick={() => start({ type: 'backup', vault: vault.id, place: null }, '没有备份')}>
            现在备份
          </Button>
          <Button disabled={running} aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>
            备份到 U 盘或别处
          </Button>
        </div>
        {choosing && (
          <div className="safety-place">
            <FolderPicker label="备份放到哪里" value={place} onChange={setPlace} hint="放在另一块盘或 U 盘上，这台电脑坏了也不怕" />
            <Button disabled={place === null || running} onClick={() => place !== null && start({ type: 'backup', vault: vault.id, place: place.token }, '没有备份')}>
              备份到这里
            </Button>
          </div>
        )}
      </section>
      <section>
        <h2>试恢复</h2>
        <p>上次试恢复：{when(vault.lastRehearsalAt)}。把最近一份备份在旁边恢复一遍，和现在的逐条比，比完就清掉，不动现在的资料。</p>
        <div className="safety-acts">
          <Button disabled={running || vault.lastBackupAt === null} onClick={() => start({ type: 'rehearse', vault: vault.id }, '没有试成')}>
            试恢复一次
          </Button>
          {vault.lastBackupAt === null && <span className="quiet">先备份一次才能试</span>}
        </div>
      </section>
      <section>
        <h2>从备份恢复</h2>
        <p>恢复成另外一套，和现在的并排放着，现在的一条不动。在开头的页面上办。</p>
        <div className="safety-acts">
          <Button onClick={closeVault}>回到开头去恢复</Button>
        </div>
      </section>
      {job !== null && (
        <section aria-label="正在办的">
          <JobProgress job={job} onStop={() => void attempt(() => stopJob(job.id))} onReveal={(token) => void attempt(() => revealFolder(token))} />
        </section>
      )}
    </div>
  )
}
