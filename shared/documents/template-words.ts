import type { FieldNames } from './document'

/**
 * What a document says, under Chinese names, for a superior's own Word form: `{姓名}` is one field, `{#承诺事项}{事项}{/承诺事项}` repeats
 * for every row of a list. A list of plain texts is one text, a line each.
 */
export type TemplateData = { readonly [name: string]: TemplateValue }
export type TemplateValue = string | TemplateData | readonly TemplateData[]
/** One placeholder a person may copy: its name, and the list it stands in, empty outside of any. */
export type TemplateField = { readonly name: string; readonly inside: string; readonly list: boolean; readonly sample: string }
export type TemplateWords = { readonly data: TemplateData; readonly fields: readonly TemplateField[] }

type Names = { readonly [field: string]: string | readonly [string, Names] }
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

export function templateWords<Fields>(names: FieldNames<Fields>, fields: Fields): TemplateWords {
  const plain = names as unknown as Names
  return { data: dataOf(plain, isRecord(fields) ? fields : {}), fields: fieldsOf(plain, fields, '') }
}

function sayValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(sayValue).join('\n')
  if (typeof value === 'boolean') return value ? '是' : '否'
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function dataOf(names: Names, fields: Readonly<Record<string, unknown>>): TemplateData {
  return Object.fromEntries(
    Object.entries(names).map(([field, name]): readonly [string, TemplateValue] => {
      const value = fields[field]
      if (typeof name === 'string') return [name, sayValue(value)]
      const [own, inner] = name
      if (Array.isArray(value)) return [own, value.filter(isRecord).map((row) => dataOf(inner, row))]
      // A part that is not there is an empty list: its section prints nothing.
      return [own, isRecord(value) ? dataOf(inner, value) : []]
    }),
  )
}

function fieldsOf(names: Names, fields: unknown, inside: string): readonly TemplateField[] {
  return Object.entries(names).flatMap(([field, name]): readonly TemplateField[] => {
    const value = isRecord(fields) ? fields[field] : undefined
    if (typeof name === 'string') return [{ name, inside, list: false, sample: sayValue(value) }]
    const [own, inner] = name
    const first: unknown = Array.isArray(value) ? value[0] : value
    return [{ name: own, inside, list: true, sample: Array.isArray(value) ? `${value.length} 行` : '' }, ...fieldsOf(inner, first, own)]
  })
}

/** As it is typed into the form. */
export function placeholderOf({ name, list }: TemplateField): string {
  return list ? `{#${name}}{/${name}}` : `{${name}}`
}

export type FormTag = { readonly name: string; /** The lists it stands in, the outermost first. */ readonly inside: readonly string[]; /** The words around it, as a person finds it. */ readonly place: string }
export type FormProblem = { readonly what: string; readonly place: string }

/** The names on a form that were filled with nothing: a text that is empty, a list without a row, a row's field empty in every row. */
export function emptyNames(tags: readonly FormTag[], data: TemplateData): readonly string[] {
  const empty = tags.filter(({ name, inside }) => valuesOf(data, inside, name).every((value) => value === '' || (Array.isArray(value) && value.length === 0)))
  // Of an empty list its own name says it all.
  const names = empty.map(({ name }) => name)
  return [...new Set(empty.filter(({ inside }) => !inside.some((list) => names.includes(list))).map(({ name }) => name))]
}

/** As a form is filled: from the innermost list outwards. */
function valuesOf(data: TemplateData, inside: readonly string[], name: string): readonly TemplateValue[] {
  const [list, ...rest] = inside
  const value = list === undefined ? undefined : data[list]
  const rows: readonly TemplateData[] = value === undefined || typeof value === 'string' ? [] : isRecord(value) ? [value] : (value)
  const inner = rows.flatMap((row) => valuesOf(row, rest, name))
  if (inner.length > 0) return inner
  const own = data[name]
  return own === undefined ? [] : [own]
}

/** Placeholders this document has no field for. A row's field stands only inside its list; a field of the whole paper anywhere. */
export function unknownTags(tags: readonly FormTag[], fields: readonly TemplateField[]): readonly FormProblem[] {
  return tags.flatMap(({ name, inside, place }) => {
    const here = fields.some((field) => field.name === name && (field.inside === '' || inside.includes(field.inside)))
    if (here) return []
    const home = fields.find((field) => field.name === name)
    return [{ what: home === undefined ? `这种文书没有“${name}”` : `“${name}”要放在 {#${home.inside}} 和 {/${home.inside}} 中间`, place }]
  })
}
