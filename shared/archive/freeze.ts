import { finish, refused, revised, type Outcome } from '#shared/duties/transition'
import type { ArchiveItem } from '#shared/model/archive'
import type { BlobRef } from '#shared/model/record'
import { wall } from '#shared/rules/findings'

/*
 * 存定稿: an archived item is the file as it was. What was made here is kept by content when it is filed; a record that changes later gives a new
 * edition among the exports, beside it, and the item keeps what it was filed with.
 */
export type Made = { readonly item: ArchiveItem; readonly files: readonly BlobRef[]; readonly pages: number | null }

/** Filed, made here, and not kept yet as it was. */
export function isUnfrozen(item: ArchiveItem): boolean {
  return item.number !== null && item.source !== null && !item.files.some(({ role }) => role === 'made')
}

export function freezeItems(made: readonly Made[]): Outcome {
  const fresh = made.filter(({ item, files }) => isUnfrozen(item) && files.length > 0)
  if (fresh.length === 0) return refused(wall('nothingNew', '归档的都存过定稿了'))
  return finish({
    title: `存定稿 ${fresh.length} 件`, final: true,
    records: fresh.map(({ item, files, pages }) => revised(item, {
      files: [...item.files, ...files.map((blob) => ({ role: 'made' as const, blob }))],
      // The count on the paper is the true one; a person's own count stands.
      ...(item.pages === 0 && pages !== null ? { pages } : {}),
    })),
  })
}
