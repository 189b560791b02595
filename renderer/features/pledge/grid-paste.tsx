import { Button } from 'antd'
import type { GridRow } from '#shared/duties/pledge-grid'
import type { Pasted } from '#shared/duties/pledge-paste'
import { useShortcut } from '../../app/shortcuts'
import { columnNames } from './grid-table'

/** What was pasted, before it is filled: what goes to whom, what it replaces, and what nobody could place. */
export function GridPaste({ pasted, rows, onBack, onFill }: { readonly pasted: Pasted; readonly rows: readonly GridRow[]; readonly onBack: () => void; readonly onFill: () => void }) {
  useShortcut('Esc', onBack, 'panel')
  const { lines, columns, skipped } = pasted
  const replaces = (line: Pasted['lines'][number]) => columns.some((column) => { const old = rows.find((row) => row.key === line.rowKey)?.[column] ?? ''; const now = line.cells[column]; return column !== 'responsible' && now !== undefined && old !== '' && old !== now })
  return (
    <section className="pledge-grid-box" aria-label="贴来的放到哪里">
      <div className="pledge-grid-asks">
        <p>
          <b>贴来 {lines.length} 条</b>，放到 {new Set(lines.map((line) => line.partyKey)).size} 人名下{lines.some(replaces) && `，盖掉 ${lines.filter(replaces).length} 条原来写的`}
          {skipped.length > 0 && `；有 ${skipped.length} 行没有放`}。
        </p>
        <Button onClick={onBack}>不贴了</Button>
        <Button type="primary" autoFocus disabled={lines.length === 0} onClick={onFill}>填进去 {lines.length} 条</Button>
      </div>
      {skipped.length > 0 && (
        <ul className="pledge-skipped">
          {skipped.map((one) => (
            <li key={`${one.line}:${one.text}`}>第 {one.line} 行“{one.text}”：{one.why}</li>
          ))}
        </ul>
      )}
      <table className="pledge-grid" aria-label="贴来的">
        <thead>
          <tr>
            <th scope="col">姓名</th>
            {columns.map((column) => <th key={column} scope="col" className={`pledge-grid-${column}`}>{columnNames[column]}</th>)}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={index}>
              <th scope="row">{line.who}<span className="quiet small">{line.rowKey === null ? ' 另添' : replaces(line) ? ' 盖掉' : ''}</span></th>
              {columns.map((column) => <td key={column} className="pledge-grid-seen">{line.cells[column] ?? ''}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
