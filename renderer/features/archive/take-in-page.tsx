import { Button, Checkbox } from 'antd'
import { useMemo, useState } from 'react'
import { paperKey } from '#shared/archive/made-files'
import { retentionNames } from '#shared/archive/archive-code'
import { takeIn } from '#shared/archive/file-away'
import type { Outcome } from '#shared/duties/transition'
import { ofKind } from '#shared/model/kinds'
import { Page, PageHeader } from '../../app/page-header'
import { fromHere, go, hrefOf } from '../../app/route'
import { carryOut, useCanWrite } from '../../app/session'
import { DataTable } from '../../ui/data-table'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { sayCellDate } from '../../ui/say'
import { useWidths } from '../../ui/use-widths'
import { madeByKey, type ArchiveFacts, type Pending } from './facts'
import { usePageCounts } from './page-counts'
import { underRules } from './use-archive'

const keyOf = ({ proposal }: Pending) => paperKey(proposal.source)

/** 收件: what the records have ready, to be looked over, then taken into the working boxes in one step. */
export function TakeInPage({ facts }: { readonly facts: ArchiveFacts }) {
  const wide = useWidths()
  const canWrite = useCanWrite()
  const { pending, year, items } = facts
  const [busy, setBusy] = useState(false)
  // What belongs to another year, or was changed after filing, waits for a hand.
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const takes = (line: Pending) => line.state !== 'changed' && (line.proposal.year === year) !== turned.has(keyOf(line))
  const made = useMemo(() => madeByKey(facts), [facts])
  const [wanted] = useState(() =>
    pending.flatMap((line) => {
      const one = made.get(keyOf(line))
      return one === undefined ? [] : [{ key: keyOf(line), made: one }]
    }),
  )
  const { counts, running, stopped } = usePageCounts(wanted)
  const chosen = pending.filter(takes)
  const toggle = (line: Pending) =>
    setTurned((before) => {
      const next = new Set(before)
      if (!next.delete(keyOf(line))) next.add(keyOf(line))
      return next
    })

  const act = async () => {
    setBusy(true)
    const outcome = withPages(underRules(facts, (context) => takeIn(context, chosen.map(({ proposal }) => proposal), items, ofKind(facts.records, 'paperOriginal'))), counts)
    const then = fromHere()
    const saved = await attempt(() => carryOut(outcome))
    setBusy(false)
    if (saved !== undefined) then(() => go('archive', chosen.some(({ proposal }) => proposal.year === year) ? ['file'] : []))
  }

  return (
    <Page
      fill
      header={
        <PageHeader
          title="收件"
          back={{ label: '档案盒', href: hrefOf('archive') }}
          fact={pending.length === 0 ? undefined : `写好的文书，收进${year}年工作盒`}
          reason={pending.length > 0 && chosen.length === 0 ? '没有选要收的' : undefined}
          acts={
            pending.length > 0 && (
              <Button type="primary" loading={busy} disabled={!canWrite || chosen.length === 0} onClick={() => void act()}>
                收进来（{chosen.length} 件）
              </Button>
            )
          }
        />
      }
    >
      <DataTable
        label="可收的文书"
        rows={pending}
        rowKey={keyOf}
        searchText={({ proposal }) => `${proposal.title} ${proposal.author}`}
        searchHint="题名、责任者"
        group={(line) => (line.state === 'changed' ? '归档以后原件又改过；要换就先移出归档' : line.proposal.year === year ? `归在${year}年` : `归在${line.proposal.year}年，勾上才收`)}
        left={
          <span className="quiet" role="status">
            {stopped ? '这台电脑数不了页数，收进来后手填' : running ? `正在数页数，已数 ${counts.size} 份，共 ${wanted.length} 份；不用等` : `页数数好了，${counts.size} 份`}
          </span>
        }
        empty={
          <EmptyState drawing="table" title="没有新的可收" act={facts.unfiled.length > 0 ? { label: `归档（${facts.unfiled.length} 件）`, onAct: () => go('archive', ['file']) } : { label: '回档案盒', onAct: () => go('archive') }}>
            写好的都收进来了。再写了承诺书、报告，或者评议有了结果，这里就有。
          </EmptyState>
        }
        foot={`勾上 ${chosen.length} 件，共 ${pending.length} 件`}
        columns={[
          {
            key: 'tick', title: '收', width: 52,
            cell: (line) => <Checkbox checked={takes(line)} disabled={!canWrite || line.state === 'changed'} onChange={() => toggle(line)} aria-label={`收“${line.proposal.title}”`} />,
          },
          { key: 'title', title: '题名', cell: (line) => <>{line.proposal.title}{line.state === 'renewed' && <span className="quiet small">　收过，原件改了，更新</span>}</> },
          { key: 'author', title: '责任者', width: 190, cell: ({ proposal }) => proposal.author },
          { key: 'date', title: '日期', width: wide(100), cell: ({ proposal }) => (proposal.date === null ? <span className="soon">没有</span> : sayCellDate(proposal.date)) },
          { key: 'retention', title: '保管期限', width: wide(90), cell: ({ proposal }) => retentionNames[proposal.retention] },
          { key: 'box', title: '工作盒', width: wide(74), cell: ({ proposal }) => proposal.workingBox },
          { key: 'pages', title: '页数', width: wide(66), align: 'right', cell: (line) => counts.get(keyOf(line)) ?? '' },
        ]}
      />
    </Page>
  )
}

/** The pages counted meanwhile go in with the papers, in the same step. */
function withPages(outcome: Outcome, counts: ReadonlyMap<string, number>): Outcome {
  if (!outcome.ok) return outcome
  const records = outcome.step.records.map((record) => {
    const { after } = record
    if (after === null || after.kind !== 'archiveItem' || after.source === null) return record
    const pages = counts.get(paperKey(after.source))
    return pages === undefined ? record : { ...record, after: { ...after, pages } }
  })
  return { ...outcome, step: { ...outcome.step, records } }
}
