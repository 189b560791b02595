import { familiesOf, wordFonts } from './faces'
import { lowerSection, cellLines, type Piece } from './lower'
import { labelCells } from './label-fit'
import { gbt9704 } from './gbt9704'
import { cellStyle, cornerLines, placeCells } from './table-grid'
import { faces, type Face, type PrintDocument, type Section, type Table } from './print-document'

/**
 * Before a paper is printed: which of its faces this machine has and what stands in for the others, and which of its characters (mostly of
 * names: 㛃 䶮 𠮷) the face lacks and what they are set in instead.
 */
export type FaceNeed = { readonly face: Face; readonly characters: string }
/** Ascending, without overlaps, ends included. */
export type CharacterRanges = readonly (readonly [number, number])[]
export type FaceHere = { readonly name: string; readonly ranges: CharacterRanges }

export type FaceFinding = {
  readonly face: Face
  /** The face of the standard, by the name Word files carry. */
  readonly wanted: string
  /** The installed family that is used; null where the whole chain is missing. */
  readonly used: string | null
  /** Whether what is used is cut in the style that is wanted. */
  readonly sameStyle: boolean
  /** Characters the used family lacks, with the family that has them; null where none does and the paper would show a box. */
  readonly lacking: readonly { readonly characters: string; readonly instead: string | null }[]
}

const styles: Readonly<Record<Face, RegExp>> = { 小标宋: /小标宋|XiaoBiaoSong|_XBS/iu, 仿宋: /仿宋|Fang/iu, 楷体: /楷|Kai|_KT/iu, 黑体: /黑|Hei|_HT/iu, 宋体: /宋|Song|SimSun|_ST_/iu }

function tableNeeds(table: Table, section: Section, add: (face: Face, text: string) => void): void {
  for (const row of placeCells(table)) {
    for (const placed of row.cells) {
      const style = cellStyle(placed, table, section.body.size)
      for (const runs of cellLines(placed.cell, style)) for (const run of runs) add(run.face, run.text)
      for (const text of [...(placed.cell.diagonal ?? []), ...cornerLines(placed.cell).map((line) => line.text)]) add(style.face, text)
    }
  }
}

/** Each face a document is set in, with the characters it needs of it, each once, in the order of their codes. */
export function facesNeeded(document: PrintDocument): readonly FaceNeed[] {
  const needed = new Map<Face, Set<string>>()
  const add = (face: Face, text: string): void => {
    const set = needed.get(face) ?? new Set<string>()
    needed.set(face, set)
    for (const char of text) if (!/[\s\u200b\ufffd]/u.test(char)) set.add(char)
  }
  const look = (piece: Piece, section: Section): void => {
    if (piece.type === 'line') for (const run of piece.runs) add(run.face, run.text)
    else if (piece.type === 'table' || piece.type === 'overlay') tableNeeds(piece.table, section, add)
    else if (piece.type === 'bottom') for (const one of piece.pieces) look(one, section)
    else if (piece.type === 'label') for (const cell of labelCells(piece.label)) add(cell.face, cell.caption + cell.text)
  }
  for (const section of document.sections) {
    if (section.header !== undefined) add('仿宋', section.header)
    if (section.pageNumber === 'outer') add(gbt9704.pageNumber.face, '—0123456789')
    for (const piece of lowerSection(section)) look(piece, section)
  }
  return faces.flatMap((face) => {
    const set = needed.get(face)
    return set === undefined || set.size === 0 ? [] : [{ face, characters: [...set].sort((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0)).join('') }]
  })
}

export function hasCharacter(ranges: CharacterRanges, char: string): boolean {
  const code = char.codePointAt(0) ?? 0
  let [low, high] = [0, ranges.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const [start, end] = ranges[middle] ?? [0, 0]
    if (code < start) high = middle - 1
    else if (code > end) low = middle + 1
    else return true
  }
  return false
}

/** `chain` gives the installed families of a face, best first; `others` the ones a program would look through in the end. */
export function findFaces(needs: readonly FaceNeed[], chain: (face: Face) => readonly FaceHere[], others: readonly FaceHere[]): readonly FaceFinding[] {
  return needs.map(({ face, characters }) => {
    const here = chain(face)
    const used = here[0] ?? null
    const insteads = new Map<string | null, string>()
    for (const char of characters) {
      if (used !== null && hasCharacter(used.ranges, char)) continue
      const instead = [...here.slice(1), ...others].find((one) => hasCharacter(one.ranges, char))?.name ?? null
      // Without any face of the chain every character is in another: that is said once, of the face.
      if (used === null && instead !== null) continue
      insteads.set(instead, (insteads.get(instead) ?? '') + char)
    }
    return {
      face, wanted: wordFonts[face].name, used: used?.name ?? null, sameStyle: used !== null && styles[face].test(used.name),
      lacking: [...insteads].map(([instead, lacked]) => ({ characters: lacked, instead })),
    }
  })
}

/** The installed names of a face's chain, in its order, under the spelling the machine has them in. */
export function familiesHere(face: Face, installed: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set(familiesOf(face).flatMap((name) => installed.get(name.toLowerCase()) ?? []))]
}

const shown = (characters: string): string => {
  const all = [...characters]
  return all.length <= 6 ? all.join('') : `${all.slice(0, 6).join('')}等 ${all.length} 字`
}

/** The findings in one plain line: 仿宋、黑体齐备；没有小标宋，用 Noto Serif 代；“㛃”用宋体代. */
export function sayFaces(findings: readonly FaceFinding[]): string {
  const there = findings.filter((one) => one.sameStyle).map((one) => one.face)
  const said = there.length === 0 ? [] : [`${there.join('、')}齐备`]
  for (const one of findings) {
    if (one.used === null) said.push(`没有${one.face}，由别的字体代`)
    else if (!one.sameStyle) said.push(`没有${one.face}，用 ${one.used} 代`)
    for (const { characters, instead } of one.lacking) {
      said.push(instead === null ? `“${shown(characters)}”这台电脑没有字体能显示，会印成方框` : `“${shown(characters)}”${one.face}里没有，用 ${instead} 代`)
    }
  }
  return said.join('；')
}

const names = new Map([['210×297', 'A4 竖放'], ['297×210', 'A4 横放'], ['297×420', 'A3 竖放'], ['420×297', 'A3 横放']])

/** The sheets a document needs, in one plain line: A4 竖放; 20×310 毫米. */
export function sayPaper(document: PrintDocument): string {
  const sizes = document.sections.map(({ paper }) => {
    const size = `${Math.round(paper.width * 10) / 10}×${Math.round(paper.height * 10) / 10}`
    return names.get(size) ?? `${size} 毫米`
  })
  return [...new Set(sizes)].join('，')
}
