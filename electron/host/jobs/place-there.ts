import path from 'node:path'
import { HouseError } from '#shared/errors'
import type { Files } from '../ports'

/** Whether the books still lie at `root`: gone under a running job, they were on a stick that was pulled out. */
export async function booksThere(files: Files, root: string): Promise<boolean> {
  return (await files.size(path.join(root, 'vault.json')).catch(() => null)) !== null
}

/** Writing on would make the folder anew on the wrong drive. `made`: how many files stand finished there. */
export async function needBooks(files: Files, root: string, made: number): Promise<void> {
  if (!(await booksThere(files, root))) throw new HouseError('placeGone', { path: root, made })
}
