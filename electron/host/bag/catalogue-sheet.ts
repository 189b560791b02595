import { unzipSync, zipSync } from 'fflate'
import writeXlsxFile from 'write-excel-file/node'
import type { BagPlan } from '#shared/archive/bag-plan'

/** The day a zip knows before all others: the same catalogue gives the same bytes, so that a bag written again finds it already there. */
const noDay = new Date(1980, 0, 1)

export async function sheetBytes({ rows, widths }: BagPlan['sheet']): Promise<Uint8Array> {
  const cells = rows.map((row, index) => row.map((value) => ({ value, type: String, wrap: true, alignVertical: 'top' as const, ...(index === 0 ? { fontWeight: 'bold' as const } : {}) })))
  const bytes = await writeXlsxFile(cells, { sheet: '归档文件目录', columns: widths.map((width) => ({ width })), stickyRowsCount: 1, orientation: 'landscape' }).toBuffer()
  return zipSync(unzipSync(bytes), { mtime: noDay })
}
