import type { CustomScheme } from 'electron'
import type { SessionPart } from './electron-parts'

/** `app://vanguard/` instead of `file:`: an origin of its own, under the content policy, that reaches no file of the disk. */
export const scheme = 'app'
export const appHost = 'vanguard'
export const appOrigin = `${scheme}://${appHost}`
export const appAddress = `${appOrigin}/`

/** Must be registered before Electron is ready. */
export const schemes = [
  { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: false, bypassCSP: false, allowServiceWorkers: false } },
] satisfies CustomScheme[]

/** Only the page itself asks: another name under the scheme, or another origin, is refused. */
export function guardApp(request: Request): Response | null {
  const { protocol, host } = new URL(request.url)
  const origin = request.headers.get('origin')
  const ours = protocol === `${scheme}:` && host === appHost && (origin === null || origin === appOrigin)
  return ours ? null : new Response(null, { status: 403 })
}

export function mountApp(session: SessionPart, handle: (request: Request) => Promise<Response>): void {
  session.protocol.handle(scheme, async (request) => guardApp(request) ?? handle(request))
}
