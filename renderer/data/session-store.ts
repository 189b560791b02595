import { createStore, useStore, type StoreApi } from 'zustand'
import type { Actor } from '#shared/commit/commit'
import { HouseError, type HostError } from '#shared/errors'
import type { VaultInfo } from '#shared/host'
import type { VaultSession } from './vault-session'

export type Mode =
  | { readonly type: 'closed' }
  /** Being opened or repaired; `total` is 0 while it is not known. */
  | { readonly type: 'opening'; readonly done: number; readonly total: number }
  | { readonly type: 'open' }
  /** `canTake`: another window writes; 切换到这里 is offered. */
  | { readonly type: 'readOnly'; readonly reason: HostError; readonly canTake: boolean }

/** What the strip below says, with its 撤销 when `final` is false. */
export type LastAct = { readonly seq: number; readonly title: string; readonly final: boolean; readonly at: string }
/** Something that was repaired or found on the way; shown until taken away. */
export type Notice = { readonly id: number; readonly text: string }

export type SessionState = {
  readonly session: VaultSession | null
  readonly vault: VaultInfo | null
  /** Who says they do what is done now. */
  readonly actor: Actor | null
  /** The year in hand. */
  readonly year: number
  readonly mode: Mode
  /** When the last save was acknowledged, by the host's clock (ISO). */
  readonly savedAt: string | null
  readonly lastAct: LastAct | null
  readonly notices: readonly Notice[]
  readonly freeBytes: { readonly vault: number; readonly profile: number } | null
}
export type SessionStore = StoreApi<SessionState>

export function createSessionStore(year: number = new Date().getFullYear()): SessionStore {
  return createStore<SessionState>(() => ({ session: null, vault: null, actor: null, year, mode: { type: 'closed' }, savedAt: null, lastAct: null, notices: [], freeBytes: null }))
}

/** The one of this window. */
export const sessionStore: SessionStore = createSessionStore()

export function useSession<T>(select: (state: SessionState) => T): T {
  return useStore(sessionStore, select)
}

export function setActor(actor: Actor | null): void {
  sessionStore.setState({ actor })
}

let noticeNumber = 0
export function addNotice(state: SessionStore, text: string): void {
  if (state.getState().notices.some((notice) => notice.text === text)) return
  noticeNumber += 1
  state.setState((now) => ({ notices: [...now.notices, { id: noticeNumber, text }] }))
}

export function dropNotice(id: number, state: SessionStore = sessionStore): void {
  state.setState((now) => ({ notices: now.notices.filter((notice) => notice.id !== id) }))
}

/** The strip has had its ten seconds. */
export function dropLastAct(state: SessionStore = sessionStore): void {
  state.setState({ lastAct: null })
}

export function currentSession(state: SessionStore = sessionStore): VaultSession {
  const { session } = state.getState()
  if (session === null) throw new HouseError('noVault')
  return session
}
