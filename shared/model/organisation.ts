import { z } from 'zod'
import { dateOrNull, line, recordBase } from './record'

/** What the organisation is, as its approval names it. Two axes are kept apart: level here, sector beside it (组织类别 / 领域). */
export const organisationTypes = ['党支部', '联合党支部', '临时党支部', '功能型党支部', '党总支', '党委', '党工委'] as const
export const sectors = ['农村', '街道社区', '党政机关', '国有企业', '非公企业', '学校', '其他事业单位', '社会组织', '其他'] as const

/** The vault's own organisation; exactly one in a vault. */
export const organisationSchema = z.object({
  ...recordBase,
  kind: z.literal('organisation'),
  /** Full name, as on the seal. */
  name: line.min(1),
  shortName: line,
  type: z.enum(organisationTypes),
  sector: z.enum(sectors),
  superior: line,
  /** Whose fonds it files into (often the village's or the office's, not the branch's own). */
  fondsName: line,
  /** 全宗号, four characters, assigned by the archive; empty when none was assigned. */
  /** The branch as a 机构(问题) of the fonds it files into: that segment of its 档号. Absent or empty: none. */
  topicCode: z.string().regex(/^[A-Z0-9]{0,4}$/, { error: '机构(问题)代码是 1 到 4 位大写字母、数字；没有就空着' }).optional(),
  fondsCode: z.string().regex(/^(?:[A-Z0-9]+(?:-[A-Z0-9]+)*)?$/, { error: '全宗号只用大写字母、数字，分段的用短横；没有就空着' }).max(12, { error: '全宗号最多 12 位' }),
  /** Which era's rules new work is made under; a rule pack id such as `current`. */
  era: line,
  founded: dateOrNull,
  /** Member organisations of a 联合党支部. */
  units: z.array(z.object({ id: z.uuid(), name: line.min(1) })),
  /** 党小组. */
  groups: z.array(z.object({ id: z.uuid(), name: line.min(1) })),
  /** 班子任期: elected on, due to end. The newest stands last. */
  terms: z.array(z.object({ elected: dateOrNull, ends: dateOrNull, note: line })),
  telephone: line,
  /** 监督电话 printed on every public sheet. */
  supervisionPhone: line,
  address: line,
  /** Marks the built-in sample: removable, and said on every screen. */
  sample: z.boolean(),
})
export type Organisation = Readonly<z.infer<typeof organisationSchema>>

