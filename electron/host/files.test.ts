import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { memoryFiles } from './memory-files'
import { fileError, nodeFiles } from './node-files'
import type { Files } from './ports'

const text = (words: string) => new TextEncoder().encode(words)
const read = async (files: Files, target: string) => {
  const bytes = await files.read(target)
  return bytes === null ? null : new TextDecoder().decode(bytes)
}
async function* stream(...parts: readonly string[]): AsyncIterable<Uint8Array> {
  for (const part of parts) yield text(part)
}
async function* failing(): AsyncIterable<Uint8Array> {
  yield text('half')
  throw new Error('the stick was pulled')
}

/** What every `Files` promises; run on the real disk and on the double that other tests trust. */
describe.each([
  ['the disk', () => nodeFiles()],
  ['the double', () => memoryFiles()],
])('files on %s', (_, make) => {
  let root = ''
  let files: Files = make()
  const at = (...names: readonly string[]) => path.join(root, ...names)
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'vb-files-'))
    files = make()
  })
  afterEach(() => rm(root, { recursive: true, force: true }))

  test('what is not there is null or empty', async () => {
    expect(await files.read(at('x'))).toBeNull()
    expect(await files.size(at('x'))).toBeNull()
    expect(await files.list(at('nowhere'))).toEqual([])
    await expect(files.readRange(at('x'), 0, 1)).rejects.toThrow()
    await files.remove(at('x'))
    await files.shred(at('x'))
  })

  test('replace makes the folder, replaces whole and leaves no temporary', async () => {
    await files.replace(at('a', 'b', '卷.json'), text('one and more'))
    await files.replace(at('a', 'b', '卷.json'), text('two'))
    expect(await read(files, at('a', 'b', '卷.json'))).toBe('two')
    expect((await files.list(at('a', 'b'))).map((entry) => entry.name)).toEqual(['卷.json'])
    expect(await files.list(at('a'))).toEqual([{ name: 'b', folder: true, size: 0 }])
  })

  test('overwrite changes bytes in place and never the length', async () => {
    await files.replace(at('a', 'box'), text('0123456789'))
    await files.overwrite(at('a', 'box'), 3, text('abc'))
    await files.overwrite(at('a', 'box'), 9, text('z'))
    expect(await read(files, at('a', 'box'))).toBe('012abc678z')
    await expect(files.overwrite(at('a', 'box'), 8, text('xyz'))).rejects.toThrow('outside')
    await expect(files.overwrite(at('a', 'none'), 0, text('x'))).rejects.toThrow()
    expect(await read(files, at('a', 'box'))).toBe('012abc678z')
    expect((await files.list(at('a'))).map((entry) => entry.name)).toEqual(['box'])
  })

  test('append grows a file, makes it, and takes nothing as well', async () => {
    await files.append(at('new', 'log'), text('一\n'))
    await files.append(at('new', 'log'), text('二\n'))
    await files.append(at('new', 'log'), new Uint8Array())
    expect(await read(files, at('new', 'log'))).toBe('一\n二\n')
    expect(await files.size(at('new', 'log'))).toBe(8)
    await files.truncate(at('new', 'log'), 4)
    expect(await read(files, at('new', 'log'))).toBe('一\n')
  })

  test('ranges end with the file', async () => {
    await files.replace(at('x'), text('0123456789'))
    expect(new TextDecoder().decode(await files.readRange(at('x'), 3, 4))).toBe('3456')
    expect(new TextDecoder().decode(await files.readRange(at('x'), 8, 40))).toBe('89')
    expect((await files.readRange(at('x'), 40, 4)).length).toBe(0)
  })

  test('files and whole folders move', async () => {
    await files.replace(at('from', 'deep', 'x'), text('x'))
    await files.move(at('from'), at('to', 'there'))
    expect(await read(files, at('to', 'there', 'deep', 'x'))).toBe('x')
    expect(await files.list(at('from'))).toEqual([])
    await expect(files.move(at('nothing'), at('else'))).rejects.toThrow()
  })

  test('remove takes a folder with all in it, shred a file', async () => {
    await files.replace(at('f', 'x'), text('x'))
    await files.replace(at('f', 'y'), text('secret'))
    await files.shred(at('f', 'y'))
    expect((await files.list(at('f'))).map((entry) => entry.name)).toEqual(['x'])
    await files.remove(at('f'))
    expect(await files.list(at('f'))).toEqual([])
  })

  test('a stream is hashed while it is written, and read back in pieces', async () => {
    const answer = await files.writeStream(at('s', 'x'), stream('一', '二', '三'))
    expect(answer).toEqual({ size: 9, sha256: createHash('sha256').update('一二三').digest('hex') })
    let back = ''
    for await (const chunk of files.readStream(at('s', 'x'))) back += new TextDecoder().decode(chunk)
    expect(back).toBe('一二三')
  })

  test('a source that fails leaves nothing behind, and what was there stays', async () => {
    await files.replace(at('s', 'x'), text('before'))
    await expect(files.writeStream(at('s', 'x'), failing())).rejects.toThrow('pulled')
    await expect(files.writeStream(at('s', 'y'), failing())).rejects.toThrow('pulled')
    expect(await read(files, at('s', 'x'))).toBe('before')
    expect((await files.list(at('s'))).map((entry) => entry.name)).toEqual(['x'])
  })

  test('makeFolder makes all above it and does not mind that it is there', async () => {
    await files.makeFolder(at('a', 'b', 'c'))
    await files.makeFolder(at('a', 'b', 'c'))
    expect((await files.list(at('a', 'b')))[0]).toMatchObject({ name: 'c', folder: true })
  })
})

test('system errors become sentences', () => {
  const system = (code: string) => Object.assign(new Error(code), { code })
  expect(fileError(system('ENOSPC'), '/x')).toMatchObject({ code: 'diskFull' })
  for (const code of ['EACCES', 'EROFS', 'EPERM']) expect(fileError(system(code), '/x')).toMatchObject({ code: 'noAccess', facts: { path: '/x' } })
  const other = system('EIO')
  expect(fileError(other, '/x')).toBe(other)
})

test('no temporary stays on the disk after a failed replacement', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'vb-files-'))
  const files = nodeFiles()
  await files.makeFolder(path.join(root, 'taken', 'inside'))
  await expect(files.replace(path.join(root, 'taken'), text('x'))).rejects.toThrow()
  expect(await readdir(root)).toEqual(['taken'])
  await rm(root, { recursive: true, force: true })
})

test('ordered faults: full disk, torn append, then well again', async () => {
  const files = memoryFiles()
  await files.append('/v/log', text('good\n'))
  files.faults.fail(2, 'diskFull')
  await files.append('/v/log', text('more\n'))
  await expect(files.append('/v/log', text('bad\n'))).rejects.toMatchObject({ code: 'diskFull' })
  await expect(files.replace('/v/x', text('bad'))).rejects.toMatchObject({ code: 'diskFull' })
  files.faults.heal()
  files.faults.tear(2)
  await expect(files.append('/v/log', text('torn\n'))).rejects.toThrow('power')
  expect(await read(files, '/v/log')).toBe('good\nmore\nto')
})
