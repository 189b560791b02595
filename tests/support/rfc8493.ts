import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'

/**
 * Another reader of bags, from the words of RFC 8493 alone: it shares nothing with the app's own, so that both would have to be wrong in the same
 * way. Complete and valid as section 3 has it. It answers with every sentence of the standard that a folder breaks.
 */
export async function brokenRules(bag: string): Promise<readonly string[]> {
  const broken: string[] = []
  const bytesOf = (name: string) => readFile(path.join(bag, name))
  const linesOf = async (name: string) => (await bytesOf(name)).toString('utf8').split(/\r\n|\n|\r/u).filter((line) => line !== '')
  const top = await readdir(bag)

  // 2.1.1: exactly two lines, in UTF-8, without a byte order mark.
  if (!top.includes('bagit.txt')) return ['2.1.1: there is no bagit.txt']
  const declaration = await bytesOf('bagit.txt')
  if (!/^BagIt-Version: 1\.0(?:\r\n|\n|\r)Tag-File-Character-Encoding: UTF-8(?:\r\n|\n|\r)?$/u.test(declaration.toString('latin1'))) broken.push('2.1.1: bagit.txt is not the two lines of version 1.0')

  // 2.1.2: the payload.
  if (!top.includes('data') || !(await stat(path.join(bag, 'data'))).isDirectory()) return [...broken, '2.1.2: there is no folder data']
  const below = await readdir(bag, { recursive: true, withFileTypes: true })
  const present = below.filter((entry) => !entry.isDirectory()).map((entry) => path.relative(bag, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
  const payload = present.filter((name) => name.startsWith('data/'))

  // 2.1.3 and 2.2.1: one file a line, checksum first; CR, LF and % written with a percent sign and nothing else.
  const manifests = top.filter((name) => /^(?:tag)?manifest-[a-z0-9]+\.txt$/u.test(name))
  if (!manifests.some((name) => name.startsWith('manifest-'))) broken.push('2.1.3: there is no payload manifest')
  for (const manifest of manifests) {
    const ofTags = manifest.startsWith('tagmanifest-')
    const algorithm = manifest.slice(manifest.indexOf('-') + 1, -'.txt'.length)
    const listed = new Set<string>()
    for (const line of await linesOf(manifest)) {
      const gap = line.search(/[ \t]/u)
      const checksum = line.slice(0, gap).toLowerCase()
      const name = line.slice(gap).replace(/^[ \t]+/u, '').replace(/%(0D|0A|25)/giu, (code) => decodeURIComponent(code))
      if (listed.has(name)) broken.push(`2.1.3: ${manifest} lists ${name} more than once`)
      listed.add(name)
      if (name.split('/').some((part) => ['', '.', '..', '~'].includes(part)) || name.includes('\\')) broken.push(`5.1: ${manifest} names ${name}, outside the bag`)
      else if (name.startsWith('data/') === ofTags) broken.push(`2.2.1: ${name} does not belong in ${manifest}`)
      else if (!present.includes(name)) broken.push(`3: ${name} of ${manifest} is not there`)
      else if (createHash(algorithm).update(await bytesOf(name)).digest('hex') !== checksum) broken.push(`3: ${name} does not have the checksum of ${manifest}`)
    }
    if (!ofTags) for (const name of payload) if (!listed.has(name)) broken.push(`3: ${name} is not in ${manifest}`)
    if (ofTags) for (const name of manifests.filter((one) => one.startsWith('manifest-'))) if (!listed.has(name)) broken.push(`2.2.1: ${manifest} should list ${name}`)
  }

  // 2.2.2: metadata elements, one a line or folded; Payload-Oxum counts octets and streams.
  if (top.includes('bag-info.txt')) {
    const info = await linesOf('bag-info.txt')
    for (const line of info) if (!/^[ \t]+\S|^[^:\s][^:]*:[ \t]+\S/u.test(line)) broken.push(`2.2.2: bag-info.txt has the line “${line}”`)
    const octets = (await Promise.all(payload.map(async (name) => (await stat(path.join(bag, name))).size))).reduce((all, size) => all + size, 0)
    const oxum = info.filter((line) => line.startsWith('Payload-Oxum:'))
    if (oxum.length > 1 || (oxum.length === 1 && oxum[0] !== `Payload-Oxum: ${octets}.${payload.length}`)) broken.push(`2.2.2: ${oxum.join(' and ')}, but there are ${octets}.${payload.length}`)
  }
  // 2.2.3: what is to be fetched is not here yet.
  if (top.includes('fetch.txt')) broken.push('3: fetch.txt says the bag is not complete')
  return broken
}
