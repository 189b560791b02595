import type { KeyboardEvent } from 'react'
import { go, hrefOf } from '../../app/route'
import type { ArchiveFacts } from './facts'

/** The year's working boxes, by theme: the bar at the left says how full, the foot what is missing. ← → go to the next box. */
export function WorkingShelf({ facts: { states, loose, year }, chosen }: { readonly facts: ArchiveFacts; readonly chosen: string | null }) {
  const open = (no: string) => go('archive', no === chosen ? [] : ['working', no], { replace: true })
  const move = (event: KeyboardEvent<HTMLUListElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0 || event.altKey || event.ctrlKey) return
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const at = buttons.findIndex((button) => button === document.activeElement)
    buttons[at + step]?.focus()
    event.preventDefault()
  }
  return (
    <section aria-labelledby="working-shelf">
      <div className="shelf-head">
        <h2 id="working-shelf">{year}年工作盒</h2>
        <p className="quiet small">左边的条到顶，就是齐了</p>
        <nav className="shelf-links" aria-label="自查">
          <a href={hrefOf('archive', ['inspect'])} title="检查的人会看出什么，先查一遍">迎检自查</a>
          <a href={hrefOf('archive', ['boxes'])} title="十二盒、八盒、创先争优专盒，或者自己的一套">工作盒怎么分</a>
        </nav>
      </div>
      <ul className="working-boxes" onKeyDown={move}>
        {states.map(({ box, short, gauge, items }) => {
          const foot = short > 0 ? `缺 ${short}` : box.expected.length > 0 ? '齐' : items.length > 0 ? `${items.length} 件` : '空'
          return (
            <li key={box.no}>
              <button type="button" className="working-box" aria-pressed={box.no === chosen} aria-label={`${box.no} ${box.name}，${foot}`} onClick={() => open(box.no)}>
                <span className="working-no">{box.no}</span>
                <span className="working-side" aria-hidden="true">
                  <span style={{ height: `${Math.round(gauge * 100)}%` }} />
                </span>
                <span className="working-name">{box.name}</span>
                <span className={short > 0 ? 'working-foot late' : 'working-foot'}>{foot}</span>
              </button>
            </li>
          )
        })}
        {loose.length > 0 && (
          <li>
            <button type="button" className="working-box" aria-pressed={chosen === 'loose'} aria-label={`没放进盒的，${loose.length} 件`} onClick={() => open('loose')}>
              <span className="working-no">—</span>
              <span className="working-side" aria-hidden="true" />
              <span className="working-name">没放进盒的</span>
              <span className="working-foot">{loose.length} 件</span>
            </button>
          </li>
        )}
      </ul>
    </section>
  )
}
