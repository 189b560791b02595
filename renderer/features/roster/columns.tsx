import type { Organisation } from '#shared/model/organisation'
import type { PartialDate } from '#shared/text/partial-date'
import type { TextSize } from '../../app/text-size'
import type { Column } from '../../ui/data-table'
import { sayCellDate } from '../../ui/say'
import { jobOf, nameIn, sayState, type RosterRow } from './list-rows'

const date = (value: PartialDate | null) => (value === null ? '' : sayCellDate(value))
const month = (value: PartialDate | null) => (value === null ? '' : sayCellDate(value.slice(0, 7)))

/** How much wider a column of the same words is at each size of text. */
const scales: Readonly<Record<TextSize, number>> = { standard: 1, large: 1.2, largest: 1.3 }

/** Beside an open panel there is room for what tells people apart, and no more; larger text leaves out what is looked up least. */
export function rosterColumns(organisation: Organisation, day: PartialDate, narrow: boolean, size: TextSize): readonly Column<RosterRow>[] {
  const joint = organisation.units.length > 0
  const all: readonly (Column<RosterRow> & { readonly wide?: boolean; readonly least?: boolean })[] = [
    { key: 'name', title: '姓名', width: 92, cell: ({ member }) => member.name },
    { key: 'gender', title: '性别', width: 62, wide: true, least: true, cell: ({ member }) => member.gender },
    { key: 'birth', title: '出生年月', width: 92, cell: ({ member }) => month(member.birth) },
    { key: 'education', title: '学历', width: 108, wide: true, least: true, cell: ({ member }) => member.education },
    { key: 'joined', title: '入党时间', width: 106, cell: ({ member }) => date(member.joined) },
    { key: 'becameFull', title: '转正时间', width: 106, wide: true, cell: ({ member }) => date(member.becameFull) },
    { key: 'grade', title: '类别', width: 62, cell: ({ then }) => (then.grade === null ? '' : then.grade === 'full' ? '正式' : '预备') },
    { key: 'posts', title: '党内职务', width: 104, cell: ({ then }) => then.posts.join('、') },
    { key: 'job', title: '单位及职务', wide: true, cell: ({ member }) => jobOf(member) },
    ...(joint ? [{ key: 'unit', title: '成员单位', width: 120, wide: true, cell: ({ then }: RosterRow) => nameIn(organisation.units, then.unitId) }] : []),
    { key: 'group', title: '党小组', ...(narrow ? {} : { width: 132 }), cell: ({ then }) => nameIn(organisation.groups, then.groupId) },
    { key: 'state', title: '状态', width: 104, cell: (row) => <span className={row.state === 'here' && row.then.away === null && !row.then.watched ? 'quiet' : ''}>{sayState(row, day)}</span> },
  ]
  return all
    .filter((column) => !(narrow && column.wide === true) && !(size !== 'standard' && column.least === true))
    .map((column) => (column.width === undefined ? column : { ...column, width: Math.round(column.width * scales[size]) }))
}
