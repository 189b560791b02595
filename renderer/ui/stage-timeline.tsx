import type { Scheme } from '#shared/model/scheme'
import { daysBetween, firstDay, lastDay } from '#shared/text/partial-date'
import { sayCellDate } from './say'
import './ui.css'

/** The stages as bars over their months: done flat, under way outlined, to come dashed; one red line for today where it falls inside. */
export function StageTimeline({ stages, today }: { readonly stages: Scheme['stages']; readonly today: string }) {
  const dated = stages.filter((stage) => stage.from !== null && stage.to !== null)
  const first = dated.map((stage) => firstDay(stage.from ?? '')).sort()[0]
  const last = dated.map((stage) => lastDay(stage.to ?? '')).sort().at(-1)
  if (first === undefined || last === undefined) return <p className="quiet">阶段还没有写起止时间。</p>
  const start = `${first.slice(0, 7)}-01`
  const whole = daysBetween(start, last) + 1
  const share = (day: string) => (daysBetween(start, day) / whole) * 100
  const at = (day: string) => `${share(day).toFixed(2)}%`
  const months = monthsBetween(start, last)
  const every = months.length > 30 ? 6 : months.length > 18 ? 3 : 1
  const inside = today >= start && today <= last
  // A month whose word the flag of today would stand on keeps its tick alone.
  const covered = (month: string) => inside && share(`${month}-01`) > share(today) - 5 && share(`${month}-01`) < share(today) + 3
  return (
    <figure className="timeline" aria-label="各阶段的起止时间">
      <div className="timeline-head" aria-hidden="true">
        {months.map((month, index) =>
          index % every === 0 ? (
            <span key={month} style={{ left: at(`${month}-01`) }}>
              {covered(month) ? '' : month.endsWith('-01') ? `${month.slice(0, 4)}年` : index === 0 ? `${month.slice(0, 4)}.${Number(month.slice(5))}` : `${Number(month.slice(5))}月`}
            </span>
          ) : null,
        )}
        {inside && <b style={{ left: at(today) }}>今天</b>}
      </div>
      <ol className="timeline-rows">
        {stages.map((stage) => {
          const from = stage.from === null ? null : firstDay(stage.from)
          const to = stage.to === null ? null : lastDay(stage.to)
          const state = from === null || to === null ? 'none' : to < today ? 'past' : from > today ? 'later' : 'now'
          return (
            <li key={stage.id}>
              <span className="timeline-name" title={stage.name}>{stage.name}</span>
              <span className="timeline-track">
                {from !== null && to !== null && (
                  <span className={`timeline-bar timeline-${state}`} style={{ left: at(from), width: `${(((daysBetween(from, to) + 1) / whole) * 100).toFixed(2)}%` }} title={`${sayCellDate(stage.from ?? '')}—${sayCellDate(stage.to ?? '')}`}>
                    <span className="unseen">{stage.from}到{stage.to}，{state === 'past' ? '已过' : state === 'now' ? '正在办' : '还没到'}</span>
                  </span>
                )}
                {inside && <i className="timeline-today" style={{ left: at(today) }} aria-hidden="true" />}
              </span>
            </li>
          )
        })}
      </ol>
    </figure>
  )
}

function monthsBetween(first: string, last: string): string[] {
  const months: string[] = []
  for (let year = Number(first.slice(0, 4)), month = Number(first.slice(5, 7)); `${year}-${String(month).padStart(2, '0')}` <= last.slice(0, 7); month === 12 ? ((year += 1), (month = 1)) : (month += 1)) {
    months.push(`${year}-${String(month).padStart(2, '0')}`)
  }
  return months
}
