import { rosterAsOf } from '#shared/duties/roster'
import type { ArchiveItem } from '#shared/model/archive'
import { ofKind, type AnyRecord } from '#shared/model/kinds'
import type { WorkingBox } from '#shared/rules/pack'
import { papersOf, sourcesOf } from './parts'

/*
 * What a year should have left in its working boxes and has not. The list is the rule pack's template (no standard fixes it);
 * 缺 is a fact to look at, never a wall.
 */
export type Missing = { readonly document: string; readonly name: string; readonly have: number; readonly want: number; /** Whose it is that is missing, in roster order; empty for a paper of the branch. */ readonly who: readonly string[] }
export type BoxState = {
  readonly box: WorkingBox
  readonly items: readonly ArchiveItem[]
  readonly missing: readonly Missing[]
  /** How many pieces are still wanted. */
  readonly short: number
  /** 0 to 1; 1 where nothing particular is expected but something lies there. */
  readonly gauge: number
}

export type Person = { readonly id: string; readonly name: string }
/** Whom the year wants papers of, in roster order; `ownersOf`: whose papers an item made here holds. */
export type People = { readonly members: readonly Person[]; readonly fullMembers: readonly Person[]; readonly ownersOf: (item: ArchiveItem) => readonly string[] }

export function peopleOf(records: readonly AnyRecord[], day: string): People {
  const roster = rosterAsOf(ofKind(records, 'member'), day)
  const people = (of: typeof roster) => of.map(({ member: { id, name } }) => ({ id, name }))
  return { members: people(roster), fullMembers: people(roster.filter(({ then }) => then.grade === 'full')), ownersOf: ownersOf(records) }
}

/** Whose paper an item is: the record it was made from says so, or the part of it that is one member's. */
function ownersOf(records: readonly AnyRecord[]): People['ownersOf'] {
  const owners = new Map([...ofKind(records, 'pledge'), ...ofKind(records, 'analysisReport')].map(({ id, memberId }) => [id, memberId]))
  const members = new Set(ofKind(records, 'member').map(({ id }) => id))
  return (item) => sourcesOf(item).flatMap((source) => {
    const part = source.document.split(':')[1] ?? ''
    return members.has(part) ? part : (owners.get(source.id) ?? [])
  })
}

export function completeness(boxes: readonly WorkingBox[], items: readonly ArchiveItem[], year: number, people: People): readonly BoxState[] {
  const ofYear = items.filter((item) => item.year === year)
  return boxes.map((box) => {
    const inside = ofYear.filter((item) => item.workingBox === box.no)
    const lines = box.expected.map((expected): Missing => {
      const found = inside.filter((item) => matches(item, expected))
      const { document, name } = expected
      if (expected.per === 'branch') return { document, name, want: 1, have: Math.min(1, found.length), who: [] }
      const wanted = expected.per === 'member' ? people.members : people.fullMembers
      const without = lacking(wanted, found, people.ownersOf)
      return { document, name, want: wanted.length, have: wanted.length - without.length, who: without.map((person) => person.name) }
    })
    const [want, have] = [lines.reduce((all, line) => all + line.want, 0), lines.reduce((all, line) => all + line.have, 0)]
    return { box, items: inside, missing: lines.filter((line) => line.have < line.want), short: want - have, gauge: want === 0 ? (inside.length > 0 ? 1 : 0) : have / want }
  })
}

/** Made here: by whose record it is. By hand: by the name in its title, one paper for one person, so that two of one name need two. */
function lacking(wanted: readonly Person[], found: readonly ArchiveItem[], ownersOf: People['ownersOf']): readonly Person[] {
  const owners = new Set(found.flatMap(ownersOf))
  const byHand = found.filter((item) => ownersOf(item).length === 0)
  return wanted.filter((person) => {
    if (owners.has(person.id)) return false
    const at = byHand.findIndex((item) => `${item.title} ${item.author}`.includes(person.name))
    if (at >= 0) byHand.splice(at, 1)
    return at < 0
  })
}

/** Made here: by its document. Registered by hand: by the name in its title. */
function matches(item: ArchiveItem, expected: WorkingBox['expected'][number]): boolean {
  return papersOf(item).some(({ source, title }) => (source === null ? title.includes(expected.name) : source.document.split(':')[0] === expected.document))
}

/** Items that lie in no working box of the template. */
export function unboxed(boxes: readonly WorkingBox[], items: readonly ArchiveItem[], year: number): readonly ArchiveItem[] {
  return items.filter((item) => item.year === year && !boxes.some((box) => box.no === item.workingBox))
}
