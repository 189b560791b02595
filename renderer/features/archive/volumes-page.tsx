import { Button } from 'antd'
import { useMemo } from 'react'
import { byVolume, volumeCode, volumeDue, volumeRemark, yearsOf } from '#shared/archive/volumes'
import { volumeList } from '#shared/documents/archive-volume'
import { makeDocument } from '#shared/documents/document'
import { ofKind } from '#shared/model/kinds'
import { Page, PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { go, hrefOf } from '../../app/route'
import { useCanWrite } from '../../app/session'
import { DataTable } from '../../ui/data-table'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { useWidths } from '../../ui/use-widths'
import type { ArchiveFacts } from './facts'
import { sayPages } from './words'

/** 案卷: what was filed by volume before 2016, catalogued as it stands on the shelf. */
export function VolumesPage({ facts: { records, organisation, today } }: { readonly facts: ArchiveFacts }) {
  const wide = useWidths()
  const canWrite = useCanWrite()
  const volumes = useMemo(() => [...ofKind(records, 'archiveVolume')].sort(byVolume), [records])
  const thisYear = Number(today.slice(0, 4))
  const add = () => go('archive', ['volume', 'new'])
  return (
    <Page
      fill
      header={
        <PageHeader
          title="案卷"
          back={{ label: '档案盒', href: hrefOf('archive') }}
          fact="2015年以前按卷归的，照卷皮登记，不重新编号"
          acts={volumes.length > 0 && (
            <>
              <Button onClick={() => void attempt(() => printDocument(makeDocument(volumeList, { organisation, volumes })))}>打印案卷目录</Button>
              <Button type="primary" disabled={!canWrite} onClick={add}>登记一卷</Button>
            </>
          )}
        />
      }
    >
      <DataTable
        label="案卷"
        rows={volumes}
        rowKey={(volume) => volume.id}
        searchText={(volume) => `${volume.title} ${volumeCode(organisation.fondsCode, volume)} ${volume.entries.map(({ title, docNo }) => `${title} ${docNo}`).join(' ')}`}
        searchHint="题名、卷内文件、档号"
        onOpen={(volume) => go('archive', ['volume', volume.id])}
        empty={<EmptyState drawing="box" title="还没有登记案卷" act={{ label: '登记一卷', onAct: add, disabled: !canWrite }}>架上有一卷一卷订好的老档案，照卷皮和卷内目录登记，案卷目录、架上清单里就有。没有就不用管。</EmptyState>}
        foot={`${volumes.length} 卷`}
        columns={[
          { key: 'code', title: '档号', width: wide(170), cell: (volume) => <span className="nowrap">{volumeCode(organisation.fondsCode, volume)}</span> },
          { key: 'title', title: '案卷题名', cell: (volume) => <><a className="clamped" title={volume.title} href={hrefOf('archive', ['volume', volume.id])}>{volume.title}</a>{volume.destroyedOn !== undefined && <span className="quiet small">{volumeRemark(volume)}</span>}</> },
          { key: 'years', title: '起止年度', width: wide(120), cell: yearsOf },
          { key: 'retention', title: '期限', width: wide(70), cell: (volume) => volume.retention },
          { key: 'due', title: '到期', width: wide(90), cell: (volume) => volume.destroyedOn === undefined && <Due year={volumeDue(volume)} now={thisYear} /> },
          { key: 'count', title: '件数', width: wide(60), align: 'right', cell: (volume) => sayPages(volume.entries.length) },
          { key: 'pages', title: '页数', width: wide(60), align: 'right', cell: (volume) => sayPages(volume.pages) },
        ]}
      />
    </Page>
  )
}

function Due({ year, now }: { readonly year: number | null; readonly now: number }) {
  if (year === null) return null
  return year <= now ? <a className="late" href={hrefOf('archive', ['due'])}>{year} 已到</a> : <>{year}</>
}
