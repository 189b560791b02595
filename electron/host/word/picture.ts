/** A picture of the vault by its SHA-256, or undefined when it is not there: its box then stays empty. */
export type Pictures = (sha256: string) => Uint8Array | undefined

/** The kinds of picture Word shows, told from the first bytes, never from a name. */
export function pictureType(bytes: Uint8Array): 'png' | 'jpg' | 'gif' | 'bmp' | undefined {
  const starts = (...wanted: number[]): boolean => wanted.every((byte, index) => bytes[index] === byte)
  if (starts(0x89, 0x50, 0x4e, 0x47)) return 'png'
  if (starts(0xff, 0xd8, 0xff)) return 'jpg'
  if (starts(0x47, 0x49, 0x46, 0x38)) return 'gif'
  if (starts(0x42, 0x4d)) return 'bmp'
  return undefined
}
