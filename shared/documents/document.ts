import type { PrintDocument } from '#shared/paper/print-document'

/**
 * One printed document. `fields` takes records and works out everything the paper says, as plain texts; `names` calls each of them by a
 * name a person would use, so that a superior's own Word form can be filled from the same fields; `layout` puts them on the page and
 * knows no record.
 */
export type DocumentDefinition<Facts, Fields> = {
  readonly kind: string
  /** The document's name in the trade, as menus and catalogues say it. */
  readonly name: string
  readonly fields: (facts: Facts) => Fields
  readonly names: FieldNames<Fields>
  readonly layout: (fields: Fields) => PrintDocument
}

/** The Chinese name of every field: 姓名; of a list its name and those of its rows' fields: `['承诺事项', {text: '事项', …}]`. */
export type FieldNames<Fields> = { readonly [Name in keyof Fields]-?: FieldName<NonNullable<Fields[Name]>> }
type FieldName<Value> = Value extends string | number | boolean ? string : Value extends readonly (infer Row)[] ? (Row extends string | number | boolean ? string : readonly [string, FieldNames<Row>]) : readonly [string, FieldNames<Value>]

export function makeDocument<Facts, Fields>(definition: DocumentDefinition<Facts, Fields>, facts: Facts): PrintDocument {
  return definition.layout(definition.fields(facts))
}
