import { Button, Checkbox, Input } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { publish, standingEdition } from '#shared/duties/pledge-round'
import type { Outcome } from '#shared/duties/transition'
import type { PledgeRound } from '#shared/model/pledge'
import type { Finding } from '#shared/rules/findings'
import { useNarrowSidebar } from '../../app/narrow'
import { Page, PageHeader } from '../../app/page-header'
import { fromHere } from '../../app/route'
import { carryOut, useCanWrite } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { useDraft } from '../../data/use-draft'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { DraftOffer } from '../../ui/draft-offer'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { errorAt, FindingList } from '../../ui/finding-list'
import { PaperPreview } from '../../ui/paper-preview'
import { PartialDateInput } from '../../ui/partial-date-input'
import { boardHref, toBoard, toView } from './addresses'
import { dayFor, type BoardRow } from './board'
import { focusFirstWrong, useKeysIn } from './focus'
import { noticeOf } from './papers'
import type { Books } from './use-books'

type Fields = {
  readonly on: string | null
  readonly until: string | null
  readonly place: string
  readonly phone: string
  /** What differs from the proposal, by party: so that what is reviewed meanwhile is in. */
  readonly changed: Readonly<Record<string, boolean>>
}

/** A new sheet takes the place of the one before, so what stands on that one is proposed along with what was reviewed since. */
function proposed(row: BoardRow): boolean {
  return row.publish.mark === 'done' || row.review.mark === 'done'
}

function publishOf({ round, pack }: Books, fields: Fields, chosen: readonly BoardRow[]): Outcome {
  const lines = chosen.flatMap(({ pledge, party }) => (pledge === null ? [] : [{ pledge, who: party.sheetWho, post: party.sheetPost }]))
  return publish(round, { on: fields.on ?? '', until: fields.until, place: fields.place.trim(), phone: fields.phone.trim(), lines }, pack)
}

/** The round with the sheet on it that would be published, for looking at; what is wrong with a date does not empty the paper. */
function sheetOf(books: Books, fields: Fields, chosen: readonly BoardRow[]): { readonly round: PledgeRound; readonly edition: number } {
  const next = (books.round.editions.at(-1)?.number ?? 0) + 1
  for (const outcome of [publishOf(books, fields, chosen), publishOf(books, { ...fields, on: fields.on ?? books.today, until: null }, chosen)]) {
    const round = outcome.ok ? outcome.step.records.flatMap(({ after }) => (after?.kind === 'pledgeRound' ? [after] : []))[0] : undefined
    if (round !== undefined) return { round, edition: next }
  }
  return { round: books.round, edition: next }
}

/** 公示: what is reviewed goes onto one sheet, word for word. */
export function PublishPage({ books }: { readonly books: Books }) {
  useNarrowSidebar()
  const { board, round, organisation, unreadable } = books
  const canWrite = useCanWrite()
  const last = standingEdition(round)
  const form = `pledgeRound:${round.id}:publish`
  const draft = useDraft<Fields>(form, { on: dayFor(books, null), until: round.to, place: last?.place ?? '', phone: organisation.supervisionPhone, changed: {} }, { title: '承诺公示表' })
  const { value } = draft
  const [problems, setProblems] = useState({ on: '', until: '' })
  const [refused, setRefused] = useState<readonly Finding[]>([])
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const box = useRef<HTMLFormElement>(null)

  const rows = inBoardOrder(books, board.rows.filter((row) => row.pledge !== null))
  const isChosen = (row: BoardRow) => value.changed[row.party.key] ?? proposed(row)
  const chosen = rows.filter(isChosen)
  const outcome = publishOf(books, value, chosen)
  const sheet = useMemo(() => sheetOf(books, value, chosen), [books, value, chosen])
  const notice = useMemo(() => noticeOf({ organisation, round: sheet.round }, sheet.edition), [organisation, sheet])

  const set = (patch: Partial<Fields>) => {
    draft.set((now) => ({ ...now, ...patch }))
    setRefused([])
    setAsking(false)
  }
  const ask = () => {
    setRefused(outcome.ok || value.on === null ? [] : outcome.findings)
    if (value.on === null) setProblems((now) => ({ ...now, on: '写上哪天贴出去' }))
    if (!outcome.ok || value.on === null || problems.on !== '' || problems.until !== '') return focusFirstWrong(box.current)
    setAsking(true)
  }
  const go = async () => {
    setBusy(true)
    const then = fromHere()
    const saved = await attempt(() => carryOut(publishOf(books, value, chosen), { form }))
    setBusy(false)
    setAsking(false)
    if (saved !== undefined) then(() => toView(round.id, 'edition', String(sheet.edition)))
  }
  useShortcut('Ctrl+S', canWrite && unreadable === 0 ? ask : null)
  useKeysIn('#main')
  useShortcut('Esc', () => toBoard(round.id))

  const shown = outcome.ok ? (outcome.findings ?? []) : refused.filter((found) => !['on', 'until', 'phone'].includes(found.where.field ?? ''))
  const date = (field: 'on' | 'until', label: string, hint: string) => (
    <Field label={label} hint={hint} required={field === 'on'} error={problems[field] === '' ? errorAt(outcome.ok ? [] : outcome.findings, field) : problems[field]}>
      {(control) => (
        <PartialDateInput {...control} disabled={!canWrite} value={value[field]} onChange={(day, problem) => { set({ [field]: day }); setProblems((now) => ({ ...now, [field]: problem ?? (field === 'on' && day === null ? '写上哪天贴出去' : '') })) }} />
      )}
    </Field>
  )
  const blocked = unreadable > 0 ? `有 ${unreadable} 条记录读不出来，先到“数据安全”里处理` : !canWrite ? '现在只能看，不能改' : ''
  return (
    <Page
      fill
      header={
        <PageHeader
          title="公示"
          fact={last === null ? round.title : `${round.title}　第 ${sheet.edition} 版，代替前一版`}
          back={{ label: '公开承诺', href: boardHref(round.id) }}
          {...(blocked === '' ? {} : { reason: blocked })}
          acts={<Button type={asking ? 'default' : 'primary'} disabled={blocked !== '' || rows.length === 0} onClick={ask} title="定下公示的字句，印公示表">公示 {chosen.length} 份</Button>}
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
            ask()
          }}
        >
          {asking && (
            <ConfirmStrip act={`公示 ${chosen.length} 份`} onAct={() => void go()} onBack={() => setAsking(false)} back="再看看" busy={busy}>
              公示以后字句就定了，不能撤销，只能“撤回公示”，两样都留着。
            </ConfirmStrip>
          )}
          <FindingList findings={shown} />
          <DraftOffer draft={draft} />
          <div className="fields-two">
            {date('on', '哪天贴出去', '公开栏上贴出的那天')}
            {date('until', '公示到哪天', '一直贴着就空着')}
            <Field label="贴在哪里" hint="比如 村务公开栏">
              {(control) => <Input {...control} maxLength={200} disabled={!canWrite} value={value.place} onChange={(event) => set({ place: event.target.value })} />}
            </Field>
            <Field label="监督电话" hint="印在表下面" error={errorAt(refused, 'phone')}>
              {(control) => <Input {...control} maxLength={50} disabled={!canWrite} value={value.phone} onChange={(event) => set({ phone: event.target.value })} />}
            </Field>
          </div>
          {rows.length === 0 ? (
            <p>还没有承诺书可以公示，先写承诺。</p>
          ) : (
            <Choose
              groups={[
                { words: '审过，还没公示的', rows: rows.filter((row) => row.review.mark === 'done' && row.publish.mark !== 'done') },
                { words: '前一版上有的，新的一版也要有', rows: rows.filter((row) => row.publish.mark === 'done') },
                { words: '还没审的', rows: rows.filter((row) => row.review.mark !== 'done' && row.publish.mark !== 'done') },
              ]}
              disabled={!canWrite}
              isChosen={isChosen}
              onChange={(row, on) => set({ changed: { ...value.changed, [row.party.key]: on } })}
            />
          )}
        </form>
        <div className="pledge-write-paper">
          <PaperPreview document={notice} title="公示表" foot={<span>A4 横版，公示以后再印</span>} />
        </div>
      </div>
    </Page>
  )
}

type Group = { readonly words: string; readonly rows: readonly BoardRow[] }

function Choose({ groups, disabled, isChosen, onChange }: { readonly groups: readonly Group[]; readonly disabled: boolean; readonly isChosen: (row: BoardRow) => boolean; readonly onChange: (row: BoardRow, on: boolean) => void }) {
  return groups
    .filter((group) => group.rows.length > 0)
    .map((group) => (
      <fieldset key={group.words} className="pledge-choose">
        <legend>
          {group.words}，{group.rows.length} 份
        </legend>
        {group.rows.map((row) => (
          <Checkbox key={row.party.key} disabled={disabled} checked={isChosen(row)} onChange={(event) => onChange(row, event.target.checked)}>
            {row.party.name} <span className="quiet small">{row.pledge?.items.length ?? 0} 条</span>
          </Checkbox>
        ))}
      </fieldset>
    ))
}

/** On the sheet the branch stands first and the members in the roster's order, whatever lacks what. */
function inBoardOrder({ members }: Books, rows: readonly BoardRow[]): readonly BoardRow[] {
  const order = new Map(members.map((member) => [member.id, member.order]))
  const rank = (row: BoardRow) => (row.party.memberId === null ? -Infinity : (order.get(row.party.memberId) ?? Infinity))
  return [...rows].sort((a, b) => rank(a) - rank(b))
}
