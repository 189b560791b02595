import { DownOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, Dropdown, Segmented, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { standingEdition } from '#shared/duties/pledge-round'
import type { PledgeRound } from '#shared/model/pledge'
import { Page, PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { go, hrefOf } from '../../app/route'
import { useCanWrite } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { DataTable, type Column } from '../../ui/data-table'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { sayCellDate, sayDate } from '../../ui/say'
import { StateMark } from '../../ui/state-mark'
import { WithPanel } from '../../ui/side-panel'
import { toParty, toView } from './addresses'
import type { BoardRow } from './board'
import { Gap, Head, ItemSquares, StepMarkCell, type Step } from './board-cells'
import { ExportPanel } from './export-panel'
import { focusList, useKeysIn } from './focus'
import { allEvaluations, allLetters, allProgress, everything, ledgerOf, noticeOf, resultsOf } from './papers'
import { PartyPanel, type Open } from './party-panel'
import { ReviewAllPanel } from './review-all-panel'
import type { Books } from './use-books'

type Filter = 'all' | 'gap' | 'review' | 'late' | 'exempt'

/** The board: who has come how far in the five steps, gaps first. */
export function BoardPage({ books, panel, row }: { readonly books: Books; readonly panel: 'review' | 'export' | null; readonly row: BoardRow | null }) {
  const { board, round } = books
  const [filter, setFilter] = useState<Filter>('all')
  const shows: Readonly<Record<Filter, (one: BoardRow) => boolean>> = {
    all: () => true, gap: (one) => one.gap, review: (one) => one.review.mark === 'waiting', late: (one) => one.late > 0, exempt: (one) => one.party.exempt !== '',
  }
  const count = (one: Filter) => board.rows.filter(shows[one]).length
  const filters: readonly { readonly value: Filter; readonly label: string }[] = [
    { value: 'all', label: `全部 ${board.rows.length}` },
    { value: 'gap', label: `有缺口 ${count('gap')}` },
    ...(count('review') > 0 || filter === 'review' ? [{ value: 'review' as const, label: `待审 ${count('review')}` }] : []),
    { value: 'late', label: `践诺逾期 ${count('late')}` },
    ...(count('exempt') > 0 || filter === 'exempt' ? [{ value: 'exempt' as const, label: `免诺 ${count('exempt')}` }] : []),
  ]
  const members = board.rows.filter((one) => one.party.memberId !== null)
  const gaps = members.filter((one) => one.gap).length
  const group = (one: BoardRow) => (one.party.memberId === null ? '' : one.gap ? `有缺口，${gaps} 人` : `照期进行，${members.length - gaps} 人`)
  const wide = panel === null && row === null
  const close = () => toParty(round.id, null)
  // What is open in the panel of one party; another party's begins with looking.
  const [opened, setOpened] = useState<{ readonly key: string; readonly open: Open }>({ key: '', open: { type: 'look' } })
  const open: Open = row !== null && opened.key === row.party.key ? opened.open : { type: 'look' }
  const openIn = (next: Open) => {
    setOpened({ key: row?.party.key ?? '', open: next })
    if (next.type === 'look') focusList()
  }
  const openAt = (key: string, next: Open) => {
    setOpened({ key, open: next })
    toParty(round.id, key)
  }
  const columns = columnsOf(books, wide, openAt)
  const nextInPanel = panel !== null || (row !== null && (open.type !== 'look' || panelIsNext(row)))
  useKeysIn('.pledge-board .sheet-table-body')

  return (
    <Page fill header={<BoardHeader books={books} plain={nextInPanel} />}>
      <WithPanel
        panel={
          panel === 'review' ? <ReviewAllPanel books={books} onClose={close} />
          : panel === 'export' ? <ExportPanel books={books} onClose={close} />
          : row === null ? null
          : <PartyPanel key={row.party.key} books={books} row={row} open={open} onOpen={openIn} onClose={close} />
        }
      >
        <div className="pledge-board">
          {members.length === 0 && (
            <p className="pledge-note pledge-no-members">
              <b>名册里还没有党员</b>　党支部的承诺现在就能写；党员的，先<a href={hrefOf('roster')}>到党员名册添上</a>。
            </p>
          )}
          <DataTable
            label="承诺一览"
            rows={board.rows.filter(shows[filter])}
            rowKey={(one) => one.party.key}
            columns={columns}
            chosen={row?.party.key ?? null}
            onChoose={(one) => toParty(round.id, one.party.key)}
            onOpen={(one) => toView(round.id, 'write', one.party.key)}
            searchText={(one) => `${one.party.name} ${one.party.note} ${one.pledge?.items.map((item) => `${item.text} ${item.responsible}`).join(' ') ?? ''}`}
            searchHint="姓名或承诺内容"
            group={group}
            left={<Segmented aria-label="看哪些" value={filter} options={[...filters]} onChange={setFilter} />}
            empty={
              <EmptyState drawing="table" title={filter === 'late' ? '没有逾期的承诺' : filter === 'gap' ? '没有缺口' : filter === 'exempt' ? '没有免诺的' : '没有待审的'} shortcut={{ label: `看全部 ${board.rows.length} 份`, onAct: () => setFilter('all') }} />
            }
            foot={
              members.length === 0 ? undefined : <>
                党员 {members.length} 人。名册里没有的人，
                <a href={hrefOf('roster')}>到党员名册添上</a>
                就会列在这里。
              </>
            }
          />
        </div>
      </WithPanel>
    </Page>
  )
}

/** The panel holds the next act of this party: red is there, not in the header. */
export function panelIsNext(row: BoardRow): boolean {
  return (row.propose.mark !== 'done' && row.propose.mark !== 'exempt') || row.review.mark === 'waiting' || row.review.mark === 'returned'
}

/** Where a gap leads: the form that closes it. */
function gapOf(row: BoardRow, step: Step | 'items', round: PledgeRound, openAt: (key: string, open: Open) => void): { readonly label: string; readonly go: () => void } | null {
  const { key, name } = row.party
  const late = row.pledge?.items[row.items.indexOf('late')]
  switch (step) {
    case 'propose':
      return ['missing', 'underway'].includes(row.propose.mark) ? { label: `写${name}的承诺`, go: () => toView(round.id, 'write', key) } : null
    case 'review':
      if (row.review.mark === 'returned') return { label: `改${name}退回的承诺`, go: () => toView(round.id, 'write', key) }
      return ['waiting', 'missing'].includes(row.review.mark) ? { label: `审${name}的承诺`, go: () => openAt(key, { type: 'review' }) } : null
    case 'publish':
      return ['waiting', 'missing', 'changed'].includes(row.publish.mark) ? { label: `公示${name}的承诺`, go: () => toView(round.id, 'publish') } : null
    case 'items':
      return late === undefined ? null : { label: `${name}逾期的承诺，记一笔`, go: () => openAt(key, { type: 'item', act: 'progress', itemId: late.id }) }
    case 'evaluate':
      return row.evaluate.mark === 'underway' ? { label: `接着评${name}的承诺`, go: () => openAt(key, { type: 'evaluate' }) } : null
  }
}

function columnsOf({ board: { heads }, year, round }: Books, wide: boolean, openAt: (key: string, open: Open) => void): readonly Column<BoardRow>[] {
  const step = wide ? 172 : 116
  const withGap = (row: BoardRow, which: Step | 'items', cell: ReactNode) => {
    const gap = gapOf(row, which, round, openAt)
    return gap === null ? cell : <Gap label={gap.label} onGo={gap.go}>{cell}</Gap>
  }
  const marked = (which: Step) => (row: BoardRow) => withGap(row, which, <StepMarkCell step={which} cell={row[which]} year={year} />)
  return [
    {
      key: 'name', title: '姓名', width: wide ? 220 : 158,
      cell: ({ party }) => (
        <span className={party.memberId === null ? 'pledge-who pledge-branch' : 'pledge-who'}>
          {party.name} <small>{[party.note, party.exempt === '' ? '' : '自愿'].filter((part) => part !== '').join('　')}</small>
        </span>
      ),
    },
    { key: 'propose', title: <Head name="提诺" share={heads.propose} />, width: step, cell: marked('propose') },
    { key: 'review', title: <Head name="审诺" share={heads.review} />, width: step, cell: marked('review') },
    { key: 'publish', title: <Head name="公诺" share={heads.publish} />, width: step, cell: marked('publish') },
    { key: 'items', title: <Head name="践诺" share={heads.items} unit=" 项" />, cell: (row) => withGap(row, 'items', <ItemSquares row={row} />) },
    { key: 'evaluate', title: <Head name="评诺" share={heads.evaluate} />, width: wide ? 160 : 104, cell: (row) => (row.evaluate.mark === 'done' ? <StateMark state="done">{[row.evaluate.on === null ? '' : sayCellDate(row.evaluate.on, year), row.pledge?.evaluation.grade ?? ''].join(' ').trim()}</StateMark> : marked('evaluate')(row)) },
  ]
}

function BoardHeader({ books, plain }: { readonly books: Books; readonly plain: boolean }) {
  const { board, round, rounds, pledges, year } = books
  const canWrite = useCanWrite()
  const standing = standingEdition(round)
  const print = (document: Parameters<typeof printDocument>[0]) => void attempt(() => printDocument(document))
  const papers = [
    ...(standing === null ? [] : [{ key: 'notice', label: '公示表', onClick: () => print(noticeOf(books, standing.number)) }]),
    ...(standing === null ? [] : [{ key: 'notice3', label: '公示表 A3 大张', onClick: () => print(noticeOf(books, standing.number, 'A3')) }]),
    { key: 'ledger', label: '承诺台账', onClick: () => print(ledgerOf(books)) },
    ...(pledges.length === 0 ? [] : [{ key: 'letters', label: `全部承诺书 ${pledges.length} 份`, onClick: () => print(allLetters(books)) }, { key: 'progress', label: '全部践诺情况登记表', onClick: () => print(allProgress(books)) }, { key: 'evaluations', label: '全部评诺表', onClick: () => print(allEvaluations(books)) }, { key: 'results', label: '承诺结果公开表', onClick: () => print(resultsOf(books)) }, { key: 'all', label: '打印全部', onClick: () => print(everything(books)) }]),
  ]
  const more = [
    ...(standing === null && round.editions.length === 0 ? [] : [{ key: 'edition', label: '看公示表，撤回公示', onClick: () => toView(round.id, 'edition') }]),
    ...(board.toReview.length > 0 ? [{ key: 'review', label: `审过全部提上来的 ${board.toReview.length} 份`, disabled: !canWrite, onClick: () => toView(round.id, 'review') }] : []),
    { key: 'grid', label: '一页办：全支部写在一张表上', disabled: !canWrite, onClick: () => toView(round.id, 'grid') },
    { key: 'publish', label: '公示', disabled: !canWrite, onClick: () => toView(round.id, 'publish') },
    { key: 'export', label: '导出这一轮的文件', onClick: () => toView(round.id, 'export') },
    { key: 'edit', label: '改这一轮的名称和起止', disabled: !canWrite, onClick: () => toView(round.id, 'edit') },
    { key: 'new', label: '再开一轮', disabled: !canWrite, onClick: () => go('pledge', ['new']) },
  ]
  // Ctrl+P prints what is in view: the board is the ledger.
  useShortcut('Ctrl+P', () => print(ledgerOf(books)))
  return (
    <PageHeader
      title="公开承诺"
      fact={
        <>
          {round.title}
          {standing?.publishedOn != null && `　${sayDate(standing.publishedOn, year)}公示`}
        </>
      }
      acts={
        <>
          {rounds.length > 1 && (
            <Select aria-label="看哪一轮" className="pledge-pick" value={round.id} onChange={(id) => go('pledge', [id])} options={rounds.map((one) => ({ value: one.id, label: one.title }))} />
          )}
          {board.missing.length > 1 && <Button disabled={!canWrite} title="全支部的承诺写在一张表上，可以从 Excel、WPS 贴过来" onClick={() => toView(round.id, 'grid')}>一页办</Button>}
          <NextAct books={books} type={plain ? 'default' : 'primary'} disabled={!canWrite} />
          <Menu items={papers} icon={<PrinterOutlined />} label="打印" />
          <Menu items={more} label="更多" />
        </>
      }
    />
  )
}

type MenuItem = { readonly key: string; readonly label: string; readonly disabled?: boolean; readonly onClick: () => void }

function Menu({ items, label, icon }: { readonly items: readonly MenuItem[]; readonly label: string; readonly icon?: ReactNode }) {
  return (
    <Dropdown menu={{ items: items.map((item) => ({ ...item })) }} trigger={['click']} placement="bottomRight" autoFocus getPopupContainer={(trigger) => trigger.parentElement ?? document.body}>
      <Button icon={icon} aria-haspopup="menu">
        {label}
        <DownOutlined style={{ fontSize: 12 }} />
      </Button>
    </Dropdown>
  )
}

/**
 * What to do next on this board: the next step of most is red. A sheet is published once what was handed in is reviewed, or later as
 * another edition; who has not written yet stands beside it in plain.
 */
function NextAct({ books, type, disabled }: { readonly books: Books; readonly type: 'primary' | 'default'; readonly disabled: boolean }) {
  const { board, round } = books
  const [first] = board.missing
  const publishing = board.toPublish.length > 0 && (board.toReview.length === 0 || standingEdition(round) !== null)
  const reviewing = !publishing && board.toReview.length > 0
  return (
    <>
      {first !== undefined && (
        <Button type={publishing || reviewing ? 'default' : type} disabled={disabled} title="写承诺事项、措施、时限和责任人，写好就提诺" onClick={() => toView(round.id, 'write', first.party.key)}>
          写{first.party.name}的承诺
        </Button>
      )}
      {publishing && (
        <Button type={type} disabled={disabled} title="选要公示的，填日期和地点，印公示表" onClick={() => toView(round.id, 'publish')}>
          公示已审的 {board.toPublish.length} 份
        </Button>
      )}
      {reviewing && (
        <Button type={type} disabled={disabled} title="一次记下这次会上审过的" onClick={() => toView(round.id, 'review')}>
          审提上来的 {board.toReview.length} 份
        </Button>
      )}
    </>
  )
}
