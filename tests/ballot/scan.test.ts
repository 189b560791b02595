import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { expect, onTestFinished, test } from 'vitest'
import { chromiumArgs, chromiumPath } from '../support/chromium'
import { chance } from '../support/random'
import { scanBytes, scanFolder } from './scan'

/** Positive control: a scan that finds nothing proves something only when it finds everything that was planted. */
const random = chance(20261226)
const canary = (name: string): string => `${name}-${Array.from({ length: 20 }, () => random.upTo(16).toString(16)).join('')}`

test('each way of writing is found, at every place of a base64 group', () => {
  const needle = canary('coded')
  const noise = Buffer.from(Array.from({ length: 3000 }, () => random.upTo(256)))
  for (let shift = 0; shift < 6; shift += 1) {
    const text = `${'z'.repeat(shift)}${needle}tail`
    expect(scanBytes(Buffer.concat([noise, Buffer.from(Buffer.from(text).toString('base64')), noise]), 'x', [needle]).map((hit) => hit.as), `base64 at ${shift}`).toContain('plain base64')
  }
  const inside = Buffer.concat([Buffer.from('中'.repeat(200)), Buffer.from(needle), noise])
  const zip = Buffer.alloc(30)
  zip.writeUInt32LE(0x04034b50, 0)
  zip.writeUInt16LE(8, 8)
  for (const [as, bytes] of [
    ['plain raw', inside], ['plain utf16', Buffer.from(`乱${needle}`, 'utf16le')], ['gzip raw', Buffer.concat([noise, gzipSync(inside), noise])],
    ['gzip utf16', gzipSync(Buffer.from(needle, 'utf16le'))], ['brotli raw', brotliCompressSync(inside)], ['zip raw', Buffer.concat([noise, zip, deflateRawSync(inside)])],
  ] as const) expect(scanBytes(bytes, 'x', [needle]).map((hit) => hit.as), as).toContain(as)
  expect(scanBytes(Buffer.concat([noise, gzipSync(noise)]), 'x', [needle])).toEqual([])
})

test('planted in a real Chromium, in store, tables, local store, form, history and log: all found', async () => {
  const profile = await mkdtemp(path.join(tmpdir(), 'vanguard-control-'))
  onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 3 }))
  const server = createServer((_, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end('<title>x</title><form><input id="f" name="f"><textarea id="t"></textarea></form>'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const planted = Object.fromEntries(['log', 'deleted', 'snappy', 'large', 'local', 'form', 'title', 'console'].map((name) => [name, canary(name)])) as Record<string, string>
  const context = await chromium.launchPersistentContext(profile, { executablePath: chromiumPath(), headless: true, args: [...chromiumArgs, '--enable-logging', `--log-file=${path.join(profile, 'console.txt')}`, '--restore-last-session'], ignoreDefaultArgs: ['--disable-logging'] })
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await page.evaluate(async (told) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('control', 1)
      request.onupgradeneeded = () => request.result.createObjectStore('rows')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error ?? new Error('open'))
    })
    const put = (work: (rows: IDBObjectStore) => void) => new Promise<void>((resolve) => {
      const transaction = database.transaction('rows', 'readwrite', { durability: 'strict' })
      work(transaction.objectStore('rows'))
      transaction.oncomplete = () => resolve()
    })
    await put((rows) => rows.put({ marks: told['snappy'] }, 'snappy'))
    await put((rows) => rows.put({ marks: `${'填票'.repeat(40_000)}${told['large']}` }, 'large'))
    // Enough for the log to be turned into tables, whose blocks are compressed.
    for (let n = 0; n < 200; n += 1) await put((rows) => rows.put({ text: Array.from(crypto.getRandomValues(new Uint32Array(4000)), (word) => word.toString(36)).join(' '), n }, `fill ${n}`))
    await put((rows) => rows.put({ marks: told['deleted'] }, 'gone'))
    await put((rows) => rows.delete('gone'))
    await put((rows) => rows.put({ marks: told['log'] }, 'log'))
    localStorage.setItem('marks', told['local'] ?? '')
    console.log(told['console'])
    document.title = told['title'] ?? ''
  }, planted)
  await page.fill('#f', planted['form'] ?? '')
  await page.evaluate(() => history.pushState({}, '', '/next'))
  // What stands in the form goes to the session file when the browser finds the time.
  await expect.poll(async () => (await scanFolder(path.join(profile, 'Default', 'Sessions'), [planted['form'] ?? ''])).length, { timeout: 60_000, interval: 200 }).toBeGreaterThan(0)
  await context.close()
  const hits = await scanFolder(profile, Object.values(planted))
  const found = Object.fromEntries(Object.entries(planted).map(([name, needle]) => [name, hits.filter((hit) => hit.needle === needle).map((hit) => `${path.basename(path.dirname(hit.file))}/${path.basename(hit.file)} ${hit.as}`)]))
  console.log(found)
  expect(found['snappy']?.some((where) => where.includes('.ldb snappy')), 'in a compressed block of a table').toBe(true)
  expect(found['title']?.some((where) => where.includes('History')), 'in a page of an SQLite file').toBe(true)
  for (const [name, where] of Object.entries(found)) expect(where.length, name).toBeGreaterThan(0)
})
