import path from 'node:path'
import { z } from 'zod'
import { admissionWays, ballotFormSchema, mostElectors } from '#shared/ballot-box'
import { HouseError } from '#shared/errors'
import type { Files } from '../ports'
import { mac, sameMac } from './box-keys'

/**
 * 登记: what the desk may know, beside the box. How many have cast is written here at every cast, not into the box: so the box changes only
 * when five or more ballots go in, and after a power cut `cast` less what the box holds is exactly what was not sealed.
 * One line `<HMAC> <JSON>`. No names, no times of casts, no marks; which codes are used is not in it either.
 */
const registerSchema = z.object({
  format: z.literal(1),
  session: z.uuid(),
  way: z.enum(admissionWays),
  form: ballotFormSchema,
  electors: z.int().min(1).max(mostElectors),
  /** HMACs of the codes under a key of the slips, sorted; empty where the scrutineer lets in. */
  codes: z.array(z.string()),
  madeAt: z.number(),
  /** The latest time this box saw: earlier is a clock set back. */
  seenAt: z.number(),
  /** The last counter known to stand in the box, and whether the next one was being written. */
  counter: z.int(),
  writing: z.boolean(),
  /** The writing is part of a cast, which counts when the next counter stands. */
  casting: z.boolean(),
  cast: z.int().min(0),
  /** The highest number of the scrutineer's list that has cast. */
  highest: z.int().min(0),
  lost: z.array(z.int()),
  dropped: z.int(),
  closed: z.boolean(),
})
export type Register = Readonly<z.infer<typeof registerSchema>>

export const boxFile = (folder: string): string => path.join(folder, 'box')
/** How a box ended whose file is gone: without it, it was taken away. */
export const endings = ['counted', 'given up'] as const
export const endFile = (folder: string): string => path.join(folder, 'ended')
export const registerFile = (folder: string): string => path.join(folder, 'register')

export async function saveRegister(files: Files, folder: string, register: Register, key: Uint8Array): Promise<void> {
  const json = JSON.stringify(register)
  await files.replace(registerFile(folder), Buffer.from(`${mac(key, json).toString('hex')} ${json}`))
}

export type StoredRegister = { readonly register: Register; /** Is it the one these slips wrote? */ readonly isOf: (key: Uint8Array) => boolean }

/** null: no box was ever made for this session. */
export async function readRegister(files: Files, folder: string): Promise<StoredRegister | null> {
  const bytes = await files.read(registerFile(folder))
  if (bytes === null) return null
  const line = Buffer.from(bytes).toString('utf8')
  const json = line.slice(65)
  const parsed = registerSchema.safeParse(jsonOf(json))
  if (!parsed.success) throw damagedRegister()
  return { register: parsed.data, isOf: (key) => sameMac(Buffer.from(line.slice(0, 64), 'hex'), mac(key, json)) }
}

export function damagedRegister(): HouseError {
  return new HouseError('boxDamaged', { what: '票箱旁边的登记被改过或坏了' })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
