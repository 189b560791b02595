import type { AnyRecord } from '#shared/model/kinds'
import type { PrintDocument } from '#shared/paper/print-document'
import { analysisPapers } from './gallery-analysis'
import { boundPapers } from './gallery-bound'
import { formPapers } from './gallery-forms'
import { officialPapers } from './gallery-official'
import { pledgePapers } from './gallery-pledge'
import { makeDocument, type DocumentDefinition } from './document'
import { templateWords, type TemplateWords } from './template-words'

/** 文书样式: every document the app can make, one of each kind, filled from the books in hand. */
export const galleryGroups = ['公文', '文稿', '表格', '档案'] as const
export type GalleryGroup = (typeof galleryGroups)[number]

/** What a sample paper is made from: the records, the year looked at, the day it is. */
export type GalleryBooks = { readonly records: readonly AnyRecord[]; readonly year: number; readonly today: string }

export type GalleryPaper = {
  readonly kind: string
  readonly name: string
  readonly group: GalleryGroup
  /** Filled from records of the books, or an honest blank form whose own duty comes later. */
  readonly bound: boolean
  /** Laid out when it is looked at: all of them at once would hold the window up. */
  readonly make: () => PrintDocument
  /** What it says, under the names a superior's own Word form calls it by. */
  readonly words: () => TemplateWords
}

/** One paper of the gallery from its definition and the facts the books hold. */
export function galleryPaper<Facts, Fields>(group: GalleryGroup, bound: boolean, definition: DocumentDefinition<Facts, Fields>, facts: Facts): GalleryPaper {
  return { kind: definition.kind, name: definition.name, group, bound, make: () => makeDocument(definition, facts), words: () => templateWords(definition.names, definition.fields(facts)) }
}

export function gallery(books: GalleryBooks): readonly GalleryPaper[] {
  const papers = [...officialPapers(books), ...boundPapers(books), ...pledgePapers(books), ...analysisPapers(books), ...formPapers(books)]
  return galleryGroups.flatMap((group) => papers.filter((paper) => paper.group === group))
}
