import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { HouseError } from '#shared/errors'
import { readReport } from '#host/word/read-report'

/** `import-report FILE`: a report's parts by their headings, and what belongs to none. */
export async function importReport(file: string): Promise<unknown> {
  const bytes = await readFile(path.resolve(file)).catch((thrown: unknown) => {
    throw new HouseError('reportUnreadable', { name: path.basename(file), why: '打不开' }, String(thrown))
  })
  return readReport(bytes, path.basename(file))
}
