import { z } from 'zod'
import type { PledgeItemInput } from '#shared/duties/pledge'
import { pledgeItemTypes, type Pledge } from '#shared/model/pledge'
import { partialDate } from '#shared/text/partial-date'

/** What is being typed for one party: kept as a draft, so it may be half of anything. */
const itemSchema = z.object({ id: z.string().min(1), type: z.enum(pledgeItemTypes), theme: z.string(), text: z.string(), measures: z.string(), due: partialDate.nullable(), responsible: z.string() })
const writingSchema = z.object({ on: partialDate.nullable(), fromPaper: z.boolean(), inWriting: z.boolean(), items: z.array(itemSchema) })

export type WrittenItem = Readonly<z.infer<typeof itemSchema>>
export type Writing = { readonly on: string | null; readonly fromPaper: boolean; /** 书面承诺, by somebody away. */ readonly inWriting: boolean; readonly items: readonly WrittenItem[] }

/** A draft of an older form that does not fit is no draft. */
export function readWriting(body: unknown): Writing | null {
  const parsed = writingSchema.safeParse(body)
  return parsed.success ? parsed.data : null
}

/** The kinds in the order people think of them: first what the post asks, then what is done for others. */
const order: readonly WrittenItem['type'][] = ['岗位', '实事', '共性']

export function newItem(newId: () => string, before: readonly WrittenItem[], responsible: string): WrittenItem {
  const type = order.find((one) => !before.some((item) => item.type === one)) ?? '实事'
  return { id: newId(), type, theme: '', text: '', measures: '', due: null, responsible }
}

/** As it stands in the record, or one empty promise to begin with. The person is proposed as the one responsible; for the branch, its secretary. */
export function writingOf(pledge: Pledge | null, newId: () => string, day: string | null, responsible: string, away = false): Writing {
  const items = pledge?.items.map(({ id, type, theme, text, measures, due, responsible: who }) => ({ id, type, theme, text, measures, due, responsible: who })) ?? []
  return { on: pledge?.state === 'returned' ? day : (pledge?.proposedOn ?? day), fromPaper: false, inWriting: pledge?.inWriting ?? away, items: items.length === 0 ? [newItem(newId, [], responsible)] : items }
}

export function moved<T>(items: readonly T[], from: number, by: -1 | 1): readonly T[] {
  const to = from + by
  const [one, other] = [items[from], items[to]]
  return one === undefined || other === undefined ? items : items.map((item, index) => (index === from ? other : index === to ? one : item))
}

/** Lines from elsewhere (a beginning, last round's) take the place of an empty one, or follow. */
export function withItems(items: readonly WrittenItem[], added: readonly (Pick<WrittenItem, 'type' | 'text'> & Partial<WrittenItem>)[], newId: () => string, responsible: string): readonly WrittenItem[] {
  const fresh = added.map((item): WrittenItem => ({ theme: '', measures: '', due: null, responsible, ...item, id: newId() }))
  return [...items.filter((item) => !isBlank(item)), ...fresh]
}

/** Nothing typed in it yet: left out when handed in, if another one is written. */
export function isBlank(item: WrittenItem): boolean {
  return item.text.trim() === '' && item.measures.trim() === '' && item.due === null
}

export function inputsOf(writing: Writing): readonly PledgeItemInput[] {
  const written = writing.items.filter((item) => !isBlank(item))
  return written.length === 0 ? writing.items : written
}
