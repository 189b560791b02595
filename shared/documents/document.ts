import type { PrintDocument } from '#shared/paper/print-document'

/**
 * One printed document. `fields` takes records and works out everything the paper says, as plain texts with names a person would use
 * (a superior's own Word form is filled from the same names); `layout` puts the fields on the page and knows no record.
 */
export type DocumentDefinition<Facts, Fields> = {
  readonly kind: string
  /** The document's name in the trade, as menus and catalogues say it. */
  readonly name: string
  readonly fields: (facts: Facts) => Fields
  readonly layout: (fields: Fields) => PrintDocument
}

export function makeDocument<Facts, Fields>(definition: DocumentDefinition<Facts, Fields>, facts: Facts): PrintDocument {
  return definition.layout(definition.fields(facts))
}
