import { createHash, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

/**
 * `browser-shell.lock` names the one shell that runs on this state folder. It is written only by a shell that already listens,
 * so a lock that nobody answers for is stale. The nonce itself never goes over the wire: either side shows a hash of it.
 */
const lockSchema = z.object({ pid: z.int().min(1), port: z.int().min(1).max(65535), nonce: z.string().min(16) })
export type Lock = z.infer<typeof lockSchema>

export const lockName = 'browser-shell.lock'
export const lockHeader = 'x-vanguard-lock'
const lockPath = (stateRoot: string): string => path.join(stateRoot, lockName)

export const makeNonce = (): string => randomBytes(32).toString('hex')
const proof = (word: string, nonce: string): string => createHash('sha256').update(`${word}:${nonce}`).digest('hex')
export const askProof = (nonce: string): string => proof('open', nonce)
export const answerProof = (nonce: string): string => proof('opened', nonce)

/** The lock as it stands; `broken` when the file is there but says nothing usable (a power cut while it was written). */
export async function readLock(stateRoot: string): Promise<Lock | 'broken' | null> {
  const text = await readFile(lockPath(stateRoot), 'utf8').catch(() => null)
  if (text === null) return null
  try {
    const parsed = lockSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : 'broken'
  } catch {
    return 'broken'
  }
}

/** Writes the lock unless there is one already. */
export async function writeLock(stateRoot: string, lock: Lock): Promise<boolean> {
  await mkdir(stateRoot, { recursive: true })
  // Complete before it has its name: nobody ever reads half a lock of a living shell.
  const draft = `${lockPath(stateRoot)}.${randomBytes(8).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(JSON.stringify(lock))
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    return await giveName(draft, lockPath(stateRoot))
  } finally {
    await rm(draft, { force: true })
  }
}

/** False when the name is taken. A drive without hard links (FAT) gets the lock by exclusive creation instead. */
async function giveName(draft: string, name: string): Promise<boolean> {
  try {
    await link(draft, name)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    try {
      const file = await open(name, 'wx', 0o600)
      await file.writeFile(await readFile(draft))
      await file.sync()
      await file.close()
      return true
    } catch (second) {
      if (hasCode(second, 'EEXIST')) return false
      throw second
    }
  }
}

/**
 * Puts a stale lock aside. Two starts may find the same stale lock: it is renamed first, which only one of them can do, and
 * one that turns out to be a fresh lock of another is put back.
 */
export async function dropStale(stateRoot: string, stale: Lock | 'broken'): Promise<void> {
  const aside = `${lockPath(stateRoot)}.${randomBytes(8).toString('hex')}`
  try {
    await rename(lockPath(stateRoot), aside)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return
    throw error
  }
  const text = await readFile(aside, 'utf8')
  const isStale = stale === 'broken' ? !isLock(text) : text.includes(stale.nonce)
  if (!isStale) await link(aside, lockPath(stateRoot)).catch(() => undefined)
  await rm(aside, { force: true })
}

/** Takes our own lock away, and no other's. */
export async function releaseLock(stateRoot: string, nonce: string): Promise<void> {
  const lock = await readLock(stateRoot)
  if (lock !== null && lock !== 'broken' && lock.nonce === nonce) await rm(lockPath(stateRoot), { force: true })
}

function isLock(text: string): boolean {
  try {
    return lockSchema.safeParse(JSON.parse(text)).success
  } catch {
    return false
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

/** Asks the shell behind a lock to show another window. False when nobody there knows the nonce. */
export async function askToOpen(lock: Lock, limitMs = 10_000): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${lock.port}/shell/open`, { method: 'POST', headers: { [lockHeader]: askProof(lock.nonce) }, signal: AbortSignal.timeout(limitMs), redirect: 'error' })
    const said: unknown = await answer.json()
    return answer.ok && z.object({ lock: z.literal(answerProof(lock.nonce)) }).safeParse(said).success
  } catch {
    return false
  }
}
