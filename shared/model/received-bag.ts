import { z } from 'zod'
import { blobRef, dateOrNull, line, recordBase } from './record'

/** 外来盒: a bag of another branch or another machine, checked and kept as it was. Read only: nothing in it is ever changed here. */
export const receivedBagSchema = z.object({
  ...recordBase,
  kind: z.literal('receivedBag'),
  /** The folder's name as it came. */
  title: line.min(1),
  receivedOn: dateOrNull,
  files: z.int().min(0),
  bytes: z.int().min(0),
  /** Sums and names of everything in its `data/`, as a SHA-256 manifest. */
  list: blobRef,
  /** Its catalogue, where it was made by this program. */
  catalogue: blobRef.nullable(),
})
export type ReceivedBag = Readonly<z.infer<typeof receivedBagSchema>>
