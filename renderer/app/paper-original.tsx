import { Button } from 'antd'
import { useRef, useState } from 'react'
import { attachedTo, originalFiles, originalLabel, setOriginals } from '#shared/duties/paper-original'
import type { PaperSource } from '#shared/model/paper-original'
import type { BlobRef } from '#shared/model/record'
import type { CallOutput } from '#shared/host'
import { blobUrl, call } from '../data/host-client'
import { keepScans, scanKinds } from '../data/keep-scans'
import { useRecords } from '../data/queries'
import { attempt } from '../ui/error-dialog'
import { revealFolder } from './jobs'
import { carryOut, currentVault, dutyContext, useCanWrite, useYear } from './session'

export type PaperOriginalProps = { readonly source: PaperSource; readonly title: string }
type Want = { readonly instead: BlobRef | null }

/** 正本：张三签字扫描件.pdf　换　取下. What came back edited or signed, wherever its paper is looked at. */
export function PaperOriginal({ source, title }: PaperOriginalProps) {
  const canWrite = useCanWrite()
  const originals = useRecords('paperOriginal')
  const items = useRecords('archiveItem')
  const picker = useRef<HTMLInputElement>(null)
  const want = useRef<Want>({ instead: null })
  const [busy, setBusy] = useState(false)
  const [over, setOver] = useState(false)
  const [unreadable, setUnreadable] = useState<readonly string[]>([])
  const [copied, setCopied] = useState<CallOutput<'files.copyOut'> | null>(null)
  const year = useYear()
  if (originals === undefined || items === undefined) return null
  const paper = attachedTo(source, title, originals, items)
  const files = originalFiles(paper)
  const vault = currentVault()?.id ?? ''
  const set = (next: readonly BlobRef[]) => carryOut(setOriginals(dutyContext(), paper, next))
  const take = async (found: readonly File[]) => {
    if (found.length === 0) return
    const { instead } = want.current
    setBusy(true)
    await attempt(async () => {
      const scans = await keepScans(found, files, vault)
      const kept = scans.map(({ blob }) => blob)
      setUnreadable(scans.flatMap((scan) => (scan.unreadable === true ? [scan.blob.name] : [])))
      await set(instead === null || kept.length === 0 ? [...files, ...kept] : files.flatMap((file) => (file === instead ? kept : [file])))
    }, { title: '没有附上' })
    setBusy(false)
  }
  const ask = (instead: BlobRef | null) => {
    want.current = { instead }
    picker.current?.click()
  }
  return (
    <div
      className={over ? 'paper-original drop-over' : 'paper-original'} role="group" aria-label={`${title}的正本`}
      onDragOver={(event) => { event.preventDefault(); setOver(true) }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); want.current = { instead: null }; if (canWrite && !busy) void take([...event.dataTransfer.files]) }}
    >
      <span>{files.length === 0 ? '正本：还没有。改定了、签了字的，扫描了拖进来，或者附在这里。' : '正本：'}</span>
      {files.map((file) => (
        <span key={file.sha256}>
          {originalLabel(file.name) === '改定稿' ? (
            <button type="button" className="linkish" title="抄一份到导出文件夹，用 Word 打开" onClick={() => void attempt(async () => setCopied(await call('files.copyOut', { vault, sha256: file.sha256, name: file.name, year: `${year}年度` })), { title: '没有取出来' })}>{file.name}</button>
          ) : (
            <a href={blobUrl(file.sha256, vault)} target="_blank" rel="noreferrer" title="打开来看">{file.name}</a>
          )}{' '}
          <Button size="small" disabled={!canWrite || busy} aria-label={`换下${file.name}`} onClick={() => ask(file)}>换</Button>{' '}
          <Button size="small" disabled={!canWrite || busy} aria-label={`取下${file.name}`} title="能撤销" onClick={() => void attempt(() => set(files.filter((one) => one !== file)))}>取下</Button>
        </span>
      ))}
      <Button size="small" disabled={!canWrite} loading={busy} title="PDF、照片或 Word，放进这套资料里；这里做的那份留作电子件" onClick={() => ask(null)}>{files.length === 0 ? '附上正本' : '再附一份'}</Button>
      {unreadable.length > 0 && <p className="paper-original-copy late" role="status">{unreadable.join('、')}读不出来，坏了或者后缀写错了。照样收着；打不开就重新扫一份，按“换”。</p>}
      {copied !== null && <p className="paper-original-copy" role="status">抄了一份：{copied.folder}，{copied.file}　<button type="button" className="linkish" onClick={() => void attempt(() => revealFolder(copied.folderToken))}>打开所在文件夹</button></p>}
      <input ref={picker} type="file" multiple accept={scanKinds.map((kind) => `.${kind}`).join(',')} hidden aria-label={`附上${title}的正本`} onChange={(event) => { const found = [...(event.target.files ?? [])]; event.target.value = ''; void take(found) }} />
    </div>
  )
}
