/** What a blob is, from its first bytes. Only kinds that cannot carry a script; everything else stays opaque. */
const signatures: readonly (readonly [string, RegExp])[] = [
  ['application/pdf', /^%PDF-/],
  ['image/png', /^\x89PNG\r\n\x1a\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[\s\S]{4}WEBP/],
]

export function mediaType(start: Uint8Array): string {
  const text = Buffer.from(start.buffer, start.byteOffset, Math.min(start.length, 16)).toString('latin1')
  return signatures.find(([, pattern]) => pattern.test(text))?.[0] ?? 'application/octet-stream'
}
