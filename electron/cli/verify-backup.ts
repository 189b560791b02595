import path from 'node:path'
import { HouseError } from '#shared/errors'
import { verifyBackup } from '#host/bag/verify-backup'
import { nodeFiles } from '#host/node-files'

/** `verify-backup FILE`: every part of a backup checked against its manifest, without opening it; exit code 1 when any part is bad. */
export async function verifyBackupFile(file: string): Promise<unknown> {
  const verdict = await verifyBackup(path.resolve(file), nodeFiles())
  if (!verdict.ok) {
    const bad = verdict.parts.filter((part) => !part.ok)
    throw new HouseError(verdict.vault === null ? 'backupForeign' : 'backupBroken', { name: path.basename(file), part: bad.map((part) => part.name).join('、') }, JSON.stringify(bad))
  }
  return verdict
}
