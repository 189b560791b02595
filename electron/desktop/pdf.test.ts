import { expect, test } from 'vitest'
import { mockPaperWindow, mockSession } from './electron-mock'
import type { PrintOptions } from './electron-parts'
import { windowPdf } from './pdf'

function paper(print: (html: string, options: PrintOptions) => Promise<Uint8Array> = async (html) => Buffer.from(`%PDF-${html}`), later?: Parameters<typeof windowPdf>[1]) {
  const session = mockSession()
  const made: ReturnType<typeof mockPaperWindow>[] = []
  const pdf = windowPdf((options) => {
    const window = mockPaperWindow(session.session, session.state.schemes, options, print)
    made.push(window)
    return window.window
  }, later)
  const text = async (html: string, signal?: AbortSignal): Promise<string> => Buffer.from(await pdf.render(html, signal)).toString()
  return { session, made, pdf, text }
}

test('one hidden window prints one page after another, sizes from their CSS', async () => {
  const seen: PrintOptions[] = []
  const { made, text } = paper(async (html, options) => { seen.push(options); return Buffer.from(`%PDF-${html}`) })
  expect(await Promise.all([text('承诺书'), text('盒脊')])).toEqual(['%PDF-承诺书', '%PDF-盒脊'])
  expect(made).toHaveLength(1)
  expect(made[0]?.log).toEqual(['load app://paper/1', 'load app://paper/2'])
  expect(seen[0]).toEqual({ preferCSSPageSize: true, printBackground: true, displayHeaderFooter: false, margins: { top: 0, bottom: 0, left: 0, right: 0 } })
})

test('every security option of the hidden window; no script, no request, no way out', async () => {
  const { session, made, text } = paper()
  await text('x')
  expect(made[0]?.options).toEqual({
    show: false, width: 800, height: 1130,
    webPreferences: { partition: 'paper', sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, spellcheck: false, javascript: false, devTools: false, backgroundThrottling: false },
  })
  expect(['https://example.com/x.png', 'file:///etc/passwd', 'app://vanguard/', 'app://paper/9'].filter((url) => !session.blocked(url))).toEqual([])
  expect(session.blocked('data:image/png;base64,AA')).toBe(false)
  expect(session.granted('media')).toBe(false)
  expect(session.state.agent).toBe('vanguard-box')
  expect(made[0]?.inner.state.open?.({ url: 'https://example.com/' })).toEqual({ action: 'deny' })
  expect((await session.state.schemes.get('app')?.(new Request('app://paper/1')))?.status).toBe(404)
})

test('an abort throws the window away; the next document gets a new one', async () => {
  const stop = new AbortController()
  const { made, text } = paper(async (html) => {
    if (html !== 'endless') return Buffer.from('%PDF-')
    stop.abort()
    return new Promise(() => undefined)
  })
  const [first, second] = [text('endless', stop.signal), text('x')]
  await expect(first).rejects.toMatchObject({ code: 'cancelled' })
  expect(await second).toBe('%PDF-')
  expect(made.map((one) => one.log.at(-1))).toEqual(['destroy', 'load app://paper/2'])
  await expect(text('x', AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
  expect(made).toHaveLength(2)
})

test('too long, or a printer that fails, is said', async () => {
  const slow = paper(() => new Promise(() => undefined), (_, work) => { work(); return () => undefined })
  await expect(slow.text('x')).rejects.toMatchObject({ code: 'pdfFailed', technical: 'no PDF after 120000 ms' })
  const broken = paper(async () => { throw new Error('Failed to generate PDF') })
  await expect(broken.text('x')).rejects.toMatchObject({ code: 'pdfFailed', technical: 'Failed to generate PDF' })
  expect(broken.made[0]?.log.at(-1)).toBe('destroy')
})

test('closed, it takes its window with it', async () => {
  const { made, pdf, text } = paper()
  await text('x')
  pdf.close()
  pdf.close()
  expect(made[0]?.log).toEqual(['load app://paper/1', 'destroy'])
})
