import { Button } from 'antd'
import { useLog } from '../../data/queries'
import { undo, useCanWrite, useUndoable } from '../../app/session'
import { DataTable } from '../../ui/data-table'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { localDay, sayClock, sayDate } from '../../ui/say'

const shown = 10_000

/** 谁、何时、做了什么, newest first. */
export function LogPart() {
  const rows = useLog(shown)
  const undoable = useUndoable()
  const canWrite = useCanWrite()
  if (rows === undefined) return <p className="quiet" role="status">正在翻办事记录</p>
  return (
    <DataTable
      label="办事记录"
      rows={rows}
      rowKey={(row) => String(row.seq)}
      searchText={(row) => `${row.title} ${row.actor.name}`}
      searchHint="人或事"
      empty={<EmptyState drawing="table" title="还没有办事记录" />}
      foot={`共 ${rows.length} 笔，最新的在最上面`}
      columns={[
        { key: 'seq', title: '第几笔', width: 80, align: 'right', cell: (row) => row.seq },
        { key: 'at', title: '何时', width: 190, cell: (row) => `${sayDate(localDay(new Date(row.at)))} ${sayClock(row.at)}` },
        { key: 'who', title: '谁', width: 140, cell: (row) => `${row.actor.name}${row.actor.post === '' ? '' : `　${row.actor.post}`}` },
        { key: 'title', title: '做了什么', cell: (row) => `${row.title}${row.answers === null ? '' : `（${row.answers.how === 'undo' ? '撤销' : row.answers.name}第 ${row.answers.seq} 笔）`}` },
        {
          key: 'undo', title: '撤销', width: 110,
          cell: (row) =>
            row.final ? <span className="quiet" title="已经定下的不能撤销，只能另办一笔来纠正">已定</span> : undoable?.seq === row.seq ? (
              <Button size="small" disabled={!canWrite} onClick={() => void attempt(() => undo(row.seq))}>
                撤销
              </Button>
            ) : null,
        },
      ]}
    />
  )
}
