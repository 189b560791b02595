import path from 'node:path'
import { bagFiles } from '#shared/archive/bagit'
import { bagPlanSchema, type BagPlan } from '#shared/archive/bag-plan'
import { HouseError } from '#shared/errors'
import { maxPathChars, nameKey } from '#shared/text/safe-file-name'
import { refusePath } from '../bag/entry-name'
import { verifyBag } from '../bag/verify-bag'
import { payloadManifest, payloadOf, stillToWrite, writeBag, type BagSource } from '../bag/write-bag'
import type { Files } from '../ports'
import { backupStamp, mustExist, noRoom } from './backup'
import { needBooks } from './place-there'
import type { BagTask, Outcome, TaskRoom } from './task'

/** The folder while it is being written; what a person sees after a stick was pulled out says what it is. */
export const unfinishedEnding = '.未写完'

/**
 * One year's bag. It is written beside its place under another name and moved there by one rename when it has been read back: at any moment
 * its place holds a whole bag or none. A bag that stands there is never touched: the same content is recognised, another becomes the next
 * edition beside it. Stopped in the middle, the next run goes on where this one ended.
 */
export async function runBag(task: BagTask, room: TaskRoom): Promise<Outcome> {
  const { ports, step, signal } = room
  const { files } = ports
  await needBooks(files, task.root, 0)
  if (task.own) await files.makeFolder(task.folder)
  else await mustExist(room, task.folder)
  const plan = await readPlan(files, task.plan)
  const payload = await payloadOf(files, plan, (file) => (file.from === 'blob' ? path.join(task.root, 'blobs', file.sha256.slice(0, 2), file.sha256) : path.join(task.exports, ...file.from.exported.split('/'))))
  const bytes = payload.reduce((all, file) => all + file.size, 0)
  const done = (folder: string): Outcome => ({
    cancelled: false, folder, restored: null,
    summary: { records: 0, blobs: plan.files.length, files: payload.length, bytes, same: true, vault: task.vault, file: path.basename(folder) },
  })

  const { target, standing } = await editionFor(files, task.folder, plan.folder, payloadManifest(payload))
  if (standing) {
    await check(target, room, payload.length, 0)
    for (const file of payload) step({ file: told(file, 'same') })
    return done(target)
  }
  const unfinished = `${target}${unfinishedEnding}`
  const longest = Math.max(...payload.map(({ name }) => name.length)) + bagFiles.payload.length + 2
  if (unfinished.length + longest > maxPathChars) throw new HouseError('pathTooLong', { path: task.folder }, `${unfinished.length} + ${longest}`)
  const need = (await stillToWrite(files, unfinished, payload)) + 1024 ** 2
  const free = await ports.freeBytes(task.folder)
  if (free < need) throw noRoom(task.folder, free, need)

  let made = 0
  const broken: string[] = []
  try {
    const whole = await writeBag(files, unfinished, plan, payload, backupStamp(ports.clock()).slice(0, 10), {
      signal,
      onStart: (n, title) => step({ done: n, total: payload.length * 2, current: title }),
      onFile: (file, outcome) => {
        made += 1
        step({ file: told(file, outcome) })
      },
      onBad: (file, why) => {
        broken.push(file.name)
        step({ failure: { title: file.name, error: { code: 'bagSources', facts: { files: file.name, count: 1 }, technical: why } } })
      },
    })
    if (!whole) throw new HouseError('bagSources', { count: broken.length, files: broken.join('、') })
    // Read back whole from where it lies, before it is given its name.
    await check(unfinished, room, payload.length, payload.length)
    signal.throwIfAborted()
    await files.move(unfinished, target)
    return done(target)
  } catch (thrown) {
    if (!signal.aborted && !(await placeThere(room, task.folder))) throw new HouseError('placeGone', { path: task.folder, made })
    if (thrown instanceof HouseError && thrown.code === 'diskFull') throw noRoom(task.folder, await ports.freeBytes(task.folder), need)
    throw thrown
  }
}

function told({ name, title, size, sha256 }: BagSource, outcome: 'written' | 'same') {
  return { kind: 'bagFile', title, file: `${bagFiles.payload}/${name}`, sha256, size, outcome }
}

async function check(folder: string, { ports: { files }, step, signal }: TaskRoom, total: number, before: number): Promise<void> {
  const verdict = await verifyBag(files, folder, { signal, onFile: (n, all, name) => step({ done: before + Math.min(n, total), total: before + Math.max(all, total), current: name === '' ? '' : `核对 ${name}` }) })
  if (verdict.ok) return
  for (const { file, why } of verdict.bad) step({ failure: { title: file, error: { code: 'bagBroken', facts: { name: path.basename(folder), files: file, count: 1 }, technical: why } } })
  const names = [...new Set(verdict.bad.map(({ file }) => file))]
  throw new HouseError('bagBroken', { name: path.basename(folder), files: names.join('、'), count: names.length })
}

/** The first edition that is not taken yet, or the one that already says the same. */
async function editionFor(files: Files, folder: string, name: string, manifest: string): Promise<{ readonly target: string; readonly standing: boolean }> {
  const taken = new Map((await files.list(folder)).map((entry) => [nameKey(entry.name), entry.name]))
  for (let n = 1; ; n += 1) {
    const edition = n === 1 ? name : `${name}（第${n}版）`
    const there = taken.get(nameKey(edition))
    if (there === undefined) return { target: path.join(folder, edition), standing: false }
    const target = path.join(folder, there)
    const bytes = await files.read(path.join(target, bagFiles.manifest)).catch(() => null)
    const whole = (await files.size(path.join(target, bagFiles.declaration))) !== null
    if (whole && bytes !== null && Buffer.from(bytes).toString('utf8') === manifest) return { target, standing: true }
  }
}

async function placeThere({ ports: { files, freeBytes } }: TaskRoom, folder: string): Promise<boolean> {
  const parent = path.dirname(folder)
  // The root of a drive stands in no folder; a drive that is gone has no free space to tell of.
  if (parent === folder) return freeBytes(folder).then(() => true, () => false)
  return (await files.list(parent).catch(() => [])).some((entry) => entry.folder && entry.name === path.basename(folder))
}

/** Checked again here: its names decide where we write. */
async function readPlan(files: Files, file: string): Promise<BagPlan> {
  const bytes = await files.read(file)
  let json: unknown = null
  try {
    json = bytes === null ? null : JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    json = null
  }
  const parsed = bagPlanSchema.safeParse(json)
  if (!parsed.success) throw new HouseError('badInput', { field: 'plan' }, parsed.error.message.slice(0, 500))
  const plan = parsed.data
  const names = [...plan.files, ...plan.texts, plan.sheet].map(({ name }) => name)
  const odd = [plan.folder, ...names, ...plan.files.flatMap(({ from }) => (from === 'blob' ? [] : [from.exported]))].find((name) => refusePath(name) !== null)
  if (odd !== undefined || plan.folder.includes('/')) throw new HouseError('badInput', { field: 'plan' }, odd ?? plan.folder)
  if (new Set(names.map(nameKey)).size !== names.length) throw new HouseError('badInput', { field: 'plan' }, 'two files of one name')
  return plan
}
