import { z } from 'zod'
import { partialDate } from '#shared/text/partial-date'

/**
 * What every record has. A record is never changed in place: a commit replaces it by the next revision.
 *
 * - `id`: uuid v4, never reused.
 * - `rev`: 1 at creation, +1 with each commit that touches it.
 * - `schema`: the version of this kind's shape; migrations in `migrate.ts` lift older ones.
 * - `rulePack`: `id@version` of the pack the record was made under, so that a 2011 record prints the 2011 way.
 * - `createdSeq`: the journal sequence of the commit that made it. Machine order is this, never the wall clock.
 */
export const recordBase = {
  id: z.uuid(),
  rev: z.int().min(1),
  schema: z.int().min(1),
  rulePack: z.string(),
  createdSeq: z.int().min(0),
}

/** A text a person typed; an empty string means "not known". */
export const text = z.string().max(20_000)
/** A short text: one line. */
export const line = z.string().max(500)
/** A date as people know it, or null for "not known". */
export const dateOrNull = partialDate.nullable()
/** `true` from `from` up to and without `to`; null is open on that side. */
export const span = { from: dateOrNull, to: dateOrNull }

/** A file in the vault, by content. `name` is what a person calls it. */
export const blobRef = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.int().min(0),
  name: line,
  type: line,
})
export type BlobRef = Readonly<z.infer<typeof blobRef>>
