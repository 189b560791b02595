import { created, finish, headOf, refused, removed, revised, type DutyContext, type Outcome } from '#shared/duties/transition'
import { partRoles, retentions, type ArchiveItem, type ArchivePart, type PartRole } from '#shared/model/archive'
import type { OfficialPaper } from '#shared/model/official-paper'
import { wall, warning, type Finding } from '#shared/rules/findings'
import { byDate, yearOf } from '#shared/text/partial-date'
import { retentionNames } from './archive-code'
import { ownTitle } from './catalogue'
import { byPlace, numberingSource } from './numbering'
import { factsOfParts, noteWithout, pagesApart, papersOf } from './parts'

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
  const { pages, total } = pagesApart(item)
  const [first, ...others] = papersOf(item).map((paper, at) => ({
    title: paper.title, author: paper.author, docNo: paper.docNo, date: paper.date, year: paper.date === null ? item.year : yearOf(paper.date), pages: pages[at] ?? 0, source: paper.source,
    files: item.files.filter(({ part }) => part === paper.part).map(({ part: _part, ...file }) => file),
  }))
  if (first === undefined) throw new Error('a 件 has a paper')
  const note = noteWithout(item.note, item.parts)
  return finish({
    title: `${total === null ? '' : `合计 ${total} 页的`}“${item.title}”拆成 ${others.length + 1} 件${total === null ? '' : '，各件页数要另数'}`,
    records: [revised(item, { ...first, note, parts: undefined }), ...others.map((paper) => {
      const { retention, topic, secrecy, workingBox, twoSided } = item
      return created({ ...headOf(context), kind: 'archiveItem' as const, retention, topic, secrecy, workingBox, ...(twoSided === undefined ? {} : { twoSided }), note: '', number: null, boxId: null, filedOn: null, ...paper })
    })],
  })
}

export type JoinProposal = { readonly why: string; readonly joining: readonly Joining[]; /** Of a minutes book. */ readonly title: string }

type Pair = readonly [behind: PartRole, front: PartRole]
/** Words of a title that say what the paper is to the one it speaks of, and what that one is then. */
const followers: readonly (readonly [RegExp, Pair])[] = [
  [/处理单|处理笺|阅办单|办文单|拟办单|呈批单|呈阅单|发文稿纸/u, ['处理单', '正文']],
  [/附件/u, ['附件', '正文']],
  [/定稿|签发稿/u, ['定稿', '正本']],
  [/复印件|复制件|影印件|抄件/u, ['复制件', '原件']],
  [/(?:藏|蒙古?|维吾尔|哈萨克|朝鲜|彝|壮|柯尔克孜|锡伯)文[本版译]/u, ['民族文字本', '汉文本']],
  [/(?:英|俄|日|法|德|韩|外)文[本版译]/u, ['外文本', '中文本']],
]
const isReply = (title: string): boolean => /批复|复函|回函|答复/u.test(title)
/** What a title says a paper does to others. Those that take most along come first: a slip or a 来文 is behind its 复文, not in front of another's. */
const acts = ['reply', 'passOn', 'issue', 'ask', 'none'] as const
function actOf(title: string): (typeof acts)[number] {
  if (isReply(title)) return 'reply'
  if (/转发|批转/u.test(title)) return 'passOn'
  if (title.includes('印发')) return 'issue'
  return /请示|申请|函/u.test(title) ? 'ask' : 'none'
}

/** Meetings that are kept as one book a year, by the names they go by; the name of the branch itself, 支部委员会, is no meeting. */
const books: readonly (readonly [string, RegExp])[] = [
  ['党员大会', /党员大会|支部大会/u], ['党小组会', /党小组会/u], ['党课', /党课/u], ['组织生活会', /组织生活会/u], ['主题党日', /主题党日|党员活动日/u],
  ['支委会', /支委会|支委扩大会|支部委员会(?:第.{1,4}次)?(?:扩大)?会/u],
]

type Known = { readonly item: ArchiveItem; readonly bare: string; /** What its title is about. */ readonly core: string; readonly act: (typeof acts)[number]; /** What it is to the paper its title speaks of, and that one to it. */ readonly behind: Pair | undefined; /** Written here. */ readonly paper: OfficialPaper | undefined }

/**
 * What of the papers waiting to be filed the standard lets be one 件: by what our own papers say of others (attachments they list, papers they pass on,
 * whom a 请示 went to), and by the words of titles. Nothing is joined by itself.
 */
export function proposeJoins(items: readonly ArchiveItem[], papers: readonly OfficialPaper[] = []): readonly JoinProposal[] {
  const taken = new Set<string>()
  const waiting = items.filter(({ number }) => number === null)
  const found: JoinProposal[] = []
  const propose = (why: string, joining: readonly Joining[], title = '') => {
    if (joining.length < 2 || joining.some(({ item }) => taken.has(item.id)) || new Set(joining.map(({ item }) => item.topic)).size > 1) return
    for (const { item } of joining) taken.add(item.id)
    found.push({ why, joining, title })
  }
  const single = waiting.filter(({ parts }) => parts === undefined)
  const own = new Map(papers.map((paper) => [paper.id, paper]))
  const known = single.map((item): Known => ({ item, bare: bare(item.title), core: subjectOf(item.title), act: actOf(item.title), behind: followers.find(([words]) => words.test(item.title))?.[1], paper: item.source === null ? undefined : own.get(item.source.id) }))
  const slips = known.filter(({ behind }) => behind !== undefined)
  for (const one of [...known].sort((x, y) => acts.indexOf(x.act) - acts.indexOf(y.act))) {
    const listed = new Set(one.paper?.attachments.map(({ name }) => bare(name)).filter((name) => name.length > 2))
    // Of hundreds that wait, most say nothing of others.
    const others = listed.size > 0 || (one.behind === undefined && one.act !== 'ask' && one.act !== 'none') ? known : slips
    const behind = others.flatMap((other) => {
      const pair = other === one ? undefined : pairOf(one, other, listed)
      return pair === undefined ? [] : [{ item: other.item, role: pair[0], front: pair[1] }]
    })
    const roles = [...new Set(behind.map(({ role }) => role))]
    const fronts = [...new Set(behind.map(({ front }) => front))]
    const role = fronts.find((front) => front === '复文' || front === '转发文') ?? (fronts.length === 1 ? fronts[0] : undefined) ?? '正文'
    propose(roles.join() === '来文' ? '来文和复文' : `${role}和${roles.join('、')}`, [{ item: one.item, role }, ...behind])
  }
  // A reply seldom repeats the words of what it answers: then whom our 请示 went to says it, the last one before the reply.
  for (const item of single.filter(({ title }) => isReply(title))) {
    const asked = known.filter(({ item: other, paper }) => !taken.has(other.id) && paper?.type === 'request' && isSameBody(paper.recipients, item.author) && byDate(other.date, item.date) <= 0).sort((x, y) => byDate(x.item.date, y.item.date)).at(-1)
    if (asked !== undefined) propose('来文和复文，照主送机关和日期配的', [{ item, role: '复文' }, { item: asked.item, role: '来文' }])
  }
  const meetings = single.filter(({ title }) => /记录|纪要/u.test(title)).flatMap((item) => {
    const [kind] = books.find(([, words]) => words.test(item.title)) ?? []
    return kind === undefined ? [] : [{ item, book: `${item.year}年的${kind}记录`, title: ownTitle(`${item.year}年${kind}记录`) }]
  })
  for (const { book, title } of new Map(meetings.map((one) => [one.book, one])).values())
    propose(`${book}，一年一本`, meetings.filter((one) => one.book === book).map(({ item }) => item).sort(byPlace).map((item) => ({ item, role: '记录' })), title)
  return found
}

/** What `other` is behind `one`, and `one` before it, if anything says so. */
function pairOf(one: Known, other: Known, listed: ReadonlySet<string>): Pair | undefined {
  const { core, paper } = one
  if (other.behind !== undefined && core !== '' && other.bare.includes(core)) return other.behind
  if (listed.has(other.bare)) return ['附件', '正文']
  if (one.behind !== undefined || other.behind !== undefined) return undefined
  switch (one.act) {
    case 'reply':
      return other.act === 'ask' && other.core !== '' && core.includes(other.core) ? ['来文', '复文'] : undefined
    case 'passOn':
      return (other.core.length > 3 && core.includes(other.core)) || (paper !== undefined && cites(paper, other.item)) ? ['被转发文', '转发文'] : undefined
    case 'issue':
      // What a notice puts into force lies behind it, under its own title or with the body's name before it.
      return core.length > 3 && other.bare.endsWith(core) && /^(?:.*(?:支部|总支|委员会|党委))?$/u.test(other.bare.slice(0, -core.length)) ? ['附件', '正文'] : undefined
    case 'ask':
    case 'none':
      return undefined
  }
}

/** A paper that names another by its 文号, or by its title between 《 and 》. */
function cites(paper: OfficialPaper, other: ArchiveItem): boolean {
  const [body, docNo] = [paper.body.replace(/\s/gu, ''), other.docNo.replace(/\s/gu, '')]
  return (docNo !== '' && body.includes(docNo)) || body.includes(`《${other.title.replace(/^\[(.*)\]$/u, '$1').replace(/\s/gu, '')}》`)
}

/** 中共白云镇委员会 and 白云镇党委 are one. */
function isSameBody(recipients: string, author: string): boolean {
  const short = (name: string) => bare(name).replace(/^中共|^中国共产党/u, '').replace(/委员会$/u, '党委').replace(/党党委$/u, '党委')
  const [one, other] = [short(recipients), short(author)]
  return one.length > 2 && other.length > 2 && (one.includes(other) || other.includes(one))
}

const bare = (title: string): string => title.replace(/[[\]【】《》“”"（）()：:，,、\s]|附件\d*/gu, '')

/** What a title is about: without the words around it, 关于同意…的批复 and 关于…的请示 say the same. Too little is about anything. */
function subjectOf(title: string): string {
  const core = bare(title).replace(/^.*?关于(?:同意|对|转发|批转|印发|商请)?/u, '').replace(/的?(?:请示|申请|批复|复函|来函|回函|函|通知|报告|决定|方案|意见)+$/u, '').replace(/^(?:同意|转发|批转|印发)/u, '')
  return core.length < 3 ? '' : core
}
