import path from 'node:path'
import { totalsOf, type BallotForm, type BallotStatus, type BallotTotals } from '#shared/ballot-box'
import { HouseError } from '#shared/errors'
import { mutex } from '../mutex'
import type { Ports } from '../ports'
import { openBox, type Box } from './box'
import { firstCounter } from './box-file'
import { forgetKeys } from './box-keys'
import { boxFile, readRegister } from './register'
import { makeBox, unlock, type BoxWish } from './stored-box'

/**
 * Every box of this computer, one of them open at a time: there is one voting place. They lie in the machine-local folder, outside every vault,
 * so that no backup, snapshot or copy of the books ever holds one.
 */
export type BoxAddress = { readonly vault: string; readonly session: string }
export type BoothView = { readonly session: string; readonly form: BallotForm; readonly way: 'slips' | 'scrutineer'; readonly ticket: string | null; readonly paused: boolean }
type Slips = readonly [string, string]

export type Boxes = {
  readonly make: (vault: string, wish: BoxWish) => Promise<{ readonly slips: Slips; readonly codes: readonly string[] }>
  readonly open: (box: BoxAddress, slips: Slips) => Promise<BallotStatus>
  readonly status: (box: BoxAddress) => Promise<BallotStatus>
  /** The open box of this session; throws when it is not open. */
  readonly live: (session: string) => Box
  /** What the voting page needs; null while no box is open. */
  readonly booth: () => BoothView | null
  readonly close: (session: string, drop: boolean) => Promise<BallotStatus>
  /** Only of a closed box, and only with both slips. */
  readonly read: (box: BoxAddress, slips: Slips) => Promise<BallotTotals & { readonly lost: readonly number[]; readonly dropped: number }>
  /** Overwrites the box file: when the tally stands in the books, or when the box is given up. Another may be made only where nobody ever voted in it. */
  readonly clear: (box: BoxAddress, giveUp: boolean) => Promise<void>
  /** A box is open: the program must not end by itself. */
  readonly busy: () => boolean
  readonly letGo: () => Promise<void>
}

export const boxesFolder = (stateRoot: string): string => path.join(stateRoot, 'ballot')

export function createBoxes(ports: Pick<Ports, 'files' | 'random' | 'clock' | 'stateRoot'>): Boxes {
  const { files } = ports
  const alone = mutex()
  let now: Box | null = null
  const folderOf = ({ vault, session }: BoxAddress): string => path.join(boxesFolder(ports.stateRoot), vault, session)

  async function status(box: BoxAddress): Promise<BallotStatus> {
    if (now?.session === box.session) return now.status()
    const stored = await readRegister(files, folderOf(box))
    if (stored === null) return { state: 'none', way: null, cast: 0, electors: 0, lost: [], admitted: null, dropped: 0, paused: false, unused: false }
    const { way, cast, electors, lost, dropped, closed, counter, writing } = stored.register
    const there = (await files.size(boxFile(folderOf(box)))) !== null
    const state = !there ? 'cleared' : closed ? 'closed' : 'locked'
    const unused = state === 'locked' && cast === 0 && lost.length === 0 && counter === firstCounter && !writing
    // Of a box given up nothing was ever counted.
    return { state, way, cast: there || closed ? cast : 0, electors, lost: [...lost], admitted: null, dropped, paused: false, unused }
  }

  function live(session: string): Box {
    if (now === null || now.session !== session) throw new HouseError('boxState', { why: '票箱没有打开', next: '用两张开箱条打开。' })
    return now
  }

  return {
    make: (vault, wish) => alone(() => makeBox(ports, folderOf({ vault, session: wish.session }), wish)),
    open: (box, slips) => alone(async () => {
      if (now !== null) throw new HouseError('boxState', { why: now.session === box.session ? '票箱已经开着' : '另一个票箱开着，一次只能开一个', next: '先封好开着的那个。' })
      now = await openBox(ports, folderOf(box), box.session, slips)
      return now.status()
    }),
    status,
    live,
    booth: () => (now === null ? null : { session: now.session, form: now.register().form, way: now.register().way, ticket: now.register().way === 'scrutineer' ? now.ticket() : null, paused: now.paused() }),
    close: (session, drop) => alone(async () => {
      const box = live(session)
      await box.close(drop)
      now = null
      return box.status()
    }),
    read: (box, slips) => alone(async () => {
      if (now?.session === box.session) throw notClosed()
      const { register, keys, sums } = await unlock(ports, folderOf(box), box.session, slips)
      forgetKeys(keys)
      if (!register.closed) throw notClosed()
      return { ...totalsOf(register.form, sums.ballots, sums.cells), lost: register.lost, dropped: register.dropped }
    }),
    clear: (box, giveUp) => alone(async () => {
      const { state, unused } = await status(box)
      if (state === 'open' || (state === 'locked' && !giveUp)) throw notClosed()
      await files.shred(boxFile(folderOf(box)))
      // Nobody voted in it: its slips were miscopied, say. Whoever could forge that could take the whole folder away.
      if (unused) await files.remove(folderOf(box))
    }),
    busy: () => now !== null,
    letGo: () => alone(async () => {
      const box = now
      now = null
      await box?.letGo()
    }),
  }
}

function notClosed(): HouseError {
  return new HouseError('boxState', { why: '还没有封箱，谁也不能看票数', next: '投完以后先封箱。' })
}
