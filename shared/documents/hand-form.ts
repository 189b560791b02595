import { rosterAsOf, type RosterEntry } from '#shared/duties/roster'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { cell, type RowInput } from '#shared/paper/blocks'
import { formWidth } from '#shared/paper/presets'
import type { PrintDocument } from '#shared/paper/print-document'
import type { DocumentDefinition } from './document'
import { centred, fill, opinionRow } from './sheet'

/** What the forms written by hand have in common: each prints what the books know of the branch on a day, and leaves the rest open. */
export type FormFacts = { readonly organisation: Organisation; readonly members: readonly Member[]; readonly year: number; readonly day: string }

/** The members of the day, in the roster's order. */
export const rosterOf = ({ members, day }: FormFacts): readonly RosterEntry[] => rosterAsOf(members, day)

/** A count for a form: where the roster is empty the figure is left to the hand. */
export const figure = (value: number): string => (value === 0 ? '' : String(value))

export const roomFor = (value: string, blanks = '　　　'): string => (value === '' ? blanks : value)

export type Texts<Name extends string> = Readonly<Record<Name, string>>

type HandFormInput<Name extends string> = {
  readonly kind: string
  readonly name: string
  /** Every field of the form by its Chinese name; the printed captions are the same. */
  readonly names: Texts<Name>
  readonly known: (facts: FormFacts) => Partial<Texts<Name>>
  readonly layout: (field: Texts<Name>) => PrintDocument
}

/** A form whose fields are single texts, empty unless the books know them. */
export function handForm<Name extends string>({ kind, name, names, known, layout }: HandFormInput<Name>): DocumentDefinition<FormFacts, Texts<Name>> {
  const captions = Object.entries(names) as [Name, string][]
  return {
    kind,
    name,
    // A caption is broken to fit its cell, a name is typed on one line.
    names: Object.fromEntries(captions.map(([key, caption]) => [key, caption.replace(/\s/gu, '')])) as DocumentDefinition<FormFacts, Texts<Name>>['names'],
    fields: (facts) => {
      const given = known(facts)
      return Object.fromEntries(captions.map(([key]) => [key, given[key] ?? ''])) as Texts<Name>
    },
    layout,
  }
}

/** Six columns: up to three captions with their values in a row. */
export const gridWidths = (width = formWidth()): number[] => fill([24, 0, 24, 0, 24, 0], width)
const spansOf: Readonly<Record<number, number>> = { 1: 5, 2: 2, 3: 1 }

export function gridRow<Name extends string>(names: Texts<Name>, field: Texts<Name>, keys: readonly Name[], height = 10): RowInput {
  const colSpan = spansOf[keys.length] ?? 1
  return { height, cells: keys.flatMap((key) => [cell(names[key], { ...centred, face: '黑体' }), cell(field[key], { ...centred, colSpan })]) }
}

/** A caption and room to write; with a corner the room ends in a hand's name, a date, or a seal. */
export function writingRow(caption: string, text: string, height: number, corner: readonly string[] = []): RowInput {
  if (corner.length > 0) return opinionRow({ label: caption, text, height, corner, width: formWidth() - 24, spans: [1, 5] })
  return { height, cells: [cell(caption, { ...centred, face: '黑体' }), cell(text, { colSpan: 5, valign: 'top' })] }
}

/** Ruled lines across the whole table, for a page of handwriting. */
export function ruledRows(count: number, height = 9): RowInput[] {
  return Array.from({ length: count }, () => ({ height, cells: [cell('', { colSpan: 6 })] }))
}

export function captionRow(caption: string, height = 9): RowInput {
  return { height, cells: [cell(caption, { ...centred, face: '黑体', colSpan: 6 })] }
}
