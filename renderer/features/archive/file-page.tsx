import { Button, Checkbox, Input, Select } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { paperKey } from '#shared/archive/made-files'
import { retentionNames } from '#shared/archive/archive-code'
import { fileAway, recordPages, type Counted } from '#shared/archive/file-away'
import { capacityOf, sheetsOf, type Thickness } from '#shared/archive/boxes'
import { papersOf, sourcesOf } from '#shared/archive/parts'
import { boxThicknesses, type ArchiveBox, type ArchiveItem } from '#shared/model/archive'
import { ofKind } from '#shared/model/kinds'
import type { AnyRecord } from '#shared/model/kinds'
import { Page, PageHeader } from '../../app/page-header'
import { pagesOf } from '../../app/print'
import { fromHere, go, hrefOf } from '../../app/route'
import { carryOut, useActor, useCanWrite } from '../../app/session'
import { useDraft } from '../../data/use-draft'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { DataTable } from '../../ui/data-table'
import { DraftOffer } from '../../ui/draft-offer'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { FindingList } from '../../ui/finding-list'
import { PartialDateInput } from '../../ui/partial-date-input'
import { WithPanel } from '../../ui/side-panel'
import { sayCellDate } from '../../ui/say'
import { madeByKey, type ArchiveFacts } from './facts'
import { JoinOffers } from './item-parts'
import { keepMade } from './keep-made'
import { underRules } from './use-archive'
import { boxTitle, codeOf, sayPages } from './words'

type Fields = {
  readonly on: string | null
  readonly arranger: string
  readonly checker: string
  readonly thickness: Thickness | null
  /** Of papers nobody said it of. */
  readonly twoSided: boolean
  /** Items whose tick was turned from what is proposed. */
  readonly turned: readonly string[]
}
const form = 'archive:file'

/** 归档: what to file, by whom; which 档号 and boxes it gives is seen before. Final: answered only by 移出归档. */
export function FilePage({ facts }: { readonly facts: ArchiveFacts }) {
  const canWrite = useCanWrite()
  const actor = useActor()
  const { unfiled, items, boxes, organisation, year, today } = facts
  const draft = useDraft<Fields>(form, { on: today, arranger: actor?.name ?? '', checker: '', thickness: null, twoSided: facts.pack.archive.paper.value.twoSided, turned: [] }, { title: '归档' })
  const fields = draft.value
  const set = (patch: Partial<Fields>) => draft.set((now) => ({ ...now, ...patch }))
  const [wrongDate, setWrongDate] = useState('')
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const chosen = useMemo(() => unfiled.filter((item) => (item.year === year) !== fields.turned.includes(item.id)), [unfiled, year, fields.turned])
  const outcome = useMemo(
    () => underRules(facts, (context, pack) => fileAway(context, { items: chosen, allItems: items, boxes, on: fields.on ?? today, thickness: fields.thickness, twoSided: fields.twoSided, arranger: fields.arranger.trim(), checker: fields.checker.trim() }, pack)),
    [facts, chosen, items, boxes, fields, today],
  )
  const after: readonly AnyRecord[] = outcome.ok ? outcome.step.records.flatMap((record) => (record.after === null ? [] : [record.after])) : []
  const numbered = new Map(ofKind(after, 'archiveItem').map((item) => [item.id, item]))
  const filled = ofKind(after, 'archiveBox')
  const uncounted = chosen.filter(({ pages }) => pages === 0).length
  const blocked = chosen.length === 0 ? '没有选要归档的' : wrongDate !== '' ? '归档日期还要改' : outcome.ok ? '' : (outcome.findings[0]?.text ?? '')

  const act = async () => {
    setBusy(true)
    const then = fromHere()
    const own = new Set(chosen.filter((item) => sourcesOf(item).length > 0).map(({ id }) => id))
    const saved = await attempt(() => carryOut(outcome, { form }))
    setBusy(false)
    if (saved === undefined) return
    then(() => go('archive', [own.size === 0 ? 'export' : 'keep']))
    const there = fromHere()
    if (own.size > 0) await attempt(() => keepMade(facts, own, (id) => there(() => go('archive', ['keep', id], { replace: true }))), { title: '归了档，定稿没有存成' })
  }

  if (unfiled.length === 0)
    return (
      <Page header={<PageHeader title="归档" back={{ label: '档案盒', href: hrefOf('archive') }} />}>
        <EmptyState
          drawing="box"
          title="没有等着归档的"
          act={facts.pending.length > 0 ? { label: '收件', onAct: () => go('archive', ['take-in']) } : { label: '导出归档文件', onAct: () => go('archive', ['export']) }}
        >
          收进工作盒的都归了档。
        </EmptyState>
      </Page>
    )
  const toggle = (item: ArchiveItem) => set({ turned: fields.turned.includes(item.id) ? fields.turned.filter((id) => id !== item.id) : [...fields.turned, item.id] })
  return (
    <Page
      fill
      header={
        <PageHeader
          title="归档"
          back={{ label: '档案盒', href: hrefOf('archive') }}
          fact="编档号，装盒，写备考表"
          reason={blocked === '' ? undefined : blocked}
          acts={
            <Button type={asking ? 'default' : 'primary'} disabled={!canWrite || blocked !== '' || asking} onClick={() => setAsking(true)}>
              归档（{chosen.length} 件）
            </Button>
          }
        />
      }
      below={
        asking && (
          <ConfirmStrip act="归档" busy={busy} onAct={() => void act()} onBack={() => setAsking(false)} blocked={blocked}>
            归档 {chosen.length} 件，装 {filled.length} 盒{uncounted === 0 ? '' : `；${uncounted} 件没有页数，装盒按 1 张算，归档后还能填`}。档号写上纸就不再变，归档不能撤销；归错的用“移出归档”拿出来，备考表里留一笔。接着存定稿，停下也不影响归档。
          </ConfirmStrip>
        )
      }
    >
      <WithPanel panel={<FilePanel facts={facts} fields={fields} onChange={set} wrongDate={wrongDate} onWrongDate={setWrongDate} boxes={filled} items={[...numbered.values()]} findings={outcome.findings ?? []} disabled={!canWrite} />}>
        <DraftOffer draft={draft} />
        <DataTable
          label="等着归档的文件"
          rows={unfiled}
          rowKey={(item) => item.id}
          searchText={(item) => `${item.title} ${item.author}`}
          searchHint="题名、责任者"
          group={(item) => (item.year === year ? `${year}年` : `${item.year}年，勾上才归`)}
          left={<MissingPages facts={facts} items={chosen} />}
          empty={null}
          foot={`勾上 ${chosen.length} 件，共 ${unfiled.length} 件`}
          columns={[
            { key: 'tick', title: '归', width: 48, cell: (item) => <Checkbox checked={chosen.includes(item)} disabled={!canWrite} onChange={() => toggle(item)} aria-label={`归档“${item.title}”`} /> },
            { key: 'title', title: '题名', cell: (item) => <><a href={hrefOf('archive', ['item', item.id])}>{item.title}</a>{item.parts !== undefined && <span className="quiet small nowrap">　{item.parts.length} 份一件</span>}</> },
            { key: 'date', title: '日期', width: 88, cell: (item) => (item.date === null ? <span className="soon">没有</span> : sayCellDate(item.date, item.year)) },
            { key: 'retention', title: '期限', width: 66, cell: (item) => retentionNames[item.retention] },
            { key: 'pages', title: '页数', width: 56, align: 'right', cell: (item) => sayPages(item.pages) },
            { key: 'code', title: '将编的档号', width: 210, cell: (item) => <CodeCell item={numbered.get(item.id)} facts={facts} /> },
          ]}
        />
      </WithPanel>
      <span className="unseen">{organisation.fondsCode === '' ? '没有全宗号，档号从 WS 起' : ''}</span>
    </Page>
  )
}

function CodeCell({ item, facts }: { readonly item: ArchiveItem | undefined; readonly facts: ArchiveFacts }) {
  return item === undefined ? null : <span className="nowrap">{codeOf(item, facts.organisation)}</span>
}

/** Pages of what was made here are counted on the paper itself; one step for all. */
function MissingPages({ facts, items }: { readonly facts: ArchiveFacts; readonly items: readonly ArchiveItem[] }) {
  const canWrite = useCanWrite()
  const [done, setDone] = useState<number | null>(null)
  const stop = useRef(false)
  const made = useMemo(() => madeByKey(facts), [facts])
  const blank = items.filter((item) => item.pages === 0)
  const countable = items.flatMap((item) => papersOf(item).flatMap(({ source, pages, part }) => {
    const one = source === null || pages > 0 ? undefined : made.get(paperKey(source))
    return one === undefined ? [] : [{ item, part, made: one }]
  }))
  const count = () =>
    void attempt(async () => {
      stop.current = false
      const counted: Counted[] = []
      try {
        for (const { item, part, made: one } of countable) {
          setDone(counted.length)
          const pages = stop.current ? null : await pagesOf(one.document)
          if (pages === null) break
          counted.push({ item, part, pages })
        }
      } finally {
        setDone(null)
      }
      if (counted.length > 0) await carryOut(recordPages(counted))
    })
  if (blank.length === 0) return <span className="quiet">每一件都有页数</span>
  if (done !== null)
    return (
      <>
        <span role="status">
          正在数页数，已数 {done} 份，共 {countable.length} 份
        </span>
        <Button size="small" onClick={() => { stop.current = true }}>
          停下
        </Button>
      </>
    )
  return (
    <>
      <span className="soon">{blank.length} 件没有页数</span>
      {countable.length > 0 && (
        <Button size="small" disabled={!canWrite} title="这里写的文书，由电脑排出来数；纸质件点开自己填" onClick={count}>
          数 {countable.length} 份的页数
        </Button>
      )}
    </>
  )
}

type FilePanelProps = {
  readonly facts: ArchiveFacts
  readonly fields: Fields
  readonly onChange: (patch: Partial<Fields>) => void
  readonly wrongDate: string
  readonly onWrongDate: (problem: string) => void
  readonly boxes: readonly ArchiveBox[]
  readonly items: readonly ArchiveItem[]
  readonly findings: Parameters<typeof FindingList>[0]['findings']
  readonly disabled: boolean
}

function FilePanel({ facts, fields, onChange, wrongDate, onWrongDate, boxes, items, findings, disabled }: FilePanelProps) {
  const capacity = capacityOf(facts.pack)
  return (
    <aside className="panel" aria-label="怎么归">
      <div className="panel-body panel-body-first" tabIndex={0} role="group" aria-label="怎么归，内容">
        <div className="fields">
          <Field label="归档日期" error={wrongDate}>
            {(control) => <PartialDateInput {...control} disabled={disabled} value={fields.on} onChange={(on, problem) => { onChange({ on }); onWrongDate(problem ?? (on === null || on.length < 10 ? '写到哪一日' : '')) }} />}
          </Field>
          <div className="fields-two">
            <Field label="整理人">{(control) => <Input {...control} disabled={disabled} value={fields.arranger} maxLength={50} onChange={(event) => onChange({ arranger: event.target.value })} />}</Field>
            <Field label="检查人">{(control) => <Input {...control} disabled={disabled} value={fields.checker} maxLength={50} onChange={(event) => onChange({ checker: event.target.value })} />}</Field>
          </div>
          <div className="fields-two">
            <Field label="没注明的按" hint="点开一件可以单独注明">
              {(control) => <Select {...control} disabled={disabled} value={fields.twoSided} options={[{ value: false, label: '单面算' }, { value: true, label: '双面算' }]} onChange={(twoSided) => onChange({ twoSided })} />}
            </Field>
            <Field label="新盒多厚" hint="装满自动换下一盒">
              {(control) => <Select {...control} disabled={disabled} value={fields.thickness ?? 0} options={[{ value: 0, label: '按张数' }, ...boxThicknesses.map((value) => ({ value, label: `${value} 毫米` }))]} onChange={(mm) => onChange({ thickness: boxThicknesses.find((value) => value === mm) ?? null })} />}
            </Field>
          </div>
          <p className="quiet small">{facts.pack.archive.paper.source}</p>
        </div>
        <JoinOffers facts={facts} disabled={disabled} />
        <h2 className="panel-sub">装 {boxes.length} 盒</h2>
        <ul className="plan">
          {boxes.map((box) => {
            const inside = items.filter((item) => item.boxId === box.id)
            const held = [...facts.items.filter((item) => item.boxId === box.id), ...inside].reduce((all, item) => all + sheetsOf(item, facts.pack), 0)
            const standing = facts.boxes.some((one) => one.id === box.id)
            return (
              <li key={box.id}>
                <span>{boxTitle(box)}{standing && <span className="quiet small">　接着装</span>}</span>
                <span className="quiet">
                  {inside.length} 件 {inside.reduce((all, item) => all + item.pages, 0)} 页，{box.thickness} 毫米装了 {Math.round((held * 100) / capacity[box.thickness])}%
                </span>
              </li>
            )
          })}
        </ul>
        <FindingList findings={gathered(findings)} label="归档前看一看" />
      </div>
    </aside>
  )
}

type Findings = FilePanelProps['findings']

/** Thirty papers without pages are one thing to say, not thirty. */
function gathered(findings: Findings): Findings {
  return [...new Set(findings.map(({ code }) => code))].flatMap((code) => {
    const same = findings.filter((finding) => finding.code === code)
    const [first] = same
    if (first === undefined || same.length < 4) return same
    return [{ ...first, text: `${first.text}，另有 ${same.length - 1} 件也是这样` }]
  })
}
