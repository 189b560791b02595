import { cellsMarked, fewestTogether, marksFit, type BallotMarks, type BallotStatus } from '#shared/ballot-box'
import { HouseError } from '#shared/errors'
import { mutex } from '../mutex'
import { writeSlot } from './box-file'
import { forgetKeys } from './box-keys'
import { addBallots, forgetBallots, type Waiting } from './box-sums'
import { boxFile, saveRegister, type Register } from './register'
import { drawPlaces } from './slips'
import { codeMark, unlock, type BoxPorts } from './stored-box'

/** With so many waiting, five drawn at random are sealed: who knows the order of voting knows five of ten. */
export const sealAt = 2 * fewestTogether
const wrongInARow = 5
const pauseMs = 30_000

export type Admission = { readonly code: string } | { readonly number: number | null }

/** An open box: ballots in memory, sums on the disk, keys in between. */
export type Box = {
  readonly session: string
  readonly register: () => Register
  readonly status: () => BallotStatus
  /** The ticket of whoever is let in; null when nobody is. */
  readonly ticket: () => string | null
  /** One admission, one cast. */
  readonly admit: (admission: Admission) => Promise<{ readonly ticket: string; readonly number: number | null }>
  /** Whoever was let in has gone without casting; they may come again. */
  readonly leave: () => void
  readonly cast: (ticket: string, marks: BallotMarks) => Promise<void>
  /** Nobody more is let in until it goes on; whoever is inside may cast. */
  readonly pause: (on: boolean) => void
  readonly paused: () => boolean
  /** Seals the rest. `drop`: fewer than five are given up. */
  readonly close: (drop: boolean) => Promise<void>
  /** The program ends: seals what may be sealed and forgets the keys. The box is locked, not closed. */
  readonly letGo: () => Promise<void>
}

type Inside = { readonly place: number; readonly ticket: string; readonly number: number | null }

export async function openBox(ports: BoxPorts, folder: string, session: string, slips: readonly [string, string]): Promise<Box> {
  const { files, random } = ports
  const found = await unlock(ports, folder, session, slips)
  const { header, keys } = found
  let { register, sums } = found
  let waiting: Waiting[] = []
  /** Drawn, but the writing failed: what did reach the disk may hold these five, so only the same five may follow. */
  let drawn: readonly Waiting[] | null = null
  let inside: Inside | null = null
  let wrong = 0
  let waitSince = 0
  let paused = false
  let over = false
  const alone = mutex()

  async function save(change: Partial<Register>): Promise<void> {
    const next = { ...register, ...change }
    await saveRegister(files, folder, next, keys.register)
    register = next
  }

  /** Announced in the register, written over the older slot, acknowledged in the register: a power cut at any point leaves one that counts. */
  async function seal(batch: readonly Waiting[]): Promise<void> {
    drawn = batch
    if (!register.writing) await save({ writing: true })
    await write(batch)
  }

  async function write(batch: readonly Waiting[]): Promise<void> {
    const next = addBallots(sums, batch)
    await writeSlot(files, boxFile(folder), header, register.counter + 1, next, keys, random)
    drawn = null
    sums.cells.fill(0)
    sums = next
    waiting = waiting.filter((ballot) => !batch.includes(ballot))
    forgetBallots(batch)
    // From here on it is true, whether or not the register can be told: it is told again with the next cast.
    register = { ...register, counter: register.counter + 1, writing: false, casting: false, cast: register.cast + (register.casting ? 1 : 0) }
    await save({})
  }
  /** The tenth ballot and the sealing of five are one: it counts when the slot stands, so that a power cut never finds more than nine unsealed. */
  async function castAndSeal(ballot: Waiting, highest: number): Promise<void> {
    await save({ writing: true, casting: true, highest })
    inside = null
    waiting.push(ballot)
    drawn = draw()
    try {
      await write(drawn)
    } catch {
      // Written or not, these five stay drawn, and the ballot is in; nobody else is let in before they are sealed.
      if (!register.casting) return
      register = { ...register, casting: false, cast: register.cast + 1 }
      await save({}).catch((thrown: unknown) => {
        throw stuck(thrown)
      })
    }
  }

  const draw = (): readonly Waiting[] => drawPlaces(fewestTogether, waiting.length, random).flatMap((place) => waiting[place] ?? [])
  const sealSome = (): Promise<void> => seal(drawn ?? draw())
  /** All there is, but never fewer than five by themselves. */
  async function sealRest(): Promise<void> {
    if (drawn !== null) await seal(drawn)
    if (waiting.length >= fewestTogether) await seal(waiting)
  }

  function forget(): void {
    over = true
    inside = null
    forgetBallots(waiting)
    waiting = []
    sums.cells.fill(0)
    forgetKeys(keys)
  }
  function need(): void {
    if (over) throw new HouseError('boxState', { why: '票箱已经封了', next: '看结果要用两张开箱条。' })
  }

  // What the last run had not sealed is gone with its memory: told, and from here on it counts as not cast.
  const unsealed = register.cast - sums.ballots
  try {
    if (register.closed) throw new HouseError('boxState', { why: '票箱已经封了，不能再投', next: '看结果要用两张开箱条。' })
    await save({ cast: sums.ballots, lost: unsealed === 0 ? register.lost : [...register.lost, unsealed], seenAt: ports.clock().getTime() })
  } catch (thrown) {
    forget()
    throw thrown
  }

  function refuseTwice(place: number, what: string): void {
    if (sums.admitted.has(place)) throw new HouseError('notAdmitted', { why: `${what}的票已经封存`, next: '不必再投。' })
    if (waiting.some((ballot) => ballot.admission === place)) throw new HouseError('notAdmitted', { why: `${what}已经投过`, next: '一人一票，不能再投。' })
  }

  function byCode(code: string): Inside {
    const now = ports.clock().getTime()
    if (Math.abs(now - waitSince) < pauseMs) throw new HouseError('notAdmitted', { why: `连着输错 ${wrongInARow} 次`, next: '等半分钟，对着小条再输。' })
    const place = register.codes.indexOf(codeMark(keys, code.replace(/[\s-]/gu, '')))
    if (place < 0) {
      wrong += 1
      if (wrong >= wrongInARow) [wrong, waitSince] = [0, now]
      throw new HouseError('notAdmitted', { why: '没有这个号', next: '对着小条再输一遍。' })
    }
    refuseTwice(place, '这张小条')
    return { place, ticket: ticketOf(random(16)), number: null }
  }

  function byScrutineer(asked: number | null): Inside {
    if (inside !== null) throw new HouseError('notAdmitted', { why: '里面还有人在投', next: '等投完再放；人已经走了，就先请出再放。' })
    const number = asked ?? register.highest + 1
    if (number > register.electors) throw new HouseError('notAdmitted', { why: `实到 ${register.electors} 人都已经放行`, next: '有人要补投，就选他在名单上的号。' })
    if (number < 1 || number > register.highest + 1) throw new HouseError('notAdmitted', { why: `名单上还没有放到 ${number} 号`, next: '照顺序放下一个。' })
    refuseTwice(number - 1, `${number} 号`)
    return { place: number - 1, ticket: ticketOf(random(16)), number }
  }

  return {
    session,
    register: () => register,
    status: () => ({
      state: over ? (register.closed ? 'closed' : 'locked') : 'open', way: register.way, cast: register.cast, electors: register.electors, lost: [...register.lost],
      admitted: inside === null ? null : { number: inside.number }, dropped: register.dropped, paused, unused: false, broken: '',
    }),
    ticket: () => inside?.ticket ?? null,
    admit: (admission) => alone(async () => {
      need()
      if (('code' in admission) !== (register.way === 'slips')) throw new HouseError('badInput', { field: 'admission' })
      if (paused) throw new HouseError('notAdmitted', { why: '投票暂停了', next: register.way === 'slips' ? '等监票人说接着投，再输一遍。' : '先按“接着投票”，再放行。' })
      if (drawn !== null || waiting.length >= sealAt) {
        await sealSome().catch((thrown: unknown) => {
          throw stuck(thrown)
        })
      }
      inside = 'code' in admission ? byCode(admission.code) : byScrutineer(admission.number)
      return { ticket: inside.ticket, number: inside.number }
    }),
    leave: () => {
      inside = null
    },
    pause: (on) => {
      need()
      paused = on
    },
    paused: () => paused,
    cast: (ticket, marks) => alone(async () => {
      need()
      if (inside === null || inside.ticket !== ticket) throw new HouseError('notAdmitted', { why: '还没有放行，或者离开太久已经清了屏', next: register.way === 'slips' ? '把小条上的号再输一遍。' : '请监票人再放一次。' })
      if (!marksFit(register.form, marks)) throw new HouseError('badInput', { field: 'marks' })
      // Not at being let in: whoever holds one slip would guess on for ever, four at a time.
      wrong = 0
      const ballot = { admission: inside.place, cells: Uint32Array.from(cellsMarked(register.form, marks)) }
      const highest = Math.max(register.highest, inside.number ?? 0)
      if (waiting.length + 1 >= sealAt) {
        await castAndSeal(ballot, highest)
        return
      }
      // Counted first: should the power go between the two, this voter is among those told to vote again.
      await save({ cast: register.cast + 1, highest })
      inside = null
      waiting.push(ballot)
    }),
    close: (drop) => alone(async () => {
      need()
      if (inside !== null) throw new HouseError('boxState', { why: '里面还有人在投', next: '等投完再封箱；人已经走了，就先请出再封。' })
      await sealRest()
      if (waiting.length > 0 && !drop) throw new HouseError('boxRestFew', { count: waiting.length })
      await save({ cast: sums.ballots, dropped: waiting.length, closed: true, seenAt: ports.clock().getTime() })
      forget()
    }),
    letGo: () => alone(async () => {
      if (over) return
      try {
        await sealRest()
      } finally {
        forget()
      }
    }),
  }
}

function stuck(thrown: unknown): HouseError {
  return new HouseError('boxStuck', {}, thrown instanceof Error ? thrown.name : '')
}

const ticketOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
