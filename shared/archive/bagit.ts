/*
 * BagIt 1.0 (RFC 8493), the parts that are only text: names in manifests, manifests, bag-info. In a manifest a name carries CR, LF and %
 * percent-encoded and nothing else (RFC 8493 2.1.3); lines of other makers end in LF, CR or CRLF.
 */
export const bagDeclaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'
export const bagFiles = { declaration: 'bagit.txt', info: 'bag-info.txt', manifest: 'manifest-sha256.txt', tags: 'tagmanifest-sha256.txt', fetch: 'fetch.txt', index: 'index.html', payload: 'data' } as const

export type BagLine = { readonly sum: string; readonly name: string }
export type BadLine = { readonly line: number; readonly text: string; readonly why: string }

export function encodeBagName(name: string): string {
  return name.replace(/[%\r\n]/g, (char) => (char === '%' ? '%25' : char === '\r' ? '%0D' : '%0A'))
}

export function decodeBagName(written: string): string {
  return written.replace(/%(25|0[dD]|0[aA])/g, (_, code: string) => (code === '25' ? '%' : code.toLowerCase() === '0d' ? '\r' : '\n'))
}

export function manifestText(lines: readonly BagLine[]): string {
  return [...lines].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)).map(({ sum, name }) => `${sum}  ${encodeBagName(name)}\n`).join('')
}

/** Every line judged; a bad one does not hide the next. `sumLength`: hexadecimal digits of the algorithm. */
export function parseManifest(text: string, sumLength: number): { readonly lines: readonly BagLine[]; readonly bad: readonly BadLine[] } {
  const lines: BagLine[] = []
  const bad: BadLine[] = []
  for (const [index, written] of text.split(/\r\n|\r|\n/).entries()) {
    if (written === '') continue
    const match = /^(\S+)[ \t]+\*?(.+)$/u.exec(written)
    const [, sum = '', name = ''] = match ?? []
    if (match === null) bad.push({ line: index + 1, text: written.slice(0, 120), why: '不是“校验值 文件名”' })
    else if (!/^[0-9a-fA-F]+$/.test(sum) || sum.length !== sumLength) bad.push({ line: index + 1, text: written.slice(0, 120), why: '校验值写得不对' })
    else lines.push({ sum: sum.toLowerCase(), name: decodeBagName(name.startsWith('./') ? name.slice(2) : name) })
  }
  return { lines, bad }
}

/** One element a line; a value never breaks its line. */
export function bagInfoText(info: readonly (readonly [string, string])[]): string {
  return info.filter(([, value]) => value.trim() !== '').map(([label, value]) => `${label}: ${value.replace(/\s+/g, ' ').trim()}\n`).join('')
}

export function parseBagInfo(text: string): readonly (readonly [string, string])[] {
  const found: [string, string][] = []
  for (const written of text.split(/\r\n|\r|\n/)) {
    const last = found.at(-1)
    // A line that begins with a blank goes on from the one before.
    if (/^[ \t]/.test(written) && last !== undefined) last[1] = `${last[1]} ${written.trim()}`.trim()
    else if (written.includes(':')) found.push([written.slice(0, written.indexOf(':')).trim(), written.slice(written.indexOf(':') + 1).trim()])
  }
  return found
}

/** Why a name of a manifest may not be opened below the bag; null when it may. A bag from elsewhere decides what we read. */
export function escapes(name: string): string | null {
  if (name.includes('\0')) return '文件名里有看不见的字符'
  if (name.includes('\\')) return '文件名里有反斜杠，会跑到别的文件夹去'
  if (name.startsWith('/') || name.startsWith('~') || /^[A-Za-z]:/.test(name)) return '文件名是绝对路径'
  if (name.split('/').some((part) => part === '' || part === '.' || part === '..')) return '文件名会跑到别的文件夹去'
  return null
}
