import path from 'node:path'
import { HouseError, type HostError } from '#shared/errors'
import { safeFileName } from '#shared/text/safe-file-name'
import { stateDigest } from '../bag/canonical'
import { foldBooks } from '../bag/fold-journal'
import type { Part } from '../bag/read-backup'
import { passportInWaiting, unpackBackup, type Unpacked } from '../bag/restore-backup'
import type { Files } from '../ports'
import { readPassport, writePassport } from '../vault-folder'
import { noRoom } from './backup'
import type { Outcome, RehearseTask, RestoreTask, TaskRoom } from './task'

const maxVaultFolderChars = 60

function brokenPart(part: Part): { readonly title: string; readonly error: HostError } {
  return { title: part.name, error: { code: 'backupBroken', facts: { part: part.name }, technical: part.why } }
}

async function unpackTo(file: string, fileName: string, folder: string, room: TaskRoom): Promise<Unpacked> {
  const { ports, step, signal } = room
  const unpacked = await unpackBackup({
    files: ports.files, file, fileName, folder, freeBytes: ports.freeBytes, signal,
    onPart: (done, total, name) => step({ done, total, current: name === '' ? '核对' : name }),
    onBad: (part) => step({ failure: brokenPart(part) }),
  })
  if (unpacked.same) return unpacked
  throw new HouseError('backupBroken', { part: unpacked.differences.join('；') })
}

/** What a full disk means here: how much would be needed, not that a form was not saved. */
async function roomError(thrown: unknown, file: string, folder: string, { ports }: TaskRoom): Promise<unknown> {
  if (!(thrown instanceof HouseError && thrown.code === 'diskFull')) return thrown
  return noRoom(folder, await ports.freeBytes(folder), ((await ports.files.size(file)) ?? 0) * 2)
}

/** The passport is put in place last: without it a folder left by a crash is no vault, and nobody takes it for one. */
async function givePassport(files: Files, folder: string, expectedId: string, id: string, name: string): Promise<void> {
  const waiting = path.join(folder, passportInWaiting)
  await files.move(waiting, path.join(folder, 'vault.json'))
  const passport = await readPassport(files, folder)
  if (passport === null || passport.id !== expectedId) throw new HouseError('backupBroken', { part: 'vault.json' }, 'it does not name the vault of the manifest')
  await writePassport(files, folder, { ...passport, id, name })
}

const leftover = /^\.restore-[0-9a-f-]{36}$/

/** Into a hidden folder beside the new one, moved into place when everything has been compared: there is never half a vault. */
export async function runRestore(task: RestoreTask, room: TaskRoom): Promise<Outcome> {
  const { ports: { files }, step, signal } = room
  const temp = path.join(task.place, `.restore-${task.freshId}`)
  for (const entry of await files.list(task.place)) if (entry.folder && leftover.test(entry.name)) await files.remove(path.join(task.place, entry.name))
  try {
    const { manifest, counts } = await unpackTo(task.file, task.fileName, temp, room)
    const fresh = task.takenIds.includes(manifest.vault.id)
    const id = fresh ? task.freshId : manifest.vault.id
    const name = task.name.trim() === '' ? manifest.vault.name : task.name.trim()
    step({ current: '放到位' })
    const taken = new Set((await files.list(task.place)).map((entry) => entry.name))
    const folder = path.join(task.place, safeFileName(name, taken, { maxChars: maxVaultFolderChars }))
    signal.throwIfAborted()
    await givePassport(files, temp, manifest.vault.id, id, name)
    await files.move(temp, folder)
    return {
      cancelled: false,
      folder,
      summary: { ...counts, same: true, vault: id, file: task.fileName },
      restored: { stateDigest: manifest.stateDigest, seq: manifest.head.seq, freshId: fresh },
    }
  } catch (thrown) {
    await files.remove(temp).catch(() => undefined)
    throw await roomError(thrown, task.file, task.place, room)
  }
}

/** The newest backup of this vault, restored for trial and thrown away: only a backup that has been restored is known to be one. */
export async function runRehearse(task: RehearseTask, room: TaskRoom): Promise<Outcome> {
  const { ports: { files }, step } = room
  let trying = ''
  try {
    for (const file of task.backups) {
      trying = file
      const { manifest, counts } = await unpackTo(file, path.basename(file), task.temp, room)
      if (manifest.vault.id !== task.vault.id) {
        await files.remove(task.temp)
        continue
      }
      step({ current: '和现在的资料比' })
      const live = await foldBooks(files, task.frozen, { upTo: manifest.head.seq })
      // Books that were repaired from a later snapshot cannot go back that far; then the backup's own word must do.
      const comparable = live.from <= manifest.head.seq
      const same = !comparable || (live.head.seq === manifest.head.seq && live.head.hash === manifest.head.hash && stateDigest(live.records) === manifest.stateDigest)
      if (!same) step({ failure: { title: path.basename(file), error: { code: 'backupDiffers', facts: { seq: manifest.head.seq }, technical: `live ${live.head.seq} ${live.head.hash}` } } })
      return { cancelled: false, folder: path.dirname(file), summary: { ...counts, same, vault: task.vault.id, file: path.basename(file) }, restored: null }
    }
    throw new HouseError('noBackup')
  } catch (thrown) {
    throw await roomError(thrown, trying, path.dirname(task.temp), room)
  } finally {
    await files.remove(task.temp).catch(() => undefined)
  }
}
