import { createHash } from 'node:crypto'
import path from 'node:path'
import { HouseError, toHostError } from '#shared/errors'
import type { ExportDocument, ExportedFile } from '#shared/host'
import { maxPathChars, nameKey, safeFileName } from '#shared/text/safe-file-name'
import { digestOf } from '../bag/canonical'
import { openBlobs } from '../blobs'
import { plainCodec } from '../codec'
import { countPages } from '../pdf-pages'
import type { Files } from '../ports'
import { formats, openEditions, sha256OfFile, type Edition, type Editions, type Format, type MadeFile, type Slot } from './editions'
import { writeManifest } from './export-manifest'
import { copyOriginal, kindOfOriginal, titleOfOriginal } from './export-originals'
import { picturesOf, type Pictures } from './pictures'
import { booksThere, needBooks } from './place-there'
import type { ExportTask, Outcome, TaskRoom } from './task'

/** Folder names are kept shorter than files', to leave the path room for both. */
const maxFolderChars = 40
const saveEvery = 10
const none: ReadonlySet<string> = new Set()
const formatName: Readonly<Record<Format, string>> = { docx: 'Word', pdf: 'PDF' }

/** A folder's legal name; one that is there already under another spelling of the same name is used as it is. */
export async function folderFor(files: Files, parent: string, titles: readonly string[]): Promise<string> {
  let folder = parent
  for (const title of titles) {
    const name = safeFileName(title, none, { maxChars: maxFolderChars })
    const there = (await files.list(folder)).find((entry) => entry.folder && nameKey(entry.name) === nameKey(name))
    folder = path.join(folder, there?.name ?? name)
  }
  return folder
}

/**
 * Writes documents as they come. One that fails is listed and the rest goes on; each file is put in place whole, so stopping
 * anywhere leaves only finished files.
 */
export async function runExport(task: ExportTask, room: TaskRoom): Promise<Outcome> {
  const { ports: { files }, documents, step, signal } = room
  await needBooks(files, task.root, 0)
  const desk = openDesk(task, room, await openEditions(files, task.folder))
  let done = 0
  try {
    for await (const document of documents) {
      if (signal.aborted) break
      step({ done, current: document.title })
      await needBooks(files, task.root, desk.made())
      await desk.make(document)
      if (signal.aborted) break
      done += 1
      step({ done, total: Math.max(task.total, done) })
      if (done % saveEvery === 0) await desk.editions.save()
    }
  } finally {
    if (await booksThere(files, task.root)) await desk.editions.save()
  }
  if (task.manifest && !signal.aborted) {
    step({ current: '清单' })
    await writeManifest(files, task.folder, desk.editions)
  }
  return { cancelled: signal.aborted, folder: task.folder, summary: null, restored: null }
}

type Desk = {
  readonly editions: Editions
  readonly make: (document: ExportDocument) => Promise<void>
  /** How many files stand finished. */
  readonly made: () => number
}

function openDesk(task: ExportTask, room: TaskRoom, editions: Editions): Desk {
  const { ports: { files, pdf }, renderers, step, signal } = room
  const takenIn = new Map<string, Set<string>>()
  let pdfWhy: Promise<string> | null = null
  let made = 0

  /** One document's failure, unless it is the drive that went: that ends the whole job. */
  async function tell(title: string, thrown: unknown): Promise<void> {
    if (signal.aborted) return
    await needBooks(files, task.root, made)
    step({ failure: { title, error: toHostError(thrown) } })
  }

  const blobs = openBlobs({ files, codec: plainCodec, freeBytes: room.ports.freeBytes, folder: path.join(task.root, 'blobs') })
  /** A file that is to be frozen is kept by its content; the copy in the export folder may be changed by hand later. */
  async function toBlobs(file: MadeFile | undefined): Promise<void> {
    if (!task.keep || file === undefined || (await blobs.has(file.sha256))) return
    await blobs.put(file.sha256, files.readStream(path.join(task.folder, ...file.file.split('/'))))
  }

  /** Names in a folder, as `.docx`: a document's Word and PDF share one stem, and no original takes one that is used. */
  async function taken(folder: string): Promise<Set<string>> {
    const known = takenIn.get(folder)
    if (known !== undefined) return known
    const names = new Set((await files.list(folder)).map((entry) => entry.name.replace(/\.(?:docx|pdf|jpe?g|png)$/i, '.docx')))
    takenIn.set(folder, names)
    return names
  }

  async function formBytes({ sha256, name }: NonNullable<ExportDocument['form']>): Promise<Uint8Array> {
    const bytes = await files.read(path.join(task.root, 'blobs', sha256.slice(0, 2), sha256))
    if (bytes === null) throw new HouseError('blobMissing', { name }, sha256)
    return bytes
  }

  async function render(format: Format, document: ExportDocument, pictures: Pictures): Promise<Uint8Array> {
    if (document.form !== undefined) return renderers.fillForm(await formBytes(document.form), document.form.name, document.form.data)
    if (format === 'docx') return renderers.writeDocx(document.document, { createdAt: new Date(document.createdAt), pictures: pictures.bytes })
    pdfWhy ??= pdf.missing()
    const why = await pdfWhy
    if (why !== '') throw new HouseError('pdfMissing', { why })
    const bytes = await pdf.render(renderers.toHtml(document.document, { mode: 'paper', blobUrl: pictures.url }), signal)
    if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') !== '%PDF-') throw new HouseError('pdfFailed', {}, `${bytes.length} bytes that are no PDF`)
    return bytes
  }

  /** The files of an edition that are still what we wrote; `foreign` when one was changed, or a stranger stands in its place. */
  async function look(edition: Edition, folder: string, wanted: readonly Format[]): Promise<{ readonly intact: ReadonlySet<Format>; readonly foreign: boolean }> {
    const intact = new Set<Format>()
    for (const format of wanted) {
      const made = edition[format]
      const sha256 = await sha256OfFile(files, path.join(folder, `${edition.stem}.${format}`))
      if (sha256 === null) continue
      if (sha256 !== made?.sha256) return { intact, foreign: true }
      intact.add(format)
    }
    return { intact, foreign: false }
  }

  async function make(document: ExportDocument): Promise<void> {
    try {
      const folder = await folderFor(files, task.folder, document.folder.split('/').filter((part) => part !== ''))
      await makeInto(document, folder)
      await takeAlong(document, folder)
    } catch (thrown) {
      await tell(document.title, thrown)
    }
  }

  /** What came back signed or changed goes beside what is made here. */
  async function takeAlong(document: ExportDocument, folder: string): Promise<void> {
    for (const original of document.originals ?? []) {
      if (signal.aborted) return
      const title = titleOfOriginal(document, original)
      try {
        const desk = { files, editions, root: task.folder, blobs: path.join(task.root, 'blobs'), fresh: (name: string, n: number) => freshStem(folder, name, n) }
        const { made: file, outcome } = await copyOriginal(desk, document, original, folder)
        made += 1
        step({ file: exported({ kind: kindOfOriginal, title }, file, outcome) })
      } catch (thrown) {
        await tell(title, thrown)
      }
    }
  }

  async function makeInto(document: ExportDocument, folder: string): Promise<void> {
    const below = path.relative(task.folder, folder).split(path.sep).join('/')
    const pictures = await picturesOf(files, path.join(task.root, 'blobs'), document.document)
    for (const sha256 of pictures.missing) step({ failure: { title: `${document.title}（照片）`, error: { code: 'blobMissing', facts: { name: '照片' }, technical: sha256 } } })
    // With its photographs back it is another document than with empty boxes.
    const digest = document.form !== undefined ? digestOf(document.form) : digestOf(pictures.missing.length === 0 ? document.document : { document: document.document, missing: pictures.missing })
    const slot = editions.claim(below, document.name, document.kind, digest)
    const last = slot?.editions.at(-1) ?? null
    const wanted = formats.filter((format) => document.formats.includes(format))
    const seen = last === null || last.digest !== digest ? null : await look(last, folder, wanted)
    const again = last !== null && seen !== null && !seen.foreign ? last : null
    const edition = again ?? (await begin(document, folder, digest, (last?.n ?? 0) + 1))
    for (const format of wanted) {
      const before = again?.[format]
      if (before !== undefined && seen?.intact.has(format) === true) {
        await toBlobs(before)
        made += 1
        step({ file: exported(document, before, 'same') })
        continue
      }
      try {
        const bytes = await render(format, document, pictures)
        if (signal.aborted) return
        const file = `${edition.stem}.${format}`
        await files.replace(path.join(folder, file), bytes)
        const pages = format === 'pdf' ? await countPages(bytes).catch(() => undefined) : undefined
        edition[format] = { file: below === '' ? file : `${below}/${file}`, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length, ...(pages === undefined ? {} : { pages }) }
        keep(slot, edition, document, below)
        await toBlobs(edition[format])
        made += 1
        step({ file: exported(document, edition[format], edition.n === 1 ? 'written' : again === null ? 'newEdition' : 'written') })
      } catch (thrown) {
        await tell(`${document.title}（${formatName[format]}）`, thrown)
      }
    }
  }

  /** Only an edition with a file of its own is remembered: one whose every rendering failed has not happened. */
  const begun = new Map<Edition, Slot>()
  function keep(slot: Slot | null, edition: Edition, document: ExportDocument, below: string): void {
    if (begun.has(edition) || slot?.editions.includes(edition) === true) return
    const owner = slot ?? { folder: below, name: document.name, kind: document.kind, editions: [] }
    owner.editions.push(edition)
    begun.set(edition, owner)
    if (slot === null) editions.add(owner)
  }

  async function begin(document: ExportDocument, folder: string, digest: string, n: number): Promise<Edition> {
    return { n, digest, stem: await freshStem(folder, document.name, n), title: document.title }
  }

  async function freshStem(folder: string, wanted: string, n: number): Promise<string> {
    const names = await taken(folder)
    const maxChars = maxPathChars - folder.length - 1
    try {
      const name = safeFileName(wanted, names, { ending: '.docx', maxChars, suffix: n === 1 ? '' : `（第${n}版）` })
      names.add(name)
      return name.slice(0, -'.docx'.length)
    } catch (thrown) {
      if (thrown instanceof RangeError) throw new HouseError('pathTooLong', { path: folder }, thrown.message)
      throw thrown
    }
  }

  return { editions, make, made: () => made }
}

function exported(document: Pick<ExportDocument, 'kind' | 'title' | 'key'>, made: MadeFile, outcome: ExportedFile['outcome']): ExportedFile {
  return { kind: document.kind, title: document.title, file: made.file, sha256: made.sha256, size: made.size, ...(made.pages === undefined ? {} : { pages: made.pages }), ...(document.key === undefined ? {} : { key: document.key }), outcome }
}
