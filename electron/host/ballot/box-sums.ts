import { mostCells, mostElectors } from '#shared/ballot-box'

/**
 * What one slot holds before it is sealed, always the same length: how many ballots, which admissions they came by, the sums.
 * Who is in is needed so that after a power cut each one votes exactly once; it is as coarse as the sums, five at a time.
 */
export type BoxSums = { readonly ballots: number; readonly admitted: ReadonlySet<number>; readonly cells: Uint32Array }

const listBytes = mostElectors / 8
export const plainBytes = 4 + listBytes + 4 * mostCells

export function noSums(): BoxSums {
  return { ballots: 0, admitted: new Set(), cells: new Uint32Array(mostCells) }
}

/** A ballot as it waits: the admission it came by and the cells it adds to. Both are overwritten when it is sealed. */
export type Waiting = { readonly admission: number; readonly cells: Uint32Array }

export function addBallots(sums: BoxSums, ballots: readonly Waiting[]): BoxSums {
  const cells = Uint32Array.from(sums.cells)
  for (const ballot of ballots) for (const cell of ballot.cells) cells[cell] = (cells[cell] ?? 0) + 1
  return { ballots: sums.ballots + ballots.length, admitted: new Set([...sums.admitted, ...ballots.map((ballot) => ballot.admission)]), cells }
}

export function packSums(sums: BoxSums): Buffer {
  const bytes = Buffer.alloc(plainBytes)
  bytes.writeUInt32LE(sums.ballots, 0)
  for (const admission of sums.admitted) {
    const at = 4 + (admission >> 3)
    bytes[at] = (bytes[at] ?? 0) | (1 << (admission & 7))
  }
  sums.cells.forEach((count, cell) => bytes.writeUInt32LE(count, 4 + listBytes + 4 * cell))
  return bytes
}

export function unpackSums(bytes: Buffer): BoxSums {
  const admitted = new Set<number>()
  for (let admission = 0; admission < mostElectors; admission += 1) if (((bytes[4 + (admission >> 3)] ?? 0) >> (admission & 7)) & 1) admitted.add(admission)
  return { ballots: bytes.readUInt32LE(0), admitted, cells: Uint32Array.from({ length: mostCells }, (_, cell) => bytes.readUInt32LE(4 + listBytes + 4 * cell)) }
}

/** Overwrites what is no longer needed. The words JSON was read from are beyond reach; these are not. */
export function forgetBallots(ballots: readonly Waiting[]): void {
  for (const ballot of ballots) ballot.cells.fill(0)
}
