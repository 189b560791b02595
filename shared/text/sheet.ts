import { z } from 'zod'

/**
 * A spreadsheet as the host hands it over: text only, line by line, the first line of the file at index 0.
 * `numeric` says which cells were stored as numbers (and not shown as dates); it is missing where the file does not tell, as in .csv.
 */
export const sheetSchema = z.object({ name: z.string(), rows: z.array(z.array(z.string())), numeric: z.array(z.array(z.boolean())).optional() })
export type Sheet = {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
  readonly numeric?: readonly (readonly boolean[])[] | undefined
}

/** What the blob of `sheet.read` holds. */
export const sheetFileSchema = z.object({ sheets: z.array(sheetSchema), encoding: z.string() })
export type SheetFile = { readonly sheets: readonly Sheet[]; readonly encoding: string }
