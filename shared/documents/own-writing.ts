import { officialTypeNames, type OfficialType } from '#shared/model/official-paper'
import type { PrintDocument } from '#shared/paper/print-document'
import type { DocumentDefinition } from './document'
import { officialFields, officialNames, type OfficialFacts, type OfficialFields } from './official-fields'
import { proseLayout, vouchedLayout } from './official-layout'

/**
 * 文稿 (D§1.6): 个人阶段总结, signed by its writer; 支部阶段总结, under the branch's name; 事迹材料, written of somebody and vouched for by the branch's
 * seal. All fields come from one paper record.
 */
type Definition = DocumentDefinition<OfficialFacts, OfficialFields>
const writing = (kind: OfficialType, layout: (fields: OfficialFields) => PrintDocument): Definition => ({ kind, name: officialTypeNames[kind], fields: officialFields, names: officialNames, layout })

export const personalSummary = writing('personalSummary', (fields) => proseLayout(fields, 'under'))
export const branchSummary = writing('branchSummary', (fields) => proseLayout(fields, 'end'))
export const deeds = writing('deeds', vouchedLayout)
