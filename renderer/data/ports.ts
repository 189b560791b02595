import { Dexie } from 'dexie'
import type { Call, HostEvent } from '#shared/host'
import { plainCodec, type Codec } from './codec'
import { hostClient } from './host-client'
import { webLocks, type Locks } from './locks'
import { makeStore, type Store } from './store'

export type Later = (work: () => void, ms: number) => () => void

/** What the data layer needs of the window it runs in; tests pass doubles. */
export type DataPorts = {
  readonly call: Call
  readonly putStaged: (content: Uint8Array<ArrayBuffer> | Blob, vault: string) => Promise<string>
  readonly getStaged: (sha256: string, vault: string) => Promise<Uint8Array>
  /** This window, as the writer's lease names it. */
  readonly tab: () => Promise<string>
  readonly locks: Locks
  readonly codec: Codec
  readonly now: () => Date
  readonly newId: () => string
  readonly later: Later
  readonly openStore: (name: string) => Store
  readonly storeNames: () => Promise<readonly string[]>
  readonly deleteStore: (name: string) => Promise<void>
  readonly onHostEvent: (listener: (event: HostEvent['event']) => void) => () => void
  /** After each heartbeat: whether the host answered. */
  readonly onBeat: (listener: (alive: boolean) => void) => () => void
}

export const later: Later = (work, ms) => {
  const timer = setTimeout(work, ms)
  return () => clearTimeout(timer)
}

export function windowPorts(): DataPorts {
  const host = hostClient()
  return {
    call: host.call,
    putStaged: host.putStaged,
    getStaged: host.getStaged,
    tab: host.tab,
    locks: webLocks(),
    codec: plainCodec,
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    later,
    openStore: (name) => makeStore(name),
    storeNames: () => Dexie.getDatabaseNames(),
    deleteStore: (name) => Dexie.delete(name),
    onHostEvent: host.onEvent,
    onBeat: host.onBeat,
  }
}
