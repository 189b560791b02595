import path from 'node:path'
import type { Files } from './ports'

/** A moment as part of a file name, legal everywhere: 2026-11-23T10-20-30-123. */
export function stamp(at: Date): string {
  return at.toISOString().slice(0, 23).replace(/[:.]/g, '-')
}

/** `name`, or `name 2`, `name 3` …: a name not yet taken in the folder. */
export async function freeName(files: Files, folder: string, name: string): Promise<string> {
  const taken = new Set((await files.list(folder)).map((entry) => entry.name.toLowerCase()))
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? name : `${name} ${n}`
    if (!taken.has(candidate.toLowerCase())) return path.join(folder, candidate)
  }
}
