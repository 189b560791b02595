import type { Block, PrintDocument } from './print-document'

/**
 * A printer that draws its sheets in crooked puts everything some millimetres off. On running text nobody sees it; a spine misses its strip and a
 * 归档章 its place. Those two are moved against it, at printing alone: a file keeps the true measures, since it may be printed elsewhere.
 */
export type PrinterOffset = { readonly right: number; readonly down: number }
export const noOffset: PrinterOffset = { right: 0, down: 0 }
/** More than this is no play of the paper feed but a wrong setting of the printer. */
export const maxOffset = 10

function moved(block: Block, { right, down }: PrinterOffset): Block {
  if (block.type === 'overlay') return { ...block, x: block.x + right, y: block.y + down }
  if (block.type === 'label') return { ...block, shift: { right, down } }
  return block
}

export function withOffset(document: PrintDocument, offset: PrinterOffset): PrintDocument {
  if (offset.right === 0 && offset.down === 0) return document
  return { ...document, sections: document.sections.map((section) => ({ ...section, blocks: section.blocks.map((block) => moved(block, offset)) })) }
}

/** A tenth of a millimetre is as fine as anyone can read a ruler. */
export function settleOffset(value: number): number {
  return Number.isFinite(value) ? Math.round(Math.max(-maxOffset, Math.min(maxOffset, value)) * 10) / 10 + 0 : 0
}
