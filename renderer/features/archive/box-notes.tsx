import { Button, Input } from 'antd'
import { useRef, useState } from 'react'
import type { Outcome } from '#shared/duties/transition'
import type { ArchiveBox } from '#shared/model/archive'
import type { Finding } from '#shared/rules/findings'
import { carryOut, useActor, useCanWrite } from '../../app/session'
import { useDraft } from '../../data/use-draft'
import { DraftOffer } from '../../ui/draft-offer'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { errorAt } from '../../ui/finding-list'
import { PartialDateInput } from '../../ui/partial-date-input'
import { sayDate } from '../../ui/say'

type NoteFields = ArchiveBox['notes'][number]

/** 备考表: what was written stays; a new line goes below it. */
export function BoxNotes({ id, title, notes, today, append }: { readonly id: string; readonly title: string; readonly notes: readonly NoteFields[]; readonly today: string; readonly append: (note: NoteFields) => Outcome }) {
  const canWrite = useCanWrite()
  const actor = useActor()
  const form = `archive:note:${id}`
  const draft = useDraft<NoteFields>(form, { on: today, text: '', arranger: actor?.name ?? '', checker: '', checkedOn: null }, { title })
  const note = draft.value
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const [wrong, setWrong] = useState<Readonly<Record<'on' | 'checkedOn', string>>>({ on: '', checkedOn: '' })
  const formRef = useRef<HTMLFormElement>(null)
  const save = async () => {
    const outcome = append({ ...note, text: note.text.trim() })
    setFindings(outcome.ok ? [] : outcome.findings)
    if (!outcome.ok) {
      requestAnimationFrame(() => formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    await attempt(() => carryOut(outcome, { form }))
  }
  const set = (patch: Partial<typeof note>) => draft.set((now) => ({ ...now, ...patch }))
  return (
    <form
      ref={formRef}
      className="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <ol className="notes" aria-label="已经写的">
        {notes.map((line, index) => (
          <li key={index}>
            <p>{line.text}</p>
            <p className="quiet small">
              {[line.on === null ? '' : sayDate(line.on), line.arranger === '' ? '' : `整理人 ${line.arranger}`, line.checker === '' ? '' : `检查人 ${line.checker}`].filter((part) => part !== '').join('　')}
            </p>
          </li>
        ))}
      </ol>
      <DraftOffer draft={draft} />
      <Field label="再记一笔" hint="缺损、修改、补充、移出、销毁；写过的不改" error={errorAt(findings, 'text')}>
        {(control) => <Input.TextArea {...control} rows={3} disabled={!canWrite} value={note.text} maxLength={2000} onChange={(event) => set({ text: event.target.value })} />}
      </Field>
      <div className="fields-two">
        <Field label="整理人">{(control) => <Input {...control} disabled={!canWrite} value={note.arranger} maxLength={50} onChange={(event) => set({ arranger: event.target.value })} />}</Field>
        <Field label="整理日期" error={wrong.on}>
          {(control) => <PartialDateInput {...control} disabled={!canWrite} value={note.on} onChange={(on, problem) => { set({ on }); setWrong((now) => ({ ...now, on: problem ?? '' })) }} />}
        </Field>
        <Field label="检查人">{(control) => <Input {...control} disabled={!canWrite} value={note.checker} maxLength={50} onChange={(event) => set({ checker: event.target.value })} />}</Field>
        <Field label="检查日期" error={wrong.checkedOn}>
          {(control) => <PartialDateInput {...control} disabled={!canWrite} value={note.checkedOn} onChange={(checkedOn, problem) => { set({ checkedOn }); setWrong((now) => ({ ...now, checkedOn: problem ?? '' })) }} />}
        </Field>
      </div>
      <div>
        <Button htmlType="submit" disabled={!canWrite || wrong.on !== '' || wrong.checkedOn !== ''}>
          记一笔
        </Button>
      </div>
    </form>
  )
}
