import type { ArchiveItem } from '#shared/model/archive'
import type { WorkingBox } from '#shared/rules/pack'

/*
 * What a year should have left in its working boxes and has not. The list is the rule pack's template (no standard fixes it);
 * 缺 is a fact to look at, never a wall.
 */
export type Missing = { readonly document: string; readonly name: string; readonly have: number; readonly want: number }
export type BoxState = {
  readonly box: WorkingBox
  readonly items: readonly ArchiveItem[]
  readonly missing: readonly Missing[]
  /** How many pieces are still wanted. */
  readonly short: number
  /** 0 to 1; 1 where nothing particular is expected but something lies there. */
  readonly gauge: number
}

export type Headcount = { readonly members: number; readonly fullMembers: number }

export function completeness(boxes: readonly WorkingBox[], items: readonly ArchiveItem[], year: number, people: Headcount): readonly BoxState[] {
  const ofYear = items.filter((item) => item.year === year)
  return boxes.map((box) => {
    const inside = ofYear.filter((item) => item.workingBox === box.no)
    const lines = box.expected.map((expected) => {
      const want = expected.per === 'branch' ? 1 : expected.per === 'member' ? people.members : people.fullMembers
      const have = Math.min(want, inside.filter((item) => matches(item, expected)).length)
      return { document: expected.document, name: expected.name, have, want }
    })
    const [want, have] = [lines.reduce((all, line) => all + line.want, 0), lines.reduce((all, line) => all + line.have, 0)]
    return { box, items: inside, missing: lines.filter((line) => line.have < line.want), short: want - have, gauge: want === 0 ? (inside.length > 0 ? 1 : 0) : have / want }
  })
}

/** Made here: by its document. Registered by hand: by the name in its title. */
function matches(item: ArchiveItem, expected: WorkingBox['expected'][number]): boolean {
  return item.source === null ? item.title.includes(expected.name) : item.source.document.split(':')[0] === expected.document
}

/** Items that lie in no working box of the template. */
export function unboxed(boxes: readonly WorkingBox[], items: readonly ArchiveItem[], year: number): readonly ArchiveItem[] {
  return items.filter((item) => item.year === year && !boxes.some((box) => box.no === item.workingBox))
}
