import { FileOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { HouseError } from '#shared/errors'
import type { ArchiveItem } from '#shared/model/archive'
import { currentVault } from '../../app/session'
import { blobUrl } from '../../data/host-client'
import { keepFiles } from '../../data/keep-files'
import { DropFiles } from '../../ui/drop-files'
import { attempt } from '../../ui/error-dialog'
import { sayBytes } from '../../ui/say'

type Files = ArchiveItem['files']

/** A scan of a whole year's minutes is 100 pages; what is larger is a film, or was scanned far too fine. */
const maxFileMb = 100
const kinds = ['pdf', 'jpg', 'jpeg', 'png', 'docx', 'doc', 'wps']

function refuseOdd(file: File): void {
  if (file.size > maxFileMb * 1024 ** 2) throw new HouseError('tooLarge', { name: file.name, mb: Math.ceil(file.size / 1024 ** 2), maxMb: maxFileMb, next: '扫描时选 300 点、黑白或灰度，再放。' })
  if (file.size === 0) throw new HouseError('refused', { why: `${file.name}里没有内容` })
  if (!kinds.includes(file.name.toLowerCase().split('.').at(-1) ?? '')) throw new HouseError('refused', { why: `${file.name}不是扫描件或 Word，能附的是 PDF、JPG、PNG、Word` })
}

/** Scans and photos of one 件: into the vault as they are; the signed scan is the 正本 beside what was made here. */
export function ItemFiles({ files, role, disabled, onChange }: { readonly files: Files; readonly role: Files[number]['role']; readonly disabled: boolean; readonly onChange: (files: Files) => void }) {
  const [busy, setBusy] = useState(false)
  const vault = currentVault()?.id ?? ''
  const add = async (found: readonly File[]) => {
    if (found.length === 0 || disabled) return
    setBusy(true)
    const kept = await attempt(async () => {
      found.forEach(refuseOdd)
      return keepFiles(found, files.map((one) => one.blob), vault)
    })
    setBusy(false)
    if (kept !== undefined && kept.length > 0) onChange([...files, ...kept.map((blob) => ({ role, blob }))])
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
                {sayBytes(file.blob.size)}　{file.role === 'original' ? '正本' : file.role === 'made' ? '定稿，归档时存的' : '复制件'}
              </span>
              {file.role !== 'made' && <Button size="small" disabled={disabled} aria-label={`不附${file.blob.name}`} onClick={() => onChange(files.filter((one) => one !== file))}>
                不附
              </Button>}
            </li>
          ))}
        </ul>
      )}
      <DropFiles
        label={signed ? '附上改定稿、签字扫描件' : '附上扫描件'}
        words={busy ? '正在放进资料夹' : signed ? '把改定稿、签字扫描件拖进来' : '把扫描件、照片拖进来'}
        pick="选文件"
        accept={kinds.map((kind) => `.${kind}`).join(',')}
        disabled={disabled || busy}
        onFiles={(found) => void add(found)}
      />
    </section>
  )
}
