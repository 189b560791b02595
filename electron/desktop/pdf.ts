import type { BrowserWindowConstructorOptions } from 'electron'
import { HouseError } from '#shared/errors'
import type { PdfPort } from '#host/ports'
import type { PaperWindowPart } from './electron-parts'
import { lockContents, lockedPreferences, lockSession } from './permissions'
import { scheme } from './protocol'

/** A session of its own, in memory: what is printed leaves nothing behind. */
export const paperPartition = 'paper'
const paperAddress = `${scheme}://paper/`

export const paperOptions = {
  show: false,
  width: 800,
  height: 1130,
  webPreferences: {
    partition: paperPartition,
    ...lockedPreferences,
    javascript: false,
    backgroundThrottling: false,
  },
} satisfies BrowserWindowConstructorOptions

export type WindowPdf = PdfPort & { readonly close: () => void }
type Later = (ms: number, work: () => void) => () => void

/** PDF by a hidden window: one document after the other; a window that was stopped is thrown away. */
export function windowPdf(make: (options: typeof paperOptions) => PaperWindowPart, later: Later = realLater, limitMs = 120_000): WindowPdf {
  let window: PaperWindowPart | null = null
  let page: { readonly address: string; readonly html: string } | null = null
  let count = 0
  let mounted = false
  let last: Promise<unknown> = Promise.resolve()

  const drop = (): void => {
    if (window !== null && !window.isDestroyed()) window.destroy()
    window = null
  }
  const open = (): PaperWindowPart => {
    if (window !== null && !window.isDestroyed()) return window
    const made = make(paperOptions)
    if (!mounted) {
      mounted = true
      const { session } = made.webContents
      lockSession(session, (url) => url === page?.address || url.startsWith('data:'))
      session.protocol.handle(scheme, async (request) =>
        page !== null && request.url === page.address
          ? new Response(page.html, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:" } })
          : new Response(null, { status: 404 }),
      )
    }
    lockContents(made.webContents, () => false)
    window = made
    return made
  }
  const print = async (html: string): Promise<Uint8Array> => {
    const paper = open()
    count += 1
    const mine = { address: `${paperAddress}${count}`, html }
    page = mine
    try {
      await paper.loadURL(mine.address)
      const bytes = await paper.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true, displayHeaderFooter: false, margins: { top: 0, bottom: 0, left: 0, right: 0 } })
      return new Uint8Array(bytes)
    } finally {
      // One that was stopped ends late, when the next has its page already.
      if (page === mine) page = null
    }
  }
  const guarded = async (html: string, signal: AbortSignal | undefined): Promise<Uint8Array> => {
    if (signal?.aborted === true) throw new HouseError('cancelled')
    let stopTimer: () => void = () => undefined
    let stopAbort: () => void = () => undefined
    const stopped = new Promise<never>((_, reject) => {
      stopTimer = later(limitMs, () => reject(new HouseError('pdfFailed', {}, `no PDF after ${limitMs} ms`)))
      const abort = (): void => reject(new HouseError('cancelled'))
      signal?.addEventListener('abort', abort)
      stopAbort = () => signal?.removeEventListener('abort', abort)
    })
    const printing = print(html)
    // Whoever loses the race is nobody's business any more.
    printing.catch(() => undefined)
    try {
      return await Promise.race([printing, stopped])
    } catch (error) {
      drop()
      throw error instanceof HouseError ? error : new HouseError('pdfFailed', {}, error instanceof Error ? error.message : String(error))
    } finally {
      stopTimer()
      stopAbort()
    }
  }
  return {
    missing: async () => '',
    render: (html, signal) => {
      const turn = last.then(() => guarded(html, signal))
      last = turn.catch(() => undefined)
      return turn
    },
    close: drop,
  }
}

function realLater(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms)
  return () => clearTimeout(timer)
}
