import path from 'node:path'
import { z } from 'zod'
import { draftSchema, type Draft } from '#shared/host'
import type { Codec } from './codec'
import { mutex } from './mutex'
import type { Files } from './ports'
import { freeName, stamp } from './stamp'

const fileSchema = z.object({ format: z.literal(1), drafts: z.array(draftSchema) })

export type Drafts = {
  readonly list: () => Promise<readonly Draft[]>
  readonly put: (draft: Draft) => Promise<void>
  readonly drop: (form: string) => Promise<void>
}

/** What was typed but not yet committed: one row a form, one atomically replaced file a vault. A file that cannot be read is kept aside. */
export function openDrafts(options: { readonly files: Files; readonly codec: Codec; readonly clock: () => Date; readonly root: string }): Drafts {
  const { files, codec, clock, root } = options
  const file = path.join(root, 'drafts.json')
  const alone = mutex()
  let held: ReadonlyMap<string, Draft> | null = null

  function parse(stored: Uint8Array): readonly Draft[] | null {
    try {
      const bytes = codec.openFile(stored)
      const parsed = fileSchema.safeParse(bytes === null ? null : JSON.parse(Buffer.from(bytes).toString('utf8')))
      return parsed.success ? parsed.data.drafts : null
    } catch {
      return null
    }
  }

  async function load(): Promise<ReadonlyMap<string, Draft>> {
    if (held !== null) return held
    const stored = await files.read(file)
    const drafts = stored === null ? [] : parse(stored)
    if (drafts === null) await files.move(file, await freeName(files, path.join(root, 'damaged'), `drafts ${stamp(clock())}.json`))
    held = new Map((drafts ?? []).map((draft) => [draft.form, draft]))
    return held
  }

  async function save(next: ReadonlyMap<string, Draft>): Promise<void> {
    await files.replace(file, codec.sealFile(Buffer.from(JSON.stringify({ format: 1, drafts: [...next.values()] }))))
    held = next
  }

  return {
    list: () => alone(async () => [...(await load()).values()]),
    put: (draft) => alone(async () => save(new Map(await load()).set(draft.form, draft))),
    drop: (form) => alone(async () => {
      const now = await load()
      if (now.has(form)) await save(new Map([...now].filter(([key]) => key !== form)))
    }),
  }
}
