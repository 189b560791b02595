import { kinds, type AnyRecord } from '#shared/model/kinds'
import { currentSchema } from '#shared/model/migrate'
import { inOrder, isWall, wall, type Finding } from '#shared/rules/findings'

/**
 * What every duty hands back. A duty never writes: it turns records and an input into the records that would stand afterwards,
 * or says why not. The commit layer makes a commit of a step; ids and the day come from outside, so the same input gives the same step.
 */
export type DutyContext = {
  readonly newId: () => string
  /** `YYYY-MM-DD` */
  readonly today: string
  /** What new records are made under: `id@version`, or `id@version#<pin id>` (`shared/rules/pin.ts`). */
  readonly rulePack: string
  /** The sequence number the commit is expected to get; becomes `createdSeq`. */
  readonly seq: number
}

export type StepRecord = { readonly before: AnyRecord | null; readonly after: AnyRecord | null }

export type Step = {
  /** What was done, in Chinese, as the undo strip says it; at most 200 characters. */
  readonly title: string
  /** A final step is never undone, only answered by a counter-act. */
  readonly final: boolean
  readonly records: readonly StepRecord[]
  /** Set when this step is itself a named counter-act (撤回公示, 移出归档): it answers the latest final commit that touched `recordId`. */
  readonly answers?: { readonly name: string; readonly recordId: string }
}

export type Refused = { readonly ok: false; readonly findings: readonly Finding[] }
/** `findings` of an accepted step are its warnings and advice. */
export type Outcome = { readonly ok: true; readonly step: Step; readonly findings?: readonly Finding[] } | Refused

export type RecordHead = { readonly id: string; readonly rev: number; readonly schema: number; readonly rulePack: string; readonly createdSeq: number }

export function headOf(context: DutyContext): RecordHead {
  return { id: context.newId(), rev: 1, schema: 1, rulePack: context.rulePack, createdSeq: context.seq }
}

/** A new record is written in today's shape of its kind, whatever the builder put there. */
export function created(record: AnyRecord): StepRecord {
  return { before: null, after: { ...record, schema: currentSchema(record.kind) } }
}

type Patch<R extends AnyRecord> = { readonly [F in Exclude<keyof R, keyof RecordHead | 'kind'>]?: R[F] }

/** The next revision of a record. */
export function revised<R extends AnyRecord>(before: R, patch: Patch<R>): { readonly before: R; readonly after: R } {
  return { before, after: { ...before, ...patch, rev: before.rev + 1 } }
}

export function removed(before: AnyRecord): StepRecord {
  return { before, after: null }
}

export function refused(...findings: readonly Finding[]): Refused {
  return { ok: false, findings: inOrder(findings) }
}

export type StepInput = Pick<Step, 'title' | 'records' | 'answers'> & { readonly final?: boolean; readonly findings?: readonly Finding[] }

/** Closes a duty: any wall refuses, any record that would not validate refuses at its field, else the step stands with its other findings. */
export function finish(input: StepInput): Outcome {
  const findings = [...(input.findings ?? []), ...input.records.flatMap((record) => (record.after === null ? [] : shapeFindings(record.after)))]
  if (findings.some(isWall)) return { ok: false, findings: inOrder(findings) }
  const title = input.title.length > 200 ? `${input.title.slice(0, 199)}…` : input.title
  const step: Step = { title, final: input.final ?? false, records: input.records, ...(input.answers === undefined ? {} : { answers: input.answers }) }
  return { ok: true, step, findings: inOrder(findings) }
}

/** What the record's own schema objects to, as walls at the field. */
export function shapeFindings(record: AnyRecord): readonly Finding[] {
  const parsed = kinds[record.kind].schema.safeParse(record)
  if (parsed.success) return []
  return parsed.error.issues.map((issue) => wall('badField', saying(issue), { recordId: record.id, field: issue.path.join('.') }))
}

function saying(issue: { readonly code: string; readonly message: string; readonly maximum?: unknown; readonly minimum?: unknown }): string {
  switch (issue.code) {
    case 'too_big':
      return `太长或太大，最多 ${String(issue.maximum)}`
    case 'too_small':
      return issue.minimum === 1 ? '这一格不能空' : `太短或太小，最少 ${String(issue.minimum)}`
    case 'custom':
    case 'invalid_format':
      return /[\u4e00-\u9fff]/.test(issue.message) ? issue.message : '格式不对'
    default:
      return '这一格填的不对'
  }
}

/** Puts further records into a step, such as the rule pin made at first use. */
export function alsoRecord(outcome: Outcome, ...records: readonly StepRecord[]): Outcome {
  return outcome.ok ? { ...outcome, step: { ...outcome.step, records: [...records, ...outcome.step.records] } } : outcome
}
