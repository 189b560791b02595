import type { Organisation } from '#shared/model/organisation'
import { cell, gap, overlay, para, table, title, type TableInput } from '#shared/paper/blocks'
import { form } from '#shared/paper/presets'
import type { PrinterOffset } from '#shared/paper/printer-offset'
import type { DocumentDefinition } from './document'
import { centred } from './sheet'

/**
 * 打印校准页: a frame 20 mm from the sheet's edges and two rulers of 100 mm. Measured by hand it tells how far this printer puts things off (the offset
 * of the settings) and whether it shrinks pages; printed again after setting, the frame stands at 20 mm. It comes from no record.
 */
export type TestSheetFacts = { readonly organisation: Organisation; readonly offset: PrinterOffset }
type Fields = { readonly organisation: string; readonly right: string; readonly down: string }

/** Where the frame's lines stand when nothing is off. */
export const frameEdge = 20
export const rulerLength = 100
const step = 5

const placed = (x: number, y: number, width: number, height: number, input: TableInput) => overlay({ x, y, width, height, table: table(input) })
const ticks = rulerLength / step

function layout({ organisation, right, down }: Fields) {
  const paper = { width: 210, height: 297 }
  const inside = { width: paper.width - 2 * frameEdge, height: paper.height - 2 * frameEdge }
  const tens = Array.from({ length: rulerLength / 10 }, (_, index) => String((index + 1) * 10))
  return form({
    title: '打印校准页',
    author: organisation,
    margins: { top: 58, right: 30, bottom: 30, left: 62 },
    blocks: [
      placed(frameEdge, frameEdge, inside.width, inside.height, { widths: [inside.width], rows: [{ height: inside.height, cells: [''] }], frame: 0.25 }),
      placed(40, 30, rulerLength, 12, { widths: tens.map(() => 10), size: 9, frame: 0.18, rows: [{ height: 6, cells: tens.map((text) => cell(text, { align: 'right' })) }] }),
      placed(40, 36, rulerLength, 6, { widths: Array.from({ length: ticks }, () => step), size: 5, frame: 0.18, rows: [{ height: 4, cells: Array.from({ length: ticks }, () => '') }] }),
      placed(32, 58, 12, rulerLength, { widths: [12], size: 9, frame: 0.18, rows: tens.map((text) => ({ height: 10, cells: [cell(text, { align: 'right', valign: 'bottom' })] })) }),
      placed(44, 58, 5, rulerLength, { widths: [step], size: 5, frame: 0.18, rows: Array.from({ length: ticks }, () => ({ height: step, cells: [''] })) }),
      title('打印校准页'),
      para(`印这一页时的设置：向右 ${right} 毫米，向下 ${down} 毫米。`),
      gap(0.5),
      para('1. 打印时选“实际大小”（或缩放 100%），不要选“适合纸张”。'),
      para('2. 量横尺和竖尺，从 0 到 100 都应是 100 毫米。不是 100 毫米，说明打印时缩放了，回到第 1 步。'),
      para(`3. 量左边框线到纸左边、上边框线到纸上边，都应是 ${frameEdge} 毫米。`),
      para('4. 到“设置—打印”里改：'),
      table({
        widths: [38, 34, 46],
        headRows: 1,
        rows: [['', '量得（毫米）', '改成'].map((text) => cell(text, centred)),
          { height: 11, cells: [cell('左边框到纸左边', centred), '', cell(`向右　${right}＋${frameEdge}－量得`, centred)] },
          { height: 11, cells: [cell('上边框到纸上边', centred), '', cell(`向下　${down}＋${frameEdge}－量得`, centred)] }],
      }),
      gap(0.5),
      para('5. 再印一次这一页，两处都是 20 毫米就对了。盒脊、标签和归档章照这个设置印。'),
    ],
  })
}

export const printerTestSheet: DocumentDefinition<TestSheetFacts, Fields> = {
  kind: 'printerTestSheet',
  name: '打印校准页',
  fields: ({ organisation, offset }) => ({ organisation: organisation.name, right: String(offset.right), down: String(offset.down) }),
  names: { organisation: '党组织', right: '向右', down: '向下' },
  layout,
}
