import { z } from 'zod'
import { retentions } from '#shared/model/archive'

/** `data/目录/归档记录.json`: the catalogue of a bag for a program; the same facts stand in the xlsx, the csv and the html for people. */
export const bagRecordName = '目录/归档记录.json'
const text = z.string().max(20_000)
/** Names below `data/`. */
const files = z.array(z.object({ name: text, role: text, size: z.int(), sha256: text }))
export const bagRecordSchema = z.object({
  what: z.literal('vanguard-box-bag'),
  format: z.literal(1),
  organisation: z.object({ name: text, fondsName: text, fondsCode: text }),
  /** null: 案卷, which stand by 目录号 and no year. */
  year: z.int().nullable(),
  boxes: z.array(z.object({ number: z.int(), retention: z.enum(retentions), topic: text, thickness: z.int(), notes: z.array(text) })),
  items: z.array(z.object({
    code: text, docNo: text, author: text, title: text, date: text, secrecy: text, pages: text, note: text,
    retention: z.enum(retentions), topic: text, number: z.int(), box: z.int().nullable(), files,
  })),
  volumes: z.array(z.object({
    code: text, title: text, category: text, dates: text, retention: text, pages: text, fileNo: text, note: text,
    entries: z.array(z.object({ docNo: text, author: text, title: text, date: text, page: text, note: text })), notes: z.array(text), files,
  })).default([]),
})
export type BagRecord = Readonly<z.infer<typeof bagRecordSchema>>
export type BagRecordItem = BagRecord['items'][number]
export type BagRecordVolume = BagRecord['volumes'][number]
