import { readMarker } from '#shared/paper/report-text'
import { isPartialDate } from '#shared/text/partial-date'

/**
 * The problems, causes and measures of a report as items: a numbered paragraph with what follows it, or, where nothing is numbered, each
 * paragraph. And whether one speaks of the other: by number, or by words they share. Only what a careful reader would do by eye; where it errs a
 * person says so.
 */
export type ReportItem = { readonly number: string; readonly text: string; /** Offset in the part as typed. */ readonly from: number; readonly to: number }

export function itemsOf(part: string): readonly ReportItem[] {
  const paragraphs = [...part.matchAll(/[^\n]+/gu)].filter((match) => match[0].trim() !== '').map((match) => ({ text: match[0].trim(), from: match.index, to: match.index + match[0].length, mark: readMarker(match[0].trim()) }))
  const numbered = paragraphs.filter((one) => one.mark !== null)
  if (numbered.length === 0) return paragraphs.map(({ text, from, to }, index) => ({ number: String(index + 1), text, from, to }))
  // The finest level in use two times or more makes the items; headings above it only group them.
  const levels = [1, 2, 3, 4].filter((level) => numbered.filter((one) => one.mark?.level === level).length >= 2)
  const level = levels.at(-1) ?? numbered[0]?.mark?.level
  const items: { number: string; text: string; from: number; to: number }[] = []
  for (const { text, from, to, mark } of paragraphs) {
    if (mark?.level === level) items.push({ number: String(items.length + 1), text: mark?.rest ?? text, from, to })
    else if (mark !== null && level !== undefined && mark.level < level) continue
    else {
      const last = items.at(-1)
      if (last !== undefined) Object.assign(last, { text: `${last.text}\n${text}`, to })
    }
  }
  return items
}

/** Words every report uses: sharing them means nothing. */
const common = new Set(['工作', '问题', '自己', '我们', '今年', '去年', '群众', '党员', '支部', '不够', '没有', '有的', '时候', '觉得', '一些', '学习', '意见', '整改', '措施', '原因', '进一', '一步', '方面', '存在', '党支', '部的', '年月', '底前', '以后', '每月', '同志', '不足', '不到'])

function pairsOf(text: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const phrase of text.match(/\p{Script=Han}+/gu) ?? []) {
    const letters = [...phrase]
    for (let at = 0; at + 1 < letters.length; at += 1) {
      const pair = `${letters[at] ?? ''}${letters[at + 1] ?? ''}`
      if (!common.has(pair) && !/[的了是在和我不也都就要这那个有]/u.test(pair)) found.add(pair)
    }
  }
  return found
}

/** How many telling pairs of characters two texts share. */
export function sharedWords(a: string, b: string): number {
  const there = pairsOf(b)
  return [...pairsOf(a)].filter((pair) => there.has(pair)).length
}

/** Two pairs in common are seldom chance; a short text needs no more than one. */
const enough = (a: string) => (pairsOf(a).size <= 3 ? 1 : 2)
const isNumbered = (part: string) => part.split('\n').some((line) => readMarker(line.trim()) !== null)

/** The items of another part that speak of this problem: same number where that part is numbered, else words in common; one with what the problem is called is enough. */
export function answersOf(problem: ReportItem, part: string): readonly ReportItem[] {
  const items = itemsOf(part)
  const sentences = isNumbered(part) ? items : items.flatMap((item) => item.text.split(/(?<=[。！？])/u).map((text) => ({ ...item, text: text.trim() })).filter((one) => one.text !== ''))
  const byNumber = isNumbered(part) ? items.filter((item) => item.number === problem.number) : []
  if (byNumber.length > 0) return byNumber
  const headline = problem.text.split(/[。；：\n]/u)[0] ?? ''
  return sentences.filter((item) => sharedWords(headline, item.text) >= 1 || sharedWords(problem.text, item.text) >= enough(problem.text))
}

/** Whole phrases every report uses; a stretch of them is no more telling than one. */
const phrases = /组织生活会?|民主评议|党性分析|三会一课|主题党日|支部委员会|村(?:民)?委员?会|党员大会|党小组|联系群众|征求意见|党组织|党支部|党员干部|村干部|领导班子|思想认识|工作作风|政治理论/gu
const idle = /[的了是在和我不也都就要这那个有对到没把被给让得着过还很太多少上下去来们]/gu

/** What of a text tells what it is about, in stretches: without phrases of the trade, idle characters and signs. */
function telling(text: string): readonly string[] {
  return (text.replace(phrases, '，').replace(idle, '，').match(/\p{Script=Han}+/gu) ?? []).flatMap((stretch) => cutCommon(stretch)).filter((stretch) => stretch.length >= 2)
}

function cutCommon(stretch: string): readonly string[] {
  for (let at = 0; at + 1 < stretch.length; at += 1) if (common.has(stretch.slice(at, at + 2))) return [stretch.slice(0, at), ...cutCommon(stretch.slice(at + 2))]
  return [stretch]
}

/** The words two texts have in common, longest first, none inside another. */
function sharedStretches(a: string, b: string): readonly string[] {
  const there = telling(b)
  const found: string[] = []
  let left = [...telling(a)]
  for (;;) {
    let best = ''
    for (const stretch of left) {
      for (let from = 0; from + 1 < stretch.length; from += 1) {
        let to = from + Math.max(2, best.length + 1)
        while (to <= stretch.length && there.some((one) => one.includes(stretch.slice(from, to)))) {
          best = stretch.slice(from, to)
          to += 1
        }
      }
    }
    if (best === '') return found
    found.push(best)
    left = left.flatMap((stretch) => stretch.split(best)).filter((one) => one.length >= 2)
  }
}

export type Match = { readonly item: ReportItem; /** As good as said: one long stretch in common, or two words apart. Else only worth asking about. */ readonly sure: boolean }

/**
 * The problem that takes up what was said, or seems to. One word in common (困难户, 党课) is no answer: half of all reports have it. Two problems that fit
 * equally well are none. What is not sure is asked, never assumed.
 */
export function problemFor(said: string, problems: readonly ReportItem[]): Match | null {
  const scored = problems
    .map((item) => ({ item, words: sharedStretches(said, item.text) }))
    .map(({ item, words }) => ({ item, words, weight: words.reduce((sum, word) => sum + word.length, 0) }))
    .sort((a, b) => b.weight - a.weight)
  const [best, next] = scored
  if (best === undefined || best.words.length === 0) return null
  const alone = next === undefined || next.weight < best.weight
  return { item: best.item, sure: alone && (best.words.length >= 2 || (best.words[0]?.length ?? 0) >= 4) }
}

/** The first words of a problem: what a link to it keeps. */
export const openingOf = (item: Pick<ReportItem, 'text'>): string => [...(item.text.split('\n')[0] ?? '')].slice(0, 60).join('')

/** The problem a person named, found again by how it began, or by its words where it was rewritten since. */
export function namedProblem(opening: string, problems: readonly ReportItem[]): ReportItem | null {
  if (opening === '') return null
  const head = [...opening].slice(0, 12).join('')
  const same = problems.find((item) => item.text.startsWith(head))
  if (same !== undefined) return same
  const match = problemFor(opening, problems)
  return match?.sure === true ? match.item : null
}

const dated = /\d{1,4}\s*[年月日号]|[一二三四五六七八九十]+月|季度|每[周月日天年季次]|每\S{0,3}(?:周|月|日|天|年|季|次)|上半年|下半年|年底|月底|\d+\s*(?:天|个工作日|小时)内|当[天日月季]/u
export const hasDate = (text: string): boolean => dated.test(text)

const roles = /(?:由|请|找|报)[^，。；]{1,14}(?:监督|负责|督促|验收|核对|检查|审|签字|把关|提醒)|责任人|本人|我|书记|副书记|委员|组长|值班员|支委会|党小组|村监委/u
/** A name of the roster, or somebody by their part in it. */
export function personIn(text: string, names: readonly string[]): string | null {
  return names.find((name) => name !== '' && text.includes(name)) ?? null
}
export const hasPerson = (text: string, names: readonly string[]): boolean => personIn(text, names) !== null || roles.test(text)

/** The last day named in a text, as `YYYY-MM` or `YYYY-MM-DD`; a month without its year is of the year after the report's. */
export function dateIn(text: string, year: number): string | null {
  const found = [...text.matchAll(/(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?/gu)].flatMap(([, y, m, d]) => {
    const date = [y ?? String(year + 1), ...[m, d].filter((part) => part !== undefined).map((part) => part.padStart(2, '0'))].join('-')
    return isPartialDate(date) ? [date] : []
  })
  return found.sort().at(-1) ?? null
}
