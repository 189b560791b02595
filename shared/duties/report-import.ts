import { analysisParts, type AnalysisPart } from '#shared/model/analysis-report'
import { readMarker } from '#shared/paper/report-text'

/**
 * A report written elsewhere, sorted into the four parts by its headings. What belongs to none is handed back as it stands and shown: a person puts
 * it where it goes. Nothing is dropped, nothing is reworded.
 */
export type SortedReport = { readonly parts: readonly { readonly part: AnalysisPart; readonly text: string }[]; readonly unrecognised: readonly string[] }

const named: readonly (readonly [AnalysisPart, RegExp])[] = [
  ['measures', /整改|措施|努力方向|改进|今后|下一步|打算/u],
  ['causes', /原因|根源|剖析|成因/u],
  ['problems', /问题|不足|查摆|差距|缺点/u],
  ['opening', /基本情况|个人情况|学习情况|个人简介|简要情况|主要工作/u],
]
/** The name of a part and nothing else, with which a line may begin and run on: 存在问题：账目公开慢。 */
const runOn = /^(?:(?:本人)?(?:存在|查找|查摆)?的?(?:主要|突出)?的?(?:问题|不足|差距)(?:[和与及](?:问题|不足|差距))?|(?:问题)?(?:产生的?)?(?:主要)?(?:原因|根源)(?:剖析|分析)?|剖析(?:原因|根源)|(?:下一步)?(?:整改|改进)?(?:措施|打算)|努力方向(?:[和与及]整改措施)?|(?:个人|基本)情况)$/u
/** What others write under a report is not the member's. */
const notOurs = /^(?:党)?(?:小组|支部|支委会|上级|组织)\S{0,8}意见$/u
const longestHeading = 34

/** A paragraph as found; `isHeading`: its own program had it as a heading of the first level. */
export type Paragraph = { readonly text: string; readonly isHeading: boolean }

/** null: no heading; `other`: a first-level heading of none of the four. */
function headingOf({ text: line, isHeading }: Paragraph): AnalysisPart | 'other' | null {
  const mark = readMarker(line)
  const words = (mark?.rest ?? line).replace(/[：:]$/u, '')
  if ([...words].length > longestHeading || /[。；！？]/u.test(words)) return null
  // 对照检查材料, 党性分析报告: the title of the whole is often set as a heading, too.
  const isTitle = /(?:报告|材料|总结)$/u.test(words)
  if (isHeading && !isTitle) return named.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other'
  if (mark !== null && mark.level > 1) return null
  if (notOurs.test(words)) return 'other'
  // Without a number only what is no more than the name of a part is a heading.
  const bare = mark === null ? words.replace(/[【】\s]/gu, '') : words
  if (mark === null && ([...bare].length > 16 || /[，,]/u.test(bare))) return null
  const part = named.find(([, pattern]) => pattern.test(bare))?.[0]
  if (mark === null && part !== undefined && /报告|材料|总结$/u.test(bare)) return null
  return part ?? (mark === null ? null : 'other')
}

export function sortReport(paragraphs: readonly (string | Paragraph)[]): SortedReport {
  const texts: Record<AnalysisPart, string[]> = { opening: [], problems: [], causes: [], measures: [] }
  const unrecognised: string[] = []
  const filled = paragraphs.map((one) => (typeof one === 'string' ? { text: one.trim(), isHeading: false } : { ...one, text: one.text.trim() })).filter((one) => one.text !== '').flatMap(cutRunOn)
  const lines = filled.map((one) => one.text)
  const heads = filled.map(headingOf)
  const hasOpening = heads.includes('opening')
  let part: AnalysisPart | 'other' | null = null
  // Name, branch and date below the text belong to the paper, not to the last part.
  let end = lines.length
  while (end > 0 && isClosing(lines[end - 1] ?? '') && heads[end - 1] === null) end -= 1
  for (const [n, line] of lines.entries()) {
    const head = heads[n] ?? null
    if (n >= end) unrecognised.push(line)
    else if (head !== null && head !== 'other') part = head
    else if (head === 'other') {
      part = 'other'
      unrecognised.push(line)
    } else if (part === null) {
      // Running text above the first heading is the opening, where no heading claims it; title and name are not.
      if (!hasOpening && heads.some((one) => one !== null && one !== 'other') && /[。；]/u.test(line)) texts.opening.push(line)
      else unrecognised.push(line)
    } else if (part === 'other') unrecognised.push(line)
    else texts[part].push(line)
  }
  return { parts: analysisParts.flatMap((one) => (texts[one].length === 0 ? [] : [{ part: one, text: texts[one].join('\n') }])), unrecognised }
}

function isClosing(line: string): boolean {
  return /^(?:\d{4}|[〇零一二三四五六七八九]{4})年.{1,8}日?$/u.test(line) || (!/[。；，：]/u.test(line) && [...line].length <= 30 && readMarker(line) === null && (/(?:支部|党委|总支|委员会)$/u.test(line) || /^\p{Script=Han}{2,4}$/u.test(line))) || /^(?:本人签名|报告人|汇报人|姓名|日期)[：:]/u.test(line)
}

/** The name of a part before a colon is its heading, the rest its first paragraph. */
function cutRunOn(line: Paragraph): readonly Paragraph[] {
  const [, head = '', rest = ''] = /^([^：:]{2,16})[：:](.+)$/u.exec(line.text) ?? []
  const mark = readMarker(head)
  if (rest === '' || (mark !== null && mark.level > 1) || !runOn.test(mark?.rest ?? head)) return [line]
  return [{ text: head, isHeading: line.isHeading }, { text: rest.trim(), isHeading: false }]
}
