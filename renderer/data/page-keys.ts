/** What belongs to this window alone: the token it was opened with, and the name the writer's lease knows it by. */
export type PageParts = {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string }
  readonly history: { replaceState: (data: unknown, unused: string, url: string) => void }
  readonly storage: { getItem: (key: string) => string | null; setItem: (key: string, value: string) => void }
}

const tokenKey = 'vb-token'
const tabKey = 'vb-tab'

/** The token comes in the fragment (never sent, never logged), moves to this window's own storage, and leaves the address at once. */
export function takeToken({ location, history, storage }: PageParts): string {
  const match = /^#token=([^&/]+)&?(.*)$/.exec(location.hash)
  if (match?.[1] !== undefined) {
    storage.setItem(tokenKey, match[1])
    history.replaceState(null, '', `${location.pathname}${location.search}${match[2] === undefined || match[2] === '' ? '' : `#${match[2]}`}`)
  }
  return storage.getItem(tokenKey) ?? ''
}

/** A lock held as long as the window lives; false when another window holds it. */
export type HoldWhileOpen = (name: string) => Promise<boolean>

/**
 * The same after a reload, so that the lease stays; but a duplicated tab copies the storage, and must not write under the first one's name:
 * whoever cannot hold the name's lock takes a new one.
 */
export async function tabOf(storage: PageParts['storage'], hold: HoldWhileOpen, newId: () => string): Promise<string> {
  const known = storage.getItem(tabKey)
  if (known !== null && (await hold(`vb-tab-${known}`))) return known
  const fresh = newId()
  storage.setItem(tabKey, fresh)
  await hold(`vb-tab-${fresh}`)
  return fresh
}

export const holdWhileOpen: HoldWhileOpen = (name) =>
  new Promise((resolve) => {
    if (!('locks' in navigator)) {
      resolve(true)
      return
    }
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        resolve(lock !== null)
        return lock === null ? undefined : new Promise<void>(() => undefined)
      })
      .catch(() => resolve(true))
  })
