import { plansOfYear } from './of-year'
import type { GalleryBooks, GalleryGroup, GalleryPaper } from './gallery'

const groups: Readonly<Record<string, GalleryGroup>> = { branchPledge: '文稿', memberPledge: '文稿', analysisReport: '文稿', boxCover: '档案', boxSpine: '档案', boxNote: '档案', archiveCatalogue: '档案' }

/** The gallery's part: documents made from the records of a duty, the first of each kind that the year gives. */
export function boundPapers({ records, year, today }: GalleryBooks): readonly GalleryPaper[] {
  const plans = plansOfYear(records, year, today)
  return plans
    .filter((one, index) => plans.findIndex((other) => other.kind === one.kind) === index)
    .map(({ kind, name, make }) => ({ kind, name, group: groups[kind] ?? '表格', bound: true, document: make().document }))
}
