import { Button } from 'antd'
import { useState } from 'react'
import { frameNotes, frameOf, type FrameBooks } from '#shared/documents/official-frames'
import { draftPaper } from '#shared/duties/official-paper'
import { officialTypeNames, officialTypes, type OfficialPaper, type OfficialType } from '#shared/model/official-paper'
import { byDate } from '#shared/text/partial-date'
import { Page, PageHeader } from '../../app/page-header'
import { fromHere, go, hrefOf } from '../../app/route'
import { carryOut, dutyContext, useCanWrite } from '../../app/session'
import { DataTable, type Column } from '../../ui/data-table'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { sayCellDate } from '../../ui/say'
import { SidePanel, WithPanel } from '../../ui/side-panel'
import { StateMark } from '../../ui/state-mark'
import { useWidths } from '../../ui/use-widths'

const stateWords: Readonly<Record<OfficialPaper['state'], string>> = { draft: '在起草', issued: '已印发', withdrawn: '已撤回' }

/** One's own papers of the year, those still being drafted first. */
export function OfficialList({ books, papers, choosing }: { readonly books: FrameBooks; readonly papers: readonly OfficialPaper[]; readonly choosing: boolean }) {
  const { year } = books
  const canWrite = useCanWrite()
  const [chosen, setChosen] = useState<string | null>(null)
  const wide = useWidths()
  const rank = (paper: OfficialPaper) => (paper.state === 'draft' ? 0 : 1)
  const rows = papers.filter((paper) => paper.year === year).sort((a, b) => rank(a) - rank(b) || byDate(a.date, b.date))
  const drafts = rows.filter((paper) => paper.state === 'draft').length
  const ask = () => go('papers', ['official', 'new'])
  const start = (type: OfficialType) =>
    void attempt(async () => {
      const then = fromHere()
      const { content, sourceId } = frameOf(type, books)
      const outcome = draftPaper(dutyContext(), { type, year, sourceId, content })
      await carryOut(outcome)
      const made = outcome.ok ? outcome.step.records[0]?.after : null
      if (made != null) then(() => go('papers', ['official', made.id]))
    }, { title: '没有起草' })
  const panel = choosing ? (
    <SidePanel title="起草哪一种" fact={`${year}年度`} onClose={() => go('papers', ['official'], { replace: true })}>
      <ul className="official-kinds">
        {officialTypes.map((type) => (
          <li key={type}>
            <Button block disabled={!canWrite} onClick={() => start(type)}>
              {officialTypeNames[type]}
            </Button>
            <p className="small quiet">{frameNotes[type]}</p>
          </li>
        ))}
      </ul>
    </SidePanel>
  ) : null
  const empty = (
    <EmptyState drawing="page" title={`${year}年度还没有自己的公文`} {...(choosing ? {} : { act: { label: '起草第一份', onAct: ask, disabled: !canWrite, hint: '选一种，已经知道的先填好' } })}>
      通知、通报、公示、请示、总结、纪要都在这里起草，人数票数照册子先填好。
    </EmptyState>
  )
  return (
    <Page
      fill
      header={
        <PageHeader
          title="公文文稿"
          fact={rows.length === 0 ? `${year}年度` : `${year}年度　${rows.length} 份${drafts === 0 ? '' : `，${drafts} 份在起草`}`}
          back={{ label: '文书样式', href: hrefOf('papers') }}
          acts={rows.length > 0 && <Button type={choosing ? 'default' : 'primary'} disabled={!canWrite} title="选一种，已经知道的先填好" onClick={ask}>起草一份</Button>}
        />
      }
    >
      <WithPanel panel={panel}>
        <DataTable<OfficialPaper>
          label="公文文稿"
          rows={rows}
          rowKey={(paper) => paper.id}
          columns={columns(year, wide)}
          chosen={chosen}
          onChoose={(paper) => setChosen(paper.id)}
          onOpen={(paper) => go('papers', ['official', paper.id])}
          searchText={(paper) => `${paper.title} ${paper.docNo} ${officialTypeNames[paper.type]} ${stateWords[paper.state]}`}
          searchHint="标题、文号、种类"
          empty={empty}
        />
      </WithPanel>
    </Page>
  )
}

function columns(year: number, wide: (width: number) => number): readonly Column<OfficialPaper>[] {
  return [
    { key: 'title', title: '标题', cell: (paper) => <a href={hrefOf('papers', ['official', paper.id])}>{paper.title}</a> },
    { key: 'type', title: '种类', width: wide(130), cell: (paper) => officialTypeNames[paper.type] },
    { key: 'docNo', title: '发文字号', width: wide(190), cell: (paper) => paper.docNo },
    { key: 'date', title: '日期', width: wide(90), cell: (paper) => (paper.date === null ? '' : sayCellDate(paper.date, year)) },
    { key: 'state', title: '走到哪一步', width: wide(120), cell: (paper) => <StateMark state={paper.state === 'issued' ? 'done' : paper.state === 'draft' ? 'underway' : 'waiting'}>{stateWords[paper.state]}</StateMark> },
  ]
}
