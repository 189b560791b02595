import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useMemo } from 'react'
import { inspectionSheet } from '#shared/documents/archive-inspection'
import { makeDocument } from '#shared/documents/document'
import { ofKind, type Kind } from '#shared/model/kinds'
import { inspectYear } from '#shared/rules/inspection'
import type { Finding } from '#shared/rules/findings'
import { Page, PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { go, hrefOf } from '../../app/route'
import type { RoomId } from '../../app/rooms'
import { useShortcut } from '../../app/shortcuts'
import { DataTable } from '../../ui/data-table'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import type { ArchiveFacts } from './facts'

/** 迎检自查: what an inspector would find in the year, each line with the place where it is put right. */
export function InspectPage({ facts }: { readonly facts: ArchiveFacts }) {
  const { records, year, pack, items, boxes, organisation, today } = facts
  const findings = useMemo(
    () => inspectYear({ year, pack, items, boxes, volumes: ofKind(records, 'archiveVolume'), members: ofKind(records, 'member'), reviews: ofKind(records, 'review'), reports: ofKind(records, 'analysisReport'), papers: ofKind(records, 'officialPaper') }),
    [records, year, pack, items, boxes],
  )
  const kindOf = useMemo(() => new Map(records.map((record) => [record.id, record.kind])), [records])
  const print = () => void attempt(() => printDocument(makeDocument(inspectionSheet, { organisation, year, day: today, findings })))
  useShortcut('Ctrl+P', print)
  return (
    <Page
      fill
      header={
        <PageHeader
          title="迎检自查"
          back={{ label: '档案盒', href: hrefOf('archive') }}
          fact={`${year}年，检查的人会看出什么`}
          acts={<Button type="primary" icon={<PrinterOutlined />} title="印出来照着改（Ctrl+P）" onClick={print}>打印自查表</Button>}
        />
      }
    >
      <DataTable
        label="查出的情况"
        rows={findings.map((finding, index) => ({ finding, index }))}
        rowKey={({ index }) => String(index)}
        searchText={({ finding }) => finding.text}
        searchHint="查出的情况"
        group={({ finding }) => (finding.severity === 'advice' ? '提一句' : '要改的')}
        empty={<EmptyState drawing="box" title={`${year}年没有查出问题`} act={{ label: '回档案盒', onAct: () => go('archive') }}>名册和应到、报告和会、签字、件号都对得上。</EmptyState>}
        foot={`${findings.length} 处`}
        columns={[
          { key: 'text', title: '查出的情况', cell: ({ finding }) => finding.text },
          { key: 'source', title: '依据', width: 280, cell: ({ finding }) => <span className="quiet">{finding.source}</span> },
          { key: 'act', title: '去改', width: 110, cell: ({ finding }) => <Remedy finding={finding} kind={kindOf.get(finding.where.recordId ?? '')} /> },
        ]}
      />
    </Page>
  )
}

const rooms: Partial<Readonly<Record<Kind, readonly [RoomId, (id: string) => readonly string[]]>>> = {
  archiveItem: ['archive', (id) => ['item', id]],
  archiveVolume: ['archive', (id) => ['volume', id]],
  analysisReport: ['analysis', (id) => [id]],
  review: ['review', () => []],
  officialPaper: ['papers', (id) => ['official', id]],
}

function Remedy({ finding, kind }: { readonly finding: Finding; readonly kind: Kind | undefined }) {
  const room = kind === undefined ? undefined : rooms[kind]
  const id = finding.where.recordId
  if (room === undefined || id === undefined) return null
  const [name, path] = room
  return <Button size="small" aria-label={`去看：${finding.text}`} onClick={() => go(name, [...path(id)])}>去看</Button>
}
