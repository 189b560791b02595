import { z } from 'zod'
import { partialDate } from '#shared/text/partial-date'
import { blobRef, dateOrNull, line, recordBase, text } from './record'

/** DA/T 22—2015 5.1: one 件. 永久 Y, 30年 D30, 10年 D10. */
export const retentions = ['Y', 'D30', 'D10'] as const
export type Retention = (typeof retentions)[number]

const itemSource = z.object({ id: z.uuid(), kind: line, rev: z.int(), document: line }).nullable()

/** DA/T 22—2015 5.1: what one paper of a 件 is to the others, in the order in which they lie. 记录: the meetings of one minutes book. */
export const partRoles = ['处理单', '正本', '复文', '转发文', '正文', '原件', '汉文本', '中文本', '附件', '定稿', '来文', '被转发文', '复制件', '民族文字本', '外文本', '记录'] as const
export type PartRole = (typeof partRoles)[number]

export const archivePartSchema = z.object({
  id: z.uuid(), role: z.enum(partRoles), title: line.min(1), author: line, docNo: line, date: dateOrNull, pages: z.int().min(0), source: itemSource,
})
export type ArchivePart = Readonly<z.infer<typeof archivePartSchema>>

/** A file of a paper: 正本 signed and scanned, 复制件, and what was made here. */
export const archiveFileSchema = z.object({
  role: z.enum(['original', 'copy', 'made']),
  blob: blobRef,
  /** Counted when it came in. */
  pages: z.int().min(0).optional(),
  /** A PDF or picture that is damaged: kept as it came, and said. */
  unreadable: z.boolean().optional(),
  /** Which of the `parts` of a 件 it is of. */
  part: z.uuid().optional(),
})
export type ArchiveFile = Readonly<z.infer<typeof archiveFileSchema>>

export const archiveItemSchema = z.object({
  ...recordBase,
  kind: z.literal('archiveItem'),
  /** 归档年度, by the date of the document (D§2.2). */
  year: z.int().min(1850).max(2200),
  retention: z.enum(retentions),
  /** 机构(问题) code, empty when the branch does not use it. */
  topic: z.string().regex(/^[A-Z0-9]{0,4}$/),
  /** 件号, from 1 in each class, gapless; null until filed. */
  number: z.int().min(1).max(9999).nullable(),
  title: line.min(1),
  /** 责任者 */
  author: line,
  docNo: line,
  /** 8 digits in the catalogue. */
  date: dateOrNull,
  pages: z.int().min(0),
  /** Printed on both sides: two pages a sheet. Absent: nobody said; what is counted then is said when it is filed. */
  twoSided: z.boolean().optional(),
  secrecy: line,
  note: line,
  /** Which working box (theme) it belongs to during the year, e.g. `09`. */
  workingBox: line,
  boxId: z.uuid().nullable(),
  /** The record it was made from; null for paper registered by hand. */
  source: itemSource,
  /** The papers of a 件 that holds several, as they lie in it; absent: it is one paper. What is said of the 件 is said by the catalogue's rules, its pages are theirs together. */
  parts: z.array(archivePartSchema).min(2).optional(),
  /** What was made here is frozen as it was when it was filed (`shared/archive/freeze.ts`). */
  files: z.array(archiveFileSchema),
  filedOn: dateOrNull,
  /** The paper was destroyed after 鉴定; number and line in the catalogue stay. */
  destroyedOn: partialDate.optional(),
  /** 鉴定 kept it on: the last year it is kept in. Its 档号 and 保管期限 stay as they were given. */
  extendedTo: z.int().min(1850).max(2300).optional(),
  /** Why another 保管期限 than the schedule's, and on whose word. */
  retentionReason: line.optional(),
})
export type ArchiveItem = Readonly<z.infer<typeof archiveItemSchema>>

export const boxThicknesses = [20, 30, 40, 50] as const
export const archiveBoxSchema = z.object({
  ...recordBase,
  kind: z.literal('archiveBox'),
  year: z.int().min(1850).max(2200),
  retention: z.enum(retentions),
  topic: z.string().regex(/^[A-Z0-9]{0,4}$/),
  /** 盒号, shelf order. */
  number: z.int().min(1).max(9999),
  thickness: z.union(boxThicknesses.map((mm) => z.literal(mm))),
  /** 备考表: an append-only log, newest last. */
  notes: z.array(z.object({ on: dateOrNull, text, arranger: line, checker: line, checkedOn: dateOrNull })),
})
export type ArchiveBox = Readonly<z.infer<typeof archiveBoxSchema>>
