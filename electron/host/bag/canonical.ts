import { createHash } from 'node:crypto'
import type { StoredRecord } from '#shared/commit/commit'

/** JSON with sorted keys and without undefined: the same content always gives the same text, whatever order it was built in. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => (item === undefined ? 'null' : canonicalJson(item))).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const pairs = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`)
  return `{${pairs.join(',')}}`
}

export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex')
}

/** One number for everything the books say: two vaults with the same digest hold the same records, to the letter. */
export function stateDigest(records: ReadonlyMap<string, StoredRecord>): string {
  const hash = createHash('sha256')
  for (const id of [...records.keys()].sort()) hash.update(`${canonicalJson(records.get(id))}\n`)
  return hash.digest('hex')
}
