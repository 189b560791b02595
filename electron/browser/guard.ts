import { timingSafeEqual } from 'node:crypto'
import { boothCalls } from '#shared/ballot-box'
import { HouseError, toHostError } from '#shared/errors'

/**
 * Who may ask this server for what. Any program and any web page on this computer can reach the port; only our page knows the token.
 *
 * - `Host` must be the one name we go by, or a foreign name was pointed at this machine (DNS rebinding).
 * - `Origin` and `Sec-Fetch-Site`, where the browser sends them, must say that the request comes from our page.
 * - calls, events and uploads carry the token in a header, which no foreign page can set;
 * - pictures cannot carry a header: for `GET /blob/…` alone a cookie does, and only from within our page.
 */
export type GuardSecrets = { readonly port: number; readonly token: string; readonly cookie: string; /** The voting page's: good for its own calls and nothing else. */ readonly booth: string }

export const tokenHeader = 'x-vanguard-token'
export const hostOf = (port: number): string => `127.0.0.1:${port}`
export const cookieName = (port: number): string => `vb${port}`

/** What is set on the answer of a call that showed the token: cookies know no ports, so the name does. */
export function blobCookie(secrets: GuardSecrets): string {
  return `${cookieName(secrets.port)}=${secrets.cookie}; Path=/blob; HttpOnly; SameSite=Strict`
}

/** null when the request may pass. */
export function makeGuard(secrets: GuardSecrets): (request: Request) => Response | null {
  return (request) => {
    const why = refusal(secrets, request)
    return why === null ? null : refuse(why)
  }
}

function refusal(secrets: GuardSecrets, request: Request): string | null {
  const foreign = foreignSender(secrets.port, request)
  if (foreign !== null) return foreign
  const { pathname } = new URL(request.url)
  const site = request.headers.get('sec-fetch-site')
  if (!isProtected(pathname)) return null
  // Typing an address is no way to ask for these.
  if (site !== null && site !== 'same-origin') return `sec-fetch-site ${site}`
  if (same(request.headers.get(tokenHeader) ?? '', secrets.token)) return null
  if (boothPaths.has(pathname) && request.method === 'POST' && same(request.headers.get(tokenHeader) ?? '', secrets.booth)) return null
  const reading = pathname.startsWith('/blob/') && (request.method === 'GET' || request.method === 'HEAD')
  if (!reading) return 'no token'
  if (site !== 'same-origin') return 'a cookie from outside the page'
  return same(readCookie(request, cookieName(secrets.port)), secrets.cookie) ? null : 'no token and no cookie'
}

/** The part that holds for every request, the page's own files too. */
export function foreignSender(port: number, request: Request): string | null {
  const host = request.headers.get('host')
  if (host !== hostOf(port)) return `host ${host ?? 'missing'}`
  const origin = request.headers.get('origin')
  if (origin !== null && origin !== `http://${hostOf(port)}`) return `origin ${origin}`
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') return `sec-fetch-site ${site}`
  return null
}

function isProtected(pathname: string): boolean {
  return ['/call', '/blob', '/events', '/shell'].some((start) => pathname === start || pathname.startsWith(`${start}/`))
}

const boothPaths = new Set(boothCalls.map((name) => `/call/${name}`))

function readCookie(request: Request, name: string): string {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
}

export function same(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)]
  return secret !== '' && a.length === b.length && timingSafeEqual(a, b)
}

/** A page of an earlier start has an old token: to it the host is gone, and that is what it shows. */
function refuse(why: string): Response {
  return Response.json({ ok: false, error: toHostError(new HouseError('hostGone', {}, `refused: ${why}`)) }, { status: 403, headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } })
}
