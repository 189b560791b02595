import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { AnalysisPart, AnalysisReport } from '#shared/model/analysis-report'
import type { Finding } from '#shared/rules/findings'
import { carryOut } from '../../app/session'
import { useDraft, type DraftForm } from '../../data/use-draft'
import { attempt } from '../../ui/error-dialog'
import { differs, formOf, inOneGo, keepWriting, readWriting, writingOf, type Duty, type Writing } from './writing'

export type WritingDesk = {
  /** What stands on the desk: what was typed, else what the record says. */
  readonly value: Writing
  readonly dirty: boolean
  readonly draft: DraftForm<Writing>
  /** Set where an earlier draft has to be asked about: the record changed since. One that simply goes on is taken up by itself. */
  readonly offered: boolean
  /** Typed upon an older revision than the record's now. */
  readonly overtaken: boolean
  readonly write: (patch: Partial<Omit<Writing, 'rev' | 'parts'>>) => void
  readonly writePart: (part: AnalysisPart, text: string) => void
  /** 照原样: what was typed is thrown away, the record stands. */
  readonly restore: () => void
  /** Does something to the report and leaves what is typed on the desk. */
  readonly apart: (act: Duty) => void
  /** Saves what is typed, and with it the act upon it. The findings of a refusal, or null when it is done (or said in a dialog). */
  readonly save: (act: Duty | null) => Promise<{ readonly saved: boolean; readonly findings: readonly Finding[] }>
  readonly busy: boolean
}

/** The text on the desk between keyboard, draft and record. */
export function useWriting(report: AnalysisReport, who: string): WritingDesk {
  const stored = useMemo(() => writingOf(report), [report])
  const form = formOf(report.id)
  const draft = useDraft<Writing>(form, stored, { title: `${who}的《${report.title}》`, read: readWriting })
  const [busy, setBusy] = useState(false)
  // Just saved, the desk is ahead of the record until the store has told of it; after an undo it is behind and follows.
  const value = draft.dirty || draft.value.rev > stored.rev ? draft.value : stored
  const dirty = draft.dirty && differs(draft.value, report)

  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  }, [value])
  const { set, reset, accept, decline, discard, offer } = draft

  // What was typed last and not saved goes on by itself, where the record still is what it was typed upon.
  const simple = offer !== null && !draft.dirty && (offer.value.rev === report.rev || !differs(offer.value, report))
  useEffect(() => {
    if (!simple || offer === null) return
    if (differs(offer.value, report)) accept()
    else decline()
  }, [simple, offer, report, accept, decline])

  const put = useCallback((next: Writing) => {
    latest.current = next
    set(next)
  }, [set])
  const write = useCallback<WritingDesk['write']>((patch) => put({ ...latest.current, ...patch }), [put])
  const writePart = useCallback<WritingDesk['writePart']>((part, text) => put({ ...latest.current, parts: { ...latest.current.parts, [part]: text } }), [put])
  const restore = useCallback(() => void discard(), [discard])

  // What else was done to the record (a note put away, its undo) leaves its text alone: what is typed stands upon the new revision.
  const seen = useRef(report)
  useEffect(() => {
    const before = seen.current
    seen.current = report
    if (draft.dirty && before.rev !== report.rev && latest.current.rev === before.rev && !differs(writingOf(before), report)) put({ ...latest.current, rev: report.rev })
  }, [report, draft.dirty, put])
  const apart = useCallback<WritingDesk['apart']>((act) => void attempt(() => carryOut(act(report)), { title: '没有存下' }), [report])

  const save: WritingDesk['save'] = async (act) => {
    const typed = latest.current
    const made = inOneGo(report, [...(differs(typed, report) ? [(before: AnalysisReport) => keepWriting(before, typed)] : []), ...(act === null ? [] : [act])])
    if (!made.ok) return { saved: false, findings: made.findings }
    // What the undo strip and the log say names whose it is.
    const outcome = act === null ? { ...made, step: { ...made.step, title: `改了${who}的《${report.title}》` } } : made
    setBusy(true)
    const saved = await attempt(() => carryOut(outcome, { form }), { title: '没有存下' })
    setBusy(false)
    if (saved === undefined) return { saved: false, findings: [] }
    const rev = report.rev + 1
    // Typed on while it was being saved: that goes on as a draft upon the new revision.
    if (latest.current === typed) reset({ ...typed, rev, title: typed.title.trim(), subtitle: typed.subtitle.trim() })
    else put({ ...latest.current, rev })
    return { saved: true, findings: outcome.findings ?? [] }
  }

  return { value, dirty, draft, offered: offer !== null && !simple, overtaken: dirty && value.rev < report.rev, write, writePart, restore, apart, save, busy }
}
