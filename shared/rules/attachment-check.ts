import type { BlobRef } from '#shared/model/record'
import { wall, type Finding } from './findings'

/** What may be put beside a record: photos and scans as a phone or a scanner makes them. A backup carries each of them for decades. */
export type AttachmentUse = 'photo' | 'evidence'

export const maxAttachmentBytes = 30 * 1024 * 1024
export const maxAttachments = 12

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024)} MB`
const pictures = /^image\/(?:jpeg|png|webp|gif|bmp)$/

/** One file, before it is taken in. */
export function fileFindings({ name, size, type }: Pick<BlobRef, 'name' | 'size' | 'type'>, use: AttachmentUse): readonly Finding[] {
  const at = { field: 'files' }
  if (size === 0) return [wall('fileEmpty', `“${name}”是空的，换一个文件`, at)]
  if (size > maxAttachmentBytes) return [wall('fileTooLarge', `“${name}”有 ${megabytes(size)}，一个最多收 ${megabytes(maxAttachmentBytes)}，存成小一点的再放`, at)]
  if (use === 'photo' && !pictures.test(type)) return [wall('notPicture', `“${name}”不是照片，放 JPG 或 PNG`, at)]
  return []
}

export function filesFindings(files: readonly Pick<BlobRef, 'name' | 'size' | 'type'>[], use: AttachmentUse): readonly Finding[] {
  return [
    ...files.flatMap((file) => fileFindings(file, use)),
    ...(files.length > maxAttachments ? [wall('tooManyFiles', `附了 ${files.length} 个，一处最多 ${maxAttachments} 个`, { field: 'files' })] : []),
  ]
}
