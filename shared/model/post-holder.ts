import { z } from 'zod'
import { line, recordBase } from './record'

/** Someone who works in these books: picked at start, named in every commit. No password, and no claim to security. */
export const postHolderSchema = z.object({
  ...recordBase,
  kind: z.literal('postHolder'),
  name: line.min(1),
  post: line,
  memberId: z.uuid().nullable(),
  retired: z.boolean(),
})
export type PostHolder = Readonly<z.infer<typeof postHolderSchema>>
