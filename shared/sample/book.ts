import type { DutyContext, Outcome, Step } from '#shared/duties/transition'
import type { AnyRecord, Kind } from '#shared/model/kinds'
import { ofKind } from '#shared/model/kinds'

/**
 * Books kept by a script instead of a person: each act runs a duty on a day, exactly as a screen would, and its step is kept in order.
 * A refusal here is a fault of the script and is thrown.
 */
export type Book = {
  readonly steps: readonly DatedStep[]
  readonly records: () => readonly AnyRecord[]
  readonly all: <K extends Kind>(kind: K) => Extract<AnyRecord, { readonly kind: K }>[]
  /** The record as it stands now. */
  readonly now: <R extends AnyRecord>(record: R) => R
  readonly on: (day: string, duty: (context: DutyContext) => Outcome) => readonly AnyRecord[]
}
export type DatedStep = { readonly day: string; readonly step: Step }

export function openBook(newId: () => string, rulePack: string): Book {
  const state = new Map<string, AnyRecord>()
  const steps: DatedStep[] = []
  return {
    steps,
    records: () => [...state.values()],
    all: (kind) => ofKind([...state.values()], kind),
    now: <R extends AnyRecord>(record: R): R => {
      const found = state.get(record.id)
      if (found === undefined || found.kind !== record.kind) throw new Error(`the sample lost ${record.kind} ${record.id}`)
      return found as R
    },
    on: (day, duty) => {
      const outcome = duty({ newId, today: day, rulePack, seq: steps.length + 1 })
      if (!outcome.ok) throw new Error(`the sample was refused on ${day}: ${outcome.findings.map((finding) => `${finding.code} ${finding.text} ${finding.where.field ?? ''}`).join('; ')}`)
      for (const { before, after } of outcome.step.records) {
        if (after !== null) state.set(after.id, after)
        else if (before !== null) state.delete(before.id)
      }
      steps.push({ day, step: outcome.step })
      return outcome.step.records.flatMap(({ after }) => (after === null ? [] : [after]))
    },
  }
}
