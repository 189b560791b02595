import path from 'node:path'
import { z } from 'zod'
import { HouseError } from '#shared/errors'
import { plainCodec } from './codec'
import { headOfEntry } from './journal/line'
import { baseOfFile, journalFile } from './journal/scan'
import type { Files } from './ports'

/** The newest vault format this program reads. */
export const vaultFormat = 1

const anyFormat = z.looseObject({ format: z.int().min(1) })
const passportSchema = z.object({ format: z.literal(vaultFormat), id: z.uuid(), name: z.string().min(1), sample: z.boolean(), createdAt: z.string() })
/** `vault.json`: what a folder says about itself. */
export type Passport = Readonly<z.infer<typeof passportSchema>>

/** null when there is no vault here; `vaultNewer` when a newer program made it. */
export async function readPassport(files: Files, root: string): Promise<Passport | null> {
  const bytes = await files.read(path.join(root, 'vault.json'))
  if (bytes === null) return null
  let json: unknown
  try {
    json = JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return null
  }
  const said = anyFormat.safeParse(json)
  if (said.success && said.data.format > vaultFormat) throw new HouseError('vaultNewer', { theirs: said.data.format, ours: vaultFormat })
  const parsed = passportSchema.safeParse(json)
  return parsed.success ? parsed.data : null
}

export async function writePassport(files: Files, root: string, passport: Passport): Promise<void> {
  await files.replace(path.join(root, 'vault.json'), Buffer.from(`${JSON.stringify(passport, null, 2)}\n`))
}

/** How many commits a vault that is not open holds: from the last journal file only, without checking it. */
export async function countCommits(files: Files, root: string): Promise<number> {
  const folder = path.join(root, 'journal')
  const last = (await files.list(folder)).filter((entry) => journalFile.test(entry.name) && entry.size > 0).at(-1)
  if (last === undefined) return 0
  const file = path.join(folder, last.name)
  const base = await baseOfFile(files, plainCodec, file)
  let lines = 0
  for await (const chunk of files.readStream(file)) for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1
  if (base !== null) return base.seq + lines - 1
  const first = headOfEntry((await files.readRange(file, 65, 300)))
  return first === null ? lines : first.seq + lines - 1
}

const leftover = /^\.[0-9a-f]{16}\.tmp$/

/** A power cut while replacing a file leaves its temporary behind. */
export async function sweep(files: Files, root: string): Promise<void> {
  for (const folder of [root, path.join(root, 'journal'), path.join(root, 'snapshots')]) {
    for (const entry of await files.list(folder)) if (!entry.folder && leftover.test(entry.name)) await files.remove(path.join(folder, entry.name)).catch(() => undefined)
  }
}
