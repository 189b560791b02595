import { useShortcut, type ShortcutKey } from './shortcuts'
import { useGaps } from './gaps'
import { rooms, type Room, type RoomId } from './rooms'
import { go, hrefOf } from './route'
import './frame.css'

/** The year from top to bottom. The number before a room is its Alt key; narrow, two-character words stand for both. */
export type SidebarProps = { readonly current: RoomId | null; readonly narrow: boolean; readonly has: (id: RoomId) => boolean }

const altKeys: readonly ShortcutKey[] = ['Alt+Home', 'Alt+0', 'Alt+1', 'Alt+2', 'Alt+3', 'Alt+4', 'Alt+5', 'Alt+6', 'Alt+7', 'Alt+8', 'Alt+9']

function AltKey({ shortcut, has }: { readonly shortcut: ShortcutKey; readonly has: (id: RoomId) => boolean }) {
  const room = rooms.find((each) => `Alt+${each.key}` === shortcut)
  useShortcut(shortcut, room !== undefined && has(room.id) ? () => go(room.id) : null, 'frame')
  return null
}

function Item({ room, current, narrow }: { readonly room: Room; readonly current: boolean; readonly narrow: boolean }) {
  const gap = useGaps()[room.id]
  return (
    <li>
      <a href={hrefOf(room.id)} aria-current={current ? 'page' : undefined} title={room.key === '' ? room.name : `${room.name}（Alt+${room.key}）`}>
        {!narrow && room.key !== '' && room.key !== 'Home' && <span className="side-number">{room.key}</span>}
        <span aria-hidden={narrow}>{narrow ? room.short : room.name}</span>
        {narrow && <span className="unseen">{room.name}</span>}
        {gap !== undefined && gap.count > 0 && (
          <span className={gap.word === '逾' ? 'side-gap late' : 'side-gap'}>
            {gap.word} {gap.count}
          </span>
        )}
      </a>
    </li>
  )
}

export function Sidebar({ current, narrow, has }: SidebarProps) {
  const shown = rooms.filter((room) => has(room.id))
  const parts = [shown.filter((room) => room.key === 'Home'), shown.filter((room) => /^\d$/.test(room.key)), shown.filter((room) => room.key === '')].filter((part) => part.length > 0)
  return (
    <nav className="side" aria-label="去哪里">
      {altKeys.map((shortcut) => (
        <AltKey key={shortcut} shortcut={shortcut} has={has} />
      ))}
      {parts.map((part, index) => (
        <ul key={index}>
          {part.map((room) => (
            <Item key={room.id} room={room} current={room.id === current} narrow={narrow} />
          ))}
        </ul>
      ))}
    </nav>
  )
}
