import { useSyncExternalStore } from 'react'
import { isRoomId, type RoomId } from './rooms'

/**
 * Where the person is: `#/pledge/member/3f…?from=desk` is room `pledge`, path `['member', '3f…']`, query `{from: 'desk'}`.
 * Besides the rooms there are the start screen and the page of keys. What a path means is each room's own matter.
 */
export type Place = RoomId | 'start' | 'help'
export type Route = { readonly place: Place; readonly path: readonly string[]; readonly query: Readonly<Record<string, string>> }

const otherPlaces = ['start', 'help'] as const

function isPlace(value: string): value is Place {
  return isRoomId(value) || otherPlaces.some((place) => place === value)
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** A hash nobody knows leads to the desk: never to an error. */
export function parseRoute(hash: string): Route {
  const [before = '', after = ''] = hash.replace(/^#?\/?/, '').split('?', 2)
  const [place = '', ...path] = before.split('/').filter((part) => part !== '').map(decode)
  if (!isPlace(place)) return { place: 'desk', path: [], query: {} }
  return { place, path, query: Object.fromEntries(new URLSearchParams(after)) }
}

export function hrefOf(place: Place, path: readonly string[] = [], query: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams(query).toString()
  return `#/${[place, ...path].map(encodeURIComponent).join('/')}${search === '' ? '' : `?${search}`}`
}

/** Goes there; `replace` leaves no step back (choosing another line of the same list). */
export function go(place: Place, path: readonly string[] = [], options: { readonly query?: Readonly<Record<string, string>>; readonly replace?: boolean } = {}): void {
  const href = hrefOf(place, path, options.query)
  if (options.replace === true) {
    history.replaceState(null, '', href)
    window.dispatchEvent(new HashChangeEvent('hashchange'))
  } else location.hash = href
}

/**
 * For work that leads on when it is done: `const then = fromHere()`, the work, `then(() => go(…))`.
 * Who went elsewhere while it ran stays there.
 */
export function fromHere(): (lead: () => void) => void {
  const { hash } = location
  return (lead) => {
    if (location.hash === hash) lead()
  }
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed)
  return () => window.removeEventListener('hashchange', changed)
}

let last: { readonly hash: string; readonly route: Route } = { hash: '', route: parseRoute('') }

/** The same object as long as the hash is the same: a snapshot must be stable. */
function current(): Route {
  if (last.hash !== location.hash) last = { hash: location.hash, route: parseRoute(location.hash) }
  return last.route
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, current)
}
