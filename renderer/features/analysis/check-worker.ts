import { reportChecks, type CheckFacts } from '#shared/rules/report-check'
import { advice, type Finding } from '#shared/rules/findings'
import { alikePassages, type Alike, type Text } from '#shared/text/similarity'

/** The careful reading of a report beside the page: typing never waits for it. */
export type CheckAsk = { readonly n: number; readonly facts: CheckFacts; readonly own: string; readonly others: readonly (Text & { readonly name: string })[] }
export type CheckAnswer = { readonly n: number; readonly findings: readonly Finding[]; readonly alike: readonly (Alike & { readonly name: string })[] }

self.onmessage = ({ data }: MessageEvent<CheckAsk>) => {
  const { n, facts, own, others } = data
  // Every pair that is not ours is another report's business: each other text is compared with ours alone.
  const alike = others.flatMap(({ name, ...other }) => alikePassages([{ id: 'own', text: own }, other]).map((one) => ({ ...one, name })))
  const findings = [...reportChecks(facts), ...alike.slice(0, 1).map((one) => advice('alike', `有 ${one.length} 个字和${one.name}一样，左边可以对照看`, { field: 'parts', source: '各人写各人的' }))]
  self.postMessage({ n, findings, alike } satisfies CheckAnswer)
}
