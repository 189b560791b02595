import type { Block, Cell, PrintDocument } from './print-document'
import { assertNever } from '../text/assert-never'

/** The words of a document in reading order, one paragraph a line: to compare renderings, to search, to test. */
function cellText(cell: Cell): string {
  return [cell.text ?? (cell.runs ?? []).map((run) => run.text).join(''), ...(cell.diagonal ?? []), ...(cell.corner ?? [])].filter((part) => part !== '').join('\n')
}

export function blockText(block: Block): string {
  switch (block.type) {
    case 'paragraph': return block.runs.map((run) => run.text).join('')
    case 'title': return block.subtitle === undefined ? block.text : `${block.text}\n${block.subtitle}`
    case 'heading': return block.text + (block.runOn ?? '')
    case 'gap':
    case 'pageBreak': return ''
    case 'signature': return block.lines.map((line) => line.label + (line.value ?? '')).join('\n')
    case 'table': return block.rows.map((row) => row.cells.map(cellText).join('\n')).join('\n')
    case 'overlay': return blockText(block.table)
    case 'bottom': return block.blocks.map(blockText).join('\n')
    case 'masthead': return [block.issuer, block.docNo, block.signer === undefined ? '' : `签发人：${block.signer}`].filter((part) => part !== '').join('\n')
    case 'label': return block.cells.map((cell) => `${cell.caption}\n${cell.text}`).join('\n')
    default: return assertNever(block)
  }
}

export function documentText(document: PrintDocument): string {
  return document.sections.map((section) => [...(section.header === undefined ? [] : [section.header]), ...section.blocks.map(blockText)].join('\n')).join('\n')
}
