import { FileOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useRef, useState } from 'react'
import type { JobState, Place } from '#shared/host'
import { stageFile, startJob, stopJob, useJob } from '../../app/jobs'
import { openVault } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { FolderPicker } from '../../ui/folder-picker'
import { JobProgress } from '../../ui/job-progress'
import { sayBytes } from '../../ui/say'
import './start.css'

/** 从备份恢复: a file into a new set of books beside those there are. Nothing present is touched. */
export function RestoreForm({ onBack }: { readonly onBack: () => void }) {
  const [file, setFile] = useState<File | null>(null)
  const [name, setName] = useState('')
  const [place, setPlace] = useState<Place | null>(null)
  const [errors, setErrors] = useState<{ readonly file?: string; readonly name?: string }>({})
  const [busy, setBusy] = useState(false)
  const [jobId, setJobId] = useState<string | null>(null)
  const job = useJob(jobId)
  const input = useRef<HTMLInputElement>(null)
  useShortcut('Esc', jobId === null ? onBack : null)

  const take = (chosen: File | undefined) => {
    if (chosen === undefined) return
    setFile(chosen)
    setErrors({})
    if (name.trim() === '') setName(chosen.name.replace(/\.vbox$/i, '').replace(/[\s_-]*\d{6,}.*$/, ''))
  }

  const restore = async () => {
    const wrong = { ...(file === null ? { file: '先选备份文件，名字以 .vbox 结尾' } : {}), ...(name.trim() === '' ? { name: '写一个名称，好和现在的分开' } : {}) }
    setErrors(wrong)
    if (file === null || Object.keys(wrong).length > 0) return
    setBusy(true)
    const started = await attempt(
      async () => {
        const staged = await stageFile(file)
        return startJob({ type: 'restore', staged, place: place?.token ?? null, name: name.trim() })
      },
      { title: '没有恢复', again: '再恢复一次' },
    )
    setBusy(false)
    if (started !== undefined) setJobId(started)
  }

  if (jobId !== null && job !== null) return <Restoring job={job} onBack={onBack} onAgain={() => setJobId(null)} />
  return (
    <main className="start">
      <form
        className="start-sheet"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void restore()
        }}
      >
        <header className="start-head">
          <div>
            <h1>从备份恢复</h1>
            <p>恢复成新的一套，现在的资料不动。</p>
          </div>
          <div className="start-acts">
            <Button onClick={onBack}>先不恢复</Button>
            <Button type="primary" htmlType="submit" loading={busy}>
              恢复
            </Button>
          </div>
        </header>
        <div className="fields">
          <Field label="备份文件" required error={errors.file} hint="在 U 盘或“备份”文件夹里，名字以 .vbox 结尾">
            {({ id, 'aria-describedby': described }) => (
              <div className="start-file">
                <Button id={id} aria-describedby={described} icon={<FileOutlined />} autoFocus onClick={() => input.current?.click()}>
                  选备份文件
                </Button>
                <span>{file === null ? '还没有选' : `${file.name}，${sayBytes(file.size)}`}</span>
                <input ref={input} type="file" accept=".vbox" hidden onChange={(event) => take(event.target.files?.[0])} />
              </div>
            )}
          </Field>
          <Field label="恢复后叫什么" required error={errors.name}>
            {(control) => <Input {...control} value={name} maxLength={100} onChange={(event) => { setName(event.target.value); setErrors({}) }} />}
          </Field>
          <FolderPicker label="放在哪里" value={place} onChange={setPlace} />
        </div>
      </form>
    </main>
  )
}

function Restoring({ job, onBack, onAgain }: { readonly job: JobState; readonly onBack: () => void; readonly onAgain: () => void }) {
  const restored = job.state === 'done' ? (job.summary?.vault ?? null) : null
  return (
    <main className="start">
      <div className="start-sheet">
        <header className="start-head">
          <div>
            <h1>从备份恢复</h1>
            <p>恢复成新的一套，现在的资料不动。</p>
          </div>
          <div className="start-acts">
            {job.state !== 'running' && <Button onClick={onBack}>回到开头</Button>}
            {restored !== null && (
              <Button type="primary" autoFocus onClick={() => void attempt(() => openVault(restored))}>
                打开恢复的这套
              </Button>
            )}
          </div>
        </header>
        {job.state === 'running' ? <JobProgress job={job} onStop={() => void attempt(() => stopJob(job.id))} /> : job.state === 'done' ? <JobProgress job={job} /> : <JobProgress job={job} onAgain={onAgain} />}
      </div>
    </main>
  )
}
