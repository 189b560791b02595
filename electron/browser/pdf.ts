import type { PdfPort } from '#host/ports'
import { HouseError } from '#shared/errors'
import { startHeadless, type HeadlessChromium } from './chromium-process'
import { openPaperTab, type PaperTab } from './print-page'

export type ChromiumPdf = PdfPort & {
  /** Ends the browser; a render in flight fails. A later render starts a new one. */
  readonly close: () => Promise<void>
  /** The browser that runs now, for tests and for saying what is there. */
  readonly running: () => { readonly pid: number; readonly profile: string } | null
}

export type ChromiumPdfOptions = {
  readonly find: () => string | null
  readonly start?: (program: string) => Promise<HeadlessChromium>
  /** One document may take this long. */
  readonly limitMs?: number
  readonly idleMs?: number
  /** Pages printed side by side: more than the cores gains nothing. */
  readonly abreast?: number
  /** Runs `work` later, unless cancelled. */
  readonly later?: (ms: number, work: () => void) => () => void
}

const noBrowser = '没有找到 Chrome、Edge 或 Chromium'

/**
 * PDF by a Chromium found on this machine. One browser stays for a batch (a start costs as much as several documents) and ends when idle.
 * After an abort or a timeout it is killed, since a page that hangs cannot be asked to stop.
 */
export function chromiumPdf(options: ChromiumPdfOptions): ChromiumPdf {
  const start = options.start ?? startHeadless
  const later = options.later ?? realLater
  const limitMs = options.limitMs ?? 120_000
  const idleMs = options.idleMs ?? 30_000
  const slots = makeSlots(options.abreast ?? 2)
  let browser: Promise<HeadlessChromium> | null = null
  let shown: HeadlessChromium | null = null
  let working = 0
  /** Tabs at rest: opening one costs as much as printing a page. */
  const tabs = new WeakMap<HeadlessChromium, PaperTab[]>()
  let stopIdle: () => void = () => undefined

  const end = async (): Promise<void> => {
    stopIdle()
    const ending = browser
    browser = null
    shown = null
    await (await ending?.catch(() => null))?.kill()
  }
  const ensure = (program: string): Promise<HeadlessChromium> => {
    if (browser !== null) return browser
    const starting = start(program)
    browser = starting
    const forget = (): void => {
      if (browser === starting) [browser, shown] = [null, null]
    }
    starting.then((started) => {
      if (browser === starting) shown = started
      // A browser that died by itself is not asked again.
      void started.exited.then(forget)
    }, forget)
    return starting
  }

  const printIn = async (running: HeadlessChromium, html: string): Promise<Uint8Array> => {
    const mine = tabs.get(running) ?? []
    tabs.set(running, mine)
    const tab = mine.pop() ?? (await openPaperTab(running.devtools))
    const bytes = await tab.print(html)
    mine.push(tab)
    return bytes
  }

  const render = async (html: string, signal?: AbortSignal): Promise<Uint8Array> => {
    const program = options.find()
    if (program === null) throw new HouseError('pdfMissing', { why: noBrowser })
    const release = await slots(signal)
    working += 1
    stopIdle()
    let stopTimer: () => void = () => undefined
    let stopAbort: () => void = () => undefined
    const stopped = new Promise<never>((_, reject) => {
      stopTimer = later(limitMs, () => reject(new HouseError('pdfFailed', {}, `no PDF after ${limitMs} ms`)))
      const abort = (): void => reject(new HouseError('cancelled'))
      if (signal?.aborted === true) abort()
      signal?.addEventListener('abort', abort)
      stopAbort = () => signal?.removeEventListener('abort', abort)
    })
    try {
      const printing = ensure(program).then((running) => {
        running.hold(true)
        return printIn(running, html)
      })
      // Whoever loses the race is nobody's business any more.
      printing.catch(() => undefined)
      return await Promise.race([printing, stopped])
    } catch (error) {
      // Killed at once; those beside it fail too, and are tried again by `again`.
      await end()
      throw error instanceof HouseError ? error : new HouseError('pdfFailed', {}, error instanceof Error ? error.message : String(error))
    } finally {
      stopTimer()
      stopAbort()
      working -= 1
      release()
      if (working === 0) {
        shown?.hold(false)
        stopIdle = later(idleMs, () => void end())
      }
    }
  }

  /** One more try when the browser was taken away under it: crashed, or killed for the sake of a neighbour. */
  const again = async (html: string, signal?: AbortSignal): Promise<Uint8Array> => {
    try {
      return await render(html, signal)
    } catch (error) {
      if (!(error instanceof HouseError) || error.code !== 'pdfFailed' || !error.technical.includes('went away')) throw error
      return render(html, signal)
    }
  }

  return {
    missing: async () => (options.find() === null ? noBrowser : ''),
    render: again,
    close: end,
    running: () => (shown === null ? null : { pid: shown.pid, profile: shown.profile }),
  }
}

function realLater(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms)
  timer.unref()
  return () => clearTimeout(timer)
}

/** At most `count` at once, the others in their order; one that is aborted leaves the queue. */
export function makeSlots(count: number): (signal?: AbortSignal) => Promise<() => void> {
  let free = count
  const queue: (() => void)[] = []
  const release = (): void => {
    const next = queue.shift()
    if (next === undefined) free += 1
    else next()
  }
  return (signal) =>
    new Promise((resolve, reject) => {
      const abort = (): void => {
        const at = queue.indexOf(enter)
        if (at !== -1) queue.splice(at, 1)
        reject(new HouseError('cancelled'))
      }
      const enter = (): void => {
        signal?.removeEventListener('abort', abort)
        resolve(release)
      }
      if (signal?.aborted === true) return abort()
      if (free > 0) {
        free -= 1
        return enter()
      }
      signal?.addEventListener('abort', abort)
      queue.push(enter)
    })
}
