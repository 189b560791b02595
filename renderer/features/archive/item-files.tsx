import { FileOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useState } from 'react'
import type { ArchiveFile, ArchivePart } from '#shared/model/archive'
import { currentVault } from '../../app/session'
import { blobUrl } from '../../data/host-client'
import { keepScans, scanKinds } from '../../data/keep-scans'
import { DropFiles } from '../../ui/drop-files'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { sayBytes } from '../../ui/say'

/** Scans and photos of one 件 or 案卷: into the vault as they are; the signed scan is the 正本 beside what was made here. Of a 件 of several papers, each file is of one of them. */
export function ItemFiles({ files, parts, role: ofItem, disabled, onChange }: { readonly files: readonly ArchiveFile[]; readonly parts?: readonly ArchivePart[]; readonly role: ArchiveFile['role']; readonly disabled: boolean; readonly onChange: (files: ArchiveFile[]) => void }) {
  const [busy, setBusy] = useState(false)
  const [chosen, setChosen] = useState('')
  const part = parts?.find(({ id }) => id === chosen) ?? parts?.[0]
  const role = part === undefined ? ofItem : part.source === null ? 'copy' : 'original'
  const vault = currentVault()?.id ?? ''
  const add = async (found: readonly File[]) => {
    if (found.length === 0 || disabled) return
    setBusy(true)
    const kept = await attempt(() => keepScans(found, files.map((one) => one.blob), vault))
    setBusy(false)
    if (kept !== undefined && kept.length > 0) onChange([...files, ...kept.map((file) => ({ role, ...file, ...(part === undefined ? {} : { part: part.id }) }))])
  }
  const signed = role === 'original'
  return (
    <section aria-label={signed ? '改定稿、签字扫描件' : '扫描件'}>
      {signed && <p className="quiet small">签了字、改定了的，附上就是正本；这里做的那份留作电子件。</p>}
      {files.length > 0 && (
        <ul className="item-files">
          {files.map((file) => (
            <li key={file.blob.sha256}>
              <FileOutlined aria-hidden="true" />
              <a href={blobUrl(file.blob.sha256, vault)} target="_blank" rel="noreferrer">
                {file.blob.name}
              </a>
              <span className="quiet small">
                {parts === undefined ? '' : `${parts.find(({ id }) => id === file.part)?.role ?? ''}的　`}{sayBytes(file.blob.size)}　{file.role === 'original' ? '正本' : file.role === 'made' ? '定稿，归档时存的' : '复制件'}
                {file.pages === undefined ? '' : `　${file.pages} 页`}
                {file.unreadable === true && <span className="late">　可能坏了，打开看看；原样留着</span>}
              </span>
              {file.role !== 'made' && <Button size="small" disabled={disabled} aria-label={`不附${file.blob.name}`} onClick={() => onChange(files.filter((one) => one !== file))}>
                不附
              </Button>}
            </li>
          ))}
        </ul>
      )}
      {parts !== undefined && (
        <Field label="附给哪一份">
          {(control) => <Select {...control} value={part?.id ?? ''} disabled={disabled} options={parts.map(({ id, role: is, title }) => ({ value: id, label: `${is}　${title}` }))} onChange={setChosen} />}
        </Field>
      )}
      <DropFiles
        label={signed ? '附上改定稿、签字扫描件' : '附上扫描件'}
        words={busy ? '正在放进资料夹' : signed ? '把改定稿、签字扫描件拖进来' : '把扫描件、照片拖进来'}
        pick="选文件"
        accept={scanKinds.map((kind) => `.${kind}`).join(',')}
        disabled={disabled || busy}
        onFiles={(found) => void add(found)}
      />
    </section>
  )
}
