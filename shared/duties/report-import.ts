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
const longestHeading = 34

/** null: no heading; `other`: a first-level heading of none of the four. */
function headingOf(line: string): AnalysisPart | 'other' | null {
  const mark = readMarker(line)
  const words = (mark?.rest ?? line).replace(/[：:]$/u, '')
  if ([...words].length > longestHeading || /[。；！？]/u.test(words)) return null
  if (mark !== null && mark.level > 1) return null
  // Without a number only what is no more than the name of a part is a heading.
  const bare = mark === null ? words.replace(/[【】\s]/gu, '') : words
  if (mark === null && ([...bare].length > 16 || /[，,]/u.test(bare))) return null
  const part = named.find(([, pattern]) => pattern.test(bare))?.[0]
  if (mark === null && part !== undefined && /报告|材料|总结$/u.test(bare)) return null
  return part ?? (mark === null ? null : 'other')
}

export function sortReport(paragraphs: readonly string[]): SortedReport {
  const texts: Record<AnalysisPart, string[]> = { opening: [], problems: [], causes: [], measures: [] }
  const unrecognised: string[] = []
  const lines = paragraphs.map((line) => line.trim()).filter((line) => line !== '')
  const heads = lines.map(headingOf)
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
