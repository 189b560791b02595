import { z } from 'zod'

/**
 * What a bag is to hold, worked out by pure code and written by the host: names below `data/` are legal and unique already, sums are known.
 * `blob`: a file kept in the vault; `export`: one of the year's exported papers, by its place below 导出/<年度>/归档.
 */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const bagPlanSchema = z.object({
  /** The bag's folder, without an edition. */
  folder: z.string().min(1).max(60),
  info: z.array(z.tuple([z.string(), z.string()])),
  files: z.array(z.object({ name: z.string().min(1), title: z.string(), sha256, size: z.int().min(0), from: z.union([z.literal('blob'), z.object({ exported: z.string().min(1) })]) })),
  /** Written below `data/` as they are. */
  texts: z.array(z.object({ name: z.string().min(1), title: z.string(), text: z.string() })),
  sheet: z.object({ name: z.string().min(1), title: z.string(), tabs: z.array(z.object({ name: z.string().min(1).max(31), widths: z.array(z.int().min(1)), rows: z.array(z.array(z.string())) })).min(1) }),
  /** `index.html` at the top of the bag. */
  index: z.string(),
})
export type BagPlan = Readonly<z.infer<typeof bagPlanSchema>>
export type BagPlanFile = BagPlan['files'][number]
