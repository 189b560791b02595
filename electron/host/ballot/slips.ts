import { codeLength, slipAlphabet, slipLength } from '#shared/ballot-box'
import { HouseError } from '#shared/errors'

/** Random bytes, as the port gives them. */
export type RandomBytes = (bytes: number) => Uint8Array


/** 0 … limit-1, each as likely as the other: a draw beyond the last whole multiple is thrown away. */
export function drawBelow(limit: number, random: RandomBytes): number {
  const fair = 2 ** 32 - (2 ** 32 % limit)
  for (;;) {
    const drawn = Buffer.from(random(4)).readUInt32LE(0)
    if (drawn < fair) return drawn % limit
  }
}

function word(alphabet: string, length: number, random: RandomBytes): string {
  return Array.from({ length }, () => alphabet.charAt(drawBelow(alphabet.length, random))).join('')
}

/** The two opening slips, one to an envelope. Made here: a chosen secret is a guessed one. */
export function makeSlips(random: RandomBytes): readonly [string, string] {
  const first = word(slipAlphabet, slipLength, random)
  for (;;) {
    const second = word(slipAlphabet, slipLength, random)
    if (second !== first) return [first, second]
  }
}

/** As typed from paper: small letters, spaces and dashes do no harm. Which of two is wrong is never said: guessed apart, each would be within reach. */
export function readSlip(typed: string): string {
  const slip = typed.toUpperCase().replace(/[\s-]/gu, '')
  if (slip.length !== slipLength || [...slip].some((character) => !slipAlphabet.includes(character))) throw new HouseError('boxSlips')
  return slip
}

/** N different codes for the bag, in an order that says nothing. */
export function makeCodes(count: number, random: RandomBytes): readonly string[] {
  const codes = new Set<string>()
  while (codes.size < count) codes.add(word('0123456789', codeLength, random))
  return [...codes]
}

/** `count` different places of `from`, drawn without favour. */
export function drawPlaces(count: number, from: number, random: RandomBytes): readonly number[] {
  const places = Array.from({ length: from }, (_, at) => at)
  return Array.from({ length: count }, () => places.splice(drawBelow(places.length, random), 1)[0] ?? 0)
}
