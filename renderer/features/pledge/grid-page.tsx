import { Button, Checkbox, Input } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { changedParties, gridFindings, gridOutcome, gridRows, isBlankRow, newGridRow, type GridCells, type GridColumn, type GridRow } from '#shared/duties/pledge-grid'
import { isBlock, layOver, readBlock, type Pasted } from '#shared/duties/pledge-paste'
import { isPublic } from '#shared/duties/pledge-state'
import type { Finding } from '#shared/rules/findings'
import { useNarrowSidebar } from '../../app/narrow'
import { Page, PageHeader } from '../../app/page-header'
import { fromHere } from '../../app/route'
import { carryOut, dutyContext, useCanWrite } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { useDraft } from '../../data/use-draft'
import { DraftOffer } from '../../ui/draft-offer'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { FindingList } from '../../ui/finding-list'
import { PartialDateInput } from '../../ui/partial-date-input'
import { boardHref, toBoard } from './addresses'
import { dayFor, partyWithResponsible } from './board'
import { focusFirstWrong } from './focus'
import { GridPaste } from './grid-paste'
import { GridTable } from './grid-table'
import { useActorName } from './panel-form'
import { whoReviews } from './review-form'
import type { Books } from './use-books'

type Fields = { readonly on: string | null; readonly passed: boolean; readonly by: string; readonly superior: string; readonly signedBy: string; readonly fromPaper: boolean; readonly rows: readonly GridRow[] }

const newKey = () => crypto.randomUUID()

/** 一页办: everybody's promises on one sheet, handed in and, where the meeting did so, passed: one date, one act. */
export function GridPage({ books }: { readonly books: Books }) {
  useNarrowSidebar()
  const { board, round, pack, pledges } = books
  const canWrite = useCanWrite()
  const actor = useActorName()
  const form = `pledgeRound:${round.id}:grid`
  const parties = useMemo(() => board.rows.filter((row) => (row.pledge === null || !isPublic(row.pledge.state)) && (row.party.exempt === '' || row.pledge !== null)).map((row) => partyWithResponsible(row.party, books)), [board, books])
  const [branch, member] = [parties.find((party) => party.memberId === null), parties.find((party) => party.memberId !== null)]
  const draft = useDraft<Fields>(form, { on: dayFor(books, '提诺'), passed: false, by: member?.reviewedBy ?? '', superior: branch?.reviewedBy ?? '', signedBy: actor, fromPaper: false, rows: [] }, { title: '一页办的承诺' })
  const { value } = draft
  const rows = useMemo(() => gridRows(parties, pledges, value.rows), [parties, pledges, value.rows])
  const [pasted, setPasted] = useState<Pasted | null>(null)
  const [dates, setDates] = useState<Readonly<Record<string, string>>>({})
  const [due, setDue] = useState<string | null>(null)
  const [refused, setRefused] = useState<readonly Finding[]>([])
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const box = useRef<HTMLDivElement>(null)

  const facts = { round, pack, parties, pledges, rows, fromPaper: value.fromPaper }
  const findings = useMemo(() => gridFindings({ round, pack, parties, rows, fromPaper: value.fromPaper }), [round, pack, parties, rows, value.fromPaper])
  const changed = changedParties({ parties, pledges, rows }).length
  const waiting = value.passed ? pledges.filter((pledge) => pledge.state === 'proposed').length : 0
  const set = (patch: Partial<Fields>) => {
    draft.set((now) => ({ ...now, ...patch }))
    setRefused([])
  }
  const setRows = (next: readonly GridRow[]) => set({ rows: next })
  const change = (key: string, cells: Partial<GridCells>) => setRows(rows.map((row) => (row.key === key ? { ...row, ...cells } : row)))
  const add = (key: string) => {
    const at = rows.findIndex((row) => row.key === key)
    const party = parties.find((one) => one.key === rows[at]?.partyKey)
    if (party === undefined) return
    const fresh = newGridRow(party, newKey())
    setRows([...rows.slice(0, at + 1), fresh, ...rows.slice(at + 1)])
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(`${fresh.key}:text`)}"]`)?.focus())
  }
  const paste = (text: string, rowKey: string, column: GridColumn): boolean => {
    if (!isBlock(text)) return false
    setPasted(readBlock(text, parties, rows, { rowKey, column }))
    return true
  }
  const save = async () => {
    setTried(true)
    const review = value.passed ? { on: value.on ?? '', by: value.by, superior: value.superior, opinion: '事项具体，能做到，同意公示。', signedBy: value.signedBy } : null
    const outcome = gridOutcome(dutyContext(), { ...facts, on: value.on ?? '', review })
    setRefused(outcome.ok || value.on === null ? [] : outcome.findings.filter((found) => found.severity === 'wall'))
    if (value.on === null) setDates((now) => ({ ...now, on: '写上哪天' }))
    if (!outcome.ok || value.on === null || Object.values(dates).some((problem) => problem !== '')) return focusFirstWrong(box.current)
    setBusy(true)
    const then = fromHere()
    const saved = await attempt(() => carryOut(outcome, { form }))
    setBusy(false)
    if (saved !== undefined) then(() => toBoard(round.id))
  }
  useShortcut('Ctrl+S', canWrite ? () => void save() : null)
  useShortcut('Esc', pasted === null ? () => toBoard(round.id) : null)

  const hard = rows.filter((row) => (findings.get(row.key) ?? []).some((found) => found.code === 'hardToCheck')).length
  const walls = rows.flatMap((row) => (findings.get(row.key) ?? []).filter((found) => found.severity === 'wall' && (tried || found.code !== 'textMissing')).map((found) => ({ ...found, text: `${parties.find((party) => party.key === row.partyKey)?.who ?? ''}：${found.text}` })))
  const rest = refused.filter((found) => !walls.some((wall) => wall.code === found.code))
  return (
    <Page
      fill
      header={
        <PageHeader
          title="一页办"
          fact={`${round.title}　写了 ${rows.filter((row) => !isBlankRow(row)).length} 条${hard === 0 ? '' : `，难以核对 ${hard} 条`}`}
          back={{ label: '公开承诺', href: boardHref(round.id) }}
          {...(canWrite ? {} : { reason: '现在只能看，不能改' })}
          acts={
            <Button type={pasted === null ? 'primary' : 'default'} loading={busy} disabled={!canWrite || changed + waiting === 0 || pasted !== null} onClick={() => void save()} title="存下来，一次提诺；勾了“全部审过”就连审诺一起记下">
              {value.passed ? `提诺并审过 ${changed + waiting} 份` : `提诺 ${changed} 份`}
            </Button>
          }
        />
      }
    >
      <div className="pledge-grid-page" ref={box}>
        <DraftOffer draft={draft} />
        <div className="pledge-grid-head">
          <Field label="哪天提诺" required error={dates['on'] ?? ''}>
            {(control) => <PartialDateInput {...control} disabled={!canWrite} value={value.on} onChange={(on, problem) => { set({ on }); setDates((now) => ({ ...now, on: problem ?? (on === null ? '写上哪天' : '') })) }} />}
          </Field>
          <Field label="时限都写" hint="填到还空着的行" error={dates['due'] ?? ''}>
            {(control) => (
              <span className="pledge-grid-fill">
                <PartialDateInput {...control} disabled={!canWrite} value={due} onChange={(on, problem) => { setDue(on); setDates((now) => ({ ...now, due: problem ?? '' })) }} />
                <Button disabled={!canWrite || due === null} onClick={() => setRows(rows.map((row) => (!isBlankRow(row) && row.due.trim() === '' ? { ...row, due: due ?? '' } : row)))}>填上</Button>
              </span>
            )}
          </Field>
          <div className="pledge-grid-passed">
            <Checkbox checked={value.passed} disabled={!canWrite} onChange={(event) => set({ passed: event.target.checked })}>全部审过，同一天</Checkbox>
            <Checkbox checked={value.fromPaper} disabled={!canWrite} onChange={(event) => set({ fromPaper: event.target.checked })}>照纸质的补录</Checkbox>
          </div>
          {value.passed && (
            <>
              {member !== undefined && <Field label="党员的由谁审" hint={whoReviews(books)}>{(control) => <Input {...control} maxLength={200} disabled={!canWrite} value={value.by} onChange={(event) => set({ by: event.target.value })} />}</Field>}
              {branch !== undefined && <Field label="支部的由谁审">{(control) => <Input {...control} maxLength={200} disabled={!canWrite} value={value.superior} onChange={(event) => set({ superior: event.target.value })} />}</Field>}
              <Field label="负责人签字">{(control) => <Input {...control} maxLength={100} disabled={!canWrite} value={value.signedBy} onChange={(event) => set({ signedBy: event.target.value })} />}</Field>
            </>
          )}
        </div>
        <FindingList findings={[...walls, ...rest]} />
        {pasted === null ? (
          <GridTable parties={parties} rows={rows} findings={findings} tried={tried} disabled={!canWrite} onChange={change} onAdd={add} onRemove={(key) => setRows(rows.filter((row) => row.key !== key))} onPaste={paste} />
        ) : (
          <GridPaste pasted={pasted} rows={rows} onBack={() => setPasted(null)} onFill={() => { setRows(layOver(pasted, parties, rows, newKey)); setPasted(null) }} />
        )}
        <p className="quiet small">Enter、↑ ↓ 换行　Tab 换格　Ctrl+Enter 给同一人再添一条　从 Excel、WPS 复制整块，点一格 Ctrl+V 贴　Ctrl+S 提诺</p>
      </div>
    </Page>
  )
}
