import type { Organisation } from '#shared/model/organisation'
import { cell, run, table } from '#shared/paper/blocks'
import { form } from '#shared/paper/presets'
import type { Run } from '#shared/paper/print-document'
import type { PrinterOffset } from '#shared/paper/printer-offset'
import type { DocumentDefinition } from './document'

/**
 * 打印校准页: two rulers whose outer lines stand 20 mm from the sheet's edges. Measured by hand it tells how far this printer puts things off (the offset
 * of the settings) and whether it shrinks pages; printed again after setting, the lines stand at 20 mm. It comes from no record.
 */
export type TestSheetFacts = { readonly organisation: Organisation; readonly offset: PrinterOffset }
type Fields = { readonly organisation: string; readonly right: string; readonly down: string }

/** Where the outer lines stand when nothing is off. */
export const frameEdge = 20
export const rulerLength = 100
const step = 5

const across = 170
const numbers = (length: number): readonly string[] => Array.from({ length: length / 10 }, (_, index) => String((index + 1) * 10))

function layout({ organisation, right, down }: Fields) {
  const said: readonly (string | Run)[] = [
    run('打印校准页', { face: '黑体', size: 14 }),
    `印这一页时的设置：向右 ${right} 毫米，向下 ${down} 毫米。`,
    '',
    '1. 打印时选“实际大小”（或缩放 100%），不要选“适合纸张”。',
    `2. 量上边的横尺和左边的竖尺，从尺头到 100 都应是 ${rulerLength} 毫米。不是 ${rulerLength} 毫米，说明打印时缩放了，回到第 1 步。`,
    `3. 量左边框线到纸左边、上边框线到纸上边，都应是 ${frameEdge} 毫米。`,
    '4. 到“设置—打印”里改，把量得的数代进去：',
    `　　向右＝${right}＋${frameEdge}－左边框线到纸左边的毫米数`,
    `　　向下＝${down}＋${frameEdge}－上边框线到纸上边的毫米数`,
    `5. 再印一次这一页，两处都是 ${frameEdge} 毫米就对了。盒脊、标签和归档章都照这个设置印。`,
  ]
  const text = said.flatMap((one, index) => [...(index === 0 ? [] : [run('\n')]), typeof one === 'string' ? run(one) : one])
  const rows = rulerLength / step
  const ruler = { frame: 0.25, size: 5 }
  return form({
    title: '打印校准页',
    author: organisation,
    // The sheet itself stands where the printer is told to put it: what is measured is what is left to set right.
    margins: { top: frameEdge + Number(down), right: 210 - across - frameEdge - Number(right), bottom: frameEdge, left: frameEdge + Number(right) },
    blocks: [
      table({
        ...ruler,
        widths: Array.from({ length: across / step }, () => step),
        rows: [{ height: step, cells: Array.from({ length: across / step }, () => '') }, { height: 7, cells: numbers(across).map((text_) => cell(text_, { colSpan: 2, align: 'right', size: 9 })) }],
      }),
      table({
        ...ruler,
        widths: [step, 11, across - 11 - step],
        rows: Array.from({ length: rows }, (_, index) => ({ height: step, cells: [
          '', ...(index % 2 === 0 ? [cell(numbers(rulerLength)[index / 2] ?? '', { rowSpan: 2, align: 'right' as const, valign: 'bottom' as const, size: 9 })] : []),
          ...(index === 0 ? [cell(text, { rowSpan: rows, valign: 'top' as const, size: 14 })] : []),
        ] })),
      }),
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
