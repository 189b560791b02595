import type { GalleryBooks, GalleryPaper } from './gallery'

/** The gallery's part: documents made from the records of a duty. */
export function boundPapers(_books: GalleryBooks): readonly GalleryPaper[] {
  return []
}
