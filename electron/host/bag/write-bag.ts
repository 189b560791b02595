import { createHash } from 'node:crypto'
import path from 'node:path'
import { bagDeclaration, bagFiles, bagInfoText, manifestText, type BagLine } from '#shared/archive/bagit'
import type { BagPlan } from '#shared/archive/bag-plan'
import { sha256OfFile } from '../jobs/editions'
import type { Files } from '../ports'
import { sheetBytes } from './catalogue-sheet'

/**
 * Writes a bag's files into a folder that is not yet a bag: what is there already and right is kept, what does not belong is taken away,
 * and `bagit.txt` comes last, so that no program takes an unfinished folder for a bag.
 */
export type BagSource = { readonly name: string; readonly title: string; readonly size: number; readonly sha256: string; readonly chunks: () => AsyncIterable<Uint8Array> }
export type WriteOptions = {
  readonly onFile: (file: BagSource, outcome: 'written' | 'same') => void
  readonly onBad: (file: BagSource, why: string) => void
  readonly onStart: (done: number, name: string) => void
  readonly signal: AbortSignal
}

const once = (bytes: Uint8Array) => async function* (): AsyncGenerator<Uint8Array> {
  yield bytes
}

function ofBytes(name: string, title: string, bytes: Uint8Array): BagSource {
  return { name, title, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), chunks: once(bytes) }
}

/** Everything below `data/`, in the order it is written. `place` finds a planned file on this machine. */
export async function payloadOf(files: Files, plan: BagPlan, place: (file: BagPlan['files'][number]) => string): Promise<readonly BagSource[]> {
  const utf8 = new TextEncoder()
  return [
    ...plan.files.map((file) => ({ name: file.name, title: file.title, size: file.size, sha256: file.sha256, chunks: () => files.readStream(place(file)) })),
    ...plan.texts.map(({ name, title, text }) => ofBytes(name, title, utf8.encode(text))),
    ofBytes(plan.sheet.name, plan.sheet.title, await sheetBytes(plan.sheet)),
  ]
}

export const payloadManifest = (payload: readonly BagSource[]): string => manifestText(payload.map(({ name, sha256 }) => ({ sum: sha256, name: `${bagFiles.payload}/${name}` })))

/** The files at the top, `bagit.txt` the last of them. */
function tagFiles(plan: BagPlan, payload: readonly BagSource[], day: string): readonly BagSource[] {
  const utf8 = new TextEncoder()
  const bytes = payload.reduce((all, file) => all + file.size, 0)
  const info = bagInfoText([...plan.info, ['Bagging-Date', day], ['Payload-Oxum', `${bytes}.${payload.length}`]])
  const top = [[bagFiles.index, plan.index], [bagFiles.info, info], [bagFiles.manifest, payloadManifest(payload)]].map(([name = '', text = '']) => ofBytes(name, name, utf8.encode(text)))
  const declaration = ofBytes(bagFiles.declaration, bagFiles.declaration, utf8.encode(bagDeclaration))
  const lines: readonly BagLine[] = [...top, declaration].map(({ name, sha256 }) => ({ sum: sha256, name }))
  return [...top, ofBytes(bagFiles.tags, bagFiles.tags, utf8.encode(manifestText(lines))), declaration]
}

/** How much is still to be written: what lies there with the right length is taken to be right until it is read. */
export async function stillToWrite(files: Files, folder: string, payload: readonly BagSource[]): Promise<number> {
  const there = new Map((await below(files, folder)).map(({ name, size }) => [name, size]))
  return payload.reduce((all, file) => all + (there.get(`${bagFiles.payload}/${file.name}`) === file.size ? 0 : file.size), 0)
}

/** Resolves with whether everything was there to be written. */
export async function writeBag(files: Files, folder: string, plan: BagPlan, payload: readonly BagSource[], day: string, { onFile, onBad, onStart, signal }: WriteOptions): Promise<boolean> {
  await files.remove(path.join(folder, bagFiles.declaration))
  const belongs = new Set(payload.map(({ name }) => `${bagFiles.payload}/${name}`))
  for (const { name } of await below(files, folder)) if (!belongs.has(name)) await files.remove(path.join(folder, ...name.split('/')))
  let whole = true
  for (const [n, file] of payload.entries()) {
    signal.throwIfAborted()
    onStart(n, file.title)
    const target = path.join(folder, bagFiles.payload, ...file.name.split('/'))
    if ((await files.size(target)) === file.size && (await sha256OfFile(files, target, signal)) === file.sha256) {
      onFile(file, 'same')
      continue
    }
    const found = await copy(files, target, file, signal)
    if (found === 'ok') onFile(file, 'written')
    else {
      whole = false
      onBad(file, found)
    }
  }
  if (!whole) return false
  for (const file of tagFiles(plan, payload, day)) {
    signal.throwIfAborted()
    await files.writeStream(path.join(folder, file.name), file.chunks())
  }
  return true
}

async function copy(files: Files, target: string, file: BagSource, signal: AbortSignal): Promise<string> {
  let sourceFault = ''
  async function* source(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of file.chunks()) {
        signal.throwIfAborted()
        yield chunk
      }
    } catch (thrown) {
      if (!signal.aborted) sourceFault = thrown instanceof Error ? thrown.message : String(thrown)
      throw thrown
    }
  }
  try {
    const { sha256 } = await files.writeStream(target, source())
    if (sha256 === file.sha256) return 'ok'
    await files.remove(target)
    return '内容和存下时的校验值不一样，已经坏了'
  } catch (thrown) {
    // What cannot be read is named and the rest goes on; what cannot be written is the stick, and ends the job.
    if (sourceFault !== '') return `读不出来：${sourceFault}`
    throw thrown
  }
}

/** Every file below a folder; what a pulled stick left half-written is among them. */
async function below(files: Files, folder: string, at = ''): Promise<readonly { readonly name: string; readonly size: number }[]> {
  const found: { name: string; size: number }[] = []
  for (const entry of await files.list(path.join(folder, ...at.split('/')))) {
    const name = at === '' ? entry.name : `${at}/${entry.name}`
    if (entry.folder) found.push(...(await below(files, folder, name)))
    else found.push({ name, size: entry.size })
  }
  return found
}
