import { Button } from 'antd'
import type { DueItem } from '#shared/duties/roster-due'
import { go, hrefOf } from '../../app/route'
import { SidePanel } from '../../ui/side-panel'
import { Stamp } from '../../ui/stamp'

/** What falls due about people and the committee, each with the verb that does it. */
const acts: Readonly<Record<DueItem['kind'], { readonly word: string; readonly hint: string; readonly go: (item: DueItem) => void }>> = {
  probation: { word: '记转正', hint: '写上党员大会票决的日期；延长、取消也在“记一件事”里', go: (item) => go('roster', [item.recordId, 'becomeFull']) },
  contact: { word: '记联系', hint: '写上哪天、怎么联系的', go: (item) => go('roster', [item.recordId, 'contact']) },
  term: { word: '记换届', hint: '写上新一届的当选和届满日期', go: () => go('roster', ['parts']) },
}

function DueLine({ item, canWrite }: { readonly item: DueItem; readonly canWrite: boolean }) {
  const act = acts[item.kind]
  return (
    <li>
      {item.level === 'late' ? <Stamp mark="逾" title="" /> : <span className="roster-due-dot" aria-hidden="true">○</span>}
      <span className={item.level === 'due' ? 'soon' : ''} title={item.source === '' ? undefined : `依据：${item.source}`}>
        {item.text}
      </span>
      <Button size="small" disabled={!canWrite} title={act.hint} aria-label={`${act.word}：${item.name}`} onClick={() => act.go(item)}>
        {act.word}
      </Button>
    </li>
  )
}

/** The most pressing one above the list; the rest behind it. */
export function DueStrip({ items, canWrite }: { readonly items: readonly DueItem[]; readonly canWrite: boolean }) {
  const [first] = items
  if (first === undefined) return null
  return (
    <div className="roster-due" role="group" aria-label={`到期要办的 ${items.length} 件`}>
      <b>到期要办</b>
      <ul>
        <DueLine item={first} canWrite={canWrite} />
      </ul>
      {items.length > 1 && <a href={hrefOf('roster', ['due'])}>全部 {items.length} 件</a>}
    </div>
  )
}

export function DuePanel({ items, canWrite, onClose }: { readonly items: readonly DueItem[]; readonly canWrite: boolean; readonly onClose: () => void }) {
  return (
    <SidePanel title="到期要办" fact={`${items.length} 件`} onClose={onClose} keys="Esc 关">
      {items.length === 0 ? (
        <p className="quiet">没有到期的事。</p>
      ) : (
        <ul className="roster-due-list" aria-label="到期要办的">
          {items.slice(0, 200).map((item) => (
            <DueLine key={`${item.kind}-${item.recordId}`} item={item} canWrite={canWrite} />
          ))}
        </ul>
      )}
      {items.length > 200 && <p className="quiet">先列最急的 200 件。</p>}
    </SidePanel>
  )
}
