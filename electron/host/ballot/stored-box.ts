import { fewestTogether, mostElectors, type AdmissionWay, type BallotForm } from '#shared/ballot-box'
import { HouseError } from '#shared/errors'
import type { Ports } from '../ports'
import { checkKeys, firstCounter, newBox, openSlots, readHeader, type BoxHeader, type Slots } from './box-file'
import { deriveKeys, forgetKeys, mac, saltOf, type BoxKeys } from './box-keys'
import { noSums, type BoxSums } from './box-sums'
import { boxFile, damagedRegister, readRegister, saveRegister, type Register } from './register'
import { makeCodes, makeSlips, readSlip } from './slips'

/** A box on the disk: making one, and opening it with both slips. */
export type BoxPorts = Pick<Ports, 'files' | 'random' | 'clock'>
export type BoxWish = { readonly session: string; readonly form: BallotForm; readonly electors: number; readonly way: AdmissionWay }

/** Makes the box and leaves it locked: what opens it is what stands on the two slips of paper, so a slip miscopied shows before the first vote. */
export async function makeBox(ports: BoxPorts, folder: string, wish: BoxWish): Promise<{ readonly slips: readonly [string, string]; readonly codes: readonly string[] }> {
  const { files, random } = ports
  if (wish.electors < fewestTogether) throw new HouseError('boxNotMade', { why: `实到 ${wish.electors} 人，不足 ${fewestTogether} 人，机投看得出是谁投的` })
  if (wish.electors > mostElectors) throw new HouseError('boxNotMade', { why: `实到 ${wish.electors} 人，一个票箱最多 ${mostElectors} 人` })
  if ((await files.list(folder)).length > 0) throw new HouseError('boxNotMade', { why: '这次测评已经有一个票箱，不能再设一个', next: '打开原来的票箱；原来的作废了，就另开一次测评。' })
  const slips = makeSlips(random)
  const codes = wish.way === 'slips' ? makeCodes(wish.electors, random) : []
  const madeAt = ports.clock().getTime()
  const header: BoxHeader = { session: wish.session, madeAt, salt: saltOf(random) }
  const keys = await deriveKeys(slips, header.salt)
  try {
    const register: Register = {
      format: 1, session: wish.session, way: wish.way, form: wish.form, electors: wish.electors, codes: codes.map((code) => codeMark(keys, code)).sort(),
      madeAt, seenAt: madeAt, counter: firstCounter, writing: false, casting: false, cast: 0, highest: 0, lost: [], dropped: 0, closed: false,
    }
    await files.replace(boxFile(folder), newBox(header, noSums(), keys, random))
    await saveRegister(files, folder, register, keys.register)
  } catch (thrown) {
    // Nobody has seen the slips: what there is of it opens for no one.
    await files.remove(folder).catch(() => undefined)
    throw thrown
  } finally {
    forgetKeys(keys)
  }
  return { slips, codes }
}

export function codeMark(keys: BoxKeys, code: string): string {
  return mac(keys.codes, code).toString('hex')
}

export type Unlocked = { readonly register: Register; readonly header: BoxHeader; readonly keys: BoxKeys; readonly sums: BoxSums }

/** Refused with one sentence: no box, damaged, of another session, wrong slips, an older copy, a clock set back. Nothing is written. */
export async function unlock(ports: BoxPorts, folder: string, session: string, typed: readonly [string, string]): Promise<Unlocked> {
  const stored = await readRegister(ports.files, folder)
  if (stored === null) throw new HouseError('boxState', { why: '这次测评还没有票箱', next: '先设一个票箱。' })
  const { register } = stored
  if (register.session !== session) throw new HouseError('boxForeign')
  const bytes = await ports.files.read(boxFile(folder))
  if (bytes === null) throw new HouseError('boxDamaged', { what: '票箱文件不见了' })
  const header = readHeader(bytes, session)
  const keys = await deriveKeys([readSlip(typed[0]), readSlip(typed[1])], header.salt)
  try {
    checkKeys(bytes, keys)
    if (!stored.isOf(keys.register) || register.madeAt !== header.madeAt) throw damagedRegister()
    const { counter, sums } = standing(openSlots(bytes, keys), register)
    // A cast that was sealed as it came counts when its slot stands.
    const cast = register.cast + (register.casting && counter > register.counter ? 1 : 0)
    if (cast < sums.ballots) throw damagedRegister()
    const now = ports.clock().getTime()
    if (now < register.seenAt) throw new HouseError('boxClock', { since: minute(register.seenAt) })
    return { register: { ...register, cast, casting: false, counter, writing: register.writing && counter === register.counter }, header, keys, sums }
  } catch (thrown) {
    forgetKeys(keys)
    throw thrown
  }
}

/**
 * Which slot counts. At rest both open and hold the counter of the register and the one before. While one was being written, the other holds the
 * register's and this one may be anything: torn, the old, or already the new one, which then counts.
 */
function standing(slots: Slots, register: Register): { readonly counter: number; readonly sums: BoxSums } {
  const { counter, writing } = register
  const [current, other] = counter % 2 === 0 ? [slots[0], slots[1]] : [slots[1], slots[0]]
  if (writing && other?.counter === counter + 1) return other
  if (current === null) throw new HouseError('boxDamaged', {}, `slot of ${counter}`)
  if (current.counter !== counter || (other !== null && other.counter > counter)) throw new HouseError('boxDamaged', { what: '票箱文件是另一个时候的，和登记对不上' }, `${current.counter}, ${other?.counter ?? '-'} for ${counter}`)
  if (!writing && other?.counter !== counter - 1) throw new HouseError('boxDamaged', {}, `slot of ${counter - 1}`)
  return current
}

function minute(at: number): string {
  const date = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}年${date.getMonth() + 1}月${date.getDate()}日 ${two(date.getHours())}:${two(date.getMinutes())}`
}
