import { officialTypeNames } from '#shared/model/official-paper'
import type { DocumentDefinition } from './document'
import { officialFields, officialNames, type OfficialFacts, type OfficialFields } from './official-fields'
import { proseLayout } from './official-layout'

/** 支委会纪要 (GB/T 9704—2012, 10.3; D§1.7): what was discussed and resolved; after it 出席, 请假, 列席, then the branch and the day. From one paper record. */
export const committeeMinutes: DocumentDefinition<OfficialFacts, OfficialFields> = {
  kind: 'committeeMinutes', name: officialTypeNames.committeeMinutes, fields: officialFields, names: officialNames, layout: (fields) => proseLayout(fields, 'end'),
}
