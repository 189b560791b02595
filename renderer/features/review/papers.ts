import type { DocumentDefinition } from '#shared/documents/document'
import { makeDocument } from '#shared/documents/document'
import type { MadeDocument } from '#shared/documents/of-year'
import type { BallotForm } from '#shared/duties/review-beside'
import type { OrderName } from '#shared/duties/ballot-order'
import { ballotForms, type Electors } from '#shared/documents/review-ballot'
import { reviewBook } from '#shared/documents/review-book'
import { reviewReport } from '#shared/documents/review-report'
import { reviewRegister, tallySheet, type NameOrder } from '#shared/documents/review-results'
import { reviewSlip } from '#shared/documents/review-slip'
import type { Handling } from '#shared/model/handling'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import type { Rectification } from '#shared/model/rectification'
import type { Review } from '#shared/model/review'
import type { RulePack } from '#shared/rules/pack'
import type { PrintDocument } from '#shared/paper/print-document'

/** The papers of a session: 测评表, 汇总表, 登记表, 反馈单, 登记册, 上报表. */
export const paperIds = ['ballot', 'tally', 'register', 'slip', 'book', 'report'] as const
export type PaperId = (typeof paperIds)[number]

export function isPaperId(value: string | undefined): value is PaperId {
  return paperIds.some((id) => id === value)
}

type Facts = { readonly organisation: Organisation; readonly review: Review }
const matter = '民主评议'

function made<F, Fields>(definition: DocumentDefinition<F, Fields>, facts: F, sourceId: string, part = ''): MadeDocument {
  const document = makeDocument(definition, facts)
  return { kind: definition.kind, title: document.title, name: document.title, folder: matter, sourceId, part, document }
}

export const ballotFormNames: Readonly<Record<BallotForm, string>> = { plain: '只填等次', coded: '等次和问题代号', scored: '分项评价' }

/** One sheet of each order; the plain one of members in roster order is that which is filed. */
export function ballotsOf({ organisation, review }: Facts, pack: RulePack, input: { readonly form: BallotForm; readonly electors: Electors; readonly orders: readonly (OrderName | null)[] }): readonly MadeDocument[] {
  const { form, electors, orders } = input
  return orders.map((order) => made(ballotForms[form], { organisation, review, pack, electors, order }, review.id, [electors === '党员' ? '' : electors, order ?? ''].filter((part) => part !== '').join('-')))
}

export function tallyOf({ organisation, review }: Facts, last: Review | null, order: NameOrder): MadeDocument {
  return made(tallySheet, { organisation, review, last, order }, review.id)
}

/** One sheet a person, of the list of the day; `only` for one. Who has left the books since has no sheet to make. */
export function registersOf({ organisation, review }: Facts, members: readonly Member[], only: string | null): readonly MadeDocument[] {
  return review.roster.flatMap((person) => {
    const member = members.find((one) => one.id === person.memberId)
    if (member === undefined || (only !== null && only !== person.memberId)) return []
    return [made(reviewRegister, { organisation, review, member }, review.id, member.id)]
  })
}

/** One slip a person who was graded, of the list of the day. */
export function slipsOf({ organisation, review }: Facts, only: string | null): readonly MadeDocument[] {
  return review.roster.flatMap((person) => {
    const graded = review.verdicts.some((verdict) => verdict.memberId === person.memberId && verdict.grade !== null)
    if (only === null ? !graded : only !== person.memberId) return []
    return [made(reviewSlip, { organisation, review, member: { id: person.memberId, name: person.name } }, review.id, person.memberId)]
  })
}

/** 登记在册: grades without votes, to be shown and told from. */
export function bookOf({ organisation, review }: Facts, pack: RulePack): MadeDocument {
  return made(reviewBook, { organisation, review, pack }, review.id)
}

export function reportOf({ organisation, review }: Facts, books: { readonly handlings: readonly Handling[]; readonly rectifications: readonly Rectification[] }): MadeDocument {
  return made(reviewReport, { organisation, review, ...books }, review.id)
}

/** Several papers as one, for one print: each begins a page of its own. */
export function together(papers: readonly MadeDocument[], title: string): PrintDocument | null {
  const [first] = papers
  if (first === undefined) return null
  return papers.length === 1 ? first.document : { ...first.document, title, sections: papers.flatMap((paper) => paper.document.sections) }
}
