import { FolderOpenOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { sayError } from '#shared/errors'
import type { ExportedFile, JobState } from '#shared/host'
import { Stamp } from './stamp'
import { Tick } from './state-mark'
import { Gauge } from './gauge'
import { ErrorLines, Technical } from './error-dialog'
import { sayBytes, sayNumber, sayRemaining } from './say'
import './ui.css'

/** How a job stands: progress and rest, 停下 with what stopping keeps, then results with failures first. Pure view of a JobState. */
export type JobProgressProps = {
  readonly job: JobState
  readonly onStop?: () => void
  /** 打开所在文件夹; given the job's folder token. */
  readonly onReveal?: (token: string) => void
  readonly onAgain?: () => void
  /** Looks at one of the results beside the list. */
  readonly onChoose?: (file: ExportedFile) => void
  /** The `file` of the one looked at. */
  readonly chosen?: string | null
}

const keeps: Readonly<Record<JobState['type'], (job: JobState) => string>> = {
  export: (job) => `停下后，写好的 ${papersOf(job.files).length} 份留着，不会有写一半的文件。`,
  backup: () => '停下后，不会留下写一半的备份；以前的备份都还在。',
  restore: () => '停下后，恢复了一半的会清掉；备份文件和现在的资料都不动。',
  rehearse: () => '停下后，试恢复的会清掉；备份文件和现在的资料都不动。',
  bag: () => '停下后，写好的文件留着，下次接着写；没写完的不会被当成移交包。',
  takeBag: () => '停下后，这一包不会收进来；原来的移交包不动。',
  check: () => '停下后，什么都不改；下次从头核对。',
}

/** Stopping was one's own wish, and no error: what became of it. */
const stopped: Readonly<Record<JobState['type'], (job: JobState) => string>> = {
  export: ({ files }) => (files.length === 0 ? '停下了，还没有写出文件。' : `停下了，写好的 ${sayNumber(papersOf(files).length)} 份都在文件夹里，没有写一半的文件。`),
  backup: () => '停下了，没有留下写一半的备份；以前的备份都还在。',
  restore: () => '停下了，恢复了一半的已经清掉；备份文件和原来的资料都没动。',
  rehearse: () => '停下了，试恢复的已经清掉；备份文件和原来的资料都没动。',
  bag: () => '停下了，写好的文件留着，下次接着写。',
  takeBag: () => '停下了，这一包没有收进来；原来的移交包没动。',
  check: () => '停下了，什么都没有改。',
}

const unit: Readonly<Record<JobState['type'], string>> = { export: '份', backup: '项', restore: '项', rehearse: '项', bag: '个', takeBag: '个', check: '个' }

function remaining(job: JobState, now: number): string {
  if (job.done < 3 || job.total <= job.done) return ''
  const spent = (now - Date.parse(job.startedAt)) / 1000
  return spent <= 0 ? '' : sayRemaining((spent / job.done) * (job.total - job.done))
}

function headline(job: JobState, now: number) {
  const word = unit[job.type]
  switch (job.state) {
    case 'running': {
      const rest = remaining(job, now)
      return (
        <>
          <b>
            已办 {sayNumber(job.done)} {word}
          </b>
          ，共 {sayNumber(job.total)} {word}
          {rest !== '' && `，${rest}`}
        </>
      )
    }
    case 'done':
      return job.failures.length === 0 ? (
        <b className="job-good">
          <Tick /> {doneWords(job)}
        </b>
      ) : (
        <b>
          {doneWords(job)}，<span className="late">未成 {job.failures.length} {word}</span>
        </b>
      )
    case 'failed':
      return <b className="late">没有办成</b>
    case 'cancelled':
      return <b>{stopped[job.type](job)}</b>
  }
}

function doneWords(job: JobState): string {
  const sum = job.summary
  switch (job.type) {
    case 'export':
      return `办完了，${papersOf(job.files).length} 份都在文件夹里`
    case 'backup':
      return sum === null ? '备份好了' : `备份好了，${sayNumber(sum.records)} 条，${sayBytes(sum.bytes)}`
    case 'restore':
      return sum === null ? '恢复好了' : `恢复好了，${sayNumber(sum.records)} 条，附件 ${sayNumber(sum.blobs)} 个，${sum.same ? '和备份全部一致' : '有和备份不一致的'}`
    case 'rehearse':
      if (sum === null) return '试恢复过了'
      return sum.same ? `试恢复 ${sayNumber(sum.records)} 条，全部一致` : `试恢复 ${sayNumber(sum.records)} 条，有不一致的`
    case 'bag':
      return sum === null ? '移交包写好了' : `移交包写好了，${sayNumber(sum.files)} 个文件 ${sayBytes(sum.bytes)}，从头核对过`
    case 'takeBag':
      return sum === null ? '收进来了' : `收进来了，${sayNumber(sum.files)} 个文件 ${sayBytes(sum.bytes)}，个个对得上`
    case 'check':
      return sum === null ? '核对完了' : `核对了 ${sayNumber(sum.blobs)} 个文件 ${sayBytes(sum.bytes)}，${sum.same ? '个个完好' : '有坏的、少的'}`
  }
}

/** One document with its files: Word and PDF of one edition are one line. */
type Paper = { readonly stem: string; readonly files: readonly ExportedFile[]; readonly first: ExportedFile; readonly outcome: ExportedFile['outcome'] }

function papersOf(files: readonly ExportedFile[]): readonly Paper[] {
  const byStem = new Map<string, ExportedFile[]>()
  for (const file of files) {
    const stem = file.file.replace(/\.(?:docx|pdf)$/i, '')
    byStem.set(stem, [...(byStem.get(stem) ?? []), file])
  }
  return [...byStem].flatMap(([stem, own]) => {
    const [first] = own
    if (first === undefined) return []
    const has = (outcome: ExportedFile['outcome']): boolean => own.some((file) => file.outcome === outcome)
    return [{ stem, files: own, first, outcome: has('newEdition') ? ('newEdition' as const) : has('written') ? ('written' as const) : ('same' as const) }]
  })
}

function paperFact({ files, outcome }: Paper): string {
  const formats = files.flatMap(({ file }) => (file.endsWith('.pdf') ? ['PDF'] : file.endsWith('.docx') ? ['Word'] : /\.(?:jpe?g|png)$/i.test(file) ? ['照片'] : []))
  const pages = files.find((file) => file.pages !== undefined)?.pages
  return [
    formats.join('、'),
    pages === undefined ? '' : `${pages} 页`,
    sayBytes(files.reduce((all, file) => all + file.size, 0)),
    outcome === 'same' ? '和上次一样，没有重写' : outcome === 'newEdition' ? '内容改过，写成新版，旧版还在' : '',
  ].filter((part) => part !== '').join('　')
}

type RowProps = { readonly paper: Paper; readonly isChosen: boolean; readonly onChoose: JobProgressProps['onChoose'] }

function PaperRow({ paper, isChosen, onChoose }: RowProps) {
  return (
    <li className={isChosen ? 'job-chosen' : undefined}>
      {paper.outcome === 'written' ? <span className="job-tick mark-strong"><Tick /><span className="unseen">写好</span></span> : <Stamp mark={paper.outcome === 'same' ? '同' : '新'} />}
      <div>
        {onChoose === undefined ? (
          <p>{paper.first.title}</p>
        ) : (
          <button type="button" className="job-title" aria-pressed={isChosen} onClick={() => onChoose(paper.first)}>
            {paper.first.title}
          </button>
        )}
        <p className="quiet small">{paperFact(paper)}</p>
      </div>
    </li>
  )
}

/** So many results stand on the screen at first: a long list drawn anew with every event would hold the window up. */
const inOneGo = 50

type Filter = 'all' | 'failed' | ExportedFile['outcome']

export function JobProgress({ job, onStop, onReveal, onAgain, onChoose, chosen = null }: JobProgressProps) {
  const [filter, setFilter] = useState<Filter>('all')
  const [most, setMost] = useState(inOneGo)
  // The rest is estimated when the host reports; between two reports nothing on screen changes.
  const now = Date.now()
  const papers = useMemo(() => papersOf(job.files), [job.files])
  const count = (outcome: ExportedFile['outcome']) => papers.filter((paper) => paper.outcome === outcome).length
  const filters: readonly { readonly id: Filter; readonly text: string; readonly count: number }[] = [
    { id: 'all', text: '全部', count: papers.length + job.failures.length },
    { id: 'written', text: '写好', count: count('written') },
    { id: 'same', text: '相同', count: count('same') },
    { id: 'newEdition', text: '新版', count: count('newEdition') },
    { id: 'failed', text: '未成', count: job.failures.length },
  ]
  const shown = filter === 'failed' ? [] : papers.filter((paper) => filter === 'all' || paper.outcome === filter)
  const failures = filter === 'all' || filter === 'failed' ? job.failures : []
  return (
    <section className="job" aria-label={job.title}>
      <div className="job-top">
        <b>{job.title}</b>
        {job.current !== '' && job.state === 'running' && <span className="quiet small">正在办：{job.current}</span>}
      </div>
      <div role="progressbar" aria-label={job.title} aria-valuemin={0} aria-valuemax={Math.max(1, job.total)} aria-valuenow={job.done}>
        <Gauge done={job.state === 'done' ? 1 : job.done} total={job.state === 'done' ? 1 : job.total} width="100%" />
      </div>
      <div className="job-line">
        <p role="status">{headline(job, now)}</p>
        {job.state === 'running' && onStop !== undefined && <Button onClick={onStop}>停下</Button>}
        {job.state !== 'running' && onAgain !== undefined && <Button onClick={onAgain}>再办一次</Button>}
      </div>
      {job.state === 'running' && <p className="quiet small">{keeps[job.type](job)}</p>}
      {job.error !== null && job.state !== 'cancelled' && (
        <div className="job-error">
          <ErrorLines error={job.error} />
          <Technical>{sayError(job.error).technical}</Technical>
        </div>
      )}
      {job.files.length + job.failures.length > 0 && (
        <>
          <div className="job-filters" role="group" aria-label="看哪些">
            {filters
              .filter((each) => each.id === 'all' || each.count > 0)
              .map((each) => (
                <button key={each.id} type="button" aria-pressed={filter === each.id} className={each.id === 'failed' ? 'job-filter late' : 'job-filter'} onClick={() => { setFilter(each.id); setMost(inOneGo) }}>
                  {each.text} {each.count}
                </button>
              ))}
          </div>
          <ul className="job-results" tabIndex={0} aria-label="结果">
            {failures.map((failure, index) => {
              const said = sayError(failure.error)
              return (
                <li key={`failure-${index}`}>
                  <Stamp mark="未" />
                  <div>
                    <p>{failure.title}</p>
                    <p className="late small">{said.what}</p>
                    <p className="quiet small">{said.next}</p>
                  </div>
                </li>
              )
            })}
            {shown.slice(0, most).map((paper) => (
              <PaperRow key={paper.stem} paper={paper} isChosen={paper.files.some(({ file }) => file === chosen)} onChoose={onChoose} />
            ))}
            {shown.length > most && (
              <li>
                <span />
                <button type="button" className="linkish" onClick={() => setMost(most + inOneGo)}>
                  再看 {Math.min(inOneGo, shown.length - most)} 份，下面还有 {sayNumber(shown.length - most)} 份
                </button>
              </li>
            )}
          </ul>
        </>
      )}
      {job.folder !== '' && (job.state === 'running' || job.state === 'done' || job.files.length > 0) && (
        <div className="job-line">
          <p className="job-folder">存到　{job.folder}</p>
          {job.folderToken !== null && onReveal !== undefined && (
            <Button icon={<FolderOpenOutlined />} onClick={() => onReveal(job.folderToken ?? '')}>
              打开所在文件夹
            </Button>
          )}
        </div>
      )}
    </section>
  )
}
