import { Button, Checkbox, Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { dueItems, dueYear, extensions, recordDestruction, recordExtension, type Extension } from '#shared/archive/appraisal'
import { retentionNames } from '#shared/archive/archive-code'
import { dueVolumes, volumeCode, volumeDue } from '#shared/archive/volumes'
import { appraisalList, destructionList } from '#shared/documents/archive-lists'
import { makeDocument } from '#shared/documents/document'
import type { ArchiveItem } from '#shared/model/archive'
import type { ArchiveVolume } from '#shared/model/archive-volume'
import { ofKind } from '#shared/model/kinds'
import { Page, PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { fromHere, go, hrefOf } from '../../app/route'
import { carryOut, useActor, useCanWrite } from '../../app/session'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { DataTable } from '../../ui/data-table'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import type { ArchiveFacts } from './facts'
import { codeOf, sayPages } from './words'

/** One line: a 件, or a whole 案卷. */
type Due = { readonly id: string; readonly item?: ArchiveItem; readonly volume?: ArchiveVolume; readonly code: string; readonly title: string; readonly href: string; readonly retention: string; readonly year: number | null; readonly pages: number; readonly also: string }

function sayCount(due: readonly Due[]): string {
  const volumes = due.filter(({ volume }) => volume !== undefined).length
  return [[due.length - volumes, '件'], [volumes, '卷']].flatMap(([count, unit]) => (count === 0 && (unit === '卷' || volumes > 0) ? [] : [`${count} ${unit}`])).join('，')
}

/** 到期鉴定: what has been kept its time; printed to be looked through, then kept on, or printed to be approved and noted as destroyed. */
export function DuePage({ facts }: { readonly facts: ArchiveFacts }) {
  const canWrite = useCanWrite()
  const actor = useActor()
  const { records, items, boxes, organisation, today } = facts
  const year = Number(today.slice(0, 4))
  const volumes = useMemo(() => dueVolumes(ofKind(records, 'archiveVolume'), year), [records, year])
  const due = useMemo(() => [
    ...dueItems(items, year).map((item): Due => ({ id: item.id, item, code: codeOf(item, organisation), title: item.title, href: hrefOf('archive', ['item', item.id]), retention: retentionNames[item.retention], year: dueYear(item), pages: item.pages, also: item.author })),
    ...volumes.map((volume): Due => ({ id: volume.id, volume, code: volumeCode(organisation.fondsCode, volume), title: volume.title, href: hrefOf('archive', ['volume', volume.id]), retention: volume.retention, year: volumeDue(volume), pages: volume.pages, also: '案卷' })),
  ], [items, volumes, organisation, year])
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<'destroy' | 'extend' | null>(null)
  const [span, setSpan] = useState<Extension['years']>(10)
  const [busy, setBusy] = useState(false)
  const [approver, setApprover] = useState('')
  const [witnesses, setWitnesses] = useState('')
  const chosen = due.filter(({ id }) => ticked.has(id))
  const condemned = (of: typeof due) => ({ items: of.flatMap(({ item }) => item ?? []), volumes: of.flatMap(({ volume }) => volume ?? []) })
  const told = { on: today, approver, by: actor?.name ?? '' }
  const outcome = asking === 'extend' ? recordExtension(condemned(chosen), boxes, { ...told, years: span }, year) : recordDestruction(condemned(chosen), boxes, { ...told, witnesses }, year)
  const print = (definition: typeof appraisalList, listed: typeof due) => void attempt(() => printDocument(makeDocument(definition, { organisation, year, items, listed: condemned(listed) })))
  const act = async () => {
    setBusy(true)
    const then = fromHere()
    const saved = await attempt(() => carryOut(outcome))
    setBusy(false)
    if (saved === undefined) return
    setAsking(null)
    setTicked(new Set())
    if (asking === 'destroy') then(() => go('archive'))
  }
  const toggle = (id: string) => setTicked((before) => {
    const next = new Set(before)
    if (!next.delete(id)) next.add(id)
    return next
  })
  return (
    <Page
      fill
      header={
        <PageHeader
          title="到期鉴定"
          back={{ label: '档案盒', href: hrefOf('archive') }}
          fact={due.length === 0 ? undefined : `到期 ${sayCount(due)}；鉴定完勾上，记延长或者记销毁`}
          acts={due.length > 0 && (
            <>
              <Button type={chosen.length === 0 ? 'primary' : 'default'} onClick={() => print(appraisalList, due)}>打印鉴定表</Button>
              <Button disabled={chosen.length === 0} title="勾上的，印出来报批" onClick={() => print(destructionList, chosen)}>打印销毁清册</Button>
              <Button disabled={!canWrite || chosen.length === 0 || asking !== null} title="鉴定以后接着保管的" onClick={() => setAsking('extend')}>记延长</Button>
              <Button type={chosen.length > 0 && asking === null ? 'primary' : 'default'} disabled={!canWrite || chosen.length === 0 || asking !== null} onClick={() => setAsking('destroy')}>记销毁（{sayCount(chosen)}）</Button>
            </>
          )}
        />
      }
      below={asking === 'extend' ? (
        <ConfirmStrip act="记延长" busy={busy} onAct={() => void act()} onBack={() => setAsking(null)} blocked={outcome.ok ? '' : (outcome.findings[0]?.text ?? '')}>
          <p>勾上的 {sayCount(chosen)}接着保管。档号和保管期限不改，备注和备考表各记一笔，延长到了再列在这里。</p>
          <div className="fields-two">
            <Field label="延长几年" hint={`从今年算起，到 ${year + span} 年`}>{(control) => <Select<Extension['years']> {...control} value={span} options={extensions.map((years) => ({ value: years, label: `${years} 年` }))} onChange={setSpan} />}</Field>
            <Field label="批准人">{(control) => <Input {...control} value={approver} maxLength={50} onChange={(event) => setApprover(event.target.value)} />}</Field>
          </div>
        </ConfirmStrip>
      ) : asking === 'destroy' && (
        <ConfirmStrip act="记销毁" busy={busy} onAct={() => void act()} onBack={() => setAsking(null)} blocked={outcome.ok ? '' : (outcome.findings[0]?.text ?? '')}>
          <p>批准、监销以后再记，不能撤销。件号、案卷号和目录里的一行留着，备注写明销毁，备考表记一笔；这里存的电子文件不删。</p>
          <div className="fields-two">
            <Field label="批准人">{(control) => <Input {...control} value={approver} maxLength={50} onChange={(event) => setApprover(event.target.value)} />}</Field>
            <Field label="监销人" hint="两个人，用顿号隔开">{(control) => <Input {...control} value={witnesses} maxLength={100} onChange={(event) => setWitnesses(event.target.value)} />}</Field>
          </div>
        </ConfirmStrip>
      )}
    >
      <DataTable
        label="到期的文件"
        rows={due}
        rowKey={(item) => item.id}
        searchText={({ title, also, code }) => `${title} ${also} ${code}`}
        searchHint="题名、责任者、档号"
        left={due.length > 0 && <Button size="small" disabled={!canWrite} onClick={() => setTicked(chosen.length === due.length ? new Set() : new Set(due.map(({ id }) => id)))}>{chosen.length === due.length ? '都不勾' : `全勾上（${sayCount(due)}）`}</Button>}
        empty={<EmptyState drawing="box" title="没有到期的" act={{ label: '回档案盒', onAct: () => go('archive') }}>保管 10 年、30 年的，从文件形成的下一年算起，满了就列在这里；案卷的短期算 15 年、长期算 50 年。永久的不列。</EmptyState>}
        columns={[
          { key: 'tick', title: '勾选', width: 76, cell: (item) => <Checkbox checked={ticked.has(item.id)} disabled={!canWrite} onChange={() => toggle(item.id)} aria-label={`勾选“${item.title}”`} /> },
          { key: 'code', title: '档号', width: 220, cell: ({ code }) => <span className="nowrap">{code}</span> },
          { key: 'title', title: '题名', cell: ({ title, href, volume }) => <><a className="clamped" title={title} href={href}>{title}</a>{volume !== undefined && <span className="quiet small">案卷，整卷</span>}</> },
          { key: 'retention', title: '期限', width: 70, cell: ({ retention }) => retention },
          { key: 'due', title: '到期', width: 80, cell: ({ year: over }) => over },
          { key: 'pages', title: '页数', width: 76, align: 'right', cell: ({ pages }) => sayPages(pages) },
        ]}
      />
    </Page>
  )
}
