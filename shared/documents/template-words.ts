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

/** What a form asks for and these words leave empty, in the order of the form: filled in by hand, or typed here and filled again. */
export function emptyTags(tags: readonly FormTag[], data: TemplateData): readonly string[] {
  const empty = (name: string, inside: readonly string[], here: TemplateData): boolean => {
    const [list, ...rest] = inside
    const rows = list === undefined ? undefined : here[list]
    if (rows !== undefined && typeof rows !== 'string') {
      const all = Array.isArray(rows) ? (rows as readonly TemplateData[]) : [rows as TemplateData]
      // An empty list is named itself, not each of its columns.
      if (all.some((row) => Object.hasOwn(row, name) || rest.length > 0)) return all.some((row) => empty(name, rest, row))
      if (all.length === 0) return false
    }
    const value = here[name]
    return value === undefined ? rest.length > 0 && empty(name, rest, here) : typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0
  }
  return [...new Set(tags.filter(({ name, inside }) => empty(name, inside, data)).map(({ name }) => name))]
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
