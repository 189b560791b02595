import type { AnalysisPart, AnalysisReport } from '#shared/model/analysis-report'
import type { Finding } from '#shared/rules/findings'
import type { FeedbackState } from '#shared/rules/report-check'
import { hrefOf } from '../../app/route'
import type { Beside } from './part-margin'
import { analysisParts, noteKey, partOf, rangeOf } from './part-names'
import type { Writing } from './writing'

export type BesideFacts = {
  readonly report: Pick<AnalysisReport, 'id' | 'comments'>
  readonly parts: Writing['parts']
  readonly notes: readonly Finding[]
  readonly now: Finding | null
  readonly states: readonly FeedbackState[]
}

/** What stands beside each part, in the order of the lines; what is about the whole part stands at its head. */
export function besideOf({ report, parts, notes, now, states }: BesideFacts): Readonly<Record<AnalysisPart, readonly Beside[]>> {
  const of = (part: AnalysisPart): readonly Beside[] => {
    const all: Beside[] = [
      ...notes.flatMap((finding, index): Beside[] => (partOf(finding) !== part ? [] : [{
        type: 'note', key: `note:${noteKey(finding)}:${index}`, finding, range: rangeOf(finding), isNow: finding === now,
        href: finding.code === 'alike' && finding.where.recordId !== undefined ? hrefOf('analysis', [report.id, 'alike', finding.where.recordId]) : null,
      }])),
      ...report.comments.flatMap((comment): Beside[] => {
        if (comment.part !== part || comment.settledOn !== null) return []
        const from = parts[part].indexOf(comment.quote)
        return [{ type: 'comment', key: `comment:${comment.id}`, comment, range: from < 0 ? null : { from, to: from + comment.quote.length }, isGone: from < 0 }]
      }),
      ...(part !== 'problems' ? [] : answers(states)),
    ]
    return all.sort((a, b) => (a.range?.from ?? 0) - (b.range?.from ?? 0) || rank(a) - rank(b))
  }
  return Object.fromEntries(analysisParts.map((part) => [part, of(part)])) as Record<AnalysisPart, readonly Beside[]>
}

/** Where several want the same line: what the branch said there first, what is of the whole part last. */
function rank(one: Beside): number {
  return one.type === 'comment' ? 0 : one.range === null ? 2 : 1
}

/** 答意见 1、3, beside the problem that takes them up. */
function answers(states: readonly FeedbackState[]): readonly Beside[] {
  const found = new Map<string, { readonly range: { readonly from: number; readonly to: number }; readonly numbers: number[] }>()
  for (const [index, { problem }] of states.entries()) {
    if (problem === null) continue
    const one = found.get(problem.number) ?? { range: { from: problem.from, to: problem.to }, numbers: [] }
    one.numbers.push(index + 1)
    found.set(problem.number, one)
  }
  return [...found].map(([number, { range, numbers }]) => ({ type: 'answer', key: `answer:${number}`, range, text: `答意见 ${numbers.join('、')}` }))
}
