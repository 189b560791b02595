import { rowBase, satisfactionRate } from '#shared/duties/mass-review'
import type { MassPart, MassReview } from '#shared/model/mass-review'
import { digitsTyped } from '#shared/text/digits'
import { Tick } from '../../ui/state-mark'

type Rows = Pick<MassPart, 'counts' | 'aspects' | 'members'>
type FiguresTableProps = {
  readonly review: Pick<MassReview, 'scale' | 'aspects' | 'members'>
  readonly value: Rows
  /** The sources added up in `value`: how many ballots asked a row. */
  readonly parts: readonly MassPart[]
  /** null shows the rows without asking for them. */
  readonly onChange: ((next: Rows) => void) | null
  /** How many grades from the top count as satisfied; null where a rate would speak of too few ballots. */
  readonly satisfied: number | null
}

/** Votes of each aspect and member on the scale, with the sum against the valid ballots. */
export function FiguresTable({ review, value, parts, onChange, satisfied }: FiguresTableProps) {
  const rows = (list: 'aspects' | 'members') => value[list].map((row, index) => {
    const name = review[list][index]?.name ?? ''
    const change = (patch: Partial<typeof row>) => onChange?.({ ...value, [list]: value[list].map((old, at) => (at === index ? { ...old, ...patch } : old)) })
    const base = rowBase(parts, list, index)
    const percent = satisfied === null ? null : satisfactionRate(row, base, satisfied).percent
    const sum = row.votes.reduce((all, count) => all + count, row.blank)
    const cell = (label: string, count: number, put: (next: number) => void) => (
      <td key={label}>{onChange === null ? (sum === 0 ? '' : count) : <input inputMode="numeric" autoComplete="off" aria-label={`${name}，${label}`} value={count === 0 ? '' : String(count)} onChange={(event) => put(Number(digitsTyped(event.target.value)))} />}</td>
    )
    return (
      <tr key={`${list}${index}`}>
        <th scope="row">{name}</th>
        {review.scale.map((label, place) => cell(label, row.votes[place] ?? 0, (next) => change({ votes: row.votes.map((old, at) => (at === place ? next : old)) })))}
        {cell('未填', row.blank, (blank) => change({ blank }))}
        <td className="num">
          {sum === 0 ? null : sum === base ? <>{sum} <span className="quiet"><Tick /></span><span className="unseen">合</span></> : <>{sum} <span className="late">{sum > base ? '多' : '差'} {Math.abs(sum - base)}</span></>}
        </td>
        <td className="num">{percent === null ? '' : `${percent.toFixed(1)}%`}</td>
      </tr>
    )
  })
  return (
    <table className="mass-table">
      <caption className="unseen">群众评议：党组织各方面和党员，各档票数和满意率</caption>
      <thead>
        <tr>
          <th scope="col">评议内容或姓名</th>
          {review.scale.map((name) => <th scope="col" key={name}>{name}</th>)}
          <th scope="col">未填</th>
          <th scope="col" className="num">合计</th>
          <th scope="col" className="num">满意率</th>
        </tr>
      </thead>
      <tbody>
        {rows('aspects')}
        {rows('members')}
      </tbody>
    </table>
  )
}
