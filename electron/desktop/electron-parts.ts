import type { BrowserWindowConstructorOptions } from 'electron'

/**
 * What this folder uses of Electron, as narrow shapes. `main.ts` passes the real ones, so the compiler checks these against Electron's own types;
 * tests pass the mock, so no test ever loads Electron.
 */
export type Preventable = { readonly preventDefault: () => void }
export type Navigation = Preventable & { readonly url: string }

export type ContentsPart = {
  on(event: 'will-navigate' | 'will-redirect', listener: (event: Navigation) => void): unknown
  on(event: 'will-frame-navigate', listener: (event: Navigation) => void): unknown
  on(event: 'will-attach-webview', listener: (event: Preventable) => void): unknown
  on(event: 'did-create-window', listener: (window: { readonly webContents: ContentsPart }) => void): unknown
  setWindowOpenHandler(handler: (details: { readonly url: string }) => OpenAnswer): void
}
export type OpenAnswer = { action: 'deny' } | { action: 'allow'; overrideBrowserWindowOptions: BrowserWindowConstructorOptions }

export type SessionPart = {
  setPermissionRequestHandler(handler: (contents: unknown, permission: string, callback: (granted: boolean) => void) => void): void
  setPermissionCheckHandler(handler: () => boolean): void
  setDevicePermissionHandler(handler: () => boolean): void
  setSpellCheckerEnabled(enable: boolean): void
  setUserAgent(agent: string): void
  on(event: 'will-download', listener: (event: Preventable) => void): unknown
  readonly webRequest: { onBeforeRequest(listener: (details: { readonly url: string }, callback: (answer: { cancel: boolean }) => void) => void): void }
  readonly protocol: { handle(scheme: string, handler: (request: Request) => Promise<Response>): void }
}

export type FramePart = { readonly url: string; readonly parent: unknown }
export type InvokePart = { readonly sender: { readonly id: number }; readonly senderFrame: FramePart | null }
export type IpcMainPart = {
  handle(channel: string, listener: (event: InvokePart, ...args: unknown[]) => Promise<unknown>): void
  removeHandler(channel: string): void
}

export type WindowContentsPart = ContentsPart & {
  readonly id: number
  readonly session: SessionPart
  send(channel: string, ...args: unknown[]): void
  isDestroyed(): boolean
}
export type WindowPart = {
  readonly webContents: WindowContentsPart
  loadURL(url: string): Promise<void>
  once(event: 'ready-to-show' | 'closed', listener: () => void): unknown
  show(): void
  isMinimized(): boolean
  restore(): void
  focus(): void
}

export type BoothWindowPart = {
  readonly webContents: ContentsPart & { readonly session: SessionPart & { clearStorageData(): Promise<void> } }
  loadURL(url: string): Promise<void>
  once(event: 'ready-to-show', listener: () => void): unknown
  show(): void
  destroy(): void
  isDestroyed(): boolean
}
export type PaperWindowPart = {
  readonly webContents: ContentsPart & {
    readonly session: SessionPart
    printToPDF(options: PrintOptions): Promise<Uint8Array>
  }
  loadURL(url: string): Promise<void>
  destroy(): void
  isDestroyed(): boolean
}
export type PrintOptions = { readonly preferCSSPageSize: true; readonly printBackground: true; readonly displayHeaderFooter: false; readonly margins: { top: number; bottom: number; left: number; right: number } }
