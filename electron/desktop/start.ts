import type { CustomScheme, MenuItemConstructorOptions } from 'electron'
import type { BoothPort, PdfPort } from '#host/ports'
import { guardBooth, windowBooth, type boothOptions } from './booth'
import type { BoothWindowPart, IpcMainPart, PaperWindowPart, Preventable, SessionPart, WindowPart } from './electron-parts'
import { wireIpc, type IpcHost } from './ipc'
import { menuTemplate } from './menu'
import { windowPdf, type paperOptions } from './pdf'
import { lockSession, mayLoadApp } from './permissions'
import { guardApp, mountApp, schemes } from './protocol'
import { openMainWindow, showAgain, type windowOptions } from './window'

export type AppPart = {
  readonly isPackaged: boolean
  setPath(name: 'userData', path: string): void
  setName(name: string): void
  enableSandbox(): void
  requestSingleInstanceLock(): boolean
  whenReady(): Promise<void>
  quit(): void
  exit(code: number): void
  on(event: 'second-instance', listener: () => void): unknown
  on(event: 'window-all-closed', listener: () => void): unknown
  on(event: 'before-quit', listener: (event: Preventable) => void): unknown
  readonly commandLine: { appendSwitch(name: string, value?: string): void }
}
export type DesktopHost = IpcHost & { readonly close: () => Promise<void> }

export type DesktopParts<H extends DesktopHost, W extends WindowPart, P extends PaperWindowPart> = {
  readonly app: AppPart
  readonly protocol: { registerSchemesAsPrivileged(schemes: CustomScheme[]): void }
  readonly ipcMain: IpcMainPart
  readonly session: () => SessionPart
  readonly makeWindow: (options: ReturnType<typeof windowOptions>) => W
  readonly makePaperWindow: (options: typeof paperOptions) => P
  readonly makeBoothWindow: (options: ReturnType<typeof boothOptions>) => BoothWindowPart
  readonly setMenu: (template: MenuItemConstructorOptions[]) => void
  readonly platform: NodeJS.Platform
  readonly profile: string
  readonly preload: string
  readonly makeHost: (pdf: PdfPort, booth: BoothPort, quit: () => void) => Promise<H>
  readonly makeHandler: (host: H, guard: (request: Request) => Response | null) => (request: Request) => Promise<Response>
}

/** Everything the desktop shell does at its start and end, in order. Nothing of it may wait before `registerSchemesAsPrivileged`. */
export async function startDesktop<H extends DesktopHost, W extends WindowPart, P extends PaperWindowPart>(parts: DesktopParts<H, W, P>): Promise<void> {
  const { app } = parts
  app.setName('先锋档案盒')
  app.setPath('userData', parts.profile)
  app.enableSandbox()
  parts.protocol.registerSchemesAsPrivileged(schemes)
  for (const [name, value] of switches) app.commandLine.appendSwitch(name, value)
  // The lock belongs to the profile: two people on one PC do not lock each other out.
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  const developing = !app.isPackaged
  let window: W | null = null
  app.on('second-instance', () => {
    if (window !== null) showAgain(window)
  })
  app.on('window-all-closed', () => app.quit())
  await app.whenReady()

  const pdf = windowPdf(parts.makePaperWindow)
  const booth = windowBooth(parts.makeBoothWindow)
  const host = await parts.makeHost(pdf, booth, () => app.quit())
  const session = parts.session()
  lockSession(session, (url) => mayLoadApp(url, developing))
  mountApp(session, parts.makeHandler(host, guardApp))
  booth.serveWith(parts.makeHandler(host, guardBooth))
  const unwire = wireIpc(parts.ipcMain, host, () => (window === null ? [] : [window.webContents]))
  endOrderly(app, async () => {
    unwire()
    pdf.close()
    await host.close()
  })
  parts.setMenu(menuTemplate(parts.platform, developing))
  const make = (options: ReturnType<typeof windowOptions>): W => {
    const made = parts.makeWindow(options)
    window = made
    // A closed window must not be touched again, not even to ask what it was.
    made.once('closed', () => { window = null })
    return made
  }
  await openMainWindow(make, parts.preload, developing)
}

/** Offline in earnest: what Chromium would do by itself is off, and names of hosts lead nowhere. */
const switches: readonly (readonly [string, string?])[] = [
  ['lang', 'zh-CN'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-quic'],
  ['no-pings'],
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
]

/** Quitting waits until all is flushed; asked twice, it is still done once. */
function endOrderly(app: AppPart, flush: () => Promise<void>): void {
  let ending = false
  app.on('before-quit', (event) => {
    event.preventDefault()
    if (ending) return
    ending = true
    void flush().then(() => app.exit(0), () => app.exit(1))
  })
}
