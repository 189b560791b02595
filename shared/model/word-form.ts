import { z } from 'zod'
import { blobRef, dateOrNull, line, recordBase } from './record'

/** A superior's own Word form, kept to be filled year after year: which document's fields fill it, and the file itself in the vault. */
export const wordFormSchema = z.object({
  ...recordBase,
  kind: z.literal('wordForm'),
  name: line.min(1),
  /** The kind of document whose fields it takes, e.g. `memberPledge`. */
  document: line.min(1),
  file: blobRef,
  addedOn: dateOrNull,
})
export type WordForm = Readonly<z.infer<typeof wordFormSchema>>
