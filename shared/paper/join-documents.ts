import type { PrintDocument } from './print-document'

/** 合订: several papers as one, each beginning a page, and no page number running on from one person's paper into the next. */
export function joinDocuments(title: string, documents: readonly PrintDocument[]): PrintDocument | null {
  const [first] = documents
  if (first === undefined) return null
  return { ...first, title, sections: documents.flatMap(({ sections }) => sections.map((section) => ({ ...section, pageNumber: 'none' as const }))) }
}
