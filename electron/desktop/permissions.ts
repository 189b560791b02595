import type { ContentsPart, SessionPart } from './electron-parts'
import { appAddress } from './protocol'

/** What every window besides the app's own is closed to. */
export const lockedPreferences = { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, spellcheck: false, devTools: false } as const

/**
 * Nothing is granted: no camera, no notifications, no devices, no downloads (files are written by the host), no spelling dictionaries.
 * And nothing is asked of any other address: a page that cannot send cannot give away what it shows.
 */
export function lockSession(session: SessionPart, mayLoad: (url: string) => boolean): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  // The browser's description of itself would stand in every PDF it prints.
  session.setUserAgent('vanguard-box')
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !mayLoad(details.url) }))
}

/** The page, what it makes itself (`blob:`, `data:`), the parts of the PDF viewer, and the inspector while developing. */
export function mayLoadApp(url: string, developing: boolean): boolean {
  const protocol = protocolOf(url)
  if (isPdfViewer(url)) return true
  if (protocol === 'app:') return url.startsWith(appAddress)
  if (protocol === 'blob:') return url.startsWith(`blob:${appAddress}`)
  return protocol === 'data:' || (developing && protocol === 'devtools:')
}

/** A window stays where it is, opens no other and holds no foreign page. */
export function lockContents(contents: ContentsPart, mayGo: (url: string) => boolean): void {
  const stay = (event: { readonly url: string; readonly preventDefault: () => void }): void => {
    if (!mayGo(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** The viewer Chromium itself brings for PDF, and the shared parts it loads: both from the program's own files, neither from any network. */
export function isPdfViewer(url: string): boolean {
  return ['chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/', 'chrome://resources/'].some((start) => url.startsWith(start))
}

/** Reloading is no journey. */
export const mayGoApp = (url: string): boolean => url === appAddress || url.startsWith(`${appAddress}#`)

function protocolOf(url: string): string {
  try {
    return new URL(url).protocol
  } catch {
    return ''
  }
}
