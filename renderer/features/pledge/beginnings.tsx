import { Button } from 'antd'
import { useState } from 'react'
import { carriedItems, roundBefore } from '#shared/duties/pledge-carry'
import { startsFor } from '#shared/rules/pledge-starts'
import { useRecords } from '../../app/session'
import type { BoardRow } from './board'
import type { Books } from './use-books'
import type { WrittenItem } from './writing'

/** Two ways not to begin from nothing: what last round left undone, and how people of this sector usually begin, with blanks to be filled. */
export function Beginnings({ books, row, disabled, onAdd }: { readonly books: Books; readonly row: BoardRow; readonly disabled: boolean; readonly onAdd: (items: readonly (Pick<WrittenItem, 'type' | 'text'> & Partial<WrittenItem>)[]) => void }) {
  const [open, setOpen] = useState(false)
  const rounds = useRecords('pledgeRound')
  const pledges = useRecords('pledge')
  const { party } = row
  const before = roundBefore(rounds, books.round)
  const carried = before === null ? [] : carriedItems(pledges.filter((pledge) => pledge.roundId === before.id), party.memberId)
  const starts = startsFor(books.organisation.sector, party.memberId === null)
  return (
    <section className="pledge-beginnings" aria-label="怎么起头">
      <div className="pledge-item-acts">
        {carried.length > 0 && (
          <Button size="small" disabled={disabled} title={`${before?.title ?? ''}没销号和没办成的，时限要重新写`} onClick={() => onAdd(carried.map(({ type, theme = '', text, measures, responsible }) => ({ type, theme, text, measures, responsible })))}>
            抄上一轮没办完的 {carried.length} 条
          </Button>
        )}
        <Button size="small" disabled={disabled} aria-expanded={open} onClick={() => setOpen(!open)}>{open ? '收起起头' : '照着起头'}</Button>
      </div>
      {open && (
        <ul className="pledge-starts" aria-label="起头，填了空再用">
          {starts.map((start) => (
            <li key={start.text}>
              <button type="button" className="linkish" disabled={disabled} onClick={() => { onAdd([{ type: start.type, theme: start.theme, text: start.text }]); setOpen(false) }}>{start.text}</button>
              <span className="quiet small">{start.type}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
