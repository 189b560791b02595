import { z } from 'zod'
import { blobRef, line, recordBase } from './record'

/**
 * 正本: what came back of a paper made here, edited or signed and scanned. `source` names the paper as an archive item's source does; the
 * generated file stays as the electronic copy.
 */
export const paperOriginalSchema = z.object({
  ...recordBase,
  kind: z.literal('paperOriginal'),
  source: z.object({ id: z.uuid(), document: line.min(1) }),
  title: line.min(1),
  files: z.array(blobRef).min(1),
})
export type PaperOriginal = Readonly<z.infer<typeof paperOriginalSchema>>
export type PaperSource = Readonly<PaperOriginal['source']>

/** A paper by the record it speaks of, its kind, and the part that tells several of one kind apart. */
export function paperSource(id: string, kind: string, part = ''): PaperSource {
  return { id, document: part === '' ? kind : `${kind}:${part}` }
}

export function isSamePaper(one: PaperSource, other: PaperSource): boolean {
  return one.id === other.id && one.document === other.document
}
