import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { homedir } from 'node:os'
import { afterEach, expect, test } from 'vitest'
import { findChromium } from './chromium'
import { startHeadless } from './chromium-process'
import { chromiumPdf, makeSlots, type ChromiumPdf, type ChromiumPdfOptions } from './pdf'

const find = (): string => {
  const found = findChromium({ platform: process.platform, env: process.env, home: homedir(), exists: existsSync })
  if (found === null) throw new Error('these tests print with a real Chromium; install one, or name one in VANGUARD_CHROMIUM')
  return found
}
const open: ChromiumPdf[] = []
const port = (options: Partial<ChromiumPdfOptions> = {}): ChromiumPdf => {
  const made = chromiumPdf({ find, ...options })
  open.push(made)
  return made
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((made) => made.close()))
})

const mixed = `<!doctype html><html><head><title>盒脊</title><style>
@page sheet { size: 210mm 297mm; margin: 0 } @page spine { size: 310mm 30mm; margin: 0 }
.sheet { page: sheet } .spine { page: spine }
</style></head><body><div class="sheet">公开承诺书</div><div class="spine">中共先锋村支部</div><div class="sheet">践诺记录</div></body></html>`

/** Page boxes in mm, in the order of the file. */
function boxes(pdf: Uint8Array): readonly (readonly [number, number])[] {
  const text = Buffer.from(pdf).toString('latin1')
  return [...text.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [(Number(width) / 72) * 25.4, (Number(height) / 72) * 25.4] as const)
}
const off = (box: readonly [number, number] | undefined, width: number, height: number): number =>
  box === undefined ? Number.POSITIVE_INFINITY : Math.max(Math.abs(box[0] - width), Math.abs(box[1] - height))

/** Programs that still name this profile on their command line. */
function left(profile: string): readonly string[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    } catch {
      return ''
    }
  }).filter((line) => line.includes(profile))
}

test('a sheet and a spine in one file, each page its own size within 0.2 mm; no machine in its properties', async () => {
  const pdf = await port().render(mixed)
  const found = boxes(pdf)
  expect(found).toHaveLength(3)
  expect(found.map((box) => Math.min(off(box, 210, 297), off(box, 310, 30)) < 0.2)).toEqual([true, true, true])
  expect(found.filter((box) => off(box, 310, 30) < 0.2)).toHaveLength(1)
  const text = Buffer.from(pdf).toString('latin1')
  expect(text).toContain('/Creator (vanguard-box)')
  expect(text).not.toContain('paper.invalid')
})

test('one browser prints a batch, side by side, without mixing the documents up', async () => {
  const pdf = port()
  const page = (pages: number): string => `<style>@page{size:100mm 50mm;margin:0}p{break-after:page;margin:0}p:last-child{break-after:auto}</style>${'<p>页</p>'.repeat(pages)}`
  const files = await Promise.all([1, 2, 3, 4, 5].map((pages) => pdf.render(page(pages))))
  expect(files.map((file) => boxes(file).length)).toEqual([1, 2, 3, 4, 5])
  const pid = pdf.running()?.pid
  await pdf.render(page(1))
  expect(pdf.running()?.pid).toBe(pid)
})

test('the page asks nobody for anything, and runs no script', async () => {
  let asked = 0
  const server: Server = createServer((_, response) => { asked += 1; response.end() })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const host = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  try {
    const pdf = await port().render(`<title>原题</title><link rel="stylesheet" href="${host}/a.css"><img src="${host}/a.png"><img src="file:///etc/passwd">
      <iframe src="${host}/"></iframe><style>@import url(${host}/b.css);</style><script>document.title = '改过'; fetch('${host}/c')</script>字`)
    expect(boxes(pdf)).toHaveLength(1)
    expect(asked).toBe(0)
    // The title is written as UTF-16 in hexadecimal or octal escapes; 改 (6539) must be nowhere in it.
    const title = /\/Title \(?<?([^>)]*)/.exec(Buffer.from(pdf).toString('latin1'))?.[1] ?? ''
    expect(title.toUpperCase()).toContain('539F')
    expect(title.toUpperCase()).not.toContain('6539')
  } finally {
    server.close()
  }
})

test('an aborted render kills the browser’s whole tree and its profile; the next one starts anew', async () => {
  const stop = new AbortController()
  const pdf = port({
    start: async (program) => {
      const started = await startHeadless(program)
      // Printing never ends: the page is handed over and then nothing more is said.
      return { ...started, devtools: { ...started.devtools, send: async (method, params, sessionId) => {
        if (method !== 'Page.printToPDF' || stop.signal.aborted) return started.devtools.send(method, params, sessionId)
        running = pdf.running()
        stop.abort()
        return new Promise(() => undefined)
      } } }
    },
  })
  let running: ReturnType<ChromiumPdf['running']> = null
  await expect(pdf.render(mixed, stop.signal)).rejects.toMatchObject({ code: 'cancelled' })
  const profile = (running as { profile: string } | null)?.profile ?? ''
  expect(profile).not.toBe('')
  expect([existsSync(profile), left(profile)]).toEqual([false, []])
  expect(boxes(await pdf.render(mixed))).toHaveLength(3)
})

test('an abort before the start, or while waiting in line, prints nothing', async () => {
  let starts = 0
  const pdf = port({ start: async (program) => { starts += 1; return startHeadless(program) } })
  await expect(pdf.render(mixed, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
  expect(starts).toBe(0)
  const slots = makeSlots(1)
  const release = await slots()
  const stop = new AbortController()
  const [waiting, behind] = [slots(stop.signal), slots()]
  stop.abort()
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
  release()
  expect(typeof (await behind)).toBe('function')
})

test('too long is a failure said as such', async () => {
  const pdf = port({ later: (ms, work) => { if (ms === 7) work(); return () => undefined }, limitMs: 7 })
  await expect(pdf.render(mixed)).rejects.toMatchObject({ code: 'pdfFailed', technical: 'no PDF after 7 ms' })
  expect(pdf.running()).toBeNull()
})

test('idle for its time the browser ends; work before that keeps it', async () => {
  const waiting = new Map<number, () => void>()
  let next = 0
  let ended: () => void = () => undefined
  const gone = new Promise<void>((resolve) => { ended = resolve })
  const pdf = port({
    idleMs: 30_000,
    later: (ms, work) => {
      const id = next++
      if (ms === 30_000) waiting.set(id, work)
      return () => waiting.delete(id)
    },
    start: async (program) => {
      const started = await startHeadless(program)
      return { ...started, kill: async () => { await started.kill(); ended() } }
    },
  })
  await pdf.render(mixed)
  expect(waiting.size).toBe(1)
  await pdf.render(mixed)
  expect(waiting.size).toBe(1)
  const profile = pdf.running()?.profile ?? ''
  for (const work of waiting.values()) work()
  await gone
  expect([pdf.running(), existsSync(profile), left(profile)]).toEqual([null, false, []])
})

test('a browser that crashed is replaced, also in the middle of a render', async () => {
  let crash = true
  const pdf = port({
    start: async (program) => {
      const started = await startHeadless(program)
      return { ...started, devtools: { ...started.devtools, send: async (method, params, sessionId) => {
        if (method === 'Page.printToPDF' && crash) {
          crash = false
          process.kill(started.pid, 'SIGKILL')
        }
        return started.devtools.send(method, params, sessionId)
      } } }
    },
  })
  expect(boxes(await pdf.render(mixed))).toHaveLength(3)
})

test('without a browser it says so, and what would help', async () => {
  const pdf = port({ find: () => null })
  expect(await pdf.missing()).toContain('没有找到 Chrome、Edge 或 Chromium')
  await expect(pdf.render(mixed)).rejects.toMatchObject({ code: 'pdfMissing' })
  await expect(port({ find: () => '/nowhere/chromium' }).render(mixed)).rejects.toMatchObject({ code: 'pdfFailed' })
  expect(await port().missing()).toBe('')
})
