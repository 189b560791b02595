import { analysisParts, type AnalysisPart } from '#shared/model/analysis-report'
import type { Writing } from './writing'

type Hit = { readonly part: AnalysisPart; readonly from: number; readonly to: number }

/** Every place of some words in the four parts, letter by letter, in reading order. */
export function findIn(parts: Writing['parts'], words: string): readonly Hit[] {
  if (words === '') return []
  return analysisParts.flatMap((part) => {
    const hits: Hit[] = []
    for (let from = parts[part].indexOf(words); from >= 0; from = parts[part].indexOf(words, from + words.length)) hits.push({ part, from, to: from + words.length })
    return hits
  })
}

export function replaceIn(parts: Writing['parts'], words: string, put: string): Writing['parts'] {
  if (words === '') return parts
  return { opening: parts.opening.replaceAll(words, () => put), problems: parts.problems.replaceAll(words, () => put), causes: parts.causes.replaceAll(words, () => put), measures: parts.measures.replaceAll(words, () => put) }
}
