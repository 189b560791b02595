import { createHmac, hkdfSync, scrypt, timingSafeEqual } from 'node:crypto'
import type { RandomBytes } from './slips'

/**
 * The keys of one box, all from the two slips and the salt in its header. Whoever has one slip has 59 of 118 bits; scrypt makes each guess at the
 * other cost a twentieth of a second and 32 MB.
 */
export type BoxKeys = {
  /** AES-256-GCM of the slots. */
  readonly seal: Buffer
  /** Tells whether these slips belong to this header. */
  readonly check: Buffer
  /** Marks the register as ours. */
  readonly register: Buffer
  /** Codes are kept as HMACs under this one: without the slips nobody can try the hundred million codes. */
  readonly codes: Buffer
}

const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }

export async function deriveKeys(slips: readonly [string, string], salt: Uint8Array): Promise<BoxKeys> {
  // Sorted: it does not matter which of the two is typed first.
  const both = Buffer.from([...slips].sort().join('\n'), 'latin1')
  const root = await new Promise<Buffer>((resolve, reject) => scrypt(both, salt, 32, cost, (error, key) => (error === null ? resolve(key) : reject(error))))
  both.fill(0)
  const part = (name: string) => Buffer.from(hkdfSync('sha256', root, salt, `vanguard-box ballot ${name}`, 32))
  const keys = { seal: part('seal'), check: part('check'), register: part('register'), codes: part('codes') }
  root.fill(0)
  return keys
}

export function forgetKeys(keys: BoxKeys): void {
  for (const key of Object.values(keys)) key.fill(0)
}

export function mac(key: Uint8Array, bytes: Uint8Array | string): Buffer {
  return createHmac('sha256', key).update(bytes).digest()
}

export function sameMac(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

export const saltOf = (random: RandomBytes): Buffer => Buffer.from(random(32))
