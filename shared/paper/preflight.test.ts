import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bottom, cell, label, masthead, para, table, title } from './blocks'
import { facesNeeded, familiesHere, findFaces, hasCharacter, sayFaces, sayPaper, type CharacterRanges, type FaceHere } from './preflight'
import { form, labels, prose } from './presets'

const sorted = (text: string): string => [...new Set(text)].sort((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0)).join('')
const having = (name: string, text: string): FaceHere => ({ name, ranges: [...sorted(text)].map((char): readonly [number, number] => [char.codePointAt(0) ?? 0, char.codePointAt(0) ?? 0]) })

test('a document needs each face with the characters set in it, wherever they stand', () => {
  const document = prose({ title: '通知', author: '', official: true, blocks: [
    masthead('镇党委', '镇发〔2010〕1号'), title('通知'), para('赵㛃，赵𠮷'),
    table({ widths: [30, 60], headRows: 1, rows: [['头', cell('', { diagonal: ['下', '上'] })], [cell('甲', { face: '楷体' }), cell('', { corner: ['（盖章）'] })]] }), bottom([para('抄送：村')]),
  ] })
  expect(facesNeeded(document)).toEqual([
    { face: '小标宋', characters: sorted('镇党委通知') }, { face: '仿宋', characters: sorted('镇发〔2010〕1号赵㛃，𠮷（盖章）抄送：村') },
    { face: '楷体', characters: '甲' }, { face: '黑体', characters: sorted('头上下') }, { face: '宋体', characters: sorted('—0123456789') },
  ])
  expect(facesNeeded(labels({ title: '盒脊', author: '', labels: [label(20, 310, [{ caption: '年度', text: '2010', height: 30 }])] }))).toEqual([{ face: '宋体', characters: sorted('年度2010') }])
})

test('what stands in, and what the face in use lacks, is named', () => {
  const chains: Readonly<Record<string, readonly FaceHere[]>> = { 仿宋: [having('仿宋_GB2312', '王赵'), having('仿宋', '王赵㛃')], 宋体: [having('宋体', '王赵㛃䶮')], 小标宋: [having('华文中宋', '通知')] }
  const found = findFaces([{ face: '小标宋', characters: '知通' }, { face: '仿宋', characters: '㛃䶮王𠮷' }, { face: '楷体', characters: '王' }], (face) => chains[face] ?? [], chains['宋体'] ?? [])
  expect(found).toEqual([
    { face: '小标宋', wanted: '方正小标宋简体', used: '华文中宋', sameStyle: false, lacking: [] },
    { face: '仿宋', wanted: '仿宋_GB2312', used: '仿宋_GB2312', sameStyle: true, lacking: [{ characters: '㛃', instead: '仿宋' }, { characters: '䶮', instead: '宋体' }, { characters: '𠮷', instead: null }] },
    { face: '楷体', wanted: '楷体_GB2312', used: null, sameStyle: false, lacking: [] },
  ])
  expect(sayFaces(found)).toBe('仿宋齐备；没有小标宋，用 华文中宋 代；“㛃”仿宋里没有，用 仿宋 代；“䶮”仿宋里没有，用 宋体 代；“𠮷”这台电脑没有字体能显示，会印成方框；没有楷体，由别的字体代')
  expect(sayFaces([{ face: '宋体', wanted: '宋体', used: '宋体', sameStyle: true, lacking: [{ characters: '一二三四五六七八', instead: '黑体' }] }])).toContain('“一二三四五六等 8 字”')
})

test('a chain is taken in its order, under the names this machine has', () => {
  expect(familiesHere('仿宋', new Map([['fangsong', 'FangSong'], ['仿宋_gb2312', '仿宋_GB2312'], ['arial', 'Arial']]))).toEqual(['仿宋_GB2312', 'FangSong'])
  expect(familiesHere('小标宋', new Map())).toEqual([])
})

test('the sheets are said as a person asks for them', () => {
  expect(sayPaper(prose({ title: '文', author: '', blocks: [] }))).toBe('A4 竖放')
  expect(sayPaper(form({ title: '表', author: '', landscape: true, paper: 'A3', blocks: [] }))).toBe('A3 横放')
  expect(sayPaper(labels({ title: '盒脊', author: '', labels: [label(20, 310, []), label(20, 310, [])] }))).toBe('20×310 毫米')
})

test('a character is found exactly where a range holds it', () => {
  const ranges = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 40 }).map((ends): CharacterRanges => {
    const all = [...ends].sort((a, b) => a - b)
    return all.flatMap((start, at) => (at % 2 === 0 && all[at + 1] !== undefined ? [[start, all[at + 1] ?? start] as const] : []))
  })
  fc.assert(fc.property(ranges, fc.integer({ min: 0, max: 400 }), (given, code) => {
    expect(hasCharacter(given, String.fromCodePoint(code))).toBe(given.some(([start, end]) => code >= start && code <= end))
  }), { seed: 9704, numRuns: 500 })
})
