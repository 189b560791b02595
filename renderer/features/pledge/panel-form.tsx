import { Button } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import type { Outcome } from '#shared/duties/transition'
import type { Finding } from '#shared/rules/findings'
import { fromHere } from '../../app/route'
import { carryOut, useActor, useCanWrite } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { useDraft, type DraftForm } from '../../data/use-draft'
import { DraftOffer } from '../../ui/draft-offer'
import { attempt } from '../../ui/error-dialog'
import { errorAt, FindingList } from '../../ui/finding-list'
import { SidePanel, type SidePanelProps } from '../../ui/side-panel'
import { focusFirstWrong } from './focus'

/** What the small forms of the panel share: a draft, its findings at the fields, one red act, Esc back to looking. */
export type PanelFrame = Pick<SidePanelProps, 'title' | 'onClose' | 'keys'> & { readonly fact: string }
export type PanelFormProps<T> = {
  readonly frame: PanelFrame
  readonly form: string
  readonly draftTitle: string
  readonly heading: ReactNode
  readonly initial: T
  readonly outcomeOf: (value: T) => Outcome
  readonly act: (value: T) => string
  readonly onDone: () => void
  readonly children: (form: PanelFields<T>) => ReactNode
}
export type PanelFields<T> = {
  readonly value: T
  readonly set: (patch: Partial<T>) => void
  readonly error: (field: string) => string
  /** A field's own sentence, or empty; while there is one nothing is saved. */
  readonly problem: (field: string, sentence: string | null) => void
  readonly canWrite: boolean
}

export function PanelForm<T extends object>({ frame, form, draftTitle, heading, initial, outcomeOf, act, onDone, children }: PanelFormProps<T>) {
  const canWrite = useCanWrite()
  const draft: DraftForm<T> = useDraft<T>(form, initial, { title: draftTitle })
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const [refused, setRefused] = useState<readonly Finding[]>([])
  const [busy, setBusy] = useState(false)
  const box = useRef<HTMLFormElement>(null)
  const outcome = outcomeOf(draft.value)
  const save = async () => {
    const wrong = Object.values(problems).some((sentence) => sentence !== '')
    const dayless = 'on' in draft.value && draft.value.on === null
    if (dayless) setProblems((now) => ({ ...now, on: '写上哪一天' }))
    setRefused(outcome.ok || dayless ? [] : outcome.findings)
    if (!outcome.ok || dayless || wrong) return focusFirstWrong(box.current)
    setBusy(true)
    const then = fromHere()
    const saved = await attempt(() => carryOut(outcome, { form }))
    setBusy(false)
    if (saved !== undefined) then(onDone)
  }
  useShortcut('Ctrl+S', canWrite ? () => void save() : null, 'panel')
  // What no field of this form speaks of is listed below it.
  const asked = new Set(['on'])
  const fields: PanelFields<T> = {
    value: draft.value,
    canWrite,
    set: (patch) => {
      draft.set((now) => ({ ...now, ...patch }))
      setRefused([])
    },
    error: (field) => {
      asked.add(field)
      const own = problems[field] ?? ''
      return own === '' ? errorAt(refused, field) : own
    },
    problem: (field, sentence) => setProblems((now) => ({ ...now, [field]: sentence ?? '' })),
  }
  return (
    <SidePanel
      {...frame}
      acts={
        <>
          <Button type="primary" size="large" htmlType="submit" form={formId} loading={busy} disabled={!canWrite}>
            {act(draft.value)}
          </Button>
          <Button size="large" onClick={frame.onClose}>
            不写了
          </Button>
        </>
      }
    >
      <form
        ref={box}
        id={formId}
        className="pledge-panel-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        {heading}
        <DraftOffer draft={draft} />
        {children(fields)}
        <FindingList findings={outcome.ok ? (outcome.findings ?? []) : refused.filter((found) => !asked.has(found.where.field ?? ''))} />
      </form>
    </SidePanel>
  )
}

/** Only one of them stands at a time. */
const formId = 'pledge-panel-form'

/** The person at the keyboard, as a proposal for who signs or settles. */
export function useActorName(): string {
  return useActor()?.name ?? ''
}
