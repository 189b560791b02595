import { createHash } from 'node:crypto'
import path from 'node:path'
import { bagFiles, decodeBagName, escapes, parseBagInfo, parseManifest } from '#shared/archive/bagit'
import { nameKey } from '#shared/text/safe-file-name'
import type { Files } from '../ports'

/**
 * Whether a folder is a whole BagIt bag (RFC 8493): every file named by a manifest read to its end, every file in `data/` named by every
 * manifest. A person who has to ask for a file again needs all of them at once, so nothing stops at the first fault.
 */
export type BadFile = { readonly file: string; readonly why: string }
export type PayloadFile = { readonly name: string; readonly size: number; readonly sha256: string }
export type BagVerdict = {
  readonly ok: boolean
  /** Files read in `data/`. */
  readonly files: number
  readonly bad: readonly BadFile[]
  /** No bag at all, as opposed to a damaged one. */
  readonly foreign: boolean
  readonly info: readonly (readonly [string, string])[]
  /** What lies in `data/` and could be read, with the sums found. */
  readonly payload: readonly PayloadFile[]
}
export type VerifyOptions = { readonly onFile?: (done: number, total: number, name: string) => void; readonly signal?: AbortSignal }

const algorithms: Readonly<Record<string, number>> = { md5: 32, sha1: 40, sha224: 56, sha256: 64, sha384: 96, sha512: 128 }
const manifestName = /^(tag)?manifest-([a-z0-9]+)\.txt$/
const maxTagBytes = 256 * 1024 ** 2

type Found = { readonly name: string; readonly size: number; readonly link: boolean }

export async function verifyBag(files: Files, folder: string, { onFile, signal }: VerifyOptions = {}): Promise<BagVerdict> {
  const bad: BadFile[] = []
  const fault = (file: string, why: string): void => void bad.push({ file, why })
  const found = await walkBag(files, folder, fault)
  const byName = new Map(found.map((file) => [file.name, file]))
  // macOS writes names decomposed; the same name in another composition is the same file. Case alone is not forgiven.
  const composed = new Map(found.map(({ name }) => [name.normalize('NFC'), name]))
  for (const name of twinNames(found.map(({ name }) => name))) fault(name, '和另一个文件只差大小写，换一台电脑就分不开')
  for (const { name, link } of found) if (link) fault(name, '是链接，不是文件')

  async function tagText(name: string, encoding = 'UTF-8'): Promise<string | null> {
    const there = byName.get(name)
    if (there === undefined || there.link) return null
    if (there.size > maxTagBytes) return fault(name, '太大，不像清单'), null
    try {
      return decodeTag((await files.read(path.join(folder, name))) ?? new Uint8Array(), encoding)
    } catch {
      return fault(name, `读不出来，不是 ${encoding} 文字`), null
    }
  }

  const manifests = found.flatMap(({ name }) => {
    const match = manifestName.exec(name)
    return match === null ? [] : [{ name, tag: match[1] !== undefined, algorithm: match[2] ?? '' }]
  })
  const { encoding, once } = judgeDeclaration(await tagText(bagFiles.declaration), fault)
  const payloadManifests = manifests.filter(({ tag }) => !tag)
  if (payloadManifests.length === 0) fault(bagFiles.manifest, '没有清单')
  const info = parseBagInfo((await tagText(bagFiles.info, encoding)) ?? '')

  /** What each file should be, by algorithm. */
  const wanted = new Map<string, { readonly algorithm: string; readonly sum: string; readonly manifest: string }[]>()
  const missing = new Map<string, string>()
  for (const { name: manifest, tag, algorithm } of manifests) {
    const length = algorithms[algorithm]
    const text = await tagText(manifest, encoding)
    if (text === null) continue
    if (length === undefined) {
      fault(manifest, `不认得 ${algorithm} 这种校验`)
      continue
    }
    if (text.startsWith('\ufeff')) fault(manifest, '开头有字节顺序标记')
    const { lines, bad: badLines } = parseManifest(text.replace(/^\ufeff/, ''), length)
    for (const line of badLines) fault(manifest, `第 ${line.line} 行${line.why}：${line.text}`)
    const listed = new Map<string, string>()
    for (const { sum, name } of lines) {
      const why = escapes(name) ?? (tag ? (name.startsWith(`${bagFiles.payload}/`) || /^tagmanifest-/.test(name) ? '不该在这张清单里' : null) : name.startsWith(`${bagFiles.payload}/`) ? null : '不在 data 文件夹里，不该在这张清单里')
      if (why !== null) {
        fault(name, `${manifest}里的${why}`)
        continue
      }
      const real = byName.has(name) ? name : (composed.get(name.normalize('NFC')) ?? null)
      const before = listed.get(real ?? name)
      if (before !== undefined && (once || before !== sum)) fault(name, `${manifest}里写了两次`)
      listed.set(real ?? name, sum)
      if (real === null) missing.set(name, `${manifest}里有，文件夹里没有`)
      else wanted.set(real, [...(wanted.get(real) ?? []), { algorithm, sum, manifest }])
    }
    if (!tag) for (const { name } of found) if (name.startsWith(`${bagFiles.payload}/`) && !listed.has(name)) fault(name, `文件夹里有，${manifest}里没有`)
  }
  for (const [name, why] of missing) fault(name, why)
  // What is still to be fetched from elsewhere is missing here, and nothing here fetches; a name that leaves the bag is an attack on who does.
  for (const line of ((await tagText(bagFiles.fetch, encoding)) ?? '').split(/\r\n|\r|\n/).filter((text) => text !== '')) {
    const name = decodeBagName(/^\S+[ \t]+(?:\d+|-)[ \t]+(.+)$/u.exec(line)?.[1] ?? '')
    const why = name === '' ? '不是“地址 大小 文件名”' : name.startsWith(`${bagFiles.payload}/`) ? escapes(name) : '文件名会跑到别的文件夹去'
    if (why !== null) fault(name === '' ? bagFiles.fetch : name, `${bagFiles.fetch}里的${why}`)
  }

  const payload: PayloadFile[] = []
  const toRead = found.filter(({ name, link }) => !link && (name.startsWith(`${bagFiles.payload}/`) || wanted.has(name)))
  for (const [n, { name, size }] of toRead.entries()) {
    signal?.throwIfAborted()
    onFile?.(n, toRead.length, name)
    const checks = wanted.get(name) ?? []
    try {
      const sums = await sumsOf(files, path.join(folder, ...name.split('/')), ['sha256', ...checks.map(({ algorithm }) => algorithm)], signal)
      for (const { algorithm, sum, manifest } of checks) if (sums.get(algorithm) !== sum) fault(name, `内容和${manifest}里的校验值不一样`)
      if (name.startsWith(`${bagFiles.payload}/`)) payload.push({ name: name.slice(bagFiles.payload.length + 1), size, sha256: sums.get('sha256') ?? '' })
    } catch (thrown) {
      if (signal?.aborted === true) throw thrown
      fault(name, `读不出来：${thrown instanceof Error ? thrown.message : String(thrown)}`)
    }
  }
  onFile?.(toRead.length, toRead.length, '')
  // Where a file is named already, the sum cannot add up, and the list is not to blame.
  if (bad.length === 0) judgeOxum(info, payload, fault)
  return { ok: bad.length === 0, files: payload.length, bad, foreign: !byName.has(bagFiles.declaration) && payloadManifests.length === 0, info, payload }
}

/** Everything below the bag, names with `/`. Folders that cannot be read are named. */
async function walkBag(files: Files, folder: string, fault: (file: string, why: string) => void, below = ''): Promise<readonly Found[]> {
  let entries: Awaited<ReturnType<Files['list']>>
  try {
    entries = await files.list(path.join(folder, ...below.split('/')))
  } catch (thrown) {
    fault(below === '' ? '.' : below, `文件夹读不出来：${thrown instanceof Error ? thrown.message : String(thrown)}`)
    return []
  }
  const found: Found[] = []
  for (const entry of entries) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.folder) found.push(...(await walkBag(files, folder, fault, name)))
    else found.push({ name, size: entry.size, link: entry.link === true })
  }
  return found
}

/** `encoding`: of the other tag files, where it says one we can read; `once`: whether a manifest may name a file only once, since 1.0 (before, twice with one sum is only untidy). */
function judgeDeclaration(text: string | null, fault: (file: string, why: string) => void): { readonly encoding: string; readonly once: boolean } {
  const usual = { encoding: 'UTF-8', once: true }
  if (text === null) return fault(bagFiles.declaration, '没有，或者读不出来'), usual
  const [first = '', second = '', ...rest] = text.split(/\r\n|\r|\n/)
  const version = /^BagIt-Version: (0\.9[3-7]|1\.0)$/.exec(first)?.[1]
  const encoding = /^Tag-File-Character-Encoding: (\S+)$/i.exec(second)?.[1]
  if (version === undefined) fault(bagFiles.declaration, '第一行要写 BagIt-Version: 1.0')
  if (encoding === undefined) fault(bagFiles.declaration, '第二行要写 Tag-File-Character-Encoding: UTF-8')
  else if (!isKnownEncoding(encoding)) fault(bagFiles.declaration, `不认得 ${encoding} 这种文字编码`)
  if (rest.some((line) => line.trim() !== '')) fault(bagFiles.declaration, '多出了几行')
  return { encoding: encoding !== undefined && isKnownEncoding(encoding) ? encoding : usual.encoding, once: version === undefined || version === '1.0' }
}

/** RFC 8493 2.1.1: UTF-8 should be used, any other registered encoding may be. */
function isKnownEncoding(encoding: string): boolean {
  try {
    return new TextDecoder(encoding).encoding !== 'replacement'
  } catch {
    return false
  }
}

/** A byte order mark belongs to UTF-16 and says which; in UTF-8 it stays, to be named. */
function decodeTag(bytes: Uint8Array, encoding: string): string {
  const wide = new TextDecoder(encoding).encoding.startsWith('utf-16')
  const label = wide && bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : encoding
  return new TextDecoder(label, { fatal: true, ignoreBOM: !wide }).decode(bytes)
}

/** A list that lost lines together with their files no longer adds up. */
function judgeOxum(info: BagVerdict['info'], payload: readonly PayloadFile[], fault: (file: string, why: string) => void): void {
  const oxum = info.find(([label]) => label.toLowerCase() === 'payload-oxum')?.[1]
  if (oxum === undefined) return
  const bytes = payload.reduce((all, file) => all + file.size, 0)
  if (oxum !== `${bytes}.${payload.length}`) fault(bagFiles.info, `Payload-Oxum 写着 ${oxum}，数出来是 ${bytes}.${payload.length}`)
}

function twinNames(names: readonly string[]): readonly string[] {
  const seen = new Map<string, string>()
  return names.flatMap((name) => {
    const twin = seen.get(nameKey(name))
    seen.set(nameKey(name), name)
    return twin === undefined ? [] : [twin, name]
  })
}

async function sumsOf(files: Files, file: string, wanted: readonly string[], signal: AbortSignal | undefined): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map([...new Set(wanted)].map((algorithm) => [algorithm, createHash(algorithm)]))
  for await (const chunk of files.readStream(file)) {
    signal?.throwIfAborted()
    for (const hash of hashes.values()) hash.update(chunk)
  }
  return new Map([...hashes].map(([algorithm, hash]) => [algorithm, hash.digest('hex')]))
}
