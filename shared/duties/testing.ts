import type { AnyRecord, Kind, RecordOf } from '#shared/model/kinds'
import type { DutyContext, Outcome, Step } from './transition'

/** What the tests of the duties share: a context with counted ids, and ways to open an outcome. Not for use outside tests. */
export function testContext(options: { readonly today?: string; readonly seq?: number; readonly rulePack?: string } = {}): DutyContext {
  let count = (options.seq ?? 1) * 100_000
  return {
    newId: () => {
      count += 1
      return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`
    },
    today: options.today ?? '2026-12-26',
    rulePack: options.rulePack ?? 'current@1',
    seq: options.seq ?? 1,
  }
}

export function stepOf(outcome: Outcome): Step {
  if (!outcome.ok) throw new Error(`refused: ${outcome.findings.map((found) => `${found.code} ${found.text}`).join(' | ')}`)
  return outcome.step
}

/** The records of one kind as they stand after the step. */
export function after<K extends Kind>(outcome: Outcome, kind: K): readonly RecordOf<K>[] {
  return stepOf(outcome).records.flatMap((record) => (record.after !== null && isOf(record.after, kind) ? [record.after] : []))
}

export function one<K extends Kind>(outcome: Outcome, kind: K): RecordOf<K> {
  const [found, more] = after(outcome, kind)
  if (found === undefined || more !== undefined) throw new Error(`expected exactly one ${kind}`)
  return found
}

function isOf<K extends Kind>(record: AnyRecord, kind: K): record is AnyRecord & RecordOf<K> {
  return record.kind === kind
}

/** Codes of what an outcome says, refused or not. */
export function codes(outcome: Outcome): readonly string[] {
  return (outcome.findings ?? []).map((found) => found.code)
}

/** The walls of a refusal as `code@field`; an accepted step fails the test. */
export function walls(outcome: Outcome): readonly string[] {
  if (outcome.ok) throw new Error(`not refused: ${outcome.step.title}`)
  return outcome.findings.filter((found) => found.severity === 'wall').map((found) => `${found.code}@${found.where.field ?? ''}`)
}
