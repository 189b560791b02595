import { cell, pageBreak, table, title } from '#shared/paper/blocks'
import { barMarks, type BarMark } from '#shared/paper/bar-marks'
import { formWidth } from '#shared/paper/presets'
import type { Block, Cell } from '#shared/paper/print-document'
import { centred, fill, headCells } from './sheet'

/**
 * The votes of a sheet as bars that print in black, on a page of their own (landscape A4): a line a name in the order of the sheet, never by
 * votes; beside it another year's where there was one. What a bar leaves white was not filled in.
 */
export type ChartLine = {
  readonly name: string
  readonly votes: readonly number[]
  /** Ballots the whole bar stands for. */
  readonly of: number
  /** The other year's; none where the name was not voted on then. */
  readonly before: readonly number[]
  readonly beforeOf: number
}
export const lineNames = { name: '姓名', votes: '各等次票数', of: '底数', before: '上年度各等次票数', beforeOf: '上年度底数' } as const
export type VoteChart = {
  readonly title: string
  /** What stands over the names: 姓名. */
  readonly named: string
  readonly nameWidth: number
  /** The answers in the order of `votes`, and the mark of each. */
  readonly answers: readonly { readonly name: string; readonly mark: BarMark }[]
  /** Over the bars, and over those of the other year, half as wide, where there are any: 各等次占有效票21张. */
  readonly columns: readonly string[]
  readonly lines: readonly ChartLine[]
}

/** The mark of an answer by its place on a scale. */
export function markAt(place: number): BarMark {
  return barMarks[place % barMarks.length] ?? 'solid'
}

const inset = 3
/** As roomy as it can be on one page; of more names, several pages alike. */
const [size, leastRow, mostRow, onePage] = [10, 6, 10, 133]

function barCell(votes: readonly number[], of: number, chart: VoteChart, width: number, row: number): Cell {
  if (of === 0) return cell('')
  const parts = chart.answers.map(({ mark }, index) => ({ mark, share: Math.min(1, (votes[index] ?? 0) / of) }))
  const rest = of - votes.reduce((sum, count) => sum + count, 0)
  const said = [...chart.answers.map(({ name }, index) => `${name}${votes[index] ?? 0}张`), ...(rest === 0 ? [] : [`其余${rest}张`])].join('，')
  return cell('', { bar: { parts, width: width - inset, height: Math.min(5, row - 2.6), said } })
}

export function voteChart(chart: VoteChart): readonly Block[] {
  const row = chart.lines.length * leastRow > onePage ? 8 : Math.max(leastRow, Math.min(mostRow, onePage / Math.max(1, chart.lines.length)))
  const whole = formWidth({ landscape: true })
  const rest = whole - 14 - chart.nameWidth
  const bars = chart.columns.length === 1 ? [rest] : [(rest * 2) / 3, rest / 3]
  return [
    pageBreak(),
    title(chart.title),
    table({
      widths: fill([...chart.answers.flatMap(() => [16, 30]), 16, 0], whole), frame: 0, lines: 0, size,
      rows: [[
        ...chart.answers.flatMap(({ name, mark }) => [cell('', { bar: { parts: [{ share: 1, mark }], width: 12, height: 4, said: name } }), cell(name)]),
        cell('', { bar: { parts: [], width: 12, height: 4, said: '没有填' } }), cell('没有填'),
      ]],
    }),
    table({
      widths: [14, chart.nameWidth, ...bars], headRows: 1, size,
      rows: [
        headCells(['序号', chart.named, ...chart.columns]),
        ...chart.lines.map((line, index) => ({ height: row, cells: [cell(String(index + 1), centred), cell(line.name, chart.nameWidth < 40 ? centred : {}), ...bars.map((width, column) => (column === 0 ? barCell(line.votes, line.of, chart, width, row) : barCell(line.before, line.beforeOf, chart, width, row)))] })),
      ],
    }),
  ]
}
