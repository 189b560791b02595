import { createHash } from 'node:crypto'
import path from 'node:path'
import { z } from 'zod'
import { refusePath } from '../bag/entry-name'
import type { Files } from '../ports'

/**
 * What was exported into a folder before. Word and PDF bytes hold times, so "the same" is asked of the content (the digest of the
 * PrintDocument), and a file counts as ours only while it is to the byte what we wrote: what a person has changed by hand since
 * is never written over.
 */
export const editionsFile = '.vbox-editions.json'
export const formats = ['docx', 'pdf'] as const
export type Format = (typeof formats)[number]

/** The list may have come with somebody's backup: what it names must lie in this folder. */
const inside = z.string().refine((name) => refusePath(name) === null)
const plainName = inside.refine((name) => !name.includes('/'))
const madeFile = z.object({ file: inside, sha256: z.string(), size: z.int(), pages: z.int().optional() })
export type MadeFile = z.infer<typeof madeFile>
const editionSchema = z.object({ n: z.int().min(1), digest: z.string(), stem: plainName, title: z.string(), docx: madeFile.optional(), pdf: madeFile.optional(), /** A file that was not made but taken as it is. */ kept: madeFile.optional() })
export type Edition = z.infer<typeof editionSchema>
const slotSchema = z.object({ folder: z.string(), name: z.string(), kind: z.string(), editions: z.array(editionSchema).min(1) })
/** One document's place in the folder, with all its editions, the newest last. */
export type Slot = z.infer<typeof slotSchema>
const fileSchema = z.object({ format: z.literal(1), slots: z.array(slotSchema) })

export type Editions = {
  readonly slots: Slot[]
  /** The slot a document belongs to: the unused one with the same content, else the first unused of that name. */
  readonly claim: (folder: string, name: string, kind: string, digest: string) => Slot | null
  readonly add: (slot: Slot) => void
  readonly save: () => Promise<void>
}

export async function openEditions(files: Files, folder: string): Promise<Editions> {
  const target = path.join(folder, editionsFile)
  const slots = await load(files, target)
  const used = new Set<Slot>()
  let saved = JSON.stringify(slots)
  return {
    slots,
    claim: (below, name, kind, digest) => {
      const free = slots.filter((slot) => !used.has(slot) && slot.folder === below && slot.name === name && slot.kind === kind)
      const slot = free.find((candidate) => candidate.editions.at(-1)?.digest === digest) ?? free[0] ?? null
      if (slot !== null) used.add(slot)
      return slot
    },
    add: (slot) => {
      slots.push(slot)
      used.add(slot)
    },
    save: async () => {
      const now = JSON.stringify(slots)
      if (now === saved) return
      await files.replace(target, new TextEncoder().encode(`${JSON.stringify({ format: 1, slots })}\n`))
      saved = now
    },
  }
}

/** A lost or damaged list only means that nothing is recognised: the files themselves stay and their names stay taken. */
async function load(files: Files, target: string): Promise<Slot[]> {
  const bytes = await files.read(target)
  if (bytes === null) return []
  try {
    const parsed = fileSchema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')))
    return parsed.success ? parsed.data.slots : []
  } catch {
    return []
  }
}

export async function sha256OfFile(files: Files, file: string, signal?: AbortSignal): Promise<string | null> {
  if ((await files.size(file)) === null) return null
  const hash = createHash('sha256')
  for await (const chunk of files.readStream(file)) {
    signal?.throwIfAborted()
    hash.update(chunk)
  }
  return hash.digest('hex')
}
