import { Checkbox, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import type { ImportDryRun, ImportRow } from '#shared/duties/roster-import'
import { fieldNames } from '#shared/duties/roster-columns'
import { DataTable, type Column } from '../../ui/data-table'
import { EmptyState } from '../../ui/empty-state'
import { sayNumber } from '../../ui/say'
import { groupOf, groupWords, inShownOrder, outcomeNames, outcomes, sayChanges, type ImportFilter } from './import-rows'

type ImportResultProps = { readonly dryRun: ImportDryRun; readonly leftOut: ReadonlySet<number>; readonly onLeftOut: (leftOut: ReadonlySet<number>) => void }

/** The dry run: which columns were understood, what each line would do, and why not. */
export function ImportResult({ dryRun, leftOut, onLeftOut }: ImportResultProps) {
  const [filter, setFilter] = useState<ImportFilter>('all')
  const { rows, counts } = dryRun
  const ordered = useMemo(() => inShownOrder(rows), [rows])
  const shown = useMemo(() => (filter === 'all' ? ordered : ordered.filter((row) => row.outcome === filter)), [ordered, filter])
  const words = useMemo(() => groupWords(shown), [shown])
  const columns = useMemo((): readonly Column<ImportRow>[] => {
    const toggle = (line: number, take: boolean) => {
      const next = new Set(leftOut)
      if (take) next.delete(line)
      else next.add(line)
      onLeftOut(next)
    }
    return [
      { key: 'line', title: '行', width: 76, cell: (row) => row.line },
      { key: 'name', title: '姓名', width: 110, cell: (row) => row.name },
      { key: 'outcome', title: '结果', width: 76, cell: (row) => (row.outcome === 'refuse' ? <span className="late">不收</span> : leftOut.has(row.line) ? <span className="quiet">先不导</span> : outcomeNames[row.outcome]) },
      {
        key: 'take', title: '导', width: 56, align: 'center',
        cell: (row) => (row.record === null ? null : <Checkbox aria-label={`导入第 ${row.line} 行${row.name}`} checked={!leftOut.has(row.line)} onChange={(event) => toggle(row.line, event.target.checked)} />),
      },
      {
        key: 'why', title: '写进什么，或为什么不收',
        cell: (row) => (
          <span className="roster-why" title={[row.why, ...row.notes, sayChanges(row)].filter((part) => part !== '').join('\n')}>
            {row.why !== '' && <span className="late">{row.why}</span>}
            {row.notes.length > 0 && <span className="soon">{row.notes.join('；')}</span>}
            <span className="quiet">{sayChanges(row)}</span>
          </span>
        ),
      },
    ]
  }, [leftOut, onLeftOut])
  const options = [
    { value: 'all' as const, label: `全部 ${sayNumber(rows.length)}` },
    ...outcomes.map((outcome) => ({ value: outcome, label: `${outcomeNames[outcome]} ${sayNumber(counts[outcome])}` })),
  ]
  return (
    <div className="roster-list">
      <ColumnsRead dryRun={dryRun} />
      <DataTable
        label="试导的结果"
        rows={shown}
        rowKey={(row) => String(row.line)}
        columns={columns}
        group={(row) => words[groupOf(row)]}
        searchText={(row) => `${row.name} ${row.why} ${row.notes.join(' ')}`}
        searchHint="姓名或原因"
        left={<Segmented aria-label="看哪些行" value={filter} options={options} onChange={setFilter} />}
        empty={
          <>
            <Segmented aria-label="看哪些行" value={filter} options={options} onChange={setFilter} />
            <EmptyState drawing="table" title={rows.length === 0 ? '表里只有表头，没有人' : `没有${outcomeNames[filter === 'all' ? 'add' : filter]}的`} {...(rows.length === 0 ? {} : { shortcut: { label: `看全部 ${sayNumber(rows.length)} 行`, onAct: () => setFilter('all') } })} />
          </>
        }
        foot={`新增 ${sayNumber(counts.add)} 人，改动 ${sayNumber(counts.change)} 人，一样 ${sayNumber(counts.same)} 人，不收 ${sayNumber(counts.refuse)} 行${dryRun.skipped > 0 ? `；空行和重复的表头 ${sayNumber(dryRun.skipped)} 行，跳过了` : ''}`}
      />
    </div>
  )
}

/** Which columns were recognised as what, and what the file brings along. */
function ColumnsRead({ dryRun }: { readonly dryRun: ImportDryRun }) {
  const { columns, headerLine, newGroups, newUnits, otherBranches } = dryRun
  const used = columns.filter((column) => column.field !== null)
  const unused = columns.filter((column) => column.field === null)
  const title = (text: string) => text.replace(/\s+/gu, ' ').trim()
  return (
    <div className="roster-columns">
      <p>
        第 {headerLine} 行是表头，<b>认出 {used.length} 列</b>：
        {used.map((column) => (column.field === null || title(column.title) === fieldNames[column.field] ? title(column.title) : `${title(column.title)}（${fieldNames[column.field]}）`)).join('、')}
      </p>
      {unused.length > 0 && (
        <p className="quiet">
          没用的 {unused.length} 列：{unused.map((column) => `${title(column.title)}（${column.why.replace(/，没有用$/u, '')}）`).join('、')}
        </p>
      )}
      {newGroups.length > 0 && <p>会添上党小组：{newGroups.map((place) => place.name).join('、')}</p>}
      {newUnits.length > 0 && <p>会添上成员单位：{newUnits.map((place) => place.name).join('、')}</p>}
      {otherBranches.length > 0 && <p className="soon">表里还写着别的支部：{otherBranches.slice(0, 6).join('、')}{otherBranches.length > 6 ? ` 等 ${otherBranches.length} 个` : ''}。不是本支部的，去掉那一行的勾。</p>}
    </div>
  )
}
