import { useRef, type KeyboardEvent } from 'react'
import { channelName, keyOf } from '#shared/duties/review-count'
import type { Channel, Review } from '#shared/model/review'
import { digitsTyped } from '#shared/text/digits'
import { BesideEntry } from './beside-entry'
import { CommitteeLine } from './committee-line'
import { CountHead } from './count-head'
import { CountRow } from './count-row'
import { columnsOf, numberOf, type Cells } from './counting'
import type { TypedCells } from './counting-desk'
import { VotePatterns } from './vote-bar'

const ballotColumns = [['returned', '收回'], ['valid', '有效'], ['invalid', '无效']] as const
const noVotes = { excellent: 0, qualified: 0, basic: 0, unqualified: 0 }
const nothing = () => undefined

type EntryPartProps = { /** The caret begins here. */ readonly first: boolean; readonly review: Review; readonly channel: Channel; readonly typed: TypedCells; readonly onType: (cells: TypedCells) => void }

/** What one person types of one channel: sheets, a row a member, and 支部班子. */
export function EntryPart({ first, review, channel, typed, onType }: EntryPartProps) {
  const table = useRef<HTMLTableElement>(null)
  const columns = columnsOf(review.grades)
  const at = (row: string, column: string) => typed[keyOf(channel.id, row, column)] ?? ''
  const valid = numberOf(at('ballots', 'valid'))
  const key = (event: KeyboardEvent<HTMLInputElement>, row: number, column: number) => {
    const step = { Enter: [event.shiftKey ? -1 : 1, 0], ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key]
    const { selectionStart, selectionEnd, value } = event.currentTarget
    if (step === undefined || event.ctrlKey || event.altKey || (step[1] !== 0 && !(selectionStart === 0 && selectionEnd === value.length))) return
    const next = table.current?.querySelector<HTMLInputElement>(`input[data-row="${row + (step[0] ?? 0)}"][data-column="${column + (step[1] ?? 0)}"]`)
    event.preventDefault()
    next?.focus()
  }
  const cellsAt = (memberId: string): Cells => ({ excellent: at(memberId, 'excellent'), qualified: at(memberId, 'qualified'), basic: at(memberId, 'basic'), unqualified: at(memberId, 'unqualified'), blank: at(memberId, 'blank') })
  return (
    <section className="review-part" aria-label={channelName(channel)}>
      <div className="review-line">
        <h2>{channelName(channel)}</h2>
        <span className="quiet">发出 {channel.issued} 张</span>
        {ballotColumns.map(([column, name], place) => (
          <label className="review-count-cell" key={column}>
            {name} <input autoFocus={first && place === 0} inputMode="numeric" autoComplete="off" value={at('ballots', column)} onFocus={(event) => event.target.select()} onChange={(event) => onType({ [keyOf(channel.id, 'ballots', column)]: digitsTyped(event.target.value) })} />
          </label>
        ))}
      </div>
      {/* Patterns of the bars, once a table. */}
      <VotePatterns />
      <table ref={table} className="review-count-table">
        <caption className="unseen">{channelName(channel)}：每人一行，方向键和回车换格</caption>
        <CountHead grades={review.grades} bars={`占有效票 ${valid} 张`} />
        <tbody>
          {review.tally.map((row, index) => (
            <CountRow
              key={row.memberId} row={{ ...row, votes: noVotes, blank: 0 }} index={index} typed={cellsAt(row.memberId)} grades={review.grades} valid={valid} editable
              onType={(memberId, cells) => onType(Object.fromEntries(columns.map((column) => [keyOf(channel.id, memberId, column), digitsTyped(cells[column])])))}
              onLeave={nothing} onKey={key} onPaste={nothing} onEnterCell={nothing}
            />
          ))}
        </tbody>
      </table>
      {channel.voters === 'members' && (
        <CommitteeLine
          scale={review.committeeScale} cells={Object.fromEntries([...review.committeeScale.map((_, index) => String(index)), 'blank'].map((column) => [column, at('committee', column)]))}
          state="没有测评支部班子的，空着不填" onType={(column, value) => onType({ [keyOf(channel.id, 'committee', column)]: value })}
        />
      )}
      <BesideEntry review={review} channel={channel} typed={typed} onType={onType} />
    </section>
  )
}
