import { expect, test } from 'vitest'
import { hasCharacter } from '#shared/paper/preflight'
import { memoryFiles } from '../memory-files'
import { findFonts, type FontSight } from './find-fonts'
import { createPreflight } from './preflight'
import { readCharacters, readFontNames, type ReadRange } from './read-font'

/** A font file with nothing but what is read: names, and a character table of format 4 or 12. */
function font(family: string, codes: readonly number[], format: 4 | 12, base = 0): Uint8Array {
  const text = [...family].flatMap((char) => [char.charCodeAt(0) >> 8, char.charCodeAt(0) & 255])
  const short = (...values: number[]): number[] => values.flatMap((value) => [(value >> 8) & 255, value & 255])
  const long = (...values: number[]): number[] => values.flatMap((value) => [(value >>> 24) & 255, (value >> 16) & 255, (value >> 8) & 255, value & 255])
  const name = [...short(0, 2, 6 + 24), ...short(1, 0, 0, 1, 4, 0), ...short(3, 1, 0x0804, 1, text.length, 0), ...text]
  const segments = [...codes.map((code) => [code, (1 - code) & 0xffff]), [0xffff, 1]] as const
  const body = format === 12
    ? [...short(12, 0), ...long(16 + codes.length * 12, 0, codes.length), ...codes.flatMap((code, at) => long(code, code, at + 1))]
    : [...short(4, 16 + segments.length * 8, 0, segments.length * 2, 0, 0, 0), ...segments.flatMap(([code]) => short(code ?? 0)), 0, 0, ...segments.flatMap(([code]) => short(code ?? 0)), ...segments.flatMap(([, delta]) => short(delta ?? 0)), ...segments.flatMap(() => short(0))]
  const cmap = [...short(0, 1, 3, format === 12 ? 10 : 1), ...long(12), ...body]
  const start = base + 12 + 32
  return Uint8Array.from([...long(0x00010000), ...short(2, 0, 0, 0), ...long(0x6e616d65, 0, start, name.length), ...long(0x636d6170, 0, start + name.length, cmap.length), ...name, ...cmap])
}
const reading = (bytes: Uint8Array): ReadRange => async (start, length) => bytes.subarray(start, start + length)

test.each([4, 12] as const)('names and characters of a font, format %i', async (format) => {
  const bytes = font('仿宋', format === 12 ? [0x4e00, 0x4e2d, 0x20bb7] : [0x4e00, 0x4e2d], format)
  const [one] = (await readFontNames(reading(bytes))) ?? []
  expect(one?.families).toEqual(['仿宋'])
  const ranges = await readCharacters(reading(bytes), one?.cmap ?? null)
  expect(['一', '中', '丁', '𠮷'].map((char) => hasCharacter(ranges, char))).toEqual([true, true, false, format === 12])
})

test('a collection has all its fonts', async () => {
  const one = font('宋体', [0x4e00], 4, 20)
  const two = font('新宋体', [0x4e01], 4, 20 + one.length)
  const head = Uint8Array.from([0x74, 0x74, 0x63, 0x66, 0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 20, 0, 0, 0, 20 + one.length])
  const bytes = Uint8Array.from([...head, ...one, ...two])
  expect((await readFontNames(reading(bytes)))?.map((font_) => font_.families)).toEqual([['宋体'], ['新宋体']])
})

test.each([[new Uint8Array()], [Uint8Array.from(Buffer.from('not a font at all, only text'))], [font('仿宋', [0x4e00], 4).subarray(0, 60)], [Uint8Array.from([0, 1, 0, 0, 255, 255, 0, 0, 0, 0, 0, 0])]])('what is no whole font is none (%#)', async (bytes) => {
  expect(await readFontNames(reading(bytes))).toBeNull()
})

const sight = (platform: NodeJS.Platform, files: Readonly<Record<string, Uint8Array>>, listed: string | null = null): FontSight => ({
  platform, env: { SystemRoot: 'D:\\WinNT', LOCALAPPDATA: 'D:\\Me' }, home: '/home/wang',
  filesUnder: async (folder) => Object.keys(files).filter((file) => file.startsWith(folder)),
  readRange: async (file, start, length) => (files[file] ?? new Uint8Array()).subarray(start, start + length),
  run: async () => listed,
})
const song = font('宋体', [0x4e00], 4)

test.each([
  ['win32', 'D:\\WinNT\\Fonts\\simsun.ttc'], ['win32', 'D:\\Me\\Microsoft\\Windows\\Fonts\\x.TTF'], ['darwin', '/System/Library/Fonts/Supplemental/Songti.ttc'], ['darwin', '/home/wang/Library/Fonts/a.otf'], ['linux', '/home/wang/.local/share/fonts/a.ttf'],
] as const)('%s: %s is found', async (platform, file) => {
  expect((await findFonts(sight(platform, { [file]: song, [`${file}.txt`]: song }))).map((one) => one.file)).toEqual([file])
})

test('on Linux fc-list says where they are, and a damaged one is passed over', async () => {
  expect((await findFonts(sight('linux', { '/opt/f/a.ttf': song, '/opt/f/b.ttf': new Uint8Array(3) }, '/opt/f/b.ttf\n/opt/f/a.ttf\n/opt/f/a.ttf\n'))).map((one) => one.families)).toEqual([['宋体']])
})

test('a paper is told what its faces lack here', async () => {
  const files = memoryFiles()
  await files.replace('/f/fang.ttf', font('仿宋', [0x738b], 4))
  await files.replace('/f/song.ttf', font('SimSun', [0x36c3, 0x738b], 12))
  let looked = 0
  const fonts = () => {
    looked += 1
    return findFonts({ ...sight('linux', {}, '/f/fang.ttf\n/f/song.ttf'), readRange: files.readRange })
  }
  const ask = createPreflight({ files, fonts })
  const needs = [{ face: '仿宋', characters: '㛃王𠮷' }, { face: '小标宋', characters: '王' }] as const
  expect(await ask(needs)).toEqual([
    { face: '仿宋', wanted: '仿宋_GB2312', used: '仿宋', sameStyle: true, lacking: [{ characters: '㛃', instead: 'SimSun' }, { characters: '𠮷', instead: null }] },
    { face: '小标宋', wanted: '方正小标宋简体', used: null, sameStyle: false, lacking: [] },
  ])
  await ask(needs)
  expect(looked).toBe(1)
})
