import type { Head } from '#shared/commit/commit'
import type { Files } from '../ports'
import { readBackup, type Part } from './read-backup'

export type BackupVerdict = {
  readonly ok: boolean
  readonly parts: readonly Part[]
  readonly vault: { readonly id: string; readonly name: string } | null
  readonly head: Head | null
}

/** Whether a backup is whole: every part against its sum, the list against its counts, the file against its seal. */
export async function verifyBackup(file: string, files: Files): Promise<BackupVerdict> {
  const { ok, parts, vault, head } = await readBackup(files, file)
  return { ok, parts, vault, head }
}
