import type { Actor } from '#shared/commit/commit'
import type { DutyContext, Outcome } from '#shared/duties/transition'
import { HouseError, type HostError } from '#shared/errors'
import type { VaultInfo } from '#shared/host'
import type { Kind } from '#shared/model/kinds'
import { packName } from '#shared/rules/pack'
import { builtInPack, builtInPacks } from '#shared/rules/packs/built-in'
import { commit, type CommitOptions, type Committed } from '../data/commit'
import { call } from '../data/host-client'
import { useOrganisation, useRecords as useLiveRecords, useUndo, type Of } from '../data/queries'
import { dropNotice, sessionStore, setActor, useSession, type Notice } from '../data/session-store'
import { undo as undoCommit } from '../data/undo'
import * as vaults from '../data/vault-session'
import { localDay } from '../ui/say'
import { go } from './route'
import type { LastAct } from './undo-strip'
import { guardUnkept } from './unkept'

/** The open books as screens see them: short hooks, and the few acts on the whole. The data layer stands behind it. */
export { dropNotice }

// ---- what is open

export function useVault(): VaultInfo | null {
  return useSession((state) => (state.session === null ? null : state.vault))
}

export function currentVault(): VaultInfo | null {
  const { session, vault } = sessionStore.getState()
  return session === null ? null : vault
}

/** How far an opening is that takes its time; null when none is under way. */
export function useOpening(): { readonly done: number; readonly total: number } | null {
  const mode = useSession((state) => state.mode)
  return mode.type === 'opening' && mode.total > 0 ? mode : null
}

/** undefined while the books are first being read. */
export { useOrganisation }

const none: readonly never[] = []

/** Live, in the order they were made; empty while they are first being read. */
export function useRecords<K extends Kind>(kind: K): readonly Of<K>[] {
  return useLiveRecords(kind) ?? none
}

/** The one record of a kind there is only one of. */
export function useSingle<K extends Kind>(kind: K): Of<K> | null {
  return useRecords(kind)[0] ?? null
}

export function useBranchName(): string {
  const organisation = useOrganisation()
  const vault = useVault()
  if (organisation === null || organisation === undefined) return vault?.name ?? ''
  return organisation.shortName === '' ? organisation.name : organisation.shortName
}

export function useActor(): Actor | null {
  return useSession((state) => state.actor)
}

export function useYear(): number {
  return useSession((state) => state.year)
}

const firstYear = 2010
const years: readonly number[] = Array.from({ length: new Date().getFullYear() - firstYear + 1 }, (_, back) => new Date().getFullYear() - back)

/** Years to keep books of: this one back to the first of the campaign. */
export function useYears(): readonly number[] {
  const year = useYear()
  return years.includes(year) ? years : [year, ...years].sort((a, b) => b - a)
}

export function useNotices(): readonly Notice[] {
  return useSession((state) => state.notices)
}

// ---- saving

export function useSavedAt(): string | null {
  return useSession((state) => state.savedAt)
}

/** Why the books can only be read now; `elsewhere`: another window writes, and this one may take over. */
export function useReadOnly(): { readonly reason: HostError; readonly elsewhere: boolean } | null {
  const mode = useSession((state) => state.mode)
  return mode.type === 'readOnly' ? { reason: mode.reason, elsewhere: mode.canTake } : null
}

export function useCanWrite(): boolean {
  return useSession((state) => state.mode.type === 'open')
}

export function useLastAct(): LastAct | null {
  const act = useSession((state) => state.lastAct)
  const canWrite = useCanWrite()
  return act === null ? null : { seq: act.seq, title: act.title, undoable: !act.final && canWrite }
}

/** What 撤销 would take back now; null when there is nothing, or the newest act is final. */
export function useUndoable(): { readonly seq: number; readonly title: string } | null {
  const row = useUndo()?.undo ?? null
  const canWrite = useCanWrite()
  return row === null || row.final || !canWrite ? null : { seq: row.seq, title: row.title }
}

/** What 重做 would do again now: the newest act that was taken back, until something new is done. */
export function useRedoable(): { readonly seq: number } | null {
  const row = useUndo()?.redo ?? null
  const canWrite = useCanWrite()
  return row === null || !canWrite ? null : { seq: row.seq }
}

export function undo(seq: number): Promise<Committed> {
  return undoCommit(seq, guardUnkept)
}

/** What a duty needs from outside. `seq` is set right by the commit itself. New work is made under the organisation's era, or the one named. */
export function dutyContext(era: string = eraNow): DutyContext {
  const { vault } = sessionStore.getState()
  const pack = builtInPack(era) ?? builtInPacks[0]
  return { newId: () => crypto.randomUUID(), today: localDay(new Date()), rulePack: pack === undefined ? era : packName(pack), seq: (vault?.commits ?? 0) + 1 }
}

let eraNow = 'current'

/** Told by the root whenever the organisation's era is another. */
export function keepEra(era: string): void {
  eraNow = era
}

/** Saves what a duty made of an act. A refused outcome is an error here: a form shows its findings at the fields before it comes to this. */
export async function carryOut(outcome: Outcome, options: CommitOptions = {}): Promise<Committed> {
  if (!outcome.ok) throw new HouseError('refused', { why: outcome.findings.map((finding) => finding.text).join('；') })
  return commit(outcome.step, options)
}

// ---- opening, closing, who works

const openKey = 'vb-open'

/** The books this window had open before it was loaded anew, and the year in hand. */
export function resumable(): { readonly vault: string; readonly actor: Actor | null; readonly year: number | null } | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(openKey) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('vault' in kept) || typeof kept.vault !== 'string') return null
    const actor = 'actor' in kept && typeof kept.actor === 'object' && kept.actor !== null ? (kept.actor as Readonly<Record<string, unknown>>) : {}
    const { name, post } = actor
    return { vault: kept.vault, actor: typeof name === 'string' && typeof post === 'string' ? { name, post } : null, year: 'year' in kept && typeof kept.year === 'number' ? kept.year : null }
  } catch {
    return null
  }
}

function keepOpen(): void {
  const { session, actor, year } = sessionStore.getState()
  if (session === null) sessionStorage.removeItem(openKey)
  else sessionStorage.setItem(openKey, JSON.stringify({ vault: session.id, actor, year }))
}

/** The year in hand, kept with the open books: what is written in January is mostly of the year before. */
export function setYear(year: number): void {
  sessionStore.setState({ year })
  keepOpen()
}

export async function openVault(vaultId: string, actor: Actor | null = null): Promise<void> {
  await vaults.openVault(vaultId)
  setActor(actor)
  keepOpen()
}

/** Makes the working copy anew from the journal, where it cannot even be opened. */
export async function rebuildVault(vaultId: string): Promise<void> {
  await vaults.rebuildVault(vaultId)
  keepOpen()
}

export function closeVault(): void {
  vaults.closeVault()
  keepOpen()
  go('start')
}

/** What the host knows of the open books now: a backup or a rehearsal may have been made. */
export async function refreshVault(): Promise<void> {
  const open = currentVault()
  if (open === null) return
  const found = (await call('vaults.list', {})).vaults.find((one) => one.id === open.id)
  if (found !== undefined && currentVault()?.id === open.id) sessionStore.setState({ vault: found })
}

/** After it was taken off the list: this machine's working copies go too. */
export const forgetVault = (vaultId: string): Promise<void> => vaults.forgetVault(vaultId)
export const takeOver = (): Promise<void> => vaults.takeOver()

export async function reconnect(): Promise<void> {
  const { session } = sessionStore.getState()
  if (session !== null) await vaults.retry(session)
}

const actorKey = (vaultId: string) => `vb-actor-${vaultId}`

/** The post-holder last chosen for these books on this machine: proposed, never taken for granted. */
export function lastActorOf(vaultId: string): string | null {
  return localStorage.getItem(actorKey(vaultId))
}

export function chooseActor(holder: Actor & { readonly id?: string }): void {
  const vault = currentVault()
  if (vault !== null && holder.id !== undefined) localStorage.setItem(actorKey(vault.id), holder.id)
  setActor({ name: holder.name, post: holder.post })
  keepOpen()
}
