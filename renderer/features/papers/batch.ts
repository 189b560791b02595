import type { MadeDocument, PlannedDocument } from '#shared/documents/of-year'
import { rosterAsOf } from '#shared/duties/roster'
import { ofKind } from '#shared/model/kinds'
import { joinDocuments } from '#shared/paper/join-documents'
import { mapBreathing } from '../../data/breathe'
import type { PaperBooks } from './use-papers'

/** 批量: which papers of which people, and how they are bound. Pure but for `makeBatch`, which lets the window breathe. */
export type Person = { readonly id: string; readonly name: string; readonly groupId: string | null }

/** Everybody of the roster, in its order. */
export function peopleOf({ records, year, today }: PaperBooks): readonly Person[] {
  const last = `${year}-12-31`
  return rosterAsOf(ofKind(records, 'member'), today < last ? today : last).map(({ member, then }) => ({ id: member.id, name: member.name, groupId: then.groupId }))
}

export type PaperKind = { readonly kind: string; readonly name: string; readonly count: number }

/** The papers that people have one each of, in the order of the year. */
export function kindsOf(plans: readonly PlannedDocument[]): readonly PaperKind[] {
  const own = plans.filter(({ memberId }) => memberId !== null)
  return [...new Map(own.map(({ kind, name }) => [kind, name]))].map(([kind, name]) => ({ kind, name, count: own.filter((plan) => plan.kind === kind).length }))
}

export type Choice = { readonly people: readonly Person[]; readonly kinds: readonly string[] }

/** By document, then in roster order. */
export function chosenPlans(plans: readonly PlannedDocument[], { people, kinds }: Choice): readonly PlannedDocument[] {
  return kinds.flatMap((kind) => {
    const own = byMember(plans, kind)
    return people.flatMap(({ id }) => own.get(id) ?? [])
  })
}

function byMember(plans: readonly PlannedDocument[], kind: string): ReadonlyMap<string, readonly PlannedDocument[]> {
  const found = new Map<string, PlannedDocument[]>()
  for (const plan of plans) {
    if (plan.kind !== kind || plan.memberId === null) continue
    const own = found.get(plan.memberId)
    if (own === undefined) found.set(plan.memberId, [plan])
    else own.push(plan)
  }
  return found
}

export type Lacking = { readonly kind: string; readonly ids: readonly string[]; readonly names: readonly string[] }

/** Who has no such paper yet: said before the work, not found out from a gap in the folder. */
export function lacking(plans: readonly PlannedDocument[], { people, kinds }: Choice): readonly Lacking[] {
  return kinds
    .map((kind) => {
      const own = byMember(plans, kind)
      const none = people.filter(({ id }) => !own.has(id))
      return { kind, ids: none.map(({ id }) => id), names: none.map(({ name }) => name) }
    })
    .filter(({ names }) => names.length > 0)
}

/** How they are bound: one file each, the papers of one kind in one file, everything chosen in one file. */
export const bindings = ['each', 'kind', 'whole'] as const
export type Binding = (typeof bindings)[number]

/** How many files of one format come of it. */
export function countOf(chosen: readonly PlannedDocument[], bound: readonly Binding[]): number {
  if (chosen.length === 0) return 0
  const of: Readonly<Record<Binding, number>> = { each: chosen.length, kind: new Set(chosen.map(({ kind }) => kind)).size, whole: 1 }
  return bound.reduce((sum, binding) => sum + of[binding], 0)
}

/** `whose`: the people in two words, told apart in the file's name. */
export type BindingChoice = { readonly bound: readonly Binding[]; readonly year: number; readonly whose: string }

/** Makes the papers, the window free in between. */
export async function makeBatch(plans: readonly PlannedDocument[], { bound, year, whose }: BindingChoice): Promise<readonly MadeDocument[]> {
  const made = await mapBreathing(plans, (plan) => plan.make())
  const kinds = [...new Map(plans.map(({ kind, name }) => [kind, name]))]
  const bind = (kind: string, name: string, papers: readonly MadeDocument[]): readonly MadeDocument[] => {
    // The number of papers is in the title and not in the file's name: with one more it is a new edition of the same file.
    const file = `${year}年度${name}合订（${whose}）`
    const title = `${file.slice(0, -1)}，${papers.length} 份）`
    const document = joinDocuments(title, papers.map((one) => one.document))
    return document === null ? [] : [{ kind: `joined:${kind}`, title, name: file, folder: '合订', sourceId: '', part: 'joined', document }]
  }
  return [
    ...(bound.includes('whole') ? bind(kinds.map(([kind]) => kind).join('+'), kinds.length === 1 ? (kinds[0]?.[1] ?? '') : '文书', made) : []),
    ...(bound.includes('kind') ? kinds.flatMap(([kind, name]) => bind(kind, name, made.filter((one) => one.kind === kind))) : []),
    ...(bound.includes('each') ? made : []),
  ]
}
