import { z } from 'zod'
import { partialDate } from '#shared/text/partial-date'
import { archiveFileSchema } from './archive'
import { dateOrNull, line, recordBase, text } from './record'

/** GB/T 9705—2008: a 案卷 as volumes were kept before filing by 件. Old periods: 永久, 长期 (16 to 50 years), 短期 (15 and less). */
export const volumeRetentions = ['永久', '长期', '短期', '30年', '10年'] as const
/** Its back, mm. */
export const volumeThicknesses = [10, 15, 20] as const

export const volumeEntrySchema = z.object({
  docNo: line, author: line, title: line, date: dateOrNull,
  /** 页号: the page it begins at, or from — to, as written. */
  page: line,
  note: line,
})
export type VolumeEntry = Readonly<z.infer<typeof volumeEntrySchema>>

export const archiveVolumeSchema = z.object({
  ...recordBase,
  kind: z.literal('archiveVolume'),
  /** 目录号 */
  catalogueNo: line,
  /** 案卷号 */
  number: z.int().min(1).max(9999),
  title: line.min(1),
  /** 类目名称 */
  category: line,
  from: dateOrNull,
  to: dateOrNull,
  retention: z.enum(volumeRetentions),
  /** 归档号 */
  fileNo: line,
  pages: z.int().min(0),
  thickness: z.union(volumeThicknesses.map((mm) => z.literal(mm))),
  /** 卷内文件目录, in its order. */
  entries: z.array(volumeEntrySchema),
  /** Scans of it, as they came: of the whole volume or of single papers. */
  files: z.array(archiveFileSchema).optional(),
  /** 鉴定 kept it on: the last year it is kept in. */
  extendedTo: z.int().min(1850).max(2300).optional(),
  /** Destroyed after 鉴定; its line in the 案卷目录 stays. */
  destroyedOn: partialDate.optional(),
  /** 卷内备考表: an append-only log, newest last, as that of a box. */
  notes: z.array(z.object({ on: dateOrNull, text, arranger: line, checker: line, checkedOn: dateOrNull })),
})
export type ArchiveVolume = Readonly<z.infer<typeof archiveVolumeSchema>>
