import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentPolicy, fileBelow, staticFiles } from './static-files'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vanguard-static-'))
  await mkdir(path.join(folder, 'page', 'assets'), { recursive: true })
  await writeFile(path.join(folder, 'secret.txt'), 'secret')
  await writeFile(path.join(folder, 'page', 'index.html'), '<div id="root" data-nonce="__CSP_NONCE__"></div>')
  await writeFile(path.join(folder, 'page', 'assets', 'index-1a2b.js'), 'export {}')
})
afterAll(() => rm(folder, { recursive: true }))

/** As the handler asks: with the path the address parser made of it. */
const get = (target: string): Promise<Response> => staticFiles(path.join(folder, 'page'))(new URL(`http://127.0.0.1:1${target}`).pathname)

test('the page comes with a policy and its own nonce, new at each load', async () => {
  const first = await get('/')
  const nonce = /data-nonce="([^"]+)"/.exec(await first.text())?.[1] ?? ''
  expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/)
  expect(first.headers.get('content-security-policy')).toBe(contentPolicy(nonce))
  expect(first.headers.get('cache-control')).toBe('no-store')
  const second = await (await get('/index.html')).text()
  expect(second).not.toContain(nonce)
})

test('the policy, word for word', () => {
  expect(contentPolicy('abc')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-abc'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
})

test('built files are kept, with their type and no sniffing', async () => {
  const answer = await get('/assets/index-1a2b.js?v=1')
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('x-content-type-options')]).toEqual([200, 'text/javascript; charset=utf-8', 'nosniff'])
  expect(answer.headers.get('cache-control')).toContain('immutable')
})

test.each([
  '/../secret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '/..%5csecret.txt', '/%2e%2e%5csecret.txt', '/assets/%2e%2e/%2e%2e/secret.txt',
  '//etc/passwd', '/%2fetc/passwd', '/C:%5cWindows/win.ini', '/index.html%00.js', '/%', '/assets/', '/assets', '/nothing.js', '/index.html::$DATA',
])('%s is not found', async (target) => {
  const answer = await get(target)
  expect(answer.status).toBe(404)
  expect(await answer.text()).not.toContain('secret')
})

test.each(['../secret.txt', '/a/../../b', '/./a', '/a//b', '/..', '/%c0%ae%c0%ae/secret.txt', '/'])('%j names no file', (target) => {
  expect(fileBelow('/srv/page', target)).toBeNull()
})

test('an ordinary path names a file below the root', () => {
  expect(fileBelow('/srv/page', '/assets/%E7%AB%A0.svg')).toBe('/srv/page/assets/章.svg')
})
