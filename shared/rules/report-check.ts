import { asOf } from '#shared/duties/roster'
import { analysisParts, type AnalysisPart, type AnalysisReport } from '#shared/model/analysis-report'
import type { Feedback } from '#shared/model/feedback'
import type { Member } from '#shared/model/member'
import { assertNever } from '#shared/text/assert-never'
import { compareDates, formatDate, mayBeSame, parsePartialDate, surelyBefore } from '#shared/text/partial-date'
import { advice, warning, type Finding } from './findings'
import { answersOf, hasDate, hasPerson, itemsOf, namedProblem, problemFor, type ReportItem } from './report-items'
import { lengthOf } from './text-length'

/**
 * What a careful secretary would say of a 党性分析报告 (D§4.1: 问题准、根源清、认识深、措施实; typical defects: generic, evasive, essay-like). Every line gives its
 * reason, can be put away, and stops nothing. No sentence is ever proposed: the report is the member's own.
 */
export type CheckFacts = {
  readonly report: Pick<AnalysisReport, 'parts' | 'writtenOn' | 'readOn' | 'memberId'> & { readonly id?: string }
  /** Of this member (or the branch) and this year. */
  readonly feedback: readonly Feedback[]
  readonly member: Member | null
  /** Names of the roster, for who is responsible. */
  readonly names: readonly string[]
  /** The day of the meeting, where one is on record. */
  readonly meetingOn: string | null
}

export type FeedbackState = {
  readonly feedback: Feedback
  readonly state: 'answered' | 'handled' | 'notNeeded' | 'open'
  /** The problem that takes it up. */
  readonly problem: ReportItem | null
  /** Who says so: a person, or only the words of both. */
  readonly by: 'person' | 'words' | null
  /** Where it stands open: the problem that may be meant, for a person to say yes or no. */
  readonly guess: ReportItem | null
}

/** 见二、1, or 还没有回应: what became of each thing that was said. What a person said of it stands. */
export function feedbackStates(feedback: readonly Feedback[], problems: string): readonly FeedbackState[] {
  const items = itemsOf(problems)
  return feedback.map((one): FeedbackState => {
    const { way, problem: named } = one.answer
    const none = { feedback: one, problem: null, by: null, guess: null }
    switch (way) {
      case 'handled':
      case 'notNeeded':
        return { ...none, state: way, by: 'person' }
      case 'open':
        return { ...none, state: 'open', by: 'person' }
      case 'problem': {
        const problem = named === '' ? (problemFor(one.text, items)?.item ?? null) : namedProblem(named, items)
        // The problem it was written into is gone from the text: then nothing answers any more.
        if (problem === null && named !== '' && items.length > 0) return { ...none, state: 'open', guess: problemFor(one.text, items)?.item ?? null }
        return { ...none, state: 'answered', problem, by: 'person' }
      }
      case 'none': {
        const match = problemFor(one.text, items)
        return match?.sure === true ? { ...none, state: 'answered', problem: match.item, by: 'words' } : { ...none, state: 'open', guess: match?.item ?? null }
      }
      default:
        return assertNever(way)
    }
  })
}

/** Phrases that could stand in anybody's report, and what is missing beside them. */
export const stockPhrases: readonly string[] = [
  '政治理论学习不够深入', '学习不够系统', '学习不够深入', '理论联系实际不够', '工作作风不够扎实', '联系群众不够紧密', '服务意识有待加强', '创新意识不强', '大局意识不够强', '工作主动性不够',
  '思想认识不到位', '放松了对自己的要求', '世界观、人生观、价值观', '进一步提高思想认识', '进一步加强学习', '进一步改进作风', '在今后的工作中', '严格要求自己', '争做一名合格', '以更高的标准',
]

const habit = '建议，没有哪份规定定死'
const short = (text: string) => {
  const first = text.split(/[。；\n]/u)[0] ?? ''
  return [...first].length > 16 ? `${[...first].slice(0, 16).join('')}…` : first
}

export function reportChecks(facts: CheckFacts): readonly Finding[] {
  const { parts } = facts.report
  const at = (field: string, source = habit) => ({ field, source, ...(facts.report.id === undefined ? {} : { recordId: facts.report.id }) })
  return [...openFeedback(facts, at), ...problemsAlone(parts, at), ...vagueMeasures(facts, at), ...proportions(parts, at), ...phrases(parts, at), ...days(facts, at), ...rosterFacts(facts, at)]
}

type At = (field: string, source?: string) => { readonly field: string; readonly source: string; readonly recordId?: string }
type Parts = AnalysisReport['parts']
/** `parts.problems.120-180`: the part, and where in it. */
const spot = (part: AnalysisPart, item: { readonly from: number; readonly to: number }) => `parts.${part}.${item.from}-${item.to}`

function openFeedback({ feedback, report }: CheckFacts, at: At): readonly Finding[] {
  if (report.parts.problems.trim() === '') return []
  return feedbackStates(feedback, report.parts.problems).flatMap(({ state, feedback: one }, index) => (state === 'open' ? [advice('feedbackOpen', `意见 ${index + 1}“${short(one.text)}”，第二部分没有哪一条回应`, at(`parts.problems`, '征求到的意见要在报告里有回应'))] : []))
}

function problemsAlone(parts: Parts, at: At): readonly Finding[] {
  return itemsOf(parts.problems).flatMap((item) => {
    const field = spot('problems', item)
    return [
      ...(parts.causes.trim() !== '' && answersOf(item, parts.causes).length === 0 ? [advice('noCause', `第 ${item.number} 条没有写原因：第三部分没有提到“${short(item.text)}”`, at(field))] : []),
      ...(parts.measures.trim() !== '' && answersOf(item, parts.measures).length === 0 ? [advice('noMeasure', `第 ${item.number} 条没有写措施：第四部分没有提到“${short(item.text)}”`, at(field))] : []),
    ]
  })
}

function vagueMeasures({ report: { parts }, names }: CheckFacts, at: At): readonly Finding[] {
  return itemsOf(parts.measures).flatMap((item) => {
    const lacks = [...(hasDate(item.text) ? [] : ['时间']), ...(hasPerson(item.text, names) ? [] : ['谁来做、谁来看'])]
    return lacks.length === 0 ? [] : [advice('measureBare', `第 ${item.number} 条措施“${short(item.text)}”没有写${lacks.join('，也没有写')}`, at(spot('measures', item), '以后要照着对账销号'))]
  })
}

function proportions(parts: Parts, at: At): readonly Finding[] {
  const each = Object.fromEntries(analysisParts.map((part) => [part, lengthOf(parts[part]).total])) as Record<AnalysisPart, number>
  const whole = analysisParts.reduce((sum, part) => sum + each[part], 0)
  if (whole < 300 || analysisParts.some((part) => each[part] === 0)) return []
  const share = (part: AnalysisPart) => Math.round((each[part] / whole) * 100)
  return [
    ...(share('opening') > 35 ? [advice('openingLong', `第一部分占了全文的 ${share('opening')}%，开头几句就够，多写问题`, at('parts.opening'))] : []),
    ...(share('problems') < 20 ? [advice('problemsShort', `第二部分只占全文的 ${share('problems')}%，问题是这份报告的正文`, at('parts.problems'))] : []),
    ...(share('causes') < 10 ? [advice('causesShort', `第三部分只占全文的 ${share('causes')}%，根源没有讲开`, at('parts.causes'))] : []),
    ...(share('measures') < 12 ? [advice('measuresShort', `第四部分只占全文的 ${share('measures')}%，比问题短得多`, at('parts.measures'))] : []),
  ]
}

function phrases(parts: Parts, at: At): readonly Finding[] {
  return analysisParts.flatMap((part) =>
    stockPhrases.flatMap((phrase) => {
      const from = parts[part].indexOf(phrase)
      return from < 0 ? [] : [advice('stockPhrase', `“${phrase}”放在谁的报告里都行，写上是哪件事、哪一天`, at(spot(part, { from, to: from + phrase.length })))]
    }))
}

function days({ report: { writtenOn, readOn }, meetingOn }: CheckFacts, at: At): readonly Finding[] {
  const held = readOn ?? meetingOn
  if (writtenOn === null || held === null || !surelyBefore(held, writtenOn)) return []
  return [warning('writtenAfter', `写成的日期${formatDate(writtenOn, 'paper')}晚于会议${formatDate(held, 'paper')}，会上读的应当先写好`, at('writtenOn', '日期先后'))]
}

const posts = ['副书记', '书记', '组织委员', '宣传委员', '纪检委员', '青年委员', '统战委员'] as const

function rosterFacts({ report: { parts, writtenOn, readOn }, member, meetingOn }: CheckFacts, at: At): readonly Finding[] {
  if (member === null) return []
  const found: Finding[] = []
  const say = (code: string, text: string, match: RegExpExecArray) => found.push(warning(code, text, at(spot('opening', { from: match.index, to: match.index + match[0].length }), '党员名册')))
  for (const [words, known, name] of [[/(\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?)(?:加入中国共产党|入党)/u, member.joined, '入党'], [/(\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?)转正/u, member.becameFull, '转正']] as const) {
    const match = words.exec(parts.opening)
    const said = match === null ? null : parsePartialDate(match[1] ?? '')
    if (match !== null && said !== null && known !== null && !mayBeSame(said, known)) say('dateDiffers', `写的是${formatDate(said, 'paper')}${name}，名册上是${formatDate(known, 'paper')}`, match)
  }
  const day = writtenOn ?? readOn ?? meetingOn
  const match = /(?:现任|担任|现为)[^，。；]{0,24}?支部(?:委员会)?(副书记|书记|组织委员|宣传委员|纪检委员|青年委员|统战委员)/u.exec(parts.opening) ?? /支部(副书记|书记|组织委员|宣传委员|纪检委员|青年委员|统战委员)/u.exec(parts.opening)
  const said = posts.find((post) => post === match?.[1])
  if (match !== null && said !== undefined && day !== null) {
    const held: readonly string[] = asOf(member, day).posts
    if (!held.includes(said)) say('postDiffers', `写的是支部${said}，名册上${formatDate(day, 'paper')}${held.length === 0 ? '没有职务' : `是${held.join('、')}`}`, match)
  }
  return found
}

/** Later than the newest report of the year before, same subject. */
export function lastYearOf(reports: readonly AnalysisReport[], report: Pick<AnalysisReport, 'memberId' | 'year'>): AnalysisReport | null {
  return reports.filter((one) => one.memberId === report.memberId && one.year === report.year - 1).sort((a, b) => compareDates(a.writtenOn ?? '0001', b.writtenOn ?? '0001')).at(-1) ?? null
}
