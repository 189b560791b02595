import { inOrder, type Finding } from '#shared/rules/findings'
import type { Outcome, StepRecord } from './transition'

/** The acts one after the other as a single one; refused as soon as one is. A record touched twice is revised once. */
export function together(title: string, outcomes: readonly Outcome[]): Outcome {
  const findings = unlike(outcomes.flatMap((outcome) => outcome.findings ?? []))
  const steps = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.step] : []))
  const answers = steps.find((step) => step.answers !== undefined)?.answers
  if (steps.length !== outcomes.length) return { ok: false, findings: inOrder(findings) }
  const records = new Map<string, StepRecord>()
  for (const { before, after } of steps.flatMap((step) => step.records)) {
    const id = (after ?? before)?.id
    if (id === undefined) continue
    const first = records.get(id)
    const start = first === undefined ? before : first.before
    records.set(id, { before: start, after: after === null ? null : { ...after, rev: (start?.rev ?? 0) + 1 } })
  }
  return {
    ok: true,
    step: { title: title.length > 200 ? `${title.slice(0, 199)}…` : title, final: steps.some((step) => step.final), records: [...records.values()], ...(answers === undefined ? {} : { answers }) },
    findings: inOrder(findings),
  }
}

/** The same sentence of thirty pledges is said once. */
function unlike(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((found, index) => findings.findIndex((other) => other.code === found.code && other.text === found.text && other.where.field === found.where.field) === index)
}
