/**
 * How bytes of a vault lie on the disk. Every file of a vault passes one codec: `plain` today, an encrypting one later.
 * Hashes are always taken over the plain bytes, so names and chains stay the same whichever codec is used.
 */
export type Codec = {
  readonly id: string
  /** One journal line's JSON; what comes out must hold no newline. */
  readonly sealLine: (json: Uint8Array) => Uint8Array
  /** null when it cannot be read. */
  readonly openLine: (line: Uint8Array) => Uint8Array | null
  readonly sealFile: (bytes: Uint8Array) => Uint8Array
  readonly openFile: (bytes: Uint8Array) => Uint8Array | null
  readonly sealStream: (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>
  readonly openStream: (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>
}

export const plainCodec: Codec = {
  id: 'plain',
  sealLine: (json) => json,
  openLine: (line) => line,
  sealFile: (bytes) => bytes,
  openFile: (bytes) => bytes,
  sealStream: (chunks) => chunks,
  openStream: (chunks) => chunks,
}
