import { z } from 'zod'
import { dateOrNull, line, recordBase, text } from './record'

/** A campaign or a year's plan as the branch adopted it: stages with their tasks. The built-in ones are data in `shared/scheme`; adopting one copies it here, where it may be edited. */
export const schemeSchema = z.object({
  ...recordBase,
  kind: z.literal('scheme'),
  title: line.min(1),
  /** `id@version` of the built-in scheme it was made from; empty when written here. */
  source: line,
  issuer: line,
  issuedOn: dateOrNull,
  docNo: line,
  purpose: text,
  /** 五个好 / 五带头, or whatever standards the scheme sets. */
  branchStandard: z.array(line),
  memberStandard: z.array(line),
  stages: z.array(z.object({
    id: z.uuid(),
    name: line.min(1),
    from: dateOrNull,
    to: dateOrNull,
    tasks: z.array(z.object({ id: z.uuid(), title: line.min(1), detail: text, duty: line, due: dateOrNull, doneOn: dateOrNull, doneOffline: z.boolean(), note: text })),
  })),
})
export type Scheme = Readonly<z.infer<typeof schemeSchema>>
