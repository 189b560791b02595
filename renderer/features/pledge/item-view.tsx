import { Button } from 'antd'
import { useState } from 'react'
import type { PledgeItem, PledgeRound } from '#shared/model/pledge'
import type { Finding } from '#shared/rules/findings'
import { currentVault } from '../../app/session'
import { blobUrl } from '../../data/host-client'
import { sayCellDate } from '../../ui/say'
import { Tick } from '../../ui/state-mark'
import { dueWords, monthsOf, type MonthMark } from './item-facts'
import type { ItemAct } from './item-form'

export type ItemViewProps = {
  readonly item: PledgeItem
  readonly number: number
  readonly round: PledgeRound
  /** When it was promised. */
  readonly since: string | null
  readonly year: number
  readonly today: string
  readonly advice: Finding | undefined
  /** null: only to be looked at. */
  readonly onAct: ((act: ItemAct) => void) | null
}

const newest = 3

/** One promise in the panel: when it is due, what it says, month by month where it is monthly, the latest entries, and what can be done. */
export function ItemView({ item, number, round, since, year, today, advice, onAct }: ItemViewProps) {
  const [all, setAll] = useState(false)
  const vault = currentVault()?.id ?? ''
  const due = dueWords(item, today, year)
  const open = item.closedOn === null && item.unkeptReason === ''
  const entries = [...item.progress].reverse()
  const months = monthsOf(item, round, since, today)
  return (
    <li className="panel-section pledge-item">
      <div className="pledge-item-head">
        <b>{number}</b>
        <span className="pledge-type">{item.type}</span>
        {item.theme !== '' && <span className="small quiet">{item.theme}</span>}
        <span className={`pledge-due pledge-due-${due.look}`}>
          {due.look === 'done' && <Tick />} {due.text}
        </span>
      </div>
      <p className="pledge-text">{item.text}</p>
      {item.measures !== '' && <p className="quiet">{item.measures}</p>}
      <p className="small quiet">
        {item.responsible === '' ? '没有写责任人' : `责任人 ${item.responsible}`}
        {item.closedBy !== '' && `　核销人 ${item.closedBy}`}
      </p>
      {months.length > 0 && <Months months={months} />}
      {advice !== undefined && (
        <p className="pledge-advice">
          <b>难以核对</b>　没有数量和日期，也没有谁受益。评诺时群众很难判断，可补一条具体进展。
        </p>
      )}
      {item.unkeptReason !== '' && (
        <p className="pledge-late">
          <b>没办成</b>　{item.unkeptReason}
          {item.unkeptCause !== '' && `（${item.unkeptCause === 'objective' ? '客观原因' : '自己没办好'}）`}
        </p>
      )}
      {item.unkeptReason !== '' && <p className="small quiet">{item.unkeptTold === '' ? '还没有写怎样向群众说明的' : `向群众说明：${item.unkeptTold}`}</p>}
      {item.reviews.length > 0 && <Reviews item={item} number={number} year={year} />}
      {entries.length > 0 && (
        <ul className="pledge-entries" aria-label="践诺记录">
          {(all ? entries : entries.slice(0, newest)).map((entry, index) => (
            <li key={index}>
              <span className="quiet">{entry.on === null ? '' : sayCellDate(entry.on, year)}</span>
              <span>
                {entry.note}
                {entry.files.map((file) => (
                  <a key={file.sha256} className="pledge-file" href={blobUrl(file.sha256, vault)} target="_blank" rel="noreferrer">
                    {file.name}
                  </a>
                ))}
              </span>
              <span className="quiet small">{entry.percent}%</span>
            </li>
          ))}
        </ul>
      )}
      {entries.length > newest && (
        <button type="button" className="linkish small" onClick={() => setAll(!all)}>
          {all ? `只看近 ${newest} 笔` : `全部 ${entries.length} 笔`}
        </button>
      )}
      {onAct !== null && (
        <div className="pledge-item-acts">
          {open && <Button size="small" onClick={() => onAct('progress')} aria-label={`第 ${number} 条，记一笔`} title="记下哪天办了什么、办到几成">记一笔</Button>}
          {open && <Button size="small" onClick={() => onAct('close')} aria-label={`第 ${number} 条，销号`} title="办完了，核实后销号">销号</Button>}
          {open && <Button size="small" onClick={() => onAct('unkept')} aria-label={`第 ${number} 条，没办成`} title="写明原因，好向群众说明">没办成</Button>}
          {item.unkeptReason !== '' && <Button size="small" onClick={() => onAct('unkept')} aria-label={`第 ${number} 条，补记说明`} title="补上怎样向群众说明的">补记说明</Button>}
          {!open && <Button size="small" onClick={() => onAct('reopen')} aria-label={`第 ${number} 条，重新打开`} title="还要接着办">重新打开</Button>}
        </div>
      )}
    </li>
  )
}

const verdicts: Readonly<Record<PledgeItem['reviews'][number]['result'], string>> = { '': '要再审', passed: '通过', returned: '退回' }

/** 审诺 of this one: the last as a line, all of it where it went back and forth. */
function Reviews({ item, number, year }: { readonly item: PledgeItem; readonly number: number; readonly year: number }) {
  const [all, setAll] = useState(false)
  const shown = all ? item.reviews : item.reviews.slice(-1)
  return (
    <>
      <ul className="pledge-reviews" aria-label={`第 ${number} 条的审诺`}>
        {shown.map((review, index) => (
          <li key={index} className="small">
            <span className="quiet">{review.on === null ? '' : sayCellDate(review.on, year)}</span>{' '}
            {review.result === 'returned' ? <b>{verdicts[review.result]}</b> : verdicts[review.result]}{' '}
            <span className="quiet">{[review.by, review.reason].filter((part) => part !== '').join('：')}</span>
          </li>
        ))}
      </ul>
      {item.reviews.length > 1 && (
        <button type="button" className="linkish small" onClick={() => setAll(!all)}>
          {all ? '只看最近一次审诺' : `审诺 ${item.reviews.length} 次`}
        </button>
      )}
    </>
  )
}

const said: Readonly<Record<MonthMark['state'], string>> = { kept: '办了', missed: '没有记录', open: '还没到或还没记' }

function Months({ months }: { readonly months: readonly MonthMark[] }) {
  return (
    <ol className="pledge-months" aria-label="按月">
      {months.map(({ month, state }) => (
        <li key={month} className={`pledge-month pledge-month-${state}`} title={`${Number(month.slice(5))}月${said[state]}`}>
          <span aria-hidden="true">{Number(month.slice(5))}</span>
          <span className="unseen">
            {Number(month.slice(5))}月{said[state]}
          </span>
        </li>
      ))}
    </ol>
  )
}
