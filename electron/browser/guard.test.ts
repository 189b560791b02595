import { expect, test } from 'vitest'
import { blobCookie, makeGuard } from './guard'

const guard = makeGuard({ port: 47815, token: 'the-token', cookie: 'the-cookie', booth: 'the-booth' })
const home = { host: '127.0.0.1:47815' }
const page = { ...home, 'sec-fetch-site': 'same-origin' }
const token = { 'x-vanguard-token': 'the-token' }
const booth = { 'x-vanguard-token': 'the-booth' }
const origin = { origin: 'http://127.0.0.1:47815' }
const cookie = { cookie: 'other=1; vb47815=the-cookie' }
const blob = `/blob/${'a'.repeat(64)}`

const passes = (method: string, path: string, headers: Record<string, string>): boolean =>
  guard(new Request(`http://127.0.0.1:47815${path}`, { method, headers })) === null

test.each<[string, string, string, Record<string, string>]>([
  ['the page typed or opened', 'GET', '/', { ...home, 'sec-fetch-site': 'none' }],
  ['its files', 'GET', '/assets/index.js', page],
  ['a call of the page', 'POST', '/call/app.state', { ...page, ...origin, ...token }],
  ['a call of a program that knows the token', 'POST', '/call/app.state', { ...home, ...token }],
  ['the events', 'GET', '/events?after=0', { ...page, ...token }],
  ['an upload', 'PUT', blob, { ...page, ...origin, ...token }],
  ['the voting page casts', 'POST', '/call/ballot.cast', { ...page, ...origin, ...booth }],
  ['a picture', 'GET', blob, { ...page, ...cookie }],
  ['a blob fetched with the token', 'GET', blob, { ...page, ...token }],
])('passes: %s', (_, method, path, headers) => {
  expect(passes(method, path, headers)).toBe(true)
})

test.each<[string, string, string, Record<string, string>]>([
  ['a foreign name pointed at this machine', 'GET', '/', { host: 'evil.example:47815' }],
  ['another name of this machine', 'GET', '/', { host: 'localhost:47815' }],
  ['another port', 'POST', '/call/app.state', { host: '127.0.0.1:47816', ...token }],
  ['no host', 'GET', '/', {}],
  ['a foreign name with the token', 'POST', '/call/app.state', { host: 'evil.example', ...token }],
  ['a foreign origin with the token', 'POST', '/call/app.state', { ...page, ...token, origin: 'http://evil.example' }],
  ['the null origin', 'POST', '/call/app.state', { ...page, ...token, origin: 'null' }],
  ['another port’s page', 'POST', '/call/app.state', { ...home, ...token, origin: 'http://127.0.0.1:8000', 'sec-fetch-site': 'same-site' }],
  ['the page’s files for another site', 'GET', '/assets/index.js', { ...home, 'sec-fetch-site': 'cross-site' }],
  ['the page for another site', 'GET', '/', { ...home, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
  ['the voting page reads a result', 'POST', '/call/ballot.read', { ...page, ...origin, ...booth }],
  ['the voting page lets itself in by number', 'POST', '/call/ballot.letIn', { ...page, ...origin, ...booth }],
  ['the voting page reads the books', 'POST', '/call/journal.read', { ...page, ...origin, ...booth }],
  ['the voting page listens', 'GET', '/events?after=0', { ...page, ...booth }],
  ['a call without token', 'POST', '/call/app.state', { ...page, ...origin }],
  ['a call with a wrong token', 'POST', '/call/app.state', { ...page, ...origin, 'x-vanguard-token': 'the-tokem' }],
  ['a call with a part of the token', 'POST', '/call/app.state', { ...page, ...origin, 'x-vanguard-token': 'the' }],
  ['a call with an empty token', 'POST', '/call/app.state', { ...page, ...origin, 'x-vanguard-token': '' }],
  ['a call with the cookie alone', 'POST', '/call/app.state', { ...page, ...origin, ...cookie }],
  ['the token as the cookie', 'GET', blob, { ...page, cookie: 'vb47815=the-token' }],
  ['the cookie as the token', 'POST', '/call/app.state', { ...page, 'x-vanguard-token': 'the-cookie' }],
  ['events with the cookie alone', 'GET', '/events', { ...page, ...cookie }],
  ['an upload with the cookie alone', 'PUT', blob, { ...page, ...origin, ...cookie }],
  ['a picture without anything', 'GET', blob, page],
  ['a picture in a foreign page', 'GET', blob, { ...home, ...cookie, 'sec-fetch-site': 'cross-site' }],
  ['a picture address typed', 'GET', blob, { ...home, ...cookie, 'sec-fetch-site': 'none' }],
  ['a program with a copied cookie', 'GET', blob, { ...home, ...cookie }],
  ['the cookie of another port', 'GET', blob, { ...page, cookie: 'vb47816=the-cookie' }],
  ['a wrong cookie', 'GET', blob, { ...page, cookie: 'vb47815=the-cookiE' }],
  ['a call as an address typed', 'GET', '/call/app.state', { ...home, ...token, 'sec-fetch-site': 'none' }],
  ['the shell’s own door without token', 'POST', '/shell/other', home],
])('refuses: %s', (_, method, path, headers) => {
  expect(passes(method, path, headers)).toBe(false)
})

test('a refusal is an answer the page understands', async () => {
  const answer = guard(new Request('http://127.0.0.1:47815/call/app.state', { method: 'POST', headers: home }))
  expect(answer?.status).toBe(403)
  expect(await answer?.json()).toMatchObject({ ok: false, error: { code: 'hostGone', technical: 'refused: no token' } })
})

test('secrets that are empty let nobody in', () => {
  const open = makeGuard({ port: 1, token: '', cookie: '', booth: '' })
  const headers = { host: '127.0.0.1:1', 'sec-fetch-site': 'same-origin', cookie: 'vb1=', 'x-vanguard-token': '' }
  expect(open(new Request(`http://127.0.0.1:1${blob}`, { headers }))?.status).toBe(403)
})

test('the cookie reaches blobs only, and no script', () => {
  expect(blobCookie({ port: 47815, token: 't', cookie: 'c', booth: 'b' })).toBe('vb47815=c; Path=/blob; HttpOnly; SameSite=Strict')
})
