import type { BrowserWindowConstructorOptions } from 'electron'
import { boothCalls } from '#shared/ballot-box'
import type { BoothPort } from '#host/ports'
import type { BoothWindowPart } from './electron-parts'
import { lockContents, lockedPreferences, lockSession } from './permissions'
import { appAddress, guardApp, scheme } from './protocol'

/**
 * The voting window of the desktop shell: a session of its own in memory, another one each time it is opened, without preload and so without the
 * bridge: it reaches the voting page's own files and its four calls, and nothing else of the host.
 */
export const boothAddress = `${appAddress}vote.html`

export function boothOptions(opened: number) {
  return {
    show: false,
    fullscreen: true,
    autoHideMenuBar: true,
    title: '投票',
    backgroundColor: '#ffffff',
    webPreferences: {
      // No `persist:`: Electron keeps such a session in memory alone.
      partition: `voting-${opened}`,
      ...lockedPreferences,
      backgroundThrottling: false,
    },
  } satisfies BrowserWindowConstructorOptions
}

type Serve = (request: Request) => Promise<Response>
export type WindowBooth = BoothPort & { /** The host is made after its ports; until then nothing is served. */ readonly serveWith: (serve: Serve) => void }

/** What the voting page may ask for: its files, and its own calls. */
export function guardBooth(request: Request): Response | null {
  const refused = guardApp(request)
  if (refused !== null) return refused
  const [, first = '', second = '', more] = new URL(request.url).pathname.split('/')
  const asks = ['call', 'blob', 'events', 'shell'].includes(first)
  return !asks || (first === 'call' && more === undefined && request.method === 'POST' && boothCalls.some((name) => name === second)) ? null : new Response(null, { status: 403 })
}

export function windowBooth(make: (options: ReturnType<typeof boothOptions>) => BoothWindowPart): WindowBooth {
  let window: BoothWindowPart | null = null
  let serve: Serve = async () => new Response(null, { status: 503 })
  let opened = 0
  const close = async (): Promise<void> => {
    const open = window
    window = null
    if (open === null || open.isDestroyed()) return
    const { session } = open.webContents
    open.destroy()
    await session.clearStorageData()
  }
  return {
    missing: () => '',
    serveWith: (given) => { serve = given },
    open: async () => {
      await close()
      opened += 1
      const made = make(boothOptions(opened))
      window = made
      const { session } = made.webContents
      lockSession(session, (url) => url.startsWith(appAddress))
      session.protocol.handle(scheme, async (request) => guardBooth(request) ?? serve(request))
      lockContents(made.webContents, (url) => url === boothAddress)
      made.once('ready-to-show', () => made.show())
      await made.loadURL(boothAddress)
    },
    close,
  }
}
