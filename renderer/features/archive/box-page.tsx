import { Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import { formatItemNumber } from '#shared/archive/archive-code'
import { boxContents } from '#shared/archive/boxes'
import { eightDigits } from '#shared/archive/catalogue'
import { appendNote, removeFromArchive } from '#shared/archive/file-away'
import { archiveCatalogue, boxCover, boxNote, boxSpine } from '#shared/documents/archive-sheets'
import { archiveStamps } from '#shared/documents/archive-stamps'
import { makeDocument } from '#shared/documents/document'
import type { ArchiveBox, ArchiveItem } from '#shared/model/archive'
import { Page, PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { go, hrefOf } from '../../app/route'
import { exportHint, useExport } from '../../app/use-export'
import { carryOut, useActor, useCanWrite } from '../../app/session'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { DataTable } from '../../ui/data-table'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { PageTabs } from '../../ui/page-tabs'
import { PaperLines } from '../../ui/paper-lines'
import { PaperPreview } from '../../ui/paper-preview'
import { BoxNotes } from './box-notes'
import type { ArchiveFacts } from './facts'
import { boxTitle, codeOf, sayPages } from './words'

const tabs = [
  { id: 'contents', name: '盒内文件' },
  { id: 'catalogue', name: '归档文件目录' },
  { id: 'cover', name: '封面' },
  { id: 'spine', name: '盒脊' },
  { id: 'notes', name: '备考表' },
  { id: 'stamps', name: '归档章' },
] as const
type Tab = (typeof tabs)[number]['id']
const sheets = { catalogue: archiveCatalogue, cover: boxCover, spine: boxSpine, notes: boxNote } as const

/** One final box: what lies in it, and the sheets that stand on and in it. */
export function BoxPage({ facts, box, part }: { readonly facts: ArchiveFacts; readonly box: ArchiveBox; readonly part: string }) {
  const { items, organisation } = facts
  const tab: Tab = tabs.find(({ id }) => id === part)?.id ?? 'contents'
  const contents = boxContents(box, items)
  const paper = useMemo(() => {
    const boxFacts = { organisation, box, items }
    // Each with fields of its own: the two kinds of sheet are not one type.
    return tab === 'stamps' ? makeDocument(archiveStamps, boxFacts) : makeDocument(sheets[tab === 'contents' ? 'catalogue' : tab], boxFacts)
  }, [tab, organisation, box, items])
  const [leaving, setLeaving] = useState<ArchiveItem | null>(null)
  const range = contents.first === null || contents.last === null ? '空着' : `件号 ${formatItemNumber(contents.first)}—${formatItemNumber(contents.last)}，${contents.items.length} 件 ${contents.pages} 页`
  const print = () => void attempt(() => printDocument(paper))
  const { carry, progress } = useExport({ kind: tab === 'stamps' ? archiveStamps.kind : sheets[tab === 'contents' ? 'catalogue' : tab].kind, sourceId: box.id, document: paper }, { year: box.year, matter: '档案盒' })
  return (
    <Page
      fill
      header={
        <PageHeader
          title={boxTitle(box)}
          back={{ label: '档案盒', href: hrefOf('archive') }}
          fact={`${range}，${box.thickness} 毫米`}
          acts={
            <>
              <Button title={exportHint} onClick={carry}>{tab === 'contents' ? '导出目录' : '导出'}</Button>
              {tab === 'contents' ? <Button onClick={print}>打印目录</Button> : <Button type="primary" title="Ctrl+P" onClick={print}>打印</Button>}
            </>
          }
        />
      }
      below={
        <>
          <PageTabs label="这一盒的" tabs={tabs} chosen={tab} onChoose={(id) => go('archive', id === 'contents' ? ['box', box.id] : ['box', box.id, id], { replace: true })} />
          {progress !== null && <div className="box-job">{progress}</div>}
          {leaving !== null && <Leave key={leaving.id} item={leaving} box={box} today={facts.today} onBack={() => setLeaving(null)} />}
        </>
      }
    >
      {tab === 'contents' ? (
        <Contents facts={facts} items={contents.items} onLeave={setLeaving} />
      ) : tab === 'notes' ? (
        <div className="item-two box-two">
          <BoxNotes key={box.rev} id={box.id} title={`盒 ${box.number} 的备考表`} notes={box.notes} today={facts.today} append={(note) => appendNote(box, note)} />
          <PaperPreview document={paper} bare onPrint={print} />
        </div>
      ) : (
        <div className="box-sheet">
          <PaperPreview document={paper} bare onPrint={print} foot={<PaperLines document={paper} note={paperWords[tab]} />} />
        </div>
      )}
    </Page>
  )
}

const paperWords: Readonly<Record<Exclude<Tab, 'contents' | 'notes'>, string>> = {
  catalogue: '单面；一年一本，或者一年一个期限一本',
  cover: '单面；贴在盒面上',
  stamps: '每件一张，照盒里的次序；把各件的首页放进打印机，印在上面正中的空白处，45×16 毫米，不要缩放',
  spine: '照盒的实际大小印，沿边裁下，贴在盒脊上；打印时选“实际大小”，不要缩放',
}

function Contents({ facts, items, onLeave }: { readonly facts: ArchiveFacts; readonly items: readonly ArchiveItem[]; readonly onLeave: (item: ArchiveItem) => void }) {
  const canWrite = useCanWrite()
  return (
    <DataTable
      label="盒内文件"
      rows={items}
      rowKey={(item) => item.id}
      searchText={(item) => `${item.title} ${item.author} ${codeOf(item, facts.organisation)}`}
      searchHint="题名、责任者、档号"
      onOpen={(item) => go('archive', ['item', item.id])}
      empty={<EmptyState drawing="box" title="盒里空了">移出去的都在备考表里写着。</EmptyState>}
      columns={[
        { key: 'code', title: '档号', width: 230, cell: (item) => <span className="nowrap">{codeOf(item, facts.organisation)}</span> },
        { key: 'title', title: '题名', cell: (item) => <a href={hrefOf('archive', ['item', item.id])}>{item.title}</a> },
        { key: 'author', title: '责任者', width: 170, cell: (item) => item.author },
        { key: 'date', title: '日期', width: 96, cell: (item) => eightDigits(item.date) },
        { key: 'pages', title: '页数', width: 60, align: 'right', cell: (item) => sayPages(item.pages) },
        { key: 'act', title: '归错了', width: 110, cell: (item) => <Button size="small" disabled={!canWrite} aria-label={`移出归档：${item.title}`} onClick={() => onLeave(item)}>移出归档</Button> },
      ]}
    />
  )
}

/** 移出归档, with its reason, which the 备考表 keeps. */
function Leave({ item, box, today, onBack }: { readonly item: ArchiveItem; readonly box: ArchiveBox; readonly today: string; readonly onBack: () => void }) {
  const actor = useActor()
  const [why, setWhy] = useState('')
  const act = () =>
    void attempt(async () => {
      await carryOut(removeFromArchive(item, box, { on: today, why: why.trim(), by: actor?.name ?? '' }))
      onBack()
    })
  return (
    <ConfirmStrip act="移出归档" onAct={act} onBack={onBack} blocked={why.trim() === '' ? '写明为什么' : undefined}>
      <p>把 {item.number === null ? '' : formatItemNumber(item.number)}“{item.title}”拿回工作盒。件号空着不给别的文件，备考表里记一笔。</p>
      <Field label="为什么移出">{(control) => <Input {...control} value={why} maxLength={200} onChange={(event) => setWhy(event.target.value)} />}</Field>
    </ConfirmStrip>
  )
}
