import { useEffect, useRef, useState, type RefObject } from 'react'
import { refused, type Outcome } from '#shared/duties/transition'
import type { Finding } from '#shared/rules/findings'
import { carryOut, useCanWrite } from '../../app/session'
import { useDraft, type DraftForm } from '../../data/use-draft'
import { attempt } from '../../ui/error-dialog'

export type ArchiveForm<Fields> = {
  readonly draft: DraftForm<Fields>
  readonly findings: readonly Finding[]
  /** What is wrong with a date as typed, by field. */
  readonly wrongDates: Readonly<Record<string, string>>
  readonly setWrongDate: (field: string, problem: string) => void
  /** A date nobody can read stands somewhere: nothing is saved. */
  readonly wrong: boolean
  readonly busy: boolean
  readonly save: () => Promise<boolean>
  /** Around the fields: the first that is wrong takes the keyboard. */
  readonly box: RefObject<HTMLDivElement | null>
}

export type ArchiveFormOptions<Fields> = {
  /** Under which the draft is kept. */
  readonly form: string
  readonly title: string
  readonly start: Fields
  /** Of the record; 0 for a new one. */
  readonly rev: number
  readonly duty: (fields: Fields) => Outcome
  /** What no duty could make sense of; its own word for the same field gives way. */
  readonly problems?: (fields: Fields) => readonly Finding[]
}

/** The form of one 件 or one 案卷: a draft, what is wrong at its field, one step when it is saved. */
export function useArchiveForm<Fields>({ form, title, start, rev, duty, problems }: ArchiveFormOptions<Fields>): ArchiveForm<Fields> {
  const canWrite = useCanWrite()
  const draft = useDraft<Fields>(form, start, { title })
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const [wrongDates, setWrongDates] = useState<Readonly<Record<string, string>>>({})
  const [busy, setBusy] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  // The record moved on (papers joined or put in another order, an undo): what was not touched here follows.
  const { dirty, reset } = draft
  const current = useRef({ dirty, start })
  useEffect(() => {
    current.current = { dirty, start }
  })
  useEffect(() => {
    if (!current.current.dirty) reset(current.current.start)
  }, [rev, reset])
  const wrong = Object.values(wrongDates).some((problem) => problem !== '')
  const save = async (): Promise<boolean> => {
    if (!canWrite || wrong) return false
    const found = problems?.(draft.value) ?? []
    const tried = duty(draft.value)
    const outcome = found.length === 0 ? tried : refused(...(tried.ok ? [] : tried.findings.filter(({ where }) => !found.some((problem) => problem.where.field === where.field))), ...found)
    setFindings(outcome.ok ? (outcome.findings ?? []) : outcome.findings)
    if (!outcome.ok) {
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return false
    }
    setBusy(true)
    const saved = await attempt(() => carryOut(outcome, { form }))
    setBusy(false)
    return saved !== undefined
  }
  return { draft, findings, wrongDates, wrong, busy, save, box, setWrongDate: (field, problem) => setWrongDates((now) => ({ ...now, [field]: problem })) }
}
