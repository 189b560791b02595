import type { z } from 'zod'
import type { StoredRecord } from '#shared/commit/commit'
import { liftAnalysisReport, liftAnalysisReportTo3 } from './analysis-report'
import { liftFeedback } from './feedback'
import { kinds, type AnyRecord, type Kind } from './kinds'
import { pledgeRoundToVersion2, pledgeRoundToVersion3, pledgeToVersion2 } from './migrate-pledge'

/**
 * How records of an older shape are lifted to today's. Store, replay, undo, restore and import all pass through here.
 *
 * Version 1 of a kind is its first shipped shape; `migrations[kind][n - 1]` turns version n into n + 1. A shipped migration is never
 * changed or removed: files written by that version stay out there for decades. `schema-snapshot.test.ts` guards the shapes.
 */
export type Migration = (old: unknown) => unknown

export const migrations: Readonly<Partial<Record<Kind, readonly Migration[]>>> = {
  analysisReport: [liftAnalysisReport, liftAnalysisReportTo3],
  feedback: [liftFeedback],
  pledge: [pledgeToVersion2],
  pledgeRound: [pledgeRoundToVersion2, pledgeRoundToVersion3],
}

export type Lifted<R> =
  | { readonly ok: true; readonly record: R }
  /** `why` is for people; `stored` is exactly what was found, and is kept. */
  | { readonly ok: false; readonly why: string; readonly stored: StoredRecord }

export type Registry<R> = Readonly<Record<string, { readonly schema: z.ZodType<R>; readonly name: string }>>

export type Harness<R> = {
  readonly currentSchema: (kind: string) => number
  readonly lift: (stored: StoredRecord) => Lifted<R>
}

export function createHarness<R>(registry: Registry<R>, steps: Readonly<Record<string, readonly Migration[]>>): Harness<R> {
  const known = (kind: string) => (Object.hasOwn(registry, kind) ? registry[kind] : undefined)
  const currentSchema = (kind: string) => (Object.hasOwn(steps, kind) ? (steps[kind]?.length ?? 0) : 0) + 1

  function migrate(stored: StoredRecord, from: number, to: number): unknown {
    let record: unknown = stored
    for (let version = from; version < to; version += 1) {
      const step = steps[stored.kind]?.[version - 1]
      if (step === undefined) throw new Error(`no migration of ${stored.kind} from ${version}`)
      const next = step(record)
      if (typeof next !== 'object' || next === null) throw new Error(`the migration of ${stored.kind} from ${version} gave no record`)
      // The harness keeps the identity and counts the version: a migration cannot get these wrong.
      record = { ...next, id: stored.id, kind: stored.kind, rev: stored.rev, schema: version + 1 }
    }
    return record
  }

  function lift(stored: StoredRecord): Lifted<R> {
    const kind = known(stored.kind)
    if (kind === undefined) return { ok: false, why: `这个程序不认得“${stored.kind}”这一类资料`, stored }
    const current = currentSchema(stored.kind)
    if (stored.schema > current) return { ok: false, why: `这份${kind.name}是新版程序写的（第 ${stored.schema} 版），这里只认到第 ${current} 版`, stored }
    let candidate: unknown
    try {
      candidate = migrate(stored, stored.schema, current)
    } catch (thrown) {
      return { ok: false, why: `这份${kind.name}从第 ${stored.schema} 版转不过来：${thrown instanceof Error ? thrown.message : String(thrown)}`, stored }
    }
    const parsed = kind.schema.safeParse(candidate)
    if (parsed.success) return { ok: true, record: parsed.data }
    const issue = parsed.error.issues[0]
    return { ok: false, why: `这份${kind.name}的“${issue?.path.join('.') ?? ''}”不合规矩：${issue?.message ?? ''}`, stored }
  }

  return { currentSchema, lift }
}

const shipped = createHarness<AnyRecord>(kinds, migrations)

/** The version new records of this kind are written in. */
export const currentSchema: (kind: Kind) => number = shipped.currentSchema
export const liftRecord: (stored: StoredRecord) => Lifted<AnyRecord> = shipped.lift
