import { finish, refused, revised, type Outcome } from '#shared/duties/transition'
import type { ArchiveItem } from '#shared/model/archive'
import type { BlobRef } from '#shared/model/record'
import { wall } from '#shared/rules/findings'
import { filesOf, pagesWith, papersOf, type Paper, type Source } from './parts'

/*
 * 存定稿: an archived item is the file as it was. What was made here is kept by content when it is filed; a record that changes later gives a new
 * edition among the exports, beside it, and the item keeps what it was filed with.
 */
export type Made = { readonly item: ArchiveItem; readonly papers: readonly { /** Of a 件 of several papers, which of them. */ readonly part: string | null; readonly files: readonly BlobRef[]; readonly pages: number | null }[] }

/** Filed, made here, and not kept yet as it was. */
export function isUnfrozen(item: ArchiveItem): boolean {
  return unfrozenPapers(item).length > 0
}

export function unfrozenPapers(item: ArchiveItem): readonly (Paper & { readonly source: Source })[] {
  if (item.number === null) return []
  return papersOf(item).flatMap((paper) => (paper.source === null || filesOf(item, paper).some(({ role }) => role === 'made') ? [] : [{ ...paper, source: paper.source }]))
}

export function freezeItems(made: readonly Made[]): Outcome {
  const fresh = made.filter(({ item, papers }) => isUnfrozen(item) && papers.some(({ files }) => files.length > 0))
  if (fresh.length === 0) return refused(wall('nothingNew', '归档的都存过定稿了'))
  return finish({
    title: `存定稿 ${fresh.length} 件`, final: true,
    records: fresh.map(({ item, papers }) => revised(item, {
      files: [...item.files, ...papers.flatMap(({ part, files }) => files.map((blob) => ({ role: 'made' as const, blob, ...(part === null ? {} : { part }) })))],
      // The count on the paper is the true one; a person's own count stands.
      ...(item.pages === 0 ? pagesWith(item, new Map(papers.flatMap(({ part, pages }) => (pages === null ? [] : [[part, pages] as const])))) : {}),
    })),
  })
}
