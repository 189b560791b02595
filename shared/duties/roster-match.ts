import type { Member } from '#shared/model/member'
import { nameMatchKey } from '#shared/text/names'
import { mayBeSame, type PartialDate } from '#shared/text/partial-date'

/**
 * Who is who: by the 18-digit number, then by name and birth, then by the name alone where it is the only one and nothing speaks against
 * it. Two numbers that differ are two people, whatever their names.
 */
export type Person = { readonly name: string; readonly idNumber: string; readonly birth: PartialDate | null }
export type Match = { readonly member: Member | null; readonly why: string; readonly note: string }

export type Roster = { readonly byId: ReadonlyMap<string, Member>; readonly byName: ReadonlyMap<string, readonly Member[]> }

export function rosterIndex(members: readonly Member[]): Roster {
  const byName = new Map<string, Member[]>()
  for (const member of members) {
    const key = nameMatchKey(member.name)
    const list = byName.get(key)
    if (list === undefined) byName.set(key, [member])
    else list.push(member)
  }
  return { byId: new Map(members.flatMap((member) => (member.idNumber === '' ? [] : [[member.idNumber, member]]))), byName }
}

export function matchPerson(person: Person, roster: Roster): Match {
  const none: Match = { member: null, why: '', note: '' }
  const known = person.idNumber === '' ? undefined : roster.byId.get(person.idNumber)
  if (known !== undefined) {
    const renamed = nameMatchKey(known.name) !== nameMatchKey(person.name)
    return { ...none, member: known, note: renamed ? `身份证号和名册里的${known.name}一样，姓名不同，核对是不是改了名` : '' }
  }
  const namesakes = roster.byName.get(nameMatchKey(person.name)) ?? []
  const possible = namesakes.filter((member) => !(member.idNumber !== '' && person.idNumber !== '') && (member.birth === null || person.birth === null || mayBeSame(member.birth, person.birth)))
  const sameBirth = possible.filter((member) => member.birth !== null && person.birth !== null)
  const [first, second] = sameBirth
  if (first !== undefined) return second === undefined ? { ...none, member: first } : { ...none, why: `名册里有 ${sameBirth.length} 位${person.name}，生日也对得上，分不清是哪一位，写上身份证号` }
  const [only] = possible
  if (only !== undefined && namesakes.length === 1) {
    return { ...none, member: only, note: '只凭姓名对上的，核对是不是同一个人' }
  }
  if (possible.length > 0) return { ...none, why: `名册里有 ${namesakes.length} 位${person.name}，分不清是哪一位，写上身份证号或出生日期` }
  return { ...none, note: namesakes.length > 0 ? `名册里另有一位${person.name}，不是同一个人` : '' }
}

/**
 * Lines of one file that may be the same person: for each, the other lines. Same number; or same name with births that agree (or one
 * missing) unless both have numbers.
 */
export function repeated(people: readonly (Person & { readonly line: number })[]): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, Set<number>>()
  const join = (a: number, b: number) => {
    for (const [one, other] of [[a, b], [b, a]] as const) {
      const set = found.get(one)
      if (set === undefined) found.set(one, new Set([other]))
      else if (set.size < 20) set.add(other)
    }
  }
  const firstById = new Map<string, number>()
  const byName = new Map<string, (Person & { readonly line: number })[]>()
  for (const person of people) {
    if (person.idNumber !== '') {
      const first = firstById.get(person.idNumber)
      if (first === undefined) firstById.set(person.idNumber, person.line)
      else join(first, person.line)
    }
    const key = nameMatchKey(person.name)
    if (key === '') continue
    const list = byName.get(key)
    if (list === undefined) byName.set(key, [person])
    else list.push(person)
  }
  for (const group of byName.values()) {
    const unnumbered = group.filter((person) => person.idNumber === '')
    for (const person of unnumbered) {
      // Births differ by years at most a few ways; the first meeting is enough to refuse both.
      for (const other of group.slice(0, 200)) {
        if (other.line !== person.line && (other.birth === null || person.birth === null || mayBeSame(other.birth, person.birth))) join(person.line, other.line)
      }
    }
  }
  return new Map([...found].map(([line, others]) => [line, [...others].sort((a, b) => a - b)]))
}
