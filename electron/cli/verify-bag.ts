import path from 'node:path'
import { HouseError } from '#shared/errors'
import { verifyBag } from '#host/bag/verify-bag'
import { nodeFiles } from '#host/node-files'

/** `verify-bag DIR`: a BagIt bag read from end to end, every bad file named. The list is the answer, so it is printed for a bad bag too; the exit code is 1 then. */
export async function verifyBagFolder(folder: string): Promise<{ readonly answer: unknown; readonly refused: HouseError | null }> {
  const { ok, files, bad, foreign } = await verifyBag(nodeFiles(), path.resolve(folder))
  const name = path.basename(path.resolve(folder))
  const names = [...new Set(bad.map(({ file }) => file))]
  return { answer: { ok, files, bad }, refused: ok ? null : foreign ? new HouseError('bagForeign', { name }) : new HouseError('bagBroken', { name, files: names.join('、'), count: names.length }) }
}
