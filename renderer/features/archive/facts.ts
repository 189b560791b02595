import { byShelf } from '#shared/archive/boxes'
import { completeness, peopleOf, unboxed, type BoxState } from '#shared/archive/completeness'
import type { Counted } from '#shared/archive/file-away'
import { isUnfrozen, unfrozenPapers } from '#shared/archive/freeze'
import { keyOfMade, paperKey } from '#shared/archive/made-files'
import { byClass, byPlace } from '#shared/archive/numbering'
import { itemFrom, paperFrom, papersOf } from '#shared/archive/parts'
import { proposeItems, type Proposal } from '#shared/archive/proposals'
import { documentsOfYear, type MadeDocument } from '#shared/documents/of-year'
import type { ArchiveBox, ArchiveItem } from '#shared/model/archive'
import { ofKind, type AnyRecord } from '#shared/model/kinds'
import type { Organisation } from '#shared/model/organisation'
import type { RulePack } from '#shared/rules/pack'

/** What the records say of the archive of one year: what lies where, what is missing, what could be taken in. Pure, so that it is tested without a screen. */
export type ArchiveFacts = {
  readonly organisation: Organisation
  readonly pack: RulePack
  readonly year: number
  readonly today: string
  readonly records: readonly AnyRecord[]
  /** Of every year, by date. */
  readonly items: readonly ArchiveItem[]
  /** Of every year, in shelf order. */
  readonly boxes: readonly ArchiveBox[]
  /** The working boxes of the year. */
  readonly states: readonly BoxState[]
  /** Items of the year that lie in no working box of the template. */
  readonly loose: readonly ArchiveItem[]
  readonly pending: readonly Pending[]
  /** Taken in and not filed yet, those of the year first. */
  readonly unfiled: readonly ArchiveItem[]
  /** Which day the printed roster of the year stands for. */
  readonly rosterDay: string
}

/** `changed`: the paper was filed, and its record has changed since; it stays as it was filed. */
export type Pending = { readonly proposal: Proposal; readonly state: 'new' | 'renewed' | 'changed' }

export function archiveFacts(records: readonly AnyRecord[], organisation: Organisation, pack: RulePack, year: number, today: string): ArchiveFacts {
  const items = [...ofKind(records, 'archiveItem')].sort(byPlace)
  const members = ofKind(records, 'member')
  const rosterDay = rosterDayOf(items, year, today)
  const names = new Map(members.map((member) => [member.id, member.name]))
  const people = peopleOf(records, rosterDay)
  const [rounds, reports, reviews, massReviews, officials] = [ofKind(records, 'pledgeRound'), ofKind(records, 'analysisReport'), ofKind(records, 'review'), ofKind(records, 'massReview'), ofKind(records, 'officialPaper')]
  // A roster can be printed for any year there ever was; it is proposed for the years that have something else to file.
  const used = [...rounds, ...reports, ...reviews, ...massReviews, ...officials.filter(({ issuedOn }) => issuedOn !== null)].some((record) => record.year === year)
  const proposals = proposeItems({
    organisation, pack, rounds, pledges: ofKind(records, 'pledge'), reports, reviews, massReviews, officials, feedback: ofKind(records, 'feedback'), rectifications: ofKind(records, 'rectification'),
    nameOf: (id) => names.get(id) ?? '',
    ...(people.members.length === 0 || !used ? {} : { roster: { asOf: rosterDay, count: people.members.length } }),
  })
  const boxes = pack.archive.workingBoxes.value
  return {
    organisation, pack, year, today, records, items, rosterDay,
    boxes: [...ofKind(records, 'archiveBox')].sort(byShelf),
    states: completeness(boxes, items, year, people),
    loose: unboxed(boxes, items, year),
    pending: inYearFirst(proposals.flatMap((proposal) => pendingOf(proposal, items)), year, ({ proposal }) => proposal.year),
    unfiled: inYearFirst(items.filter((item) => item.number === null).sort((a, b) => byClass(a, b) || byPlace(a, b)), year, (item) => item.year),
  }
}

/** The roster already taken in keeps its day; a past year's stands for its last day, this year's for today. */
export function rosterDayOf(items: readonly ArchiveItem[], year: number, today: string): string {
  const taken = items.find((item) => item.source?.document === `rosterSheet:${year}`)
  const last = `${year}-12-31`
  return taken?.date ?? (today < last ? today : last)
}

function pendingOf(proposal: Proposal, items: readonly ArchiveItem[]): readonly Pending[] {
  const old = itemFrom(items, proposal.source)
  if (old === undefined) return [{ proposal, state: 'new' }]
  if ((paperFrom(old, proposal.source)?.source?.rev ?? 0) >= proposal.source.rev) return []
  return [{ proposal, state: old.number === null ? 'renewed' : 'changed' }]
}

function inYearFirst<T>(list: readonly T[], year: number, yearOf: (entry: T) => number): readonly T[] {
  return [...list.filter((entry) => yearOf(entry) === year), ...list.filter((entry) => yearOf(entry) !== year)]
}

/** The printed papers of the records, of every year that has any: a review held in January is filed under another year than its own. */
export function madeByKey({ records, items, today }: ArchiveFacts): ReadonlyMap<string, MadeDocument> {
  const years = new Set([...ofKind(records, 'pledgeRound'), ...ofKind(records, 'analysisReport'), ...ofKind(records, 'review'), ...ofKind(records, 'massReview'), ...ofKind(records, 'feedback'), ...ofKind(records, 'rectification'), ...ofKind(records, 'officialPaper'), ...items].map((record) => record.year))
  years.add(Number(today.slice(0, 4)))
  return new Map([...years].flatMap((year) => documentsOfYear(records, year, rosterDayOf(items, year, today))).map((made) => [keyOfMade(made), made] as const))
}

/** Everything of the year that is exported, in the order of the year. */
export function toExport({ records, year, rosterDay }: ArchiveFacts): readonly MadeDocument[] {
  return documentsOfYear(records, year, rosterDay)
}

/** What a year's bag needs made: the year's papers, and those of items filed under it whose paper belongs to another year's records. */
export function bagDocuments(facts: ArchiveFacts): readonly MadeDocument[] {
  const own = toExport(facts)
  const keys = new Set(own.map(keyOfMade))
  const late = facts.items.filter((item) => item.year === facts.year).flatMap(unfrozenPapers).filter(({ source }) => !keys.has(paperKey(source)))
  if (late.length === 0) return own
  const made = madeByKey(facts)
  return [...own, ...late.flatMap(({ source }) => made.get(paperKey(source)) ?? [])]
}

/** Filed, and not kept yet as it was: what can be made of it now, and what no record gives any more. */
export type ToKeep = { readonly items: readonly ArchiveItem[]; readonly made: readonly MadeDocument[]; readonly gone: readonly ArchiveItem[] }

/** Of the items named, or of every filed one of the year. */
export function toKeep(facts: ArchiveFacts, only: ReadonlySet<string> | null = null): ToKeep {
  const items = facts.items.filter((item) => isUnfrozen(item) && (only === null ? item.year === facts.year : only.has(item.id)))
  if (items.length === 0) return { items, made: [], gone: [] }
  const byKey = madeByKey(facts)
  const papers = (item: ArchiveItem) => unfrozenPapers(item).map(({ source }) => byKey.get(paperKey(source)))
  return { items, made: items.flatMap(papers).filter((paper) => paper !== undefined), gone: items.filter((item) => papers(item).includes(undefined)) }
}

export type PageFill = Counted

/** Page counts of what was written that the items do not have yet. A title met twice in one kind names no single paper and is left out. */
export function pagesToFill(items: readonly ArchiveItem[], made: readonly MadeDocument[], files: readonly { readonly kind: string; readonly title: string; readonly pages?: number | undefined }[]): readonly PageFill[] {
  const named = new Map<string, readonly MadeDocument[]>()
  for (const one of made) named.set(`${one.kind} ${one.title}`, [...(named.get(`${one.kind} ${one.title}`) ?? []), one])
  const bySource = new Map(items.flatMap((item) => papersOf(item).flatMap((paper) => (paper.source === null ? [] : [[paperKey(paper.source), { item, paper }] as const]))))
  return files.flatMap(({ kind, title, pages }) => {
    const same = named.get(`${kind} ${title}`) ?? []
    const [one] = same
    if (pages === undefined || pages === 0 || one === undefined || same.length > 1) return []
    const found = bySource.get(keyOfMade(one))
    return found === undefined || found.paper.pages === pages ? [] : [{ item: found.item, part: found.paper.part, pages }]
  })
}

/** The one thing to do next, which alone is red. */
export type NextAct = 'takeIn' | 'fileAway' | 'export' | 'none'

export function nextAct({ pending, unfiled, boxes, year }: ArchiveFacts): NextAct {
  if (pending.some(({ proposal, state }) => proposal.year === year && state !== 'changed')) return 'takeIn'
  if (unfiled.some((item) => item.year === year)) return 'fileAway'
  return boxes.some((box) => box.year === year) ? 'export' : 'none'
}
