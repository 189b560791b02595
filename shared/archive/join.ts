import { created, finish, headOf, refused, removed, revised, type DutyContext, type Outcome } from '#shared/duties/transition'
import { partRoles, retentions, type ArchiveItem, type ArchivePart, type PartRole } from '#shared/model/archive'
import { wall, warning, type Finding } from '#shared/rules/findings'
import { byDate, yearOf } from '#shared/text/partial-date'
import { retentionNames } from './archive-code'
import { ownTitle } from './catalogue'
import { byPlace, numberingSource } from './numbering'
import { factsOfParts, noteWithout, papersOf } from './parts'

/*
 * 件 rules of DA/T 22—2015 5.1: 正文 and 附件, 正本 and 定稿, 转发文 and 被转发文, 复文 and 来文, 原件 and 复制件 may be one 件; a minutes book of a year is
 * one. The standard proposes, a person decides: together, apart again, and in which order, until it is filed.
 */
export type Joining = { readonly item: ArchiveItem; readonly role: PartRole }

/** What the other paper is where one is this: 来文 lies behind its 复文. In the order in which a person looks for it. */
export const counterparts = { 附件: '正文', 来文: '复文', 被转发文: '转发文', 定稿: '正本', 复制件: '原件', 民族文字本: '汉文本', 外文本: '中文本', 处理单: '正文', 记录: '记录' } as const satisfies Partial<Record<PartRole, PartRole>>

/** As the standard lays them; papers of one role by date, as they came in. */
function byRule(a: ArchivePart, b: ArchivePart): number {
  return partRoles.indexOf(a.role) - partRoles.indexOf(b.role) || byDate(a.date, b.date)
}

export function inRuleOrder(parts: readonly ArchivePart[]): readonly ArchivePart[] {
  return [...parts].sort(byRule)
}

function filed(items: readonly ArchiveItem[]): Finding | null {
  const one = items.find(({ number }) => number !== null)
  return one === undefined ? null : wall('filed', `“${one.title}”已经归档，先移出归档`, { recordId: one.id, field: 'parts' })
}

/** 并成一件. `title`: of a minutes book; papers that are several already bring theirs along. */
export function joinItems(context: DutyContext, joining: readonly Joining[], title = ''): Outcome {
  const items = joining.map(({ item }) => item)
  const stop = filed(items)
  if (stop !== null) return refused(stop)
  if (new Set(items.map(({ id }) => id)).size < 2) return refused(wall('tooFew', '至少两件才能并', { field: 'parts' }))
  const topics = new Set(items.map(({ topic }) => topic))
  if (topics.size > 1) return refused(wall('topicDiffers', '机构(问题)代码不一样，不能并成一件', { field: 'topic', source: numberingSource }))
  const together = joining.flatMap(({ item, role }) => {
    const parts = item.parts ?? [{ id: context.newId(), role, title: item.title, author: item.author, docNo: item.docNo, date: item.date, pages: item.pages, source: item.source }]
    const [only] = parts
    return parts.map((part) => ({ item, part, files: item.parts === undefined ? item.files.map((file) => ({ ...file, part: only?.id })) : item.files.filter((file) => file.part === part.id) }))
  })
  const ordered = [...together].sort((a, b) => byRule(a.part, b.part) || byPlace(a.item, b.item))
  const parts = ordered.map(({ part }) => part)
  const front = ordered[0]?.item
  if (front === undefined) throw new Error('two at least')
  const longest = retentions.find((retention) => items.some((item) => item.retention === retention)) ?? front.retention
  const facts = factsOfParts({ ...front, title: title === '' ? front.title : title }, parts)
  const after = { ...facts, pages: items.reduce((all, { pages }) => all + pages, 0), parts, files: ordered.flatMap(({ files }) => files), retention: longest }
  const findings: Finding[] = []
  if (new Set(items.map(({ retention }) => retention)).size > 1) findings.push(warning('retentionDiffers', `保管期限不一样，并成一件按最长的，${retentionNames[longest]}`, { recordId: front.id, field: 'retention' }))
  const years = new Set(items.map(({ year }) => year))
  if (years.size > 1) findings.push(warning('yearJoined', `不是一年的文件，归在${facts.year}年，照${title === '' ? '放在前面的那份' : '最后一次的日期'}`, { recordId: front.id, field: 'year', source: numberingSource }))
  return finish({ title: `${items.length} 件并成一件“${facts.title}”`, records: [revised(front, after), ...items.filter((item) => item !== front).map(removed)], findings })
}

/** Another order or other roles: the first now speaks for the 件. */
export function arrangeParts(item: ArchiveItem, parts: readonly ArchivePart[]): Outcome {
  const stop = filed([item])
  if (stop !== null) return refused(stop)
  const same = (one: readonly ArchivePart[]) => one.map(({ id }) => id).sort().join()
  if (item.parts === undefined || same(parts) !== same(item.parts)) return refused(wall('partMissing', '这一件里的文件对不上', { recordId: item.id, field: 'parts' }))
  return finish({ title: `排了“${item.title}”里文件的次序`, records: [revised(item, { ...factsOfParts(item, parts), parts: [...parts], files: parts.flatMap(({ id }) => item.files.filter((file) => file.part === id)) })] })
}

/** 拆开: every paper a 件 of its own again, with what belongs to it. */
export function splitItem(context: DutyContext, item: ArchiveItem): Outcome {
  const stop = filed([item])
  if (stop !== null) return refused(stop)
  if (item.parts === undefined) return refused(wall('onePaper', '这一件只有一份文件', { recordId: item.id, field: 'parts' }))
  const [first, ...others] = papersOf(item).map((paper) => ({
    title: paper.title, author: paper.author, docNo: paper.docNo, date: paper.date, year: paper.date === null ? item.year : yearOf(paper.date), pages: paper.pages, source: paper.source,
    files: item.files.filter(({ part }) => part === paper.part).map(({ part: _part, ...file }) => file),
  }))
  if (first === undefined) throw new Error('a 件 has a paper')
  const note = noteWithout(item.note, item.parts)
  return finish({
    title: `“${item.title}”拆成 ${others.length + 1} 件`,
    records: [revised(item, { ...first, note, parts: undefined }), ...others.map((paper) => {
      const { retention, topic, secrecy, workingBox, twoSided } = item
      return created({ ...headOf(context), kind: 'archiveItem' as const, retention, topic, secrecy, workingBox, ...(twoSided === undefined ? {} : { twoSided }), note: '', number: null, boxId: null, filedOn: null, ...paper })
    })],
  })
}

export type JoinProposal = { readonly why: string; readonly joining: readonly Joining[]; /** Of a minutes book. */ readonly title: string }

/** What of the papers waiting to be filed the standard lets be one 件. By the words of their titles; nothing is joined by itself. */
export function proposeJoins(items: readonly ArchiveItem[]): readonly JoinProposal[] {
  const taken = new Set<string>()
  const waiting = items.filter(({ number }) => number === null)
  const found: JoinProposal[] = []
  const propose = (why: string, joining: readonly Joining[], title = '') => {
    if (joining.length < 2 || joining.some(({ item }) => taken.has(item.id)) || new Set(joining.map(({ item }) => item.topic)).size > 1) return
    for (const { item } of joining) taken.add(item.id)
    found.push({ why, joining, title })
  }
  const single = waiting.filter(({ parts }) => parts === undefined)
  for (const item of single) {
    const others = single.filter((other) => other !== item)
    const core = subjectOf(item.title)
    if (core === '') continue
    const about = others.filter((other) => bare(other.title).includes(core))
    if (/批复|复函/u.test(item.title)) propose('来文和复文', [{ item, role: '复文' }, ...others.filter((other) => /请示|来函/u.test(other.title) && core.includes(subjectOf(other.title)) && subjectOf(other.title) !== '').map((other) => ({ item: other, role: '来文' as const }))])
    else if (item.title.includes('转发')) propose('转发文和被转发文', [{ item, role: '转发文' }, ...others.filter((other) => subjectOf(other.title).length > 3 && core.includes(subjectOf(other.title))).map((other) => ({ item: other, role: '被转发文' as const }))])
    else propose('正文和附件', [{ item, role: '正文' }, ...about.filter((other) => /附件/u.test(other.title)).map((other) => ({ item: other, role: '附件' as const }))])
  }
  for (const kind of ['党员大会', '支委会', '支部委员会', '党小组会', '党课', '组织生活会', '主题党日'] as const) {
    const books = new Map<number, ArchiveItem[]>()
    for (const item of single) if (item.title.includes(kind) && /记录|纪要/u.test(item.title)) books.set(item.year, [...(books.get(item.year) ?? []), item])
    for (const [year, inside] of books) propose(`${year}年的${kind}记录，一年一本`, [...inside].sort(byPlace).map((item) => ({ item, role: '记录' })), ownTitle(`${year}年${kind}记录`))
  }
  return found
}

const bare = (title: string): string => title.replace(/[[\]【】《》“”"（）()：:，,、\s]|附件\d*/gu, '')

/** What a title is about: without the words around it, 关于同意…的批复 and 关于…的请示 say the same. Too little is about anything. */
function subjectOf(title: string): string {
  const core = bare(title).replace(/^.*?关于(?:同意|对|转发|印发)?/u, '').replace(/的?(?:请示|批复|复函|来函|通知|报告|决定|方案|意见)+$/u, '').replace(/^(?:同意|转发|印发)/u, '')
  return core.length < 3 ? '' : core
}
