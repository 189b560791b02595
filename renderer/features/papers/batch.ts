import type { MadeDocument, PlannedDocument } from '#shared/documents/of-year'
import { rosterAsOf } from '#shared/duties/roster'
import { ofKind } from '#shared/model/kinds'
import { joinDocuments } from '#shared/paper/join-documents'
import { yieldToWindow } from '../../data/breathe'
import type { PaperBooks } from './use-papers'

/** 批量: which papers of which people, one file each or bound together. Pure but for `makeBatch`, which lets the window breathe. */
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
  return kinds.flatMap((kind) => people.flatMap(({ id }) => plans.filter((plan) => plan.kind === kind && plan.memberId === id)))
}

/** Who has no such paper yet: said before the work, not found out from a gap in the folder. */
export function lacking(plans: readonly PlannedDocument[], { people, kinds }: Choice): readonly { readonly kind: string; readonly names: readonly string[] }[] {
  return kinds.map((kind) => ({ kind, names: people.filter(({ id }) => !plans.some((plan) => plan.kind === kind && plan.memberId === id)).map(({ name }) => name) })).filter(({ names }) => names.length > 0)
}

export type Binding = { readonly each: boolean; readonly joined: boolean; readonly year: number }

/** A stretch of work the person does not feel. */
const stretch = 12

/** Makes the papers, the window free in between. */
export async function makeBatch(plans: readonly PlannedDocument[], { each, joined, year }: Binding): Promise<readonly MadeDocument[]> {
  const made: MadeDocument[] = []
  let since = performance.now()
  for (const plan of plans) {
    made.push(plan.make())
    if (performance.now() - since < stretch) continue
    await yieldToWindow()
    since = performance.now()
  }
  return [...(joined ? bound(plans, made, year) : []), ...(each ? made : [])]
}

function bound(plans: readonly PlannedDocument[], made: readonly MadeDocument[], year: number): readonly MadeDocument[] {
  return [...new Map(plans.map(({ kind, name }) => [kind, name]))].flatMap(([kind, name]) => {
    const own = made.filter((one) => one.kind === kind)
    const title = `${year}年度${name}合订（${own.length} 份）`
    const document = joinDocuments(title, own.map((one) => one.document))
    return document === null ? [] : [{ kind, title, name: title, folder: '合订', sourceId: '', part: 'joined', document }]
  })
}
