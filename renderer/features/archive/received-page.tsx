import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { retentionNames } from '#shared/archive/archive-code'
import { bagRecordSchema, type BagRecord } from '#shared/archive/bag-record'
import { parseManifest } from '#shared/archive/bagit'
import { dropBag } from '#shared/archive/receive-bag'
import type { ReceivedBag } from '#shared/model/received-bag'
import { Page, PageHeader } from '../../app/page-header'
import { go, hrefOf } from '../../app/route'
import { carryOut, currentVault, useCanWrite } from '../../app/session'
import { blobUrl, getBlob } from '../../data/host-client'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { DataTable } from '../../ui/data-table'
import { attempt } from '../../ui/error-dialog'
import { sayBytes, sayDate } from '../../ui/say'

type Inside = { readonly record: BagRecord | null; /** Sums by name. */ readonly sums: ReadonlyMap<string, string> }

/** One 外来盒, read only: its catalogue with the files of every item, or, of a bag not made by this program, its files. */
export function ReceivedPage({ bag }: { readonly bag: ReceivedBag }) {
  const canWrite = useCanWrite()
  const [inside, setInside] = useState<Inside | null>(null)
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
      await carryOut(dropBag(bag))
      go('archive')
    })
  const link = (name: string) => {
    const sum = inside?.sums.get(name)
    const short = name.split('/').at(-1) ?? name
    return sum === undefined ? <span className="late">{short}（没有）</span> : <a href={blobUrl(sum, vault)} target="_blank" rel="noreferrer" download={/\.(?:pdf|jpe?g|png)$/i.test(name) ? undefined : short}>{short}</a>
  }
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
            { key: 'files', title: '文件', width: 300, cell: (item) => (item.files.length === 0 ? <span className="quiet">只有纸质件</span> : <ul className="file-links">{item.files.map((file) => <li key={file.name}>{link(file.name)}</li>)}</ul>) },
          ]}
        />
      )}
    </Page>
  )
}

/** The catalogue is somebody else's text: read with a schema, and its files looked up in the list that was checked, never by what it says of them. */
async function open(bag: ReceivedBag, vault: string): Promise<Inside> {
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
