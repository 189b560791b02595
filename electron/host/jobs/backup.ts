import path from 'node:path'
import { HouseError } from '#shared/errors'
import { maxPathChars, safeFileName } from '#shared/text/safe-file-name'
import { readBackup } from '../bag/read-backup'
import { measure, writeBackup } from '../bag/write-backup'
import { needBooks } from './place-there'
import type { BackupTask, Outcome, TaskRoom } from './task'

export const backupEnding = '.vbox'

const two = (n: number): string => String(n).padStart(2, '0')

/** Local time, as the person's clock on the wall shows it. */
export function backupStamp(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}${two(at.getMinutes())}`
}

/** A chosen folder that is gone is a stick pulled out; made anew it would be a folder on the wrong drive. */
export async function mustExist({ ports: { files } }: TaskRoom, folder: string): Promise<void> {
  const parent = path.dirname(folder)
  if (parent === folder) return
  const there = (await files.list(parent)).some((entry) => entry.folder && entry.name === path.basename(folder))
  if (!there) throw new HouseError('placeGone', { path: folder })
}

export async function runBackup(task: BackupTask, room: TaskRoom): Promise<Outcome> {
  const { ports, step, signal } = room
  const { files } = ports
  // Without the books an empty backup would be made and found good.
  await needBooks(files, task.root, 0)
  const own = path.join(task.root, '备份')
  if (task.folder === own) await files.makeFolder(own)
  else await mustExist(room, task.folder)

  step({ current: '看看要多大地方' })
  const need = await measure({ files, root: task.root, frozen: task.frozen })
  const free = await ports.freeBytes(task.folder)
  if (free < need) throw noRoom(task.folder, free, need)

  const at = ports.clock()
  const taken = new Set((await files.list(task.folder)).map((entry) => entry.name))
  const name = safeFileName(task.vault.name, taken, { suffix: ` ${backupStamp(at)}`, ending: backupEnding, maxChars: maxPathChars - task.folder.length - 1 })
  const target = path.join(task.folder, name)
  try {
    const written = await writeBackup({
      files, root: task.root, frozen: task.frozen, vault: task.vault, app: task.app, at, target, signal,
      onPart: (done, total, part) => step({ done, total: total * 2, current: part }),
      onLeftOut: (part, why) => step({ failure: { title: part, error: { code: 'backupBroken', facts: { part }, technical: why } } }),
    })
    // Read back whole from where it lies: only a backup that has been read is one.
    const report = await readBackup(files, target, { signal, onPart: (done, total, part) => step({ done: total + done, total: total * 2, current: part === '' ? '' : `核对 ${part}` }) })
    if (!report.ok) throw new HouseError('backupBroken', { part: report.parts.find((part) => !part.ok)?.name ?? '' }, 'the file just written does not read back')
    const { records, blobs, files: exported } = written.manifest.counts
    return {
      cancelled: false,
      folder: task.folder,
      summary: { records, blobs, files: exported, bytes: written.size, same: true, vault: task.vault.id, file: name },
      restored: null,
    }
  } catch (thrown) {
    await files.remove(target).catch(() => undefined)
    if (!signal.aborted) await mustExist(room, task.folder)
    if (thrown instanceof HouseError && thrown.code === 'diskFull') throw noRoom(task.folder, await ports.freeBytes(task.folder), need)
    throw thrown
  }
}

export function noRoom(folder: string, free: number, need: number): HouseError {
  return new HouseError('noRoom', { path: folder, freeMb: Math.floor(free / 1024 ** 2), needMb: Math.ceil(need / 1024 ** 2) })
}
