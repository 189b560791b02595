import { itemFindings, numberingFindings, topicFindings } from '#shared/archive/numbering'
import { mixedFindings } from '#shared/archive/boxes'
import { isUnfrozen } from '#shared/archive/freeze'
import { filesOf, papersOf, sourcesOf } from '#shared/archive/parts'
import { standingVolumes } from '#shared/archive/volumes'
import { rosterCounts } from '#shared/duties/roster'
import type { AnalysisReport } from '#shared/model/analysis-report'
import type { ArchiveBox, ArchiveItem } from '#shared/model/archive'
import type { ArchiveVolume } from '#shared/model/archive-volume'
import type { Member } from '#shared/model/member'
import type { OfficialPaper } from '#shared/model/official-paper'
import type { Review } from '#shared/model/review'
import { formatDate, surelyBefore } from '#shared/text/partial-date'
import { alikePassages } from '#shared/text/similarity'
import { archiveDocuments, isArchiveDocument, type ArchiveDocument } from './documents'
import { advice, inOrder, warning, type Finding } from './findings'
import type { RulePack } from './pack'
import { countFindings, quorumFindings } from './review-check'

/**
 * 迎检自查: what somebody who comes to inspect a year's box would find, said before they come. The trade's own list: a roster that is not 应到, leave
 * without names, a report dated after the meeting it was read at, 预备党员 in a tally, passages alike, everything made on one day, 正本 without a
 * signature, one of a pair without the other. Nothing here stops anything.
 */
export type InspectionFacts = {
  readonly year: number
  readonly pack: RulePack
  readonly members: readonly Member[]
  readonly reviews: readonly Review[]
  readonly reports: readonly AnalysisReport[]
  readonly papers: readonly OfficialPaper[]
  readonly items: readonly ArchiveItem[]
  readonly boxes: readonly ArchiveBox[]
  /** Of no year: whoever opens the cupboard sees them, whichever year they came for. */
  readonly volumes: readonly ArchiveVolume[]
}

const habit = '检查中常提到的'
/** Shorter ones are turns of speech everybody uses. */
const leastAlike = 40
/** Comparing every report with every other takes its time; a branch has no more than this. */
const mostReports = 120

export function inspectYear(facts: InspectionFacts): readonly Finding[] {
  const reviews = facts.reviews.filter((review) => review.year === facts.year)
  const reports = facts.reports.filter((report) => report.year === facts.year)
  const items = facts.items.filter((item) => item.year === facts.year)
  return inOrder([
    ...reviews.flatMap((review) => reviewFindings(review, facts)),
    ...reports.flatMap((report) => reportDates(report, facts)),
    ...alike(reports, facts),
    ...oneDay(items),
    ...unsigned(items),
    ...items.flatMap((item) => damaged(item, `“${item.title}”`)),
    ...standingVolumes(facts.volumes).flatMap(volumeScans),
    ...pairs(items, facts),
    ...filedFindings(items, facts),
  ])
}

function reviewFindings(review: Review, { members, pack }: InspectionFacts): readonly Finding[] {
  const at = (field: string, source = habit) => ({ recordId: review.id, field, source })
  const found: Finding[] = []
  const { counts, roster, heldOn } = review
  if (heldOn !== null && heldOn.length === 10 && review.state !== 'preparing') {
    const { total } = rosterCounts(members, heldOn)
    if (total !== counts.due) found.push(warning('dueDiffers', `${review.title}：${formatDate(heldOn, 'paper')}名册上有 ${total} 人，应到写着 ${counts.due} 人`, at('counts.due')))
  }
  const away = roster.filter((person) => person.attendance === 'leave')
  if (counts.leave > away.length) found.push(warning('leaveUnnamed', `${review.title}：请假 ${counts.leave} 人，只写了 ${away.length} 个名字`, at('counts.leave')))
  for (const person of away) if (person.reason.trim() === '') found.push(warning('leaveReason', `${review.title}：${person.name}请假，没有写原因`, at('roster')))
  const probationary = new Set(roster.filter((person) => person.grade === 'probationary').map(({ memberId }) => memberId))
  if (!pack.review.probationaryGraded.value)
    for (const row of review.tally) if (probationary.has(row.memberId)) found.push(warning('probationaryTallied', `${review.title}：${row.name}是预备党员，不定等次，汇总表里却有票`, at('tally', pack.review.probationaryGraded.source)))
  if (review.state === 'preparing') return found
  return [...found, ...[...countFindings(review), ...quorumFindings(review, pack)].map((one) => ({ ...one, where: { ...one.where, recordId: review.id } }))]
}

function reportDates(report: AnalysisReport, { members }: InspectionFacts): readonly Finding[] {
  const { readOn } = report
  const read = report.editions.find((edition) => edition.label === 'meeting')?.on ?? (report.editions.length === 0 ? report.writtenOn : null)
  if (readOn === null || read === null || !surelyBefore(readOn, read)) return []
  return [warning('reportAfterMeeting', `${nameOf(report, members)}的报告落款 ${formatDate(read, 'paper')}，会是 ${formatDate(readOn, 'paper')}开的，报告晚于会议`, { recordId: report.id, field: 'writtenOn', source: habit })]
}

function nameOf(report: AnalysisReport, members: readonly Member[]): string {
  return report.memberId === null ? '支部' : (members.find((member) => member.id === report.memberId)?.name ?? '')
}

function alike(reports: readonly AnalysisReport[], { members }: InspectionFacts): readonly Finding[] {
  if (reports.length > mostReports) return [advice('alikeUnread', `有 ${reports.length} 份报告，太多，没有两两比；到“党性分析”里比`, { field: 'parts', source: habit })]
  const byId = new Map(reports.map((report) => [report.id, report]))
  const longest = new Map<string, { readonly a: AnalysisReport; readonly b: AnalysisReport; readonly length: number }>()
  for (const found of alikePassages(reports.map((report) => ({ id: report.id, text: Object.values(report.parts).join('\n') })), leastAlike)) {
    const [a, b] = [byId.get(found.a), byId.get(found.b)]
    if (a === undefined || b === undefined) continue
    const key = [found.a, found.b].sort().join(' ')
    if ((longest.get(key)?.length ?? 0) < found.length) longest.set(key, { a, b, length: found.length })
  }
  return [...longest.values()].map(({ a, b, length }) => warning('alike', `${nameOf(a, members)}和${nameOf(b, members)}的报告有一处 ${length} 个字一样`, { recordId: a.id, field: 'parts', source: habit }))
}

/** A box made up in one go before the visit is what every inspector looks for. */
function oneDay(items: readonly ArchiveItem[]): readonly Finding[] {
  // A set of registers is signed in one evening: papers of one kind and day count once.
  const sets = new Map(items.map((item) => [item.source === null ? item.id : `${item.source.document.split(':')[0] ?? ''} ${item.date ?? ''}`, item]))
  const dated = [...sets.values()].filter((item) => item.date !== null && item.date.length === 10)
  const days = new Map<string, number>()
  for (const { date } of dated) if (date !== null) days.set(date, (days.get(date) ?? 0) + 1)
  const [most] = [...days].sort((a, b) => b[1] - a[1])
  if (most === undefined || dated.length < 8 || most[1] * 2 <= dated.length) return []
  return [warning('oneDay', `${dated.length} 种文件里有 ${most[1]} 种落款都是 ${formatDate(most[0], 'paper')}，像是一天补出来的`, { field: 'date', source: habit })]
}

/** Papers that count only with a hand's signature under them. */
const signedPapers: readonly ArchiveDocument[] = ['branchPledge', 'memberPledge', 'analysisReport', 'branchReport', 'tallySheet', 'reviewRegister']

function unsigned(items: readonly ArchiveItem[]): readonly Finding[] {
  return signedPapers.flatMap((document) => {
    const bare = items.filter((item) => papersOf(item).some((paper) => paper.source?.document.split(':')[0] === document && !filesOf(item, paper).some(({ role }) => role === 'original')))
    const [first] = bare
    if (first === undefined || !isArchiveDocument(document)) return []
    return [advice('unsigned', `${archiveDocuments[document].name} ${bare.length} 份没有附签了字的正本${bare.length === 1 ? `：${first.title}` : ''}`, { recordId: first.id, field: 'files', source: habit })]
  })
}

function damaged({ id, files = [] }: Pick<ArchiveItem, 'id'> & { readonly files?: ArchiveItem['files'] | undefined }, name: string): readonly Finding[] {
  return files.filter(({ unreadable }) => unreadable === true).map(({ blob }) => warning('unreadable', `${name}附的“${blob.name}”打不开，换一份好的`, { recordId: id, field: 'files', source: habit }))
}

/** Where every scan says how many pages it has, pages of the volume that none of them shows. */
function volumeScans(volume: ArchiveVolume): readonly Finding[] {
  const { id, title, pages, files = [] } = volume
  const name = `案卷“${title}”`
  const scanned = files.every((file) => file.pages !== undefined) ? files.reduce((all, file) => all + (file.pages ?? 0), 0) : 0
  return [
    ...damaged(volume, name),
    ...(scanned > 0 && scanned < pages ? [warning('scansShort', `${name}全卷 ${pages} 页，扫描件只有 ${scanned} 页，看看缺哪几页`, { recordId: id, field: 'files', source: habit })] : []),
  ]
}

/** One paper calls for another. By the words of the title: that is what stands in the catalogue an inspector reads. */
const pairsOf: readonly (readonly [RegExp, RegExp, string])[] = [
  [/请示/u, /批复/u, '批复'],
  [/实施方案|活动方案|工作方案/u, /总结/u, '总结'],
  [/全年计划|年度(?:工作)?计划/u, /总结/u, '全年总结'],
  [/推荐(?:审批)?表/u, /公示/u, '公示'],
  [/整改(?:方案|清单)/u, /整改(?:报告|情况)|销号/u, '整改情况'],
]

function pairs(items: readonly ArchiveItem[], { papers, year }: InspectionFacts): readonly Finding[] {
  const taken = new Set(items.flatMap(sourcesOf).map(({ id }) => id))
  const titles = [...items.flatMap((item) => papersOf(item).map(({ title }) => ({ id: item.id, title }))), ...papers.filter((paper) => paper.year === year && paper.state !== 'withdrawn' && !taken.has(paper.id)).map(({ id, title }) => ({ id, title }))]
  return pairsOf.flatMap(([one, other, name]) => {
    const asking = titles.filter(({ title }) => one.test(title) && !other.test(title))
    const answers = titles.filter(({ title }) => other.test(title)).length
    const [first] = asking
    if (first === undefined) return []
    if (answers === 0) return [warning('pairMissing', `有“${first.title}”${asking.length === 1 ? '' : `等 ${asking.length} 份`}，没有${name}`, { recordId: first.id, field: 'title', source: habit })]
    // Each 请示 is answered by itself; one 总结 may speak of several plans.
    if (name !== '批复' || answers >= asking.length) return []
    return [warning('pairShort', `${asking.length} 份请示，${answers} 份批复：${asking.map(({ title }) => `“${title}”`).join('')}，看看哪份还没有批复`, { recordId: first.id, field: 'title', source: habit })]
  })
}

function filedFindings(items: readonly ArchiveItem[], { boxes }: InspectionFacts): readonly Finding[] {
  const filed = items.filter((item) => item.number !== null)
  const unfrozen = filed.filter(isUnfrozen)
  const [first] = unfrozen
  return [
    ...mixedFindings(boxes, filed),
    ...numberingFindings(filed),
    ...topicFindings(filed),
    ...filed.flatMap(itemFindings),
    ...(first === undefined ? [] : [advice('unfrozen', `${unfrozen.length} 件归了档没有存定稿，原件再改就对不上了；在档案盒里按“存定稿”`, { recordId: first.id, field: 'files', source: habit })]),
  ]
}
