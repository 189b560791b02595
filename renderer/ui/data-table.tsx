import { PrinterOutlined, SearchOutlined } from '@ant-design/icons'
import { Button, Input, Table, type InputRef, type TableProps } from 'antd'
import { useEffect, useMemo, useRef, useState, type ComponentRef, type KeyboardEvent, type ReactNode } from 'react'
import { useShortcut } from '../app/shortcuts'
import { linesOf, matches, type Line } from './table-lines'
import './ui.css'

/**
 * A list of the house: search, print, keyboard, an empty state; virtual above 200 rows with the same look.
 * Rows come sorted (gaps first, then roster order): there is no sorting by score here. `group` puts a grey row with its words
 * (有缺口，4 人) wherever the group of a row differs from the one before.
 */
export type Column<Row> = {
  readonly key: string
  readonly title: ReactNode
  /** px; columns without one share the rest. */
  readonly width?: number
  readonly align?: 'left' | 'right' | 'center'
  readonly cell: (row: Row, index: number) => ReactNode
}

export type DataTableProps<Row> = {
  /** What the list is, for assistive technology: 党员名册. */
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  /** Text a search looks into (several words: all must be there). Without it there is no search field. */
  readonly searchText?: (row: Row) => string
  readonly searchHint?: string
  /** Stands at the left of the search: filters, a fact. */
  readonly left?: ReactNode
  readonly chosen?: string | null
  /** A click, ↑ ↓ Home End PgUp PgDn. */
  readonly onChoose?: (row: Row) => void
  /** Enter or a double click. */
  readonly onOpen?: (row: Row) => void
  /** 打印 prints the rows now shown. Left out where the page's header prints. */
  readonly onPrint?: (rows: readonly Row[]) => void
  readonly printHint?: string
  readonly group?: (row: Row) => string
  /** Instead of the table when `rows` is empty. */
  readonly empty: ReactNode
  /** Closing line that stays in view: sums, a count. The number shown is said by default. */
  readonly foot?: ReactNode
}

const virtualFrom = 200
const leastColumn = 80

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, columns, rowKey, searchText, searchHint = '找一找', left, chosen = null, onChoose, onOpen, onPrint, printHint, group, empty, foot } = props
  const [search, setSearch] = useState('')
  const box = useRef<HTMLDivElement>(null)
  const searchField = useRef<InputRef>(null)
  const table = useRef<ComponentRef<typeof Table>>(null)
  const [room, setRoom] = useState({ width: 900, height: 400 })

  const shown = useMemo(() => (search.trim() === '' || searchText === undefined ? rows : rows.filter((row) => matches(searchText(row), search.trim()))), [rows, search, searchText])
  const lines = useMemo(() => linesOf(shown, rowKey, group), [shown, rowKey, group])
  const virtual = shown.length > virtualFrom

  const nothing = rows.length === 0
  useEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return
      const head = element.querySelector('.ant-table-thead')?.getBoundingClientRect().height ?? 38
      setRoom({ width: Math.floor(entry.contentRect.width), height: Math.max(80, Math.floor(entry.contentRect.height - head - 1)) })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [nothing])

  // The chosen line is in view, however it was chosen.
  useEffect(() => {
    if (chosen === null) return
    if (virtual) table.current?.scrollTo({ key: chosen })
    else box.current?.querySelector(`[data-row-key="${CSS.escape(chosen)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen, virtual])

  useShortcut('Ctrl+P', onPrint === undefined ? null : () => onPrint(shown))

  if (rows.length === 0) return <>{empty}</>

  const move = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey || shown.length === 0) return
    const at = shown.findIndex((row) => rowKey(row) === chosen)
    const page = Math.max(1, Math.floor(room.height / 38) - 1)
    const last = shown.length - 1
    const to: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at === -1 ? last : at - 1, Home: 0, End: last, PageDown: at + page, PageUp: at - page }
    const target = to[event.key]
    const row = target === undefined ? undefined : shown[Math.min(last, Math.max(0, target))]
    if (row !== undefined && onChoose !== undefined) {
      event.preventDefault()
      onChoose(row)
    } else if (event.key === 'Enter') {
      const current = shown[at]
      if (current === undefined || (onOpen ?? onChoose) === undefined) return
      event.preventDefault()
      ;(onOpen ?? onChoose)?.(current)
    }
  }

  // A virtual list lays out by numbers, so what a browser would share out is shared out here.
  const fixed = columns.reduce((sum, column) => sum + (column.width ?? 0), 0)
  const free = columns.filter((column) => column.width === undefined).length
  const share = free === 0 ? 0 : Math.max(leastColumn, Math.floor((room.width - fixed) / free))
  const antColumns: TableProps<Line<Row>>['columns'] = columns.map((column, place) => ({
    key: column.key,
    title: column.title,
    align: column.align ?? 'left',
    ...(column.width !== undefined ? { width: column.width } : virtual ? { width: share } : {}),
    onCell: (line) => ('group' in line ? { colSpan: place === 0 ? columns.length : 0 } : {}),
    render: (_, line) => ('group' in line ? (place === 0 ? line.group : null) : column.cell(line.row, line.index)),
  }))

  const few = search.trim() !== '' && searchText !== undefined
  return (
    <div className="sheet-table">
      <div className="sheet-table-bar">
        <div className="sheet-table-left">{left}</div>
        {searchText !== undefined && (
          <Input
            ref={searchField}
            className="sheet-table-search"
            prefix={<SearchOutlined />}
            placeholder={searchHint}
            aria-label={`在${label}里找：${searchHint}`}
            value={search}
            allowClear={{ clearIcon: <span className="small">清掉</span> }}
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'ArrowDown') {
                event.preventDefault()
                box.current?.focus()
              } else if (event.key === 'Escape' && search !== '') {
                event.stopPropagation()
                setSearch('')
              }
            }}
          />
        )}
        {onPrint !== undefined && (
          <Button icon={<PrinterOutlined />} title={printHint ?? `印出现在看到的${label}`} onClick={() => onPrint(shown)}>
            打印
          </Button>
        )}
      </div>
      <div ref={box} className={virtual ? 'sheet-table-body sheet-table-virtual' : 'sheet-table-body sheet-table-plain'} tabIndex={0} role="group" aria-label={`${label}，${shown.length} 行${onChoose === undefined ? '' : '，用上下键换行'}`} onKeyDown={move}>
        {shown.length === 0 ? (
          <p className="sheet-table-none">
            没有找到“{search.trim()}”。
            <button type="button" className="linkish" onClick={() => { setSearch(''); searchField.current?.focus() }}>
              看全部 {rows.length} 行
            </button>
          </p>
        ) : (
          <Table<Line<Row>>
            ref={table}
            rowKey="key"
            columns={antColumns}
            dataSource={lines}
            pagination={false}
            virtual={virtual}
            {...(virtual ? { scroll: { y: room.height, x: Math.max(room.width, fixed + free * share) } } : {})}
            rowClassName={(line) => ('group' in line ? 'row-group' : line.key === chosen ? 'row-chosen' : '')}
            onRow={(line) =>
              'group' in line
                ? {}
                : {
                    'aria-current': line.key === chosen ? true : undefined,
                    ...(onChoose === undefined ? {} : { onClick: () => onChoose(line.row) }),
                    ...(onOpen === undefined ? {} : { onDoubleClick: () => onOpen(line.row) }),
                  }
            }
          />
        )}
      </div>
      {(foot !== undefined || few) && (
        <div className="sheet-table-foot" role="status">
          {few ? `找到 ${shown.length} 行，共 ${rows.length} 行` : foot}
        </div>
      )}
    </div>
  )
}
