import { Button, Checkbox } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { branchPledge, memberPledge } from '#shared/documents/pledge-letter'
import { checkWritten, writeAndPropose } from '#shared/duties/pledge-at-once'
import { isPublic } from '#shared/duties/pledge-state'
import { paperSource } from '#shared/model/paper-original'
import { freshItem, noEvaluation, noReview, type Pledge } from '#shared/model/pledge'
import type { Finding } from '#shared/rules/findings'
import { useNarrowSidebar } from '../../app/narrow'
import { Page, PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { fromHere } from '../../app/route'
import { carryOut, dutyContext, useCanWrite } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { exportHint, useExport } from '../../app/use-export'
import { useDraft } from '../../data/use-draft'
import { DraftOffer } from '../../ui/draft-offer'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { FindingList } from '../../ui/finding-list'
import { PaperLines } from '../../ui/paper-lines'
import { PaperPreview } from '../../ui/paper-preview'
import { PartialDateInput } from '../../ui/partial-date-input'
import { boardHref, toParty, writingForm } from './addresses'
import { Beginnings } from './beginnings'
import { dayFor, secretaryOf, type BoardRow } from './board'
import { focusFirstWrong } from './focus'
import { ItemFields } from './item-fields'
import { letterOf } from './papers'
import type { Books } from './use-books'
import { inputsOf, isBlank, moved, newItem, readWriting, withItems, writingOf, type WrittenItem } from './writing'

/** Writing one party's pledge with its paper beside it. What hangs on the board stays as it was frozen there until the next edition. */
export function WritePage({ books, row }: { readonly books: Books; readonly row: BoardRow }) {
  useNarrowSidebar()
  return <WriteForm books={books} row={row} />
}

/** Said while it is typed; that a field is still empty is said only when it is handed in. */
const saidAtOnce: readonly string[] = ['dueBeforeStart', 'dueAfterEnd', 'hardToCheck', 'blankLeft']
const newId = () => crypto.randomUUID()

function WriteForm({ books, row }: { readonly books: Books; readonly row: BoardRow }) {
  const { round, pack, pledges } = books
  const { party, pledge } = row
  const canWrite = useCanWrite()
  const responsible = party.memberId === null ? secretaryOf(books) : party.name
  const form = writingForm(round.id, party.key)
  const draft = useDraft(form, writingOf(pledge, newId, dayFor(books, '提诺'), responsible, party.away), { title: `${party.name}的承诺书`, read: readWriting })
  const { value } = draft
  const [dates, setDates] = useState<Readonly<Record<string, string>>>({})
  const [refused, setRefused] = useState<readonly Finding[]>([])
  const [added, setAdded] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const box = useRef<HTMLFormElement>(null)

  // Findings speak of the items handed in; blank ones are left out of those.
  const handedIn = inputsOf(value)
  const place = (item: WrittenItem) => handedIn.findIndex((one) => one.id === item.id)
  const live = checkWritten({ round, items: handedIn, pack, fromPaper: value.fromPaper })
  const said = [...refused, ...live.filter((found) => saidAtOnce.includes(found.code))]
  const at = (item: WrittenItem, field: string, severity: readonly string[]) => said.filter((found) => found.where.field === `items.${place(item)}.${field}` && severity.includes(found.severity))
  const wrongDate = Object.values(dates).some((problem) => problem !== '')

  const setItems = (change: (items: readonly WrittenItem[]) => readonly WrittenItem[]) => {
    draft.set((now) => ({ ...now, items: change(now.items) }))
    setRefused([])
  }
  const save = async () => {
    const others = pledges.filter((one) => one.id !== pledge?.id)
    const outcome = writeAndPropose(dutyContext(), { round, before: pledge, memberId: party.memberId, who: party.name, items: handedIn, on: value.on ?? '', pack, fromPaper: value.fromPaper, inWriting: value.inWriting, others })
    setRefused(outcome.ok || value.on === null ? [] : outcome.findings)
    if (value.on === null) setDates((now) => ({ ...now, on: '写上哪天提诺' }))
    if (!outcome.ok || value.on === null || wrongDate) return focusFirstWrong(box.current)
    setBusy(true)
    const then = fromHere()
    const saved = await attempt(() => carryOut(outcome, { form }))
    setBusy(false)
    if (saved !== undefined) then(() => toParty(round.id, party.key))
  }
  useShortcut('Ctrl+S', canWrite ? () => void save() : null)
  useShortcut('Esc', () => toParty(round.id, party.key))

  const letter = useMemo(() => letterOf(books, previewOf(books, row, handedIn, value.on)), [books, row, handedIn, value.on])
  const kind = party.memberId === null ? branchPledge.kind : memberPledge.kind
  const { carry, progress } = useExport(pledge === null ? null : { kind, sourceId: pledge.id, document: letter }, { year: round.year, matter: '公开承诺' })
  const unread = new Set(handedIn.flatMap((item, index) => ((dates[item.id ?? ''] ?? '') === '' && item.text.trim() !== '' ? [] : [`items.${index}.due`])))
  const warnings = live.filter((found) => found.severity === 'warning' && found.code !== 'dueAfterEnd' && found.code !== 'blankLeft' && !unread.has(found.where.field ?? ''))
  const rest = refused.filter((found) => found.severity === 'wall' && !/^items\.\d+\.(text|due|responsible)$/.test(found.where.field ?? ''))
  return (
    <Page
      fill
      header={
        <PageHeader
          title={`${party.name}的承诺`}
          fact={party.note === '' || party.memberId === null ? round.title : `${party.note}　${round.title}`}
          back={{ label: '公开承诺', href: boardHref(round.id) }}
          {...(canWrite ? {} : { reason: '现在只能看，不能改' })}
          acts={
            <>
              <span className="quiet small" aria-live="polite">{draft.kept.failed !== null ? '草稿没有存住' : draft.dirty ? (draft.kept.at === null ? '正在留草稿' : '草稿已留着') : 'Ctrl+S 提诺'}</span>
              {draft.dirty && <Button onClick={() => { void draft.discard(); setRefused([]) }} title="丢掉这次写的，回到存过的样子">照原样</Button>}
              {pledge !== null && <Button onClick={carry} title={exportHint}>导出</Button>}
              <Button type="primary" loading={busy} disabled={!canWrite} onClick={() => void save()} title="存下来，交去审诺">提诺</Button>
            </>
          }
        />
      }
    >
      <div className="pledge-write">
        <form
          ref={box}
          className="pledge-write-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
        >
          <DraftOffer draft={draft} />
          {progress}
          {pledge?.review.result === 'returned' && (
            <p className="pledge-note">
              <b>退回来改</b>　{pledge.review.opinion}
            </p>
          )}
          {pledge?.review.result === 'passed' && (
            <p className="pledge-note">
              <b>已经审过</b>　改了的条要再审一遍。{isPublic(pledge.state) && '公示表上还是原来的字句，审过以后出新的一版。'}
            </p>
          )}
          <Beginnings books={books} row={row} disabled={!canWrite} onAdd={(added) => setItems((items) => withItems(items, added, newId, responsible))} />
          <FindingList findings={rest} />
          {value.items.map((item, index) => (
            <ItemFields
              key={item.id}
              item={item}
              number={index + 1}
              count={value.items.length}
              themes={party.memberId === null ? pack.pledge.branchThemes.value : pack.pledge.memberThemes.value}
              disabled={!canWrite}
              autoFocus={added === item.id || (added === null && index === 0 && isBlank(item))}
              error={(field) => (field === 'due' && (dates[item.id] ?? '') !== '' ? (dates[item.id] ?? '') : (at(item, field, ['wall'])[0]?.text ?? ''))}
              advice={isBlank(item) ? [] : [...at(item, 'text', ['advice', 'warning']), ...at(item, 'due', ['warning'])]}
              onChange={(patch) => setItems((items) => items.map((one) => (one.id === item.id ? { ...one, ...patch } : one)))}
              onDateProblem={(problem) => setDates((now) => ({ ...now, [item.id]: problem }))}
              onMove={(by) => setItems((items) => moved(items, index, by))}
              onRemove={() => { setItems((items) => items.filter((one) => one.id !== item.id)); setDates((now) => ({ ...now, [item.id]: '' })) }}
            />
          ))}
          <div>
            <Button
              disabled={!canWrite}
              onClick={() => {
                const item = newItem(newId, value.items, responsible)
                setAdded(item.id)
                setItems((items) => [...items, item])
              }}
            >
              再写一条
            </Button>
          </div>
          <div className="pledge-write-foot">
            <Field label="哪天提诺" required error={dates['on'] ?? ''}>
              {(control) => (
                <PartialDateInput {...control} disabled={!canWrite} value={value.on} onChange={(on, problem) => { draft.set((now) => ({ ...now, on })); setDates((now) => ({ ...now, on: problem ?? (on === null ? '写上哪天提诺' : '') })) }} />
              )}
            </Field>
            <Checkbox checked={value.fromPaper} disabled={!canWrite} onChange={(event) => draft.set((now) => ({ ...now, fromPaper: event.target.checked }))}>
              照纸质承诺书补录，纸上没有的可以空着
            </Checkbox>
            {party.memberId !== null && (
              <Checkbox checked={value.inWriting} disabled={!canWrite} onChange={(event) => draft.set((now) => ({ ...now, inWriting: event.target.checked }))}>
                本人外出，书面承诺
              </Checkbox>
            )}
          </div>
          <FindingList findings={warnings} />
        </form>
        <div className="pledge-write-paper">
          <PaperPreview document={letter} title="承诺书" onPrint={() => void attempt(() => printDocument(letter))} {...(pledge === null ? {} : { foot: <PaperLines document={letter} original={{ source: paperSource(pledge.id, kind), title: letter.title }} /> })} />
        </div>
      </div>
    </Page>
  )
}

/** The letter as it would be, for looking at only. */
function previewOf({ round }: Books, { pledge, party }: BoardRow, items: ReturnType<typeof inputsOf>, on: string | null): Pledge {
  const bare: Pledge = pledge ?? {
    id: party.key, rev: 1, schema: 1, rulePack: round.rulePack, createdSeq: 0, kind: 'pledge', roundId: round.id, year: round.year, memberId: party.memberId, state: 'draft', proposedOn: null,
    items: [], inWriting: false, review: noReview, evaluation: noEvaluation, history: [],
  }
  return { ...bare, proposedOn: on, items: items.map((item) => ({ ...freshItem, reviews: [], progress: [], ...item, theme: item.theme ?? '', id: item.id ?? '' })) }
}
