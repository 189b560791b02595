import { lastResorts } from '#shared/paper/faces'
import { familiesHere, findFaces, type FaceFinding, type FaceHere, type FaceNeed } from '#shared/paper/preflight'
import { faces } from '#shared/paper/print-document'
import type { Ports } from '../ports'
import type { InstalledFont } from './find-fonts'
import { readCharacters } from './read-font'

/**
 * Answers `paper.preflight`. Fonts are looked for once, while the program runs; the characters of a font are read when a paper first needs to
 * know them.
 */
export function createPreflight({ fonts, files }: Pick<Ports, 'fonts' | 'files'>): (needs: readonly FaceNeed[]) => Promise<readonly FaceFinding[]> {
  let found: Promise<readonly InstalledFont[]> | null = null
  const read = new Map<string, Promise<FaceHere>>()

  return async (needs) => {
    const installed = await (found ??= fonts())
    const byName = new Map<string, InstalledFont>()
    const spelling = new Map<string, string>()
    for (const font of installed) {
      for (const family of font.families) {
        if (byName.has(family)) continue
        byName.set(family, font)
        spelling.set(family.toLowerCase(), family)
      }
    }
    const here = async (name: string): Promise<FaceHere> => {
      const font = byName.get(name)
      const known = read.get(name) ?? (font === undefined ? Promise.resolve([]) : readCharacters((start, length) => files.readRange(font.file, start, length), font.cmap).catch(() => [])).then((ranges): FaceHere => ({ name, ranges }))
      read.set(name, known)
      return known
    }
    const chains = new Map(await Promise.all(faces.map(async (face) => [face, await Promise.all(familiesHere(face, spelling).map(here))] as const)))
    // 宋体 has the most characters everywhere: it is asked first when a face's own chain has not got one.
    const others = ['宋体', '黑体', '仿宋', '楷体', '小标宋'] as const
    const resorts = await Promise.all(lastResorts.flatMap((name) => spelling.get(name.toLowerCase()) ?? []).map(here))
    return findFaces(needs, (face) => chains.get(face) ?? [], [...others.flatMap((face) => chains.get(face) ?? []), ...resorts])
  }
}
