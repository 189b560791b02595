import { create } from 'zustand'
import { noOffset, settleOffset, type PrinterOffset } from '#shared/paper/printer-offset'

/** How far this machine's printer puts things off: it belongs to the printer on this desk, so it is kept here and not in the books. */
const key = 'vb-printer-offset'

function remembered(): PrinterOffset {
  try {
    const kept: unknown = JSON.parse(globalThis.localStorage?.getItem(key) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('right' in kept) || !('down' in kept)) return noOffset
    return { right: settleOffset(Number(kept.right)), down: settleOffset(Number(kept.down)) }
  } catch {
    return noOffset
  }
}

type PrinterState = { readonly offset: PrinterOffset; readonly setOffset: (offset: PrinterOffset) => void }

export const usePrinterOffset = create<PrinterState>()((set) => ({
  offset: remembered(),
  setOffset: ({ right, down }) => {
    const offset = { right: settleOffset(right), down: settleOffset(down) }
    localStorage.setItem(key, JSON.stringify(offset))
    set({ offset })
  },
}))
