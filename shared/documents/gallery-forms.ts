import type { GalleryBooks, GalleryPaper } from './gallery'

/** The gallery's part: 表格 and 档案 sheets whose duty is not built yet, as blank forms that say what is known. */
export function formPapers(_books: GalleryBooks): readonly GalleryPaper[] {
  return []
}
