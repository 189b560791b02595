import type { MassPart, MassReview, MassRow } from '#shared/model/mass-review'
import { tooEarly, wall, warning, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { closest, remembered, sayClose, type Stood } from './review-stood'
import { created, finish, headOf, refused, revised, type DutyContext, type Outcome, type RecordHead } from './transition'

/** 群众评议: another electorate and another scale than 民主评议, kept apart from it. */
export const overall = '总体评价'
export type MassPerson = { readonly memberId: string; readonly name: string }

type MassInput = Pick<MassReview, 'year' | 'title' | 'heldOn'>

/** One with nothing counted yet, as the rules have it. */
export function blankMassReview(head: RecordHead, input: MassInput, people: readonly MassPerson[], pack: RulePack): MassReview {
  const { scale, branchAspects, satisfied } = pack.massReview
  const nothing = { votes: scale.value.map(() => 0), blank: 0 }
  return {
    ...head, kind: 'massReview', ...input, state: 'open', sources: ['会议票'], parts: [], countedBy: [], settled: [], machine: null, scale: [...scale.value], satisfied: Math.min(satisfied.value, scale.value.length - 1), counts: { issued: 0, returned: 0, valid: 0, invalid: 0 },
    aspects: [...branchAspects.value, overall].map((name) => ({ name, ...nothing })), members: people.map((person) => ({ ...person, ...nothing })), published: { on: null, way: '' },
  }
}

export function prepareMassReview(context: DutyContext, input: MassInput, people: readonly MassPerson[], pack: RulePack): Outcome {
  return finish({ title: `准备了${input.title}`, records: [created(blankMassReview(headOf(context), input, people, pack))] })
}

const total = (row: Pick<MassRow, 'votes' | 'blank'>) => row.votes.reduce((sum, count) => sum + count, row.blank)

function findingsOf(review: Pick<MassReview, 'aspects' | 'members'>, part: MassPart, name: string): readonly Finding[] {
  const { issued, returned, valid, invalid } = part.counts
  const titles = [...review.aspects, ...review.members].map((row) => row.name)
  return [
    ...(returned > issued ? [wall('returnedOverIssued', `${name}收回 ${returned} 张多于发出 ${issued} 张，请改其中一个`, { field: 'counts.returned' })] : []),
    ...(valid + invalid === returned ? [] : [wall('sum.validity', `${name}收回 ${returned} 张，有效 ${valid} + 无效 ${invalid} = ${valid + invalid} 张，请改其中一个`, { field: 'counts.valid' })]),
    // A row nobody was asked about stays empty.
    ...[...part.aspects, ...part.members].flatMap((row, at) => (total(row) === askedOf(part, row) ? [] : [wall('rowSum', `${name}${titles[at] ?? ''}各档加未填 ${total(row)} 票，有效票 ${valid} 张，请改这一行`, { field: 'rows' })])),
  ]
}

/** What is typed: each source by itself, added up by the machine. `machine` with what came out of the box. */
export type MassFigures = Pick<MassReview, 'heldOn' | 'satisfied' | 'parts' | 'machine'>
const joint = '、'

/** The valid ballots that rated a row: all of its source, or none. Several sources kept as one no longer tell which of them asked: up to all of them. */
function askedOf({ source, counts: { valid } }: Pick<MassPart, 'source' | 'counts'>, row: Pick<MassRow, 'votes' | 'blank'>): number {
  return total(row) === 0 ? 0 : source.includes(joint) ? Math.min(total(row), valid) : valid
}

/** 有效票 of those sources that asked this row: what it adds up to, and what its rate is of. */
export function rowBase(parts: readonly MassPart[], list: 'aspects' | 'members', at: number): number {
  return parts.reduce((all, part) => {
    const row = part[list][at]
    return row === undefined ? all : all + askedOf(part, row)
  }, 0)
}

/** What does not agree in the books. */
export function massFindings(review: MassReview): readonly Finding[] {
  return partFindings(review, partsToType(review))
}

/** The sources as they are gone on with: one by one where they are kept so, else all of them as one. */
export function partsToType({ sources, parts, counts, aspects, members }: Pick<MassReview, 'sources' | 'parts' | 'counts' | 'aspects' | 'members'>): readonly MassPart[] {
  if (parts.length > 0) return parts
  const rows = (list: readonly MassRow[]) => list.map(({ votes, blank }) => ({ votes, blank }))
  // Nothing counted yet: each source waits for its own figures.
  const asked = counts.returned === 0 && sources.length > 1 ? sources : [sources.join(joint)]
  return asked.map((source) => ({ source, counts, aspects: rows(aspects), members: rows(members) }))
}

/** A source with nothing counted. */
export function blankPart(source: string, { scale, aspects, members }: Pick<MassReview, 'scale' | 'aspects' | 'members'>): MassPart {
  const nothing = { votes: scale.map(() => 0), blank: 0 }
  return { source, counts: { issued: 0, returned: 0, valid: 0, invalid: 0 }, aspects: aspects.map(() => nothing), members: members.map(() => nothing) }
}

const isCast = (part: MassPart) => part.counts.returned > 0

const countLabels = { issued: '发出', returned: '收回', valid: '有效', invalid: '无效' } as const
export type MassDifference = { readonly key: string; readonly label: string; readonly first: number; readonly second: number }

/** Every cell of a source: `source|row|column`, where `row` is `ballots` or a place among the rows. */
function cellsOf(review: Pick<MassReview, 'scale' | 'aspects' | 'members'>, part: MassPart, several: boolean): readonly { readonly key: string; readonly label: string; readonly value: number }[] {
  const name = several ? `${part.source}，` : ''
  const titles = [...review.aspects, ...review.members].map((row) => row.name)
  return [
    ...(Object.keys(countLabels) as (keyof typeof countLabels)[]).map((column) => ({ key: `${part.source}|ballots|${column}`, label: `${name}${countLabels[column]}`, value: part.counts[column] })),
    ...[...part.aspects, ...part.members].flatMap((row, at) => [...row.votes, row.blank].map((value, place) => ({ key: `${part.source}|${at}|${place}`, label: `${name}${titles[at] ?? ''}，${review.scale[place] ?? '未填'}`, value }))),
  ]
}

/** Where two people who typed apart differ. */
export function massDifferences(review: Pick<MassReview, 'scale' | 'aspects' | 'members'>, first: readonly MassPart[], second: readonly MassPart[]): readonly MassDifference[] {
  return first.flatMap((part) => {
    const other = second.find(({ source }) => source === part.source)
    const theirs = other === undefined ? [] : cellsOf(review, other, first.length > 1)
    return cellsOf(review, part, first.length > 1).flatMap(({ key, label, value }, at) => (theirs[at]?.value === value ? [] : [{ key, label, first: value, second: theirs[at]?.value ?? 0 }]))
  })
}

/** The first one's figures with what both settled on in place of what differed. */
export function settledParts(first: readonly MassPart[], settled: Readonly<Record<string, number>>): readonly MassPart[] {
  return first.map((part) => {
    const at = (row: string | number, column: string | number, value: number) => settled[`${part.source}|${row}|${column}`] ?? value
    const { issued, returned, valid, invalid } = part.counts
    const row = (place: number, { votes, blank }: MassPart['aspects'][number]) => ({ votes: votes.map((count, column) => at(place, column, count)), blank: at(place, votes.length, blank) })
    return {
      ...part, counts: { issued: at('ballots', 'issued', issued), returned: at('ballots', 'returned', returned), valid: at('ballots', 'valid', valid), invalid: at('ballots', 'invalid', invalid) },
      aspects: part.aspects.map((one, place) => row(place, one)), members: part.members.map((one, place) => row(part.aspects.length + place, one)),
    }
  })
}

/** All sources together, with the names of the rows. */
export function wholeOf(review: Pick<MassReview, 'scale' | 'aspects' | 'members'>, parts: readonly MassPart[]): Pick<MassReview, 'counts' | 'aspects' | 'members'> {
  const sum = (value: (part: MassPart) => number) => parts.reduce((all, part) => all + value(part), 0)
  const row = (list: 'aspects' | 'members', at: number) => ({
    votes: review.scale.map((_, place) => sum((part) => part[list][at]?.votes[place] ?? 0)), blank: sum((part) => part[list][at]?.blank ?? 0),
  })
  return {
    counts: { issued: sum(({ counts }) => counts.issued), returned: sum(({ counts }) => counts.returned), valid: sum(({ counts }) => counts.valid), invalid: sum(({ counts }) => counts.invalid) },
    aspects: review.aspects.map(({ name }, at) => ({ name, ...row('aspects', at) })), members: review.members.map(({ memberId, name }, at) => ({ memberId, name, ...row('members', at) })),
  }
}

type Rows = Pick<MassReview, 'aspects' | 'members'>
const rowKeys = ({ aspects, members }: Rows): readonly string[] => [...aspects.map((row) => row.name), ...members.map((row) => row.memberId)]
const wholeRows = (review: Rows): readonly Stood[] => [...review.aspects, ...review.members].map(({ votes, blank }, at) => ({ row: rowKeys(review)[at] ?? '', counts: [...votes, blank] }))
const partRows = (review: Rows, parts: readonly MassPart[]): readonly Stood[] =>
  parts.flatMap((part) => [...part.aspects, ...part.members].map(({ votes, blank }, at) => ({ row: `${part.source}|${rowKeys(review)[at] ?? ''}`, counts: [...votes, blank] })))

function stoodOf(review: Rows & Pick<MassReview, 'sources' | 'counts' | 'parts' | 'stood'>): readonly Stood[] {
  const typed = partsToType(review)
  const base = (key: string) => {
    const at = rowKeys(review).indexOf(key)
    return at < review.aspects.length ? rowBase(typed, 'aspects', at) : rowBase(typed, 'members', at - review.aspects.length)
  }
  const valid = (row: string) => (row.includes('|') ? review.parts.find(({ source }) => row.startsWith(`${source}|`))?.counts.valid : base(row))
  return remembered(review.stood ?? [], [...wholeRows(review), ...partRows(review, review.parts)], (row, total) => total === valid(row))
}

/** The pairs that must agree within each source, with both numbers. */
export function partFindings(review: Rows, parts: readonly MassPart[]): readonly Finding[] {
  return parts.flatMap((part) => findingsOf(review, part, parts.length > 1 ? `${part.source}：` : ''))
}

/** All figures in one commit, once they agree: typed on a page without drafts. Final as a count of 民主评议 is: taken back and counted again with one ballot more, both would lie in the journal. */
export function recordMassFigures(before: MassReview, figures: MassFigures, pack: RulePack, counted: Pick<MassReview, 'countedBy' | 'settled'> = { countedBy: [], settled: [] }): Outcome {
  if (before.state === 'published') return refused(wall('published', '结果已经公布，要改先收回公布', { recordId: before.id }))
  const { value: fewest, source } = pack.review.fewestShown
  const { heldOn, satisfied, parts, machine } = figures
  const whole = wholeOf(before, parts)
  const stood = stoodOf(before)
  const close = closest(stood, wholeRows(whole), fewest)
  const who = close === null ? '' : (before.members.find((row) => row.memberId === close.row)?.name ?? close.row)
  const titles = [...before.aspects, ...before.members].map((row) => row.name)
  const thin = whole.counts.valid < fewest ? [] : [...whole.aspects, ...whole.members].flatMap((row, at) => (total(row) > 0 && total(row) < fewest ? [{ name: titles[at] ?? '', ballots: total(row) }] : []))
  const cast = parts.filter(isCast)
  const few = cast.length > 1 ? cast.filter((part) => part.counts.valid < fewest) : []
  const kept = cast.length > 1 && few.length === 0 && closest(stood, partRows(before, cast), fewest) === null ? cast : []
  // Others are still to come: later, beside the whole, these would be a source by itself.
  const waits = cast.length === 1 && (parts.length > 1 || (machine !== null && machine.by.length === 0))
  // What was settled in a source names its figures: where they are not kept, neither is it.
  const after = {
    heldOn, satisfied, machine, ...whole, countedBy: counted.countedBy, settled: parts.length > 1 && kept.length === 0 ? [] : counted.settled,
    // What gave no ballot is no source.
    sources: [...new Set((cast.length === 0 ? parts : cast).flatMap((part) => part.source.split(joint)))], parts: [...kept],
  }
  return finish({
    title: `录了${before.title}的票，有效票 ${whole.counts.valid} 张`, final: true,
    records: [revised(before, { ...after, stood: [...stoodOf({ ...after, stood: [...stood] })] })],
    findings: [
      ...partFindings(before, parts),
      ...boxFindings(before, figures),
      ...(thin.length === 0 ? [] : [wall('rowFew', `只有 ${thin[0]?.ballots} 张票评了${thin[0]?.name}${thin.length === 1 ? '' : `，像这样的有 ${thin.length} 行`}，不足 ${fewest} 张，看得出谁怎么填的，请清空${thin.length === 1 ? '这一行' : '这几行'}`, { field: 'rows' })]),
      ...(close === null ? [] : [wall('addedFew', sayClose(close, who), { field: 'rows' })]),
      ...(satisfied >= before.scale.length ? [wall('allSatisfied', '各档都算满意，满意率没有意义', { field: 'satisfied' })] : []),
      ...(waits && whole.counts.valid < fewest ? [wall('fewAlone', `只有 ${whole.counts.valid} 张票，不足 ${fewest} 张，先存下，以后和合计一比就看得出来，没有存。别的来源的票齐了，合起来录；${parts.length > 1 ? '再没有别的票，去掉没有票的来源' : '有票箱的，开箱时接着录'}`, { field: 'counts.valid', source })] : []),
      ...(whole.counts.valid > 0 && whole.counts.valid < fewest ? [warning('fewBallots', `有效票不足 ${fewest} 张，看得出谁怎么填的，不要公布票数`, { source })] : []),
      ...(cast.length > 1 && kept.length === 0 ? [warning('partFew', few.length > 0 ? `${few.map((part) => `${part.source}有效票 ${part.counts.valid} 张`).join('，')}，不足 ${fewest} 张：各来源的票数不单独存，只存合计` : '有一个来源和账上的只差几票：各来源的票数不单独存，只存合计', { source })] : []),
    ],
  })
}

/** 会议机投: the source whose ballots came out of a box, and are not typed. */
export const machineSource = '会议机投'
export function isFromBox({ machine }: Pick<MassReview, 'machine'>, { source }: Pick<MassPart, 'source'>): boolean {
  return machine !== null && machine.by.length > 0 && source === machineSource
}

/** No ballot of a box is left to be counted again: what came out of it stays as it is. */
function boxFindings(before: MassReview, { parts, machine }: MassFigures): readonly Finding[] {
  if (parts.some(({ source }) => source === machineSource) && (machine === null || machine.by.length === 0)) return [wall('boxName', `“${machineSource}”是票箱里来的票，手录的来源换个名字`, { field: 'sources' })]
  const box = partsToType(before).find((part) => isFromBox(before, part))
  const same = box === undefined || parts.some((part) => part.source === box.source && JSON.stringify([part.counts, part.aspects, part.members]) === JSON.stringify([box.counts, box.aspects, box.members]))
  return same ? [] : [wall('fromBox', `${machineSource}的票是开箱记进来的，票箱已经销毁，不能再改`, { field: 'rows' })]
}

export type Rate = { readonly satisfied: number; readonly base: number; /** One decimal; null without ballots. */ readonly percent: number | null }

/** 满意率 of the valid ballots that asked this row (`rowBase`), those not filled in among them. */
export function satisfactionRate(row: Pick<MassRow, 'votes' | 'blank'>, valid: number, satisfied: number): Rate {
  const content = row.votes.slice(0, satisfied).reduce((sum, count) => sum + count, 0)
  return { satisfied: content, base: valid, percent: valid === 0 || total(row) === 0 ? null : Math.round((content * 1000) / valid) / 10 }
}

/** 满意率＝（满意＋比较满意）÷有效票 */
export function sayDefinition(review: Pick<MassReview, 'scale'>, satisfied: number): string {
  const counted = review.scale.slice(0, satisfied).join('＋')
  return `满意率＝${satisfied > 1 ? `（${counted}）` : counted}÷有效票`
}

const ofOneMind = (row: Pick<MassRow, 'votes' | 'blank'>, place: number): boolean => total(row) > 0 && row.votes[place] === total(row)

/** What the figures would give away of single ballots, once they are public. */
export function massOpenFindings({ aspects, members, scale, counts, parts }: Pick<MassReview, 'aspects' | 'members' | 'scale' | 'counts' | 'parts'>, pack: RulePack): readonly Finding[] {
  const { valid } = counts
  const { value: fewest, source } = pack.review.fewestShown
  const rows = [...aspects, ...members]
  const alike = valid === 0 ? [] : [
    ...rows.flatMap((row) => scale.flatMap((name, place) => (ofOneMind(row, place) ? [`${row.name}全是${name}`] : []))),
    ...parts.flatMap((part) => [...part.aspects, ...part.members].flatMap((row, at) => scale.flatMap((name, place) => (ofOneMind(row, place) && !ofOneMind(rows[at] ?? row, place) ? [`${part.source}里${rows[at]?.name ?? ''}全是${name}`] : [])))),
  ]
  return [
    ...(valid > 0 && valid < fewest ? [warning('fewBallots', `有效票只有 ${valid} 张，公布票数看得出谁怎么填的；只公布满意率，不公布票数`, { source })] : []),
    ...(alike.length > 0 ? [warning('unanimous', `${alike.slice(0, 4).join('、')}${alike.length > 4 ? `等 ${alike.length} 处` : ''}：票数一公布，每个人怎么填的也就公布了`, { source })] : []),
  ]
}

export function publishMass(before: MassReview, published: MassReview['published'], pack: RulePack): Outcome {
  const early = published.on === null ? [] : tooEarly(published.on, '公布日期', before.heldOn, '评议日期', { field: 'on' })
  const findings = [...massFindings(before), ...massOpenFindings(before, pack), ...early, ...(before.counts.valid === 0 ? [wall('noValidBallots', '没有有效票，没有可公布的', { field: 'counts.valid' })] : []), ...(published.on === null || published.way.trim() === '' ? [wall('wayMissing', '写上哪天、怎么公布的', { field: published.on === null ? 'on' : 'way' })] : [])]
  return finish({ title: `公布了${before.title}的结果`, final: true, records: [revised(before, { state: 'published', published })], findings })
}

export function recallMass(before: MassReview): Outcome {
  if (before.state !== 'published') return refused(wall('notPublished', '结果还没有公布', { recordId: before.id }))
  return finish({ title: `收回了${before.title}的公布`, final: true, answers: { name: '收回公布', recordId: before.id }, records: [revised(before, { state: 'open', published: { on: null, way: '' } })] })
}
