import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { retentionNames } from '#shared/archive/archive-code'
import { bagRecordSchema, type BagRecord, type BagRecordItem, type BagRecordVolume } from '#shared/archive/bag-record'
import { parseManifest } from '#shared/archive/bagit'
import { dropBag } from '#shared/archive/receive-bag'
import type { ReceivedBag } from '#shared/model/received-bag'
import { Page, PageHeader } from '../../app/page-header'
import { fromHere, go, hrefOf } from '../../app/route'
import { carryOut, currentVault, useCanWrite } from '../../app/session'
import { blobUrl, getBlob } from '../../data/host-client'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { DataTable } from '../../ui/data-table'
import { attempt } from '../../ui/error-dialog'
import { sayBytes, sayDate } from '../../ui/say'

type Opened = { readonly record: BagRecord | null; /** Sums by name. */ readonly sums: ReadonlyMap<string, string> }

/** One 外来盒, read only: its catalogue with the files of every item, or, of a bag not made by this program, its files. */
export function ReceivedPage({ bag }: { readonly bag: ReceivedBag }) {
  const canWrite = useCanWrite()
  const [inside, setInside] = useState<Opened | null>(null)
  const [dropping, setDropping] = useState(false)
  const vault = currentVault()?.id ?? ''
  useEffect(() => {
    let gone = false
    void attempt(() => open(bag, vault)).then((opened) => {
      if (!gone && opened !== undefined) setInside(opened)
    })
    return () => {
      gone = true
    }
  }, [bag, vault])
  const drop = () =>
    void attempt(async () => {
      const then = fromHere()
      await carryOut(dropBag(bag))
      then(() => go('archive'))
    })
  const link = (name: string) => {
    const sum = inside?.sums.get(name)
    const short = name.split('/').at(-1) ?? name
    return sum === undefined ? <span className="late">{short}（没有）</span> : <a href={blobUrl(sum, vault)} target="_blank" rel="noreferrer" download={/\.(?:pdf|jpe?g|png)$/i.test(name) ? undefined : short}>{short}</a>
  }
  const files = (of: Pick<BagRecordItem, 'files'>) => (of.files.length === 0 ? <span className="quiet">只有纸质件</span> : <ul className="file-links">{of.files.map((file) => <li key={file.name}>{link(file.name)}</li>)}</ul>)
  return (
    <Page
      fill
      header={
        <PageHeader
          title={bag.title}
          back={{ label: '档案盒', href: hrefOf('archive') }}
          fact={`外来盒，只能看　${bag.files} 个文件 ${sayBytes(bag.bytes)}${bag.receivedOn === null ? '' : `　${sayDate(bag.receivedOn)}收`}`}
          acts={<Button disabled={!canWrite} onClick={() => setDropping(true)}>去掉</Button>}
        />
      }
      below={dropping && <ConfirmStrip act="去掉" onAct={drop} onBack={() => setDropping(false)}>把外来盒“{bag.title}”从架上去掉。能撤销；原来拷来的移交包不动。</ConfirmStrip>}
    >
      {inside === null ? (
        <p className="archive-waiting" role="status">正在打开外来盒</p>
      ) : inside.record === null ? (
        <DataTable
          label="外来盒的文件"
          rows={[...inside.sums.keys()]}
          rowKey={(name) => name}
          searchText={(name) => name}
          searchHint="文件名"
          empty={<p className="quiet">里面没有文件。</p>}
          columns={[{ key: 'file', title: '文件', cell: link }, { key: 'folder', title: '文件夹', width: 420, cell: (name) => name.split('/').slice(0, -1).join(' / ') }]}
        />
      ) : inside.record.volumes.length > 0 ? (
        <DataTable
          label="外来盒的案卷目录"
          rows={inside.record.volumes}
          rowKey={(volume) => volume.code}
          searchText={(volume) => `${volume.title} ${volume.code} ${volume.entries.map(({ title, docNo }) => `${title} ${docNo}`).join(' ')}`}
          searchHint="题名、卷内文件、档号"
          empty={<p className="quiet">里面没有案卷。</p>}
          columns={[
            { key: 'code', title: '档号', width: 140, cell: (volume) => <span className="nowrap">{volume.code}</span> },
            { key: 'title', title: '案卷题名、卷内文件', cell: (volume) => <VolumeInside volume={volume} /> },
            { key: 'dates', title: '起止日期', width: 150, cell: (volume) => volume.dates },
            { key: 'retention', title: '期限', width: 66, cell: (volume) => volume.retention },
            { key: 'pages', title: '页数', width: 60, align: 'right', cell: (volume) => volume.pages },
            { key: 'files', title: '文件', width: 300, cell: (volume) => files(volume) },
          ]}
        />
      ) : (
        <DataTable
          label="外来盒的归档文件目录"
          rows={inside.record.items}
          rowKey={(item) => item.code}
          searchText={(item) => `${item.title} ${item.author} ${item.code}`}
          searchHint="题名、责任者、档号"
          empty={<p className="quiet">里面没有文件。</p>}
          columns={[
            { key: 'code', title: '档号', width: 220, cell: (item) => <span className="nowrap">{item.code}</span> },
            { key: 'title', title: '题名', cell: (item) => item.title },
            { key: 'author', title: '责任者', width: 150, cell: (item) => item.author },
            { key: 'date', title: '日期', width: 96, cell: (item) => item.date },
            { key: 'retention', title: '期限', width: 66, cell: (item) => retentionNames[item.retention] },
            { key: 'pages', title: '页数', width: 60, align: 'right', cell: (item) => item.pages },
            { key: 'files', title: '文件', width: 300, cell: (item) => files(item) },
          ]}
        />
      )}
    </Page>
  )
}

/** A 案卷 with what lies in it, one click away. */
function VolumeInside({ volume }: { readonly volume: BagRecordVolume }) {
  return (
    <>
      <p>{volume.title}{volume.note !== '' && <span className="quiet small">　{volume.note}</span>}</p>
      {volume.entries.length > 0 && (
        <details className="small">
          <summary>卷内文件目录，{volume.entries.length} 行</summary>
          <ol className="received-entries">
            {volume.entries.map((entry, index) => <li key={index}>{[entry.docNo, entry.author, entry.title, entry.date, entry.page === '' ? '' : `第 ${entry.page} 页`, entry.note].filter((part) => part !== '').join('　')}</li>)}
          </ol>
        </details>
      )}
    </>
  )
}

/** The catalogue is somebody else's text: read with a schema, and its files looked up in the list that was checked, never by what it says of them. */
async function open(bag: ReceivedBag, vault: string): Promise<Opened> {
  const text = async (sha256: string) => new TextDecoder().decode(await getBlob(sha256, vault))
  const sums = new Map(parseManifest(await text(bag.list.sha256), 64).lines.map(({ sum, name }) => [name, sum]))
  if (bag.catalogue === null) return { record: null, sums }
  try {
    const parsed = bagRecordSchema.safeParse(JSON.parse(await text(bag.catalogue.sha256)))
    return { record: parsed.success ? parsed.data : null, sums }
  } catch {
    return { record: null, sums }
  }
}
