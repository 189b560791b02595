import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { HouseError } from '#shared/errors'
import type { Files } from '../ports'
import { mac, sameMac, type BoxKeys } from './box-keys'
import { packSums, plainBytes, unpackSums, type BoxSums } from './box-sums'
import type { RandomBytes } from './slips'

/**
 * 票箱文件. One size from its first day: a header and two slots, written in turn and in place, so that the one before always stands.
 *
 * header  magic 8 · format 4 · session 16 · made 8 (ms) · salt 32 · key check 32 · SHA-256 of all that 32, then zeros to 4096
 * slot    counter 4 · nonce 12 · tag 16 · sealed sums (AES-256-GCM; bound to: the header, which slot, the counter)
 *
 * Slot n mod 2 holds counter n. Both are full from the beginning: a slot that does not open is either the one a power cut tore, or damage, and
 * the register says which.
 */
const magic = Buffer.from('VBBALLOT', 'latin1')
export const boxFormat = 1
export const headerBytes = 4096
const headBytes = 132
const slotHead = 32
export const slotBytes = slotHead + plainBytes
export const boxBytes = headerBytes + 2 * slotBytes

export type BoxHeader = { readonly session: string; readonly madeAt: number; readonly salt: Buffer }

const idBytes = (session: string): Buffer => Buffer.from(session.replaceAll('-', ''), 'hex')
const slotAt = (counter: number): number => headerBytes + (counter % 2) * slotBytes

function headOf(header: BoxHeader, keys: BoxKeys): Buffer {
  const bytes = Buffer.alloc(headBytes)
  magic.copy(bytes, 0)
  bytes.writeUInt32LE(boxFormat, 8)
  idBytes(header.session).copy(bytes, 12)
  bytes.writeBigUInt64LE(BigInt(header.madeAt), 28)
  header.salt.copy(bytes, 36)
  mac(keys.check, bytes.subarray(0, 68)).copy(bytes, 68)
  createHash('sha256').update(bytes.subarray(0, 100)).digest().copy(bytes, 100)
  return bytes
}

function bound(head: Uint8Array, counter: number): Buffer {
  const more = Buffer.alloc(8)
  more.writeUInt32LE(counter % 2, 0)
  more.writeUInt32LE(counter, 4)
  return Buffer.concat([head, more])
}

function sealSlot(sums: BoxSums, counter: number, head: Uint8Array, key: Uint8Array, random: RandomBytes): Buffer {
  const nonce = Buffer.from(random(12))
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(bound(head, counter))
  const plain = packSums(sums)
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  plain.fill(0)
  const count = Buffer.alloc(4)
  count.writeUInt32LE(counter, 0)
  return Buffer.concat([count, nonce, cipher.getAuthTag(), sealed])
}

/** null: torn or damaged. */
function openSlot(bytes: Buffer, slot: 0 | 1, head: Uint8Array, key: Uint8Array): { readonly counter: number; readonly sums: BoxSums } | null {
  const counter = bytes.readUInt32LE(0)
  if (counter % 2 !== slot) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(4, 16))
    decipher.setAAD(bound(head, counter))
    decipher.setAuthTag(bytes.subarray(16, slotHead))
    const plain = Buffer.concat([decipher.update(bytes.subarray(slotHead)), decipher.final()])
    const sums = unpackSums(plain)
    plain.fill(0)
    return { counter, sums }
  } catch {
    return null
  }
}

/** Reads no more than stands there in the clear. Refuses what is no whole box, and the box of another session. */
export function readHeader(bytes: Uint8Array, session: string): BoxHeader {
  const head = Buffer.from(bytes.subarray(0, headBytes))
  if (bytes.length !== boxBytes) throw new HouseError('boxDamaged', { what: '票箱文件的长短不对' }, `${bytes.length} bytes, not ${boxBytes}`)
  const whole = createHash('sha256').update(head.subarray(0, 100)).digest().equals(head.subarray(100)) && bytes.subarray(headBytes, headerBytes).every((byte) => byte === 0)
  if (!whole || !head.subarray(0, 8).equals(magic)) throw new HouseError('boxDamaged', {}, 'header')
  if (head.readUInt32LE(8) !== boxFormat) throw new HouseError('boxDamaged', { what: '票箱要用新版打开' }, `format ${head.readUInt32LE(8)}`)
  if (!head.subarray(12, 28).equals(idBytes(session))) throw new HouseError('boxForeign')
  return { session, madeAt: Number(head.readBigUInt64LE(28)), salt: head.subarray(36, 68) }
}

/** Throws `boxSlips` when the keys are of other slips. */
export function checkKeys(bytes: Uint8Array, keys: BoxKeys): void {
  if (!sameMac(mac(keys.check, bytes.subarray(0, 68)), bytes.subarray(68, 100))) throw new HouseError('boxSlips')
}

export type Slots = readonly [BoxSlot, BoxSlot]
export type BoxSlot = { readonly counter: number; readonly sums: BoxSums } | null

/** Both slots of a box whose header was read and whose keys were checked. */
export function openSlots(bytes: Uint8Array, keys: BoxKeys): Slots {
  const head = bytes.subarray(0, headBytes)
  const one = (slot: 0 | 1) => openSlot(Buffer.from(bytes.subarray(slotAt(slot), slotAt(slot) + slotBytes)), slot, head, keys.seal)
  return [one(0), one(1)]
}

/** The counter a new box stands at. */
export const firstCounter = 1

export function newBox(header: BoxHeader, sums: BoxSums, keys: BoxKeys, random: RandomBytes): Buffer {
  const head = headOf(header, keys)
  return Buffer.concat([head, Buffer.alloc(headerBytes - headBytes), sealSlot(sums, 0, head, keys.seal, random), sealSlot(sums, firstCounter, head, keys.seal, random)])
}

/** In place, over the older of the two. */
export async function writeSlot(files: Files, file: string, header: BoxHeader, counter: number, sums: BoxSums, keys: BoxKeys, random: RandomBytes): Promise<void> {
  await files.overwrite(file, slotAt(counter), sealSlot(sums, counter, headOf(header, keys), keys.seal, random))
}
