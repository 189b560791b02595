import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli, refusedCli } from '../support/cli'
import { brokenRules } from '../support/rfc8493'

/**
 * The sample's bag before other eyes: a reader written from RFC 8493 alone, and the validator most archives use, bagit-python, wherever it is
 * installed. Each damage is named by ours and by theirs.
 */
const python = ['python3', 'python'].find((command) => spawnSync(command, ['-c', 'import bagit']).status === 0)
if (python === undefined) console.warn('SKIPPED: bagit-python is not installed here (pip install bagit), so the bag was not put before it; the reader from RFC 8493 was asked alone.')

let [room, bag] = ['', '']
beforeAll(async () => {
  room = await mkdtemp(path.join(tmpdir(), 'vanguard-bag-'))
  await cli('sample-year', '--out', path.join(room, 'year'))
  bag = path.join(room, 'year/bag')
}, 600_000)
afterAll(() => rm(room, { recursive: true, force: true }))

const validated = (folder: string) => spawnSync(python ?? '', ['-c', 'import bagit, sys\nbagit.Bag(sys.argv[1]).validate()', folder], { encoding: 'utf8' })

test('a reader written from RFC 8493 alone finds nothing wrong', async () => {
  expect(await brokenRules(bag)).toEqual([])
})

test.runIf(python !== undefined)('bagit-python finds it valid', () => {
  const { status, stderr } = validated(bag)
  expect(stderr).not.toContain('Error')
  expect(status).toBe(0)
})

async function anyFile(folder: string, ending: string): Promise<string> {
  const found = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(ending)).sort()[0]
  if (found === undefined) throw new Error(`no ${ending}`)
  return path.join(folder, found)
}

const damages: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  'a flipped bit': async (folder) => {
    const file = await anyFile(path.join(folder, 'data'), '.pdf')
    const bytes = await readFile(file)
    bytes[9] = (bytes[9] ?? 0) ^ 1
    await writeFile(file, bytes)
  },
  'a file lost': async (folder) => rm(await anyFile(path.join(folder, 'data'), '.docx')),
  'a file too many': (folder) => writeFile(path.join(folder, 'data/多.txt'), 'x'),
  'a file renamed': async (folder) => {
    const file = await anyFile(path.join(folder, 'data'), '.docx')
    await rename(file, `${file}x`)
  },
  'a changed page of the catalogue': (folder) => writeFile(path.join(folder, 'index.html'), 'x'),
  'a manifest cut short': async (folder) => writeFile(path.join(folder, 'manifest-sha256.txt'), (await readFile(path.join(folder, 'manifest-sha256.txt'), 'utf8')).slice(0, -200)),
}
test.each(Object.entries(damages))('%s: refused by ours and by the others', async (name, damage) => {
  const folder = path.join(room, name)
  await cp(bag, folder, { recursive: true })
  await damage(folder)
  expect(await brokenRules(folder)).not.toEqual([])
  expect((await refusedCli('verify-bag', folder)).code).toBe(1)
  if (python !== undefined) expect(validated(folder).status).not.toBe(0)
})
