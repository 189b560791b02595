import { z } from 'zod'
import type { DevTools, DevToolsEvent } from './devtools'

/** A name that can exist nowhere (RFC 6761): the page is handed over when it is asked for. */
const address = 'https://paper.invalid/'

const created = z.object({ targetId: z.string() })
const attached = z.object({ sessionId: z.string() })
const paused = z.object({ requestId: z.string(), request: z.object({ url: z.string() }) })
const printed = z.object({ stream: z.string() })
const chunk = z.object({ data: z.string(), base64Encoded: z.boolean().optional(), eof: z.boolean() })

/** A tab that prints one page after another. It is not for use by two at once; after an error it is thrown away. */
export type PaperTab = { readonly print: (html: string) => Promise<Uint8Array> }

/**
 * Scripts are off, and every request but the one for the page itself fails: pictures come inside the page as data, fonts from the machine.
 */
export async function openPaperTab(devtools: DevTools): Promise<PaperTab> {
  const { targetId } = created.parse(await devtools.send('Target.createTarget', { url: 'about:blank' }))
  const { sessionId } = attached.parse(await devtools.send('Target.attachToTarget', { targetId, flatten: true }))
  const send: Send = (method, params = {}) => devtools.send(method, params, sessionId)
  await Promise.all([send('Page.enable'), send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }), send('Emulation.setScriptExecutionDisabled', { value: true })])
  return { print: (html) => printPage(devtools, sessionId, send, html) }
}

async function printPage(devtools: DevTools, sessionId: string, send: Send, html: string): Promise<Uint8Array> {
  const loading = waitForLoad(devtools, sessionId, send, html)
  try {
    const went = await send('Page.navigate', { url: address })
    if (typeof went['errorText'] === 'string' && went['errorText'] !== '') throw new Error(`the page did not open: ${went['errorText']}`)
    await loading.loaded
  } finally {
    loading.stop()
  }
  const { stream } = printed.parse(
    await send('Page.printToPDF', {
      preferCSSPageSize: true, printBackground: true, displayHeaderFooter: false, transferMode: 'ReturnAsStream',
      marginTop: 0, marginBottom: 0, marginLeft: 0, marginRight: 0,
    }),
  )
  return readStream(send, stream)
}

type Send = (method: string, params?: Readonly<Record<string, unknown>>) => ReturnType<DevTools['send']>

function waitForLoad(devtools: DevTools, sessionId: string, send: Send, html: string): { readonly loaded: Promise<void>; readonly stop: () => void } {
  let handed = false
  let finish: () => void = () => undefined
  let fail: (error: Error) => void = () => undefined
  const loaded = new Promise<void>((resolve, reject) => [finish, fail] = [resolve, reject])
  // Should the navigation itself fail, nobody is left to hear of this.
  loaded.catch(() => undefined)
  const answer = (params: DevToolsEvent['params']): void => {
    const request = paused.parse(params)
    const mine = !handed && request.request.url === address
    if (mine) handed = true
    const said = mine
      ? send('Fetch.fulfillRequest', {
          requestId: request.requestId, responseCode: 200, body: Buffer.from(html, 'utf8').toString('base64'),
          responseHeaders: [{ name: 'content-type', value: 'text/html; charset=utf-8' }],
        })
      : send('Fetch.failRequest', { requestId: request.requestId, errorReason: 'BlockedByClient' })
    said.catch((error: unknown) => fail(error instanceof Error ? error : new Error(String(error))))
  }
  const stop = devtools.subscribe((event) => {
    if (event.sessionId !== sessionId) return
    if (event.method === 'Fetch.requestPaused') answer(event.params)
    else if (event.method === 'Page.loadEventFired' && handed) finish()
    else if (event.method === 'Inspector.targetCrashed') fail(new Error('the page crashed'))
  })
  return { loaded, stop }
}

/** In pieces, so that a box of scanned photos is no single message of a hundred megabytes. */
async function readStream(send: Send, handle: string): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for (;;) {
    const part = chunk.parse(await send('IO.read', { handle, size: 4 * 1024 * 1024 }))
    parts.push(Buffer.from(part.data, part.base64Encoded === true ? 'base64' : 'utf8'))
    if (part.eof) break
  }
  await send('IO.close', { handle })
  const pdf = Buffer.concat(parts)
  if (pdf.subarray(0, 5).toString('latin1') !== '%PDF-') throw new Error('what came is no PDF')
  return new Uint8Array(pdf)
}
