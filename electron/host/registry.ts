import path from 'node:path'
import { z } from 'zod'
import { mutex } from './mutex'
import type { Files } from './ports'
import { freeName, stamp } from './stamp'

/** What this machine knows of a vault besides what lies in its own folder. */
const rowSchema = z.object({
  id: z.uuid(),
  path: z.string().min(1),
  name: z.string(),
  sample: z.boolean(),
  createdAt: z.string(),
  lastOpenedAt: z.string().nullable(),
  lastBackupAt: z.string().nullable(),
  lastRehearsalAt: z.string().nullable(),
})
export type VaultRow = Readonly<z.infer<typeof rowSchema>>
const fileSchema = z.object({ format: z.literal(1), vaults: z.array(rowSchema) })

export type Registry = {
  readonly rows: () => readonly VaultRow[]
  readonly row: (id: string) => VaultRow | null
  readonly put: (row: VaultRow) => Promise<void>
  readonly note: (id: string, facts: Partial<Pick<VaultRow, 'path' | 'name' | 'lastOpenedAt' | 'lastBackupAt' | 'lastRehearsalAt'>>) => Promise<void>
  readonly drop: (id: string) => Promise<void>
  /** The list could not be read; it was put aside and begins empty. */
  readonly lost: boolean
}

/** The list of vaults in the machine-local folder. The vaults themselves do not need it: a lost list loses no books. */
export async function openRegistry(options: { readonly files: Files; readonly stateRoot: string; readonly clock: () => Date }): Promise<Registry> {
  const { files, stateRoot, clock } = options
  const file = path.join(stateRoot, 'vaults.json')
  const alone = mutex()
  const stored = await files.read(file)
  const found = stored === null ? [] : parse(stored)
  if (found === null) await files.move(file, await freeName(files, stateRoot, `vaults ${stamp(clock())}.damaged`))
  let rows: readonly VaultRow[] = found ?? []

  const change = (make: (now: readonly VaultRow[]) => readonly VaultRow[]) => alone(async () => {
    // The other shell of this machine may have written meanwhile.
    const now = await files.read(file)
    const next = make((now === null ? null : parse(now)) ?? rows)
    await files.replace(file, Buffer.from(JSON.stringify({ format: 1, vaults: next }, null, 2)))
    rows = next
  })

  return {
    rows: () => rows,
    row: (id) => rows.find((row) => row.id === id) ?? null,
    put: (row) => change((now) => [...now.filter((other) => other.id !== row.id), row]),
    note: (id, facts) => change((now) => now.map((row) => (row.id === id ? { ...row, ...facts } : row))),
    drop: (id) => change((now) => now.filter((row) => row.id !== id)),
    lost: found === null,
  }
}

function parse(bytes: Uint8Array): readonly VaultRow[] | null {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')))
    return parsed.success ? parsed.data.vaults : null
  } catch {
    return null
  }
}
