import { z } from 'zod'
import { isKind, type AnyRecord } from '#shared/model/kinds'

/**
 * A commit: one thing a person did.
 *
 * A change carries the whole record before and after (null: it did not exist / it is gone), so a commit can be checked, applied
 * and inverted without anything else at hand. Records inside are untyped here: they may be of an older schema, and are migrated
 * and validated when applied (`apply.ts`).
 */
const storedRecord = z.looseObject({ id: z.uuid(), kind: z.string(), rev: z.int().min(1), schema: z.int().min(1) })
export type StoredRecord = Readonly<z.infer<typeof storedRecord>>

export const changeSchema = z
  .object({ before: storedRecord.nullable(), after: storedRecord.nullable() })
  .refine((change) => change.before !== null || change.after !== null, { error: 'empty change' })
  .refine((change) => change.before === null || change.after === null || (change.before.id === change.after.id && change.before.kind === change.after.kind), { error: 'a change keeps id and kind' })
export type Change = Readonly<z.infer<typeof changeSchema>>

/** A post-holder picked at start: who says they did it. Not a security claim. */
export const actorSchema = z.object({ name: z.string().min(1).max(100), post: z.string().max(100) })
export type Actor = Readonly<z.infer<typeof actorSchema>>

export const commitDraftSchema = z.object({
  /** The version of the commit format itself. */
  format: z.literal(1),
  /** uuid v4; a repeated append of the same id is recognised, not written twice. */
  id: z.uuid(),
  actor: actorSchema,
  /** What was done, in Chinese, as the undo strip says it: 退回了马小军的第 2 条承诺. */
  title: z.string().min(1).max(200),
  /** A final commit (published, tally closed, verdict sent, archived) is never undone, only answered. */
  final: z.boolean(),
  /** The commit this one undoes (`undo`) or answers as a named counter-act (`counter`). */
  answers: z.object({ seq: z.int().min(1), how: z.enum(['undo', 'counter']), name: z.string().max(50) }).nullable(),
  changes: z.array(changeSchema).min(1).max(50_000),
})
/** A commit as the page proposes it. */
export type CommitDraft = Readonly<z.infer<typeof commitDraftSchema>>

/** A commit as the journal keeps it: numbered, chained by hash, stamped by the host's clock (`at` is for people, never for order). */
export const journalEntrySchema = commitDraftSchema.extend({
  seq: z.int().min(1),
  prev: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime({ offset: true }),
})
export type JournalEntry = Readonly<z.infer<typeof journalEntrySchema>>

/** The head of a journal: the last sequence number and that line's SHA-256. An empty journal is seq 0 and sixty-four zeros. */
export type Head = { readonly seq: number; readonly hash: string }
export const emptyHead: Head = { seq: 0, hash: '0'.repeat(64) }

/** The one record a change is about, whichever side it stands on. */
export function subjectOf(change: Change): StoredRecord {
  const subject = change.after ?? change.before
  if (subject === null) throw new Error('a change always has one side')
  return subject
}

export function isKnownRecord(record: StoredRecord): record is StoredRecord & AnyRecord {
  return isKind(record.kind)
}
