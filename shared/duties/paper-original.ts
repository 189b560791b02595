import { filesOf, itemFrom, paperFrom } from '#shared/archive/parts'
import type { ArchiveItem } from '#shared/model/archive'
import { isSamePaper, type PaperOriginal, type PaperSource } from '#shared/model/paper-original'
import type { BlobRef } from '#shared/model/record'
import { wall } from '#shared/rules/findings'
import { created, finish, headOf, refused, removed, revised, type DutyContext, type Outcome, type StepRecord } from './transition'

/*
 * 附上改定稿、签字扫描件: the 正本 of a paper, attached wherever the paper is made. Once the paper lies in the archive its 件 has the files, and
 * what is attached elsewhere goes there too; taken out of the box again, the paper still has its 正本.
 */
export type Attached = { readonly source: PaperSource; readonly title: string; readonly kept: PaperOriginal | null; readonly item: ArchiveItem | null }

export function attachedTo(source: PaperSource, title: string, originals: readonly PaperOriginal[], items: readonly ArchiveItem[]): Attached {
  return {
    source, title,
    kept: originals.find((one) => isSamePaper(one.source, source)) ?? null,
    item: itemFrom(items, source) ?? null,
  }
}

export function originalFiles({ kept, item, source }: Attached): readonly BlobRef[] {
  const paper = item === null ? undefined : paperFrom(item, source)
  return item === null || paper === undefined ? (kept?.files ?? []) : filesOf(item, paper).filter(({ role }) => role === 'original').map(({ blob }) => blob)
}

/** What can be written in is a text that was changed; what cannot is a scan. */
export function originalLabel(name: string): '改定稿' | '签字扫描件' {
  return /\.(?:docx?|wps)$/iu.test(name) ? '改定稿' : '签字扫描件'
}

/** `files`: all that shall be the 正本 now; none takes it down. */
export function setOriginals(context: DutyContext, paper: Attached, files: readonly BlobRef[]): Outcome {
  const { source, title, kept, item } = paper
  const before = originalFiles(paper)
  if (sameFiles(before, files)) return refused(wall('nothingNew', '这个文件已经附着了', { recordId: source.id, field: 'files' }))
  const records: StepRecord[] = []
  if (kept === null) {
    if (files.length > 0) records.push(created({ ...headOf(context), kind: 'paperOriginal', source, title, files: [...files] }))
  } else if (files.length === 0) records.push(removed(kept))
  else if (!sameFiles(kept.files, files)) records.push(revised(kept, { files: [...files] }))
  const own = item === null ? undefined : paperFrom(item, source)
  if (item !== null && own !== undefined) {
    const old = filesOf(item, own).filter(({ role }) => role === 'original')
    // What is known of a file that stays (its pages) stays with it.
    const entry = (blob: BlobRef) => old.find((file) => file.blob.sha256 === blob.sha256) ?? { role: 'original' as const, blob, ...(own.part === null ? {} : { part: own.part }) }
    records.push(revised(item, { files: [...files.map(entry), ...item.files.filter((file) => !old.includes(file))] }))
  }
  const act = before.length === 0 ? '附上了' : files.length > before.length ? '又附上了' : files.length === before.length ? '换了' : '取下了'
  return finish({ title: `${act}《${title}》的正本`, records })
}

function sameFiles(one: readonly BlobRef[], other: readonly BlobRef[]): boolean {
  return one.length === other.length && one.every(({ sha256 }, at) => sha256 === other[at]?.sha256)
}
