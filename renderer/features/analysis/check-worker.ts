import { analysisParts } from '#shared/model/analysis-report'
import { reportChecks, type CheckFacts } from '#shared/rules/report-check'
import { advice, type Finding } from '#shared/rules/findings'
import { alikeTo, type Alike, type Text } from '#shared/text/similarity'

/** The careful reading of a report beside the page: typing never waits for it. */
export type CheckAsk = { readonly n: number; readonly facts: CheckFacts; readonly own: string; readonly others: readonly (Text & { readonly name: string })[] }
export type CheckAnswer = { readonly n: number; readonly findings: readonly Finding[]; readonly alike: readonly (Alike & { readonly name: string })[] }

self.onmessage = ({ data }: MessageEvent<CheckAsk>) => {
  const { n, facts, own, others } = data
  const names = new Map(others.map((one) => [one.id, one.name]))
  const alike = alikeTo({ id: 'own', text: own }, others).map((one) => ({ ...one, name: names.get(one.b) ?? '' }))
  // One note for each other report, at the longest passage.
  const longest = [...new Map(alike.toReversed().map((one) => [one.b, one])).values()]
  const findings = [...reportChecks(facts), ...longest.map((one) => advice('alike', `有 ${one.length} 个字和${one.name}一样`, { field: placeIn(facts.report.parts, one.inA), recordId: one.b, source: '各人写各人的' }))]
  self.postMessage({ n, findings, alike } satisfies CheckAnswer)
}

/** A place of the whole text (the parts under each other) as a place in its part. */
function placeIn(parts: CheckFacts['report']['parts'], { from, to }: Alike['inA']): string {
  let start = 0
  for (const part of analysisParts) {
    const end = start + parts[part].length
    if (from <= end) return `parts.${part}.${Math.max(0, from - start)}-${Math.min(to, end) - start}`
    start = end + 1
  }
  return 'parts'
}
