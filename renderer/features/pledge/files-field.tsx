import { Button } from 'antd'
import { useState } from 'react'
import type { BlobRef } from '#shared/model/record'
import { fileFindings, maxAttachmentBytes, maxAttachments, type AttachmentUse } from '#shared/rules/attachment-check'
import { currentVault } from '../../app/session'
import { blobUrl } from '../../data/host-client'
import { keepFiles } from '../../data/keep-files'
import { DropFiles } from '../../ui/drop-files'
import { attempt } from '../../ui/error-dialog'
import { FieldError } from '../../ui/field'
import { sayBytes } from '../../ui/say'

export type Files = readonly BlobRef[]
export type FilesFieldProps = {
  readonly label: string
  readonly hint: string
  readonly use: AttachmentUse
  readonly files: Files
  readonly disabled: boolean
  readonly onChange: (files: Files) => void
}

/** Photos and papers put beside something. What cannot be taken is said before it is copied anywhere. */
export function FilesField({ label, hint, use, files, disabled, onChange }: FilesFieldProps) {
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<readonly string[]>([])
  const vault = currentVault()?.id ?? ''
  const add = async (found: readonly File[]) => {
    if (found.length === 0 || disabled || busy) return
    const checked = found.map((file) => ({ file, said: fileFindings({ name: file.name.slice(0, 200), size: file.size, type: file.type }, use) }))
    const room = maxAttachments - files.length
    const taken = checked.filter(({ said }) => said.length === 0).map(({ file }) => file)
    setWrong([...checked.flatMap(({ said }) => said.map((one) => one.text)), ...(taken.length > room ? [`一处最多 ${maxAttachments} 个，多的 ${taken.length - room} 个没有放`] : [])])
    setBusy(true)
    const kept = await attempt(() => keepFiles(taken.slice(0, Math.max(0, room)), files, vault))
    setBusy(false)
    if (kept !== undefined && kept.length > 0) onChange([...files, ...kept])
  }
  return (
    <section className="field" aria-label={label}>
      <div className="field-label">{label}</div>
      {files.length > 0 && (
        <ul className="pledge-files">
          {files.map((file) => (
            <li key={file.sha256}>
              {use === 'photo' && <img src={blobUrl(file.sha256, vault)} alt={file.name} />}
              <a href={blobUrl(file.sha256, vault)} target="_blank" rel="noreferrer">{file.name}</a>
              <span className="quiet small">{sayBytes(file.size)}</span>
              <Button size="small" disabled={disabled} aria-label={`不附${file.name}`} onClick={() => onChange(files.filter((one) => one !== file))}>不附</Button>
            </li>
          ))}
        </ul>
      )}
      <DropFiles label={label} words={busy ? '正在放进资料夹' : '拖进来，或者'} pick={use === 'photo' ? '选照片' : '选文件'} {...(use === 'photo' ? { accept: 'image/*' } : {})} disabled={disabled || busy} onFiles={(found) => void add(found)} />
      <p className="field-hint">{hint}，一个不超过 {sayBytes(maxAttachmentBytes)}</p>
      {wrong.map((sentence) => <FieldError key={sentence}>{sentence}</FieldError>)}
    </section>
  )
}
