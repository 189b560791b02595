import { unzipSync, zipSync } from 'fflate'
import writeXlsxFile from 'write-excel-file/node'
import type { BagPlan } from '#shared/archive/bag-plan'

/** The day a zip knows before all others: the same catalogue gives the same bytes, so that a bag written again finds it already there. */
const noDay = new Date(1980, 0, 1)

export async function sheetBytes({ tabs }: BagPlan['sheet']): Promise<Uint8Array> {
  const sheets = tabs.map(({ name, rows, widths }) => ({
    sheet: name, columns: widths.map((width) => ({ width })), stickyRowsCount: 1, orientation: 'landscape' as const,
    data: rows.map((row, index) => row.map((value) => ({ value, type: String, wrap: true, alignVertical: 'top' as const, ...(index === 0 ? { fontWeight: 'bold' as const } : {}) }))),
  }))
  const bytes = await writeXlsxFile(sheets).toBuffer()
  return zipSync(unzipSync(bytes), { mtime: noDay })
}
