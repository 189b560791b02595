import { besideBallots, codeColumn, sideColumn } from '#shared/duties/review-beside'
import { keyOf } from '#shared/duties/review-count'
import type { Channel, Review } from '#shared/model/review'
import { digitsTyped } from '#shared/text/digits'
import type { TypedCells } from './counting-desk'

type BesideEntryProps = { readonly review: Review; readonly channel: Channel; readonly typed: TypedCells; readonly onType: (cells: TypedCells) => void }

/** What the ballots of one channel say beside the grades: sides of each person, or codes. It may be left out; then nothing of it is kept. */
export function BesideEntry({ review, channel, typed, onType }: BesideEntryProps) {
  const { sides, marks, codes } = review.asks
  if (sides.length + codes.length === 0) return null
  const at = (row: string, column: string) => typed[keyOf(channel.id, row, column)] ?? ''
  const ballots = keyOf(channel.id, 'ballots', besideBallots)
  const cell = (row: string, column: string, label: string) => (
    <td key={column} className="review-count-cell">
      <input
        inputMode="numeric" autoComplete="off" aria-label={label} value={at(row, column)} onFocus={(event) => event.target.select()}
        // Whoever begins to count it has all valid ballots before them, unless they say otherwise.
        onChange={(event) => onType({ ...((typed[ballots] ?? '') === '' ? { [ballots]: at('ballots', 'valid') } : {}), [keyOf(channel.id, row, column)]: digitsTyped(event.target.value) })}
      />
    </td>
  )
  const answers = [...marks.map((mark, place) => ({ mark, column: (side: number) => sideColumn(side, place) })), { mark: '未填', column: (side: number) => sideColumn(side, 'blank') }]
  return (
    <section className="review-beside" aria-label={sides.length > 0 ? '分项评价' : '存在问题的代号'}>
      <div className="review-line">
        <h3>{sides.length > 0 ? '分项评价' : '存在问题的代号'}</h3>
        <label className="review-count-cell">
          计了几张 <input inputMode="numeric" autoComplete="off" value={typed[ballots] ?? ''} onFocus={(event) => event.target.select()} onChange={(event) => onType({ [ballots]: digitsTyped(event.target.value) })} />
        </label>
        <span className="quiet small">可以不录，空着就不留</span>
      </div>
      <table className="review-count-table">
        <caption className="unseen">{sides.length > 0 ? '每人每一项各档几票' : '每人每个代号几票'}</caption>
        <thead>
          <tr>
            <th scope="col">姓名</th>
            {sides.length > 0 ? <><th scope="col">哪一项</th>{answers.map(({ mark }) => <th scope="col" key={mark}>{mark}</th>)}</> : codes.map((code, index) => <th scope="col" key={code} title={code}>{index + 1}</th>)}
          </tr>
        </thead>
        <tbody>
          {review.tally.flatMap(({ memberId, name }) =>
            sides.length === 0
              ? [<tr key={memberId}><th scope="row">{name}</th>{codes.map((code, index) => cell(memberId, codeColumn(index), `${name}，${code}`))}</tr>]
              : sides.map((side, index) => (
                  <tr key={`${memberId}${side}`}>
                    {index === 0 && <th scope="rowgroup" rowSpan={sides.length}>{name}</th>}
                    <th scope="row">{side}</th>
                    {answers.map(({ mark, column }) => cell(memberId, column(index), `${name}，${side}，${mark}`))}
                  </tr>
                )),
          )}
        </tbody>
      </table>
      {codes.length > 0 && <p className="quiet small">{codes.map((code, index) => `${index + 1} ${code}`).join('　')}</p>}
    </section>
  )
}
