import { z } from 'zod'

/**
 * The last entry of a backup: what is in it and what it adds up to. Modelled on BagIt (RFC 8493): a sum for every payload file,
 * a version, and counts (Payload-Oxum) to find what is missing altogether.
 */
export const backupFormat = 1

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.int().min(0)

export const manifestSchema = z.object({
  what: z.literal('vanguard-box-backup'),
  format: z.int().min(1),
  app: z.string(),
  createdAt: z.string(),
  vault: z.object({ id: z.uuid(), name: z.string() }),
  head: z.object({ seq: count, hash: sha256 }),
  /** Of the folded journal at `head` (see `stateDigest`). */
  stateDigest: sha256,
  counts: z.object({ records: count, blobs: count, files: count, bytes: count }),
  entries: z.array(z.object({ name: z.string(), size: count, sha256 })),
})
export type BackupManifest = Readonly<z.infer<typeof manifestSchema>>
export type BackupCounts = BackupManifest['counts']
