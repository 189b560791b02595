import { DownOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, Dropdown, Segmented, Select } from 'antd'
import { useMemo } from 'react'
import { makeDocument } from '#shared/documents/document'
import { rosterSheet } from '#shared/documents/roster-sheet'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { formatDate } from '#shared/text/partial-date'
import { Page, PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { go } from '../../app/route'
import { dutyContext, useCanWrite } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { useTextSize } from '../../app/text-size'
import { DataTable } from '../../ui/data-table'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { useTightRoom, WithPanel } from '../../ui/side-panel'
import { rosterColumns } from './columns'
import { DayField } from './day-field'
import { useDueItems } from './due'
import { DuePanel, DueStrip } from './due-strip'
import { EmptyRoster } from './empty-roster'
import { countRows, filterNames, filters, rosterRows, sayCounts, searchText, shows, type RosterFilter, type RosterRow } from './list-rows'
import { setListView, useListView } from './list-view'
import { MemberPanel } from './member-panel'

type ListPageProps = { readonly organisation: Organisation; readonly members: readonly Member[]; readonly path: readonly string[] }

/** 党员名册: who belongs to the branch on a day, and what falls due about them. */
export function ListPage({ organisation, members, path }: ListPageProps) {
  const { filter, order, day } = useListView()
  const canWrite = useCanWrite()
  const tight = useTightRoom()
  const size = useTextSize((state) => state.size)
  const { today } = dutyContext()
  const on = day ?? today
  const rows = useMemo(() => rosterRows(members, on, order), [members, on, order])
  const shown = useMemo(() => rows.filter((row) => shows(filter, row)), [rows, filter])
  const counts = useMemo(() => countRows(rows), [rows])
  const due = useDueItems(organisation, members, today)
  const [first = null, mode = '', eventId = ''] = path
  const chosen = first === null ? null : (members.find((member) => member.id === first) ?? null)
  const open = chosen !== null || first === 'due'
  const narrow = open && !tight
  const columns = useMemo(() => rosterColumns(organisation, on, narrow, size), [organisation, on, narrow, size])
  const close = () => go('roster', [], { replace: true })

  if (members.length === 0) return <EmptyRoster organisation={organisation} canWrite={canWrite} />
  return (
    <Page
      fill
      header={<ListHeader organisation={organisation} members={members} day={on} canWrite={canWrite} plain={chosen !== null} fact={`${day === null || day === today ? '' : `截至${formatDate(day, 'paper')}　`}${sayCounts(counts)}`} />}
    >
      <WithPanel
        panel={
          chosen !== null ? <MemberPanel key={chosen.id} organisation={organisation} members={members} member={chosen} day={on} mode={mode} eventId={eventId} onClose={close} />
          : first === 'due' ? <DuePanel items={due} canWrite={canWrite} onClose={close} />
          : null
        }
      >
        <div className="roster-list">
          {!open && <DueStrip items={due} canWrite={canWrite} />}
          <DataTable
            label="党员名册"
            rows={shown}
            rowKey={rowKey}
            columns={columns}
            chosen={chosen?.id ?? null}
            onChoose={(row) => go('roster', [row.member.id], { replace: true })}
            onOpen={(row) => go('roster', [row.member.id, 'edit'], { replace: true })}
            searchText={(row) => searchText(row, organisation)}
            searchHint="姓名、职务、电话"
            left={<ListBar rows={rows} filter={filter} />}
            empty={<NobodyHere rows={rows} filter={filter} />}
            foot={filter === 'here' ? undefined : `${filterNames[filter]} ${shown.length} 人`}
          />
        </div>
      </WithPanel>
    </Page>
  )
}

const rowKey = (row: RosterRow) => row.member.id

function ListBar({ rows, filter }: { readonly rows: readonly RosterRow[]; readonly filter: RosterFilter }) {
  const { order } = useListView()
  const options = useMemo(() => filters.map((value) => ({ value, label: `${filterNames[value]} ${rows.filter((row) => shows(value, row)).length}` })), [rows])
  return (
    <>
      <Segmented aria-label="看哪些人" value={filter} options={options} onChange={(value) => setListView({ filter: value })} />
      <Select
        aria-label="次序"
        className="roster-order"
        value={order}
        options={[{ value: 'roster', label: '名册次序' }, { value: 'strokes', label: '姓氏笔画' }]}
        onChange={(value) => setListView({ order: value })}
      />
      <DayField />
    </>
  )
}

function NobodyHere({ rows, filter }: { readonly rows: readonly RosterRow[]; readonly filter: RosterFilter }) {
  return (
    <div className="roster-list">
      <div className="sheet-table-bar">
        <div className="sheet-table-left">
          <ListBar rows={rows} filter={filter} />
        </div>
      </div>
      <EmptyState drawing="table" title={filter === 'here' ? '那天名册上没有人' : `没有${filterNames[filter]}的党员`} shortcut={{ label: `看全部 ${rows.length} 人`, onAct: () => setListView({ filter: 'all' }) }} />
    </div>
  )
}

type HeaderProps = { readonly organisation: Organisation; readonly members: readonly Member[]; readonly day: string; readonly canWrite: boolean; readonly plain: boolean; readonly fact: string }

function ListHeader({ organisation, members, day, canWrite, plain, fact }: HeaderProps) {
  const print = () => void attempt(() => printDocument(makeDocument(rosterSheet, { organisation, members, day })), { title: '花名册没有印成' })
  useShortcut('Ctrl+P', print)
  const more = [
    { key: 'parts', label: '党小组和班子', onClick: () => go('roster', ['parts']) },
    { key: 'paper', label: '看花名册，导出', onClick: () => go('roster', ['paper']) },
  ]
  return (
    <PageHeader
      title="党员名册"
      fact={fact}
      acts={
        <>
          <Button type={plain ? 'default' : 'primary'} disabled={!canWrite} title="一个一个填，填完一位接着下一位" onClick={() => go('roster', ['add'])}>
            添一名党员
          </Button>
          <Button disabled={!canWrite} title="从 Excel、WPS 或别的系统导出的表里读" onClick={() => go('roster', ['import'])}>
            导入一张表
          </Button>
          <Button icon={<PrinterOutlined />} title="印那一天的党员花名册" onClick={print}>
            打印
          </Button>
          <Dropdown menu={{ items: more }} trigger={['click']} placement="bottomRight" autoFocus>
            <Button aria-haspopup="menu">
              更多
              <DownOutlined style={{ fontSize: 12 }} />
            </Button>
          </Dropdown>
        </>
      }
    />
  )
}
