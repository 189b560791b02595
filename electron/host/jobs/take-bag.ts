import { createHash } from 'node:crypto'
import path from 'node:path'
import { bagFiles, manifestText } from '#shared/archive/bagit'
import { bagRecordName } from '#shared/archive/bag-record'
import { HouseError } from '#shared/errors'
import { verifyBag } from '../bag/verify-bag'
import { openBlobs } from '../blobs'
import { plainCodec } from '../codec'
import { noRoom } from './backup'
import { needBooks } from './place-there'
import type { Outcome, TaskRoom, TakeBagTask } from './task'

/** Kinds of the job's files: a sum list of the payload made here (the bag's own may use another algorithm), and our catalogue where there is one. */
export const takenList = 'bagList'
export const takenRecord = 'bagRecord'

/** Read from end to end first: of a bag with a bad file nothing is kept, and every bad file is named. Its names never touch this disk. */
export async function runTakeBag(task: TakeBagTask, room: TaskRoom): Promise<Outcome> {
  const { ports, step, signal } = room
  const { files } = ports
  await needBooks(files, task.root, 0)
  const name = path.basename(task.bag)
  const verdict = await verifyBag(files, task.bag, { signal, onFile: (done, total, file) => step({ done, total: total * 2, current: file === '' ? '' : `核对 ${file}` }) })
  if (!verdict.ok) {
    for (const { file, why } of verdict.bad) step({ failure: { title: file, error: { code: 'bagBroken', facts: { name, files: file, count: 1 }, technical: why } } })
    if (verdict.foreign) throw new HouseError('bagForeign', { name })
    const names = [...new Set(verdict.bad.map(({ file }) => file))]
    throw new HouseError('bagBroken', { name, files: names.join('、'), count: names.length })
  }
  const { payload } = verdict
  const bytes = payload.reduce((all, file) => all + file.size, 0)
  const free = await ports.freeBytes(task.root)
  if (free < bytes + 64 * 1024 ** 2) throw noRoom(task.root, free, bytes)
  const blobs = openBlobs({ files, codec: plainCodec, freeBytes: ports.freeBytes, folder: path.join(task.root, 'blobs') })
  for (const [n, file] of payload.entries()) {
    signal.throwIfAborted()
    step({ done: payload.length + n, total: payload.length * 2, current: file.name })
    if (!(await blobs.has(file.sha256))) await blobs.put(file.sha256, files.readStream(path.join(task.bag, bagFiles.payload, ...file.name.split('/'))))
  }
  const list = new TextEncoder().encode(manifestText(payload.map(({ name: file, sha256 }) => ({ sum: sha256, name: file }))))
  const sum = createHash('sha256').update(list).digest('hex')
  await blobs.put(sum, (async function* () { yield list })())
  step({ file: { kind: takenList, title: name, file: bagFiles.manifest, sha256: sum, size: list.length, outcome: 'written' } })
  const record = payload.find((file) => file.name === bagRecordName)
  if (record !== undefined) step({ file: { kind: takenRecord, title: name, file: record.name, sha256: record.sha256, size: record.size, outcome: 'written' } })
  return { cancelled: false, folder: task.bag, restored: null, summary: { records: 0, blobs: payload.length, files: payload.length, bytes, same: true, vault: task.vault, file: name } }
}
