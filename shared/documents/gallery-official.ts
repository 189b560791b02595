import type { GalleryBooks, GalleryPaper } from './gallery'

/** The gallery's part: 公文 and 文稿 of one's own writing. */
export function officialPapers(_books: GalleryBooks): readonly GalleryPaper[] {
  return []
}
