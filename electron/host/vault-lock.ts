import path from 'node:path'
import { z } from 'zod'
import { HouseError } from '#shared/errors'
import type { Ports } from './ports'

/**
 * `lock.json` in the vault's folder names the one host that writes there: the two shells, the command line and a second computer on a
 * shared drive may all find the same folder. Whoever finds a living lock looks on. No file system here can be trusted with exclusive
 * creation (sticks, shares), so the lock is written, read back, and looked at again before every write: one taken over writes no more.
 */
const lockSchema = z.object({ pid: z.int().min(1), machine: z.string(), nonce: z.string().min(16), shell: z.string(), at: z.iso.datetime({ offset: true }) })
export type VaultLockFile = Readonly<z.infer<typeof lockSchema>>
export const vaultLockName = 'lock.json'

/** How often a held lock says that it still is. */
const beatEvery = 60_000
/** Another computer's lock that said nothing for this long; also how far the two clocks may be apart. */
export const foreignLapsesAfter = 5 * 60_000
/** A lock of this computer whose number belongs to a living program: after a crash that may be any other program. */
export const ownLapsesAfter = 15 * 60_000

export type VaultLock = {
  /** Why this host only looks on; null when it writes. */
  readonly busy: () => HouseError | null
  /** Before every write. Throws `vaultBusy` when another host has taken the books over meanwhile. */
  readonly check: () => Promise<void>
  readonly beat: () => Promise<void>
  /** Takes our own lock away, and no other's. */
  readonly release: () => Promise<void>
}

type LockPorts = Pick<Ports, 'files' | 'clock' | 'random' | 'self' | 'shell'>

export function isStale(lock: VaultLockFile, { clock, self }: Pick<Ports, 'clock' | 'self'>): boolean {
  const age = Math.abs(clock().getTime() - Date.parse(lock.at))
  if (lock.machine !== self.machine) return age >= foreignLapsesAfter
  // The same number as ours, or one from before the power came back: whoever had it is gone.
  if (lock.pid === self.pid || Date.parse(lock.at) < self.bootedAt().getTime()) return true
  return !self.isAlive(lock.pid) || age >= ownLapsesAfter
}

export async function takeVaultLock(ports: LockPorts, root: string): Promise<VaultLock> {
  const { files, clock, self, shell } = ports
  const file = path.join(root, vaultLockName)
  const nonce = Buffer.from(ports.random(16)).toString('hex')
  let lost: HouseError | null = null
  let saidAt = 0

  async function read(): Promise<VaultLockFile | null> {
    const bytes = await files.read(file)
    if (bytes === null) return null
    try {
      const parsed = lockSchema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')))
      return parsed.success ? parsed.data : null
    } catch {
      return null
    }
  }
  const busyBy = (lock: VaultLockFile) => new HouseError('vaultBusy', lock.machine === self.machine ? {} : { machine: lock.machine }, `${lock.shell} ${lock.pid} on ${lock.machine} since ${lock.at}`)

  async function write(): Promise<void> {
    const now = clock()
    const lock: VaultLockFile = { pid: self.pid, machine: self.machine, nonce, shell, at: now.toISOString() }
    await files.replace(file, Buffer.from(JSON.stringify(lock)))
    saidAt = now.getTime()
  }

  /** Ours after this, or `lost` says whose. */
  async function take(): Promise<void> {
    const found = await read()
    if (found !== null && found.nonce !== nonce && !isStale(found, ports)) {
      lost = busyBy(found)
      return
    }
    await write()
    const written = await read()
    if (written !== null && written.nonce !== nonce) lost = busyBy(written)
  }

  try {
    await take()
  } catch (thrown) {
    // A folder that cannot be written: the journal finds that out itself and says why.
    if (!(thrown instanceof HouseError)) throw thrown
  }

  return {
    busy: () => lost,
    check: async () => {
      if (lost !== null) throw lost
      const found = await read()
      if (found?.nonce === nonce) return
      if (found !== null) lost = busyBy(found)
      // Never written (the disk was full) or taken away by hand.
      else await take()
      if (lost !== null) throw lost
    },
    beat: async () => {
      if (lost !== null || Math.abs(clock().getTime() - saidAt) < beatEvery) return
      const found = await read()
      if (found !== null && found.nonce !== nonce) lost = busyBy(found)
      else await write()
    },
    release: async () => {
      if (lost === null && (await read())?.nonce === nonce) await files.remove(file)
    },
  }
}
