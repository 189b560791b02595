import type { ExportedFile } from '#shared/host'
import type { ArchiveItem } from '#shared/model/archive'
import type { BlobRef } from '#shared/model/record'
import { isUnfrozen, unfrozenPapers, type Made } from './freeze'

/** What makes a proposal, an archive item and a printed document one and the same paper. */
export function paperKey(source: { readonly id: string; readonly document: string }): string {
  return `${source.id} ${source.document}`
}

export function keyOfMade(made: { readonly sourceId: string; readonly kind: string; readonly part: string }): string {
  return paperKey({ id: made.sourceId, document: made.part === '' ? made.kind : `${made.kind}:${made.part}` })
}

const types: Readonly<Record<string, string>> = { pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }

/**
 * The exported files of each filed item that has no 定稿 yet, as blobs: the export kept them by content. A paper stopped or failed between its Word and its
 * PDF is none yet: every one of `formats` must be there.
 */
export function madeFiles(items: readonly ArchiveItem[], exported: readonly ExportedFile[], formats: readonly string[]): readonly Made[] {
  return items.filter(isUnfrozen).flatMap((item) => {
    const papers = unfrozenPapers(item).flatMap(({ source, part }) => {
      const own = exported.filter(({ key }) => key === paperKey(source))
      if (own.length === 0 || !formats.every((format) => own.some(({ file }) => file.endsWith(`.${format}`)))) return []
      const files = own.map((file): BlobRef => ({ sha256: file.sha256, size: file.size, name: (file.file.split('/').at(-1) ?? file.file).slice(0, 200), type: types[file.file.split('.').at(-1) ?? ''] ?? '' }))
      return [{ part, files, pages: own.find(({ pages }) => pages !== undefined)?.pages ?? null }]
    })
    return papers.length === 0 ? [] : [{ item, papers }]
  })
}
