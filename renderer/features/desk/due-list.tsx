import { Button } from 'antd'
import { boxVerb, sayBox } from '#shared/duties/machine-box'
import type { DueEntry } from '#shared/duties/year-view'
import { go } from '../../app/route'
import type { StandingBox } from '../../app/standing-boxes'
import { sayDate } from '../../ui/say'

const verbs: Readonly<Record<DueEntry['room'], string>> = { scheme: '去办', pledge: '去销号', review: '去办', roster: '去看' }
const shown = 30

function lateness(late: number): { readonly text: string; readonly className: string } {
  if (late > 0) return { text: `逾 ${late} 天`, className: 'late' }
  return { text: ['今天', '明天', '后天'][-late] ?? `还有 ${-late} 天`, className: 'quiet' }
}

/** A ballot box that waits, then by day, the most pressing first; the one red button is the first one's. */
export function DueList({ due, boxes }: { readonly due: readonly DueEntry[]; readonly boxes: readonly StandingBox[] }) {
  const thisYear = new Date().getFullYear()
  return (
    <section className="desk-due" aria-labelledby="desk-due">
      <h2 id="desk-due">
        接下来要办的　<span className="quiet">按期限排</span>
      </h2>
      {due.length + boxes.length === 0 ? (
        <p className="quiet">45 天内没有到期的事。</p>
      ) : (
        <ol tabIndex={0} aria-label="接下来要办的">
          {boxes.map((box, index) => (
            <li key={box.session}>
              <p className="desk-day">
                <b>现在</b>
                <span className="quiet">机投</span>
              </p>
              <p className="desk-what">
                <b>{box.title}</b>
                <span className="quiet">{sayBox(box.status)}</span>
              </p>
              <Button type={index === 0 ? 'primary' : 'default'} onClick={() => go(box.place, box.path)} aria-label={`${boxVerb(box.status)}：${box.title}`}>
                {boxVerb(box.status)}
              </Button>
            </li>
          ))}
          {due.slice(0, shown).map((entry, index) => {
            const { text, className } = lateness(entry.late)
            return (
              <li key={entry.key}>
                <p className="desk-day">
                  <b>{sayDate(entry.due, thisYear)}</b>
                  <span className={className}>{text}</span>
                </p>
                <p className="desk-what">
                  <b>{entry.title}</b>
                  <span className="quiet">{entry.fact}</span>
                </p>
                <Button type={index === 0 && boxes.length === 0 ? 'primary' : 'default'} onClick={() => go(entry.room, entry.path)} aria-label={`${verbs[entry.room]}：${entry.title}`}>
                  {verbs[entry.room]}
                </Button>
              </li>
            )
          })}
        </ol>
      )}
      {due.length > shown && <p className="quiet">还有 {due.length - shown} 件，印出来看全部。</p>}
    </section>
  )
}
