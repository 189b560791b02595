import { useEffect, useRef } from 'react'
import type { Review } from '#shared/model/review'
import { go, hrefOf } from '../../app/route'
import { Tick } from '../../ui/state-mark'
import type { Entry } from './entries'

/** The session's steps: a tick and what it left behind, the red bar at the present place, a grey number for what is to come. */
export function StepsColumn({ review, others, entries, current }: { readonly review: Review; readonly others: readonly Review[]; readonly entries: readonly Entry[]; readonly current: string }) {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-current="step"]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <nav className="review-steps" aria-label="这次评议的步骤">
      <div className="review-steps-head">
        <h2>{review.title}</h2>
        <p>
          <a href={hrefOf('review', [review.id, 'head'])} aria-current={current === 'head' ? 'page' : undefined}>
            基本情况
          </a>
          {others.length > 1 && (
            <select aria-label="看哪一次评议" value={review.id} onChange={(event) => go('review', [event.target.value])}>
              {others.map((one, index) => (
                <option key={one.id} value={one.id}>
                  第 {index + 1} 次
                </option>
              ))}
            </select>
          )}
        </p>
      </div>
      <ol ref={list}>
        {entries.map((entry, index) => {
          const here = entry.id === current
          return (
            <li key={entry.id}>
              <a href={hrefOf('review', [review.id, entry.id])} aria-current={here ? 'step' : undefined}>
                <span className="review-steps-sign">{entry.done ? <Tick /> : index + 1}</span>
                <span className="review-steps-words">
                  <span className={entry.done || here ? '' : 'quiet'}>{entry.name}</span>
                  {entry.done && <span className="unseen">，已办</span>}
                  {entry.left !== '' && <small className={entry.late ? 'late' : 'quiet'}>{entry.left}</small>}
                </span>
              </a>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
