import { Button } from 'antd'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Outcome } from '#shared/duties/transition'
import type { Finding } from '#shared/rules/findings'
import { fromHere } from '../../app/route'
import { carryOut } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import type { DraftForm } from '../../data/use-draft'
import { DraftOffer } from '../../ui/draft-offer'
import { attempt } from '../../ui/error-dialog'
import { errorAt, FindingList } from '../../ui/finding-list'
import { SidePanel } from '../../ui/side-panel'
import type { Problems } from './member-fields'

/**
 * The small forms of the panel work alike: draft kept, what is wrong said at its field after the first try, warnings beside the act.
 * `live` works the outcome out while typing (cheap ones); else it is worked out on saving, and its warnings ask to be seen once.
 */
export type PanelForm = {
  readonly error: (field: string) => string
  readonly onProblem: (field: string, problem: string | null) => void
  readonly save: () => void
  readonly findings: readonly Finding[]
  readonly busy: boolean
  readonly seen: boolean
}

export function usePanelForm<T>(options: { readonly form: string; readonly draft: DraftForm<T>; readonly make: () => Outcome; readonly live: boolean; readonly onDone: () => void; readonly extra?: readonly Finding[]; readonly title: string }): PanelForm {
  const { form, draft, make, live, onDone, title } = options
  const [tried, setTried] = useState<{ readonly of: T; readonly outcome: Outcome } | null>(null)
  const [problems, setProblems] = useState<Problems>({})
  const [busy, setBusy] = useState(false)
  // What is wrong stays true only for what it was said of; a live form says it anew at every key.
  const now = live && (tried !== null || draft.dirty) ? make() : tried?.of === draft.value ? tried.outcome : null
  const findings = now === null ? [] : tried === null ? (now.findings ?? []).filter((finding) => finding.severity === 'warning') : (now.findings ?? [])
  const wrong = (field: string) => problems[field] ?? ''
  const save = () => {
    if (busy) return
    const outcome = make()
    const asked = !live && outcome.ok && (outcome.findings ?? []).some((finding) => finding.severity === 'warning') && tried?.of !== draft.value
    setTried({ of: draft.value, outcome })
    if (!outcome.ok || Object.values(problems).some((problem) => problem !== undefined && problem !== '')) {
      requestAnimationFrame(() => document.querySelector<HTMLElement>('.roster-panel-form [aria-invalid="true"]')?.focus())
      return
    }
    if (asked) return
    setBusy(true)
    const then = fromHere()
    void attempt(() => carryOut(outcome, { form }), { title }).then((done) => {
      setBusy(false)
      if (done !== undefined) then(onDone)
    })
  }
  return {
    error: (field) => wrong(field) || errorAt(findings, field),
    onProblem: (field, problem) => setProblems((before) => ({ ...before, [field]: problem ?? '' })),
    save, findings, busy,
    seen: !live && now !== null && now.ok && (now.findings ?? []).some((finding) => finding.severity === 'warning'),
  }
}

export type FormPanelProps = {
  readonly title: string
  readonly fact: string
  readonly act: string
  /** What throwing away what was typed is called. */
  readonly leave?: string
  readonly form: PanelForm
  readonly draft: { readonly offer: { readonly at: string } | null; readonly accept: () => void; readonly decline: () => void; readonly discard: () => Promise<void> }
  readonly onDone: () => void
  readonly children: ReactNode
  /** Fields that stand in the form: what is said of others goes into the list below. */
  readonly fields: readonly string[]
  readonly acts?: ReactNode
}

export function FormPanel({ title, fact, act, leave = '不记了', form, draft, onDone, children, fields, acts }: FormPanelProps) {
  const element = useRef<HTMLFormElement>(null)
  useShortcut('Ctrl+S', form.save, 'panel')
  useEffect(() => element.current?.querySelector<HTMLElement>('input, textarea')?.focus(), [])
  const listed = form.findings.filter((finding) => finding.severity === 'warning' || (finding.severity === 'wall' && !fields.includes(finding.where.field ?? '')))
  return (
    <SidePanel
      title={title}
      fact={fact}
      onClose={onDone}
      keys="Ctrl+S 存　　Esc 回去，写的留着草稿"
      acts={
        <>
          <Button type="primary" loading={form.busy} onClick={form.save}>
            {form.seen ? '看过了，照样存' : act}
          </Button>
          {acts}
          <Button onClick={() => void draft.discard().then(onDone)} title="写的不要了">
            {leave}
          </Button>
        </>
      }
    >
      <form ref={element} className="roster-panel-form fields" noValidate onSubmit={(event) => { event.preventDefault(); form.save() }}>
        <DraftOffer draft={draft} />
        {children}
        {/* Enter in a field saves; the act itself is pinned below. */}
        <button type="submit" hidden />
        <FindingList findings={listed} />
      </form>
    </SidePanel>
  )
}
