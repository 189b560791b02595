import { isDeviceName, nameKey } from '#shared/text/safe-file-name'

/**
 * What may stand in a backup. A name from a file somebody hands us decides where we write: so it is not cleaned, it is either one
 * of ours or refused (zip-slip, drive letters, devices, streams, invisible and mirrored letters).
 */
export const marker = 'mimetype'
export const markerText = 'application/x-vanguard-box+zip'
export const manifestName = 'manifest.json'
export const exportsFolder = '导出'

const fixed = new Set([marker, manifestName, 'vault.json', 'drafts.json'])
const journalFile = /^journal\/[0-9]{6,9}\.jsonl$/
const snapshotFile = /^snapshots\/[0-9]{9,12}-[0-9a-f]{8}\.json$/
const blobFile = /^blobs\/([0-9a-f]{2})\/(\1[0-9a-f]{62})$/

/** The content address inside a blob's name, or null. */
export function blobOf(name: string): string | null {
  return blobFile.exec(name)?.[2] ?? null
}

/** null when the name may be written below a folder, on any machine; else why not. */
export function refusePath(name: string): string | null {
  if (name === '') return '没有名字'
  if (name.length > 400) return '名字太长'
  if (name.includes('\\')) return '名字里有反斜杠'
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return '名字是绝对路径'
  if (/[\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}\u{fffd}]/u.test(name)) return '名字里有看不见的字符'
  if (name !== name.normalize('NFC')) return '名字的写法不规范'
  for (const part of name.split('/')) {
    if (part === '' || part === '.' || part === '..') return '名字会跑到别的文件夹去'
    if (/[<>:"|?*]/.test(part)) return '名字里有 Windows 不许的字符'
    if (/^\s|[.\s]$/u.test(part)) return '名字的头尾有空格或点'
    if (isDeviceName(part)) return '名字是 Windows 的设备名'
    if (new TextEncoder().encode(part).length > 255) return '名字太长'
  }
  return null
}

/** null when an entry of this name belongs in a backup, else why not. */
export function refuseEntry(name: string): string | null {
  const why = refusePath(name)
  if (why !== null) return why
  if (fixed.has(name) || journalFile.test(name) || snapshotFile.test(name) || blobFile.test(name)) return null
  if (name.startsWith(`${exportsFolder}/`)) return null
  return '备份里不该有这个文件'
}

/** Names of a list that would land on one file, or one on the folder of another: by case, by composition. */
export function findTwins(names: readonly string[]): readonly string[] {
  const seen = new Set<string>()
  const folders = new Set<string>()
  for (const name of names) {
    const parts = nameKey(name).split('/')
    for (let n = 1; n < parts.length; n += 1) folders.add(parts.slice(0, n).join('/'))
  }
  return names.filter((name) => {
    const key = nameKey(name)
    const twin = seen.has(key) || folders.has(key)
    seen.add(key)
    return twin
  })
}
