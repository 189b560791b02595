import { inFours, type AdmissionWay } from '#shared/ballot-box'
import { cell, gap, para, run, table, title } from '#shared/paper/blocks'
import { form, formWidth } from '#shared/paper/presets'
import type { PrintDocument } from '#shared/paper/print-document'
import type { DocumentDefinition } from './document'
import { fittedForm } from './fit'
import { centred, fill, headCells } from './sheet'

/**
 * The papers of a 无记名机投. The cut slips are handed to the page's own print and to nothing else: they become no file, no PDF, no export
 * (build/decisions/006-machine-box.md). The scrutineer's list holds names and ticks and no secret.
 */
const across = 3
/** As high as they can be without a page more: a slip alone on a page is one that is left lying. */
const slipHeights = [27, 24, 22]
/** What a page holds of them, in mm. */
const slipArea = 250
const pagesOf = (rows: number, height: number): number => Math.ceil(rows / Math.floor(slipArea / height))

/** One slip a voter, to be cut along the lines and drawn from a bag. Nothing on it tells it from the others but its code. */
export function codeSlips(codes: readonly string[], heading: string): PrintDocument {
  const rows = Array.from({ length: Math.ceil(codes.length / across) }, (_, row) => Array.from({ length: across }, (__, column) => codes[row * across + column]))
  const width = formWidth() / across
  const fewest = Math.min(...slipHeights.map((height) => pagesOf(rows.length, height)))
  const height = slipHeights.find((one) => pagesOf(rows.length, one) === fewest) ?? slipHeights[0]
  return form({
    title: '机投小条',
    author: '',
    blocks: [
      table({
        widths: Array.from({ length: across }, () => width),
        rows: rows.map((row) => ({
          ...(height === undefined ? {} : { height }),
          cells: row.map((code) => cell(code === undefined ? [run('')] : [run(heading, { size: 9 }), run('\n'), run(inFours(code), { face: '黑体', size: 20 }), run('\n'), run('自己收好，封箱以后再交回', { size: 9 })], { ...centred, size: 14 })),
        })),
      }),
    ],
  })
}

export type MachineListFacts = { readonly organisation: string; readonly heading: string; readonly way: AdmissionWay; /** Of those who are known by name; else as many blank lines. */ readonly names: readonly string[]; readonly electors: number }
type Fields = { readonly organisation: string; readonly heading: string; readonly way: AdmissionWay; readonly names: readonly string[] }

const columns: Readonly<Record<AdmissionWay, readonly string[]>> = { slips: ['序号', '姓名', '领了小条', '投完', '补投'], scrutineer: ['号', '姓名（放行时写）', '放行', '投完', '补投'] }
const notes: Readonly<Record<AdmissionWay, string>> = {
  slips: '领条、投完各打“√”，不记谁抽了哪张。小条自己收好，封箱后交回销毁。断过电的，断以前投完的人都拿自己的小条再来一次：电脑说“不必再投”的不投，不说的再投，“补投”里打“√”。',
  scrutineer: '号就是屏幕上放行的号，放一个写一个姓名，投完打“√”。断过电的，断以前投完的人照号再放一次：电脑说“不必再投”的不投，不说的再投，“补投”里打“√”。',
}

function layout({ organisation, heading, way, names }: Fields): PrintDocument {
  const widths = fill([16, 0, 30, 26, 26], formWidth())
  return fittedForm(({ size, row }) => ({
    title: `${heading}机投名单`,
    author: organisation,
    pageNumber: 'outer',
    blocks: [
      title('无记名机投名单', { subtitle: heading }),
      para(`党组织：${organisation}　　监票人：　　　　　　　　　　　　　　　　日期：`),
      table({ widths, headRows: 1, size, rows: [headCells(columns[way]), ...names.map((name, index) => ({ height: row, cells: [cell(String(index + 1), centred), cell(name, centred), cell('☐', centred), cell('☐', centred), cell('☐', centred)] }))] }),
      gap(0.4),
      para(notes[way], { size: 10.5 }),
    ],
  }))
}

export const machineList: DocumentDefinition<MachineListFacts, Fields> = {
  kind: 'machineList',
  name: '无记名机投名单',
  fields: ({ organisation, heading, way, names, electors }) => ({ organisation, heading, way, names: way === 'slips' && names.length > 0 ? names : Array.from({ length: electors }, () => '') }),
  names: { organisation: '党组织', heading: '表名', way: '怎么放行', names: '姓名' },
  layout,
}
