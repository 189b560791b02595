import type { CustomScheme, MenuItemConstructorOptions } from 'electron'
import type { IpcRendererPart } from './bridge'
import type { BoothWindowPart, FramePart, InvokePart, IpcMainPart, Navigation, OpenAnswer, PaperWindowPart, Preventable, PrintOptions, SessionPart, WindowPart } from './electron-parts'
import type { boothOptions } from './booth'
import type { paperOptions } from './pdf'
import type { AppPart } from './start'
import type { windowOptions } from './window'

/** Every part of Electron the desktop shell touches, noting what is done to it; nothing of Electron itself is loaded. */
type Listener = (...args: never[]) => unknown

function emitter() {
  const listeners = new Map<string, Listener[]>()
  return {
    add: (event: string, listener: Listener): void => void listeners.set(event, [...(listeners.get(event) ?? []), listener]),
    emit: (event: string, ...args: readonly unknown[]): void => {
      for (const listener of listeners.get(event) ?? []) (listener as (...given: readonly unknown[]) => unknown)(...args)
    },
    events: (): readonly string[] => [...listeners.keys()].sort(),
  }
}

export function navigation(url: string): Navigation & { readonly stopped: () => boolean } {
  let prevented = false
  return { url, preventDefault: () => { prevented = true }, stopped: () => prevented }
}
export function preventable(): Preventable & { readonly stopped: () => boolean } {
  return navigation('')
}

export function mockSession() {
  const on = emitter()
  const state = {
    request: null as ((contents: unknown, permission: string, callback: (granted: boolean) => void) => void) | null,
    check: null as (() => boolean) | null,
    device: null as (() => boolean) | null,
    before: null as ((details: { readonly url: string }, callback: (answer: { cancel: boolean }) => void) => void) | null,
    spelling: true,
    agent: '',
    schemes: new Map<string, (request: Request) => Promise<Response>>(),
  }
  const session = {
    setPermissionRequestHandler: (handler) => { state.request = handler },
    setPermissionCheckHandler: (handler) => { state.check = handler },
    setDevicePermissionHandler: (handler) => { state.device = handler },
    setSpellCheckerEnabled: (enable) => { state.spelling = enable },
    setUserAgent: (agent) => { state.agent = agent },
    on: (event, listener) => on.add(event, listener),
    webRequest: { onBeforeRequest: (listener) => { state.before = listener } },
    protocol: { handle: (scheme, handler) => void state.schemes.set(scheme, handler) },
  } satisfies SessionPart
  return {
    session, state, emit: on.emit,
    blocked: (url: string): boolean => {
      let cancel = false
      state.before?.({ url }, (answer) => { cancel = answer.cancel })
      return cancel
    },
    granted: (permission: string): boolean => {
      let given = true
      state.request?.(null, permission, (granted) => { given = granted })
      return given
    },
  }
}

let nextId = 1
export function mockContents(session: SessionPart) {
  const on = emitter()
  const state = { open: null as ((details: { readonly url: string }) => OpenAnswer) | null, sent: [] as (readonly unknown[])[], destroyed: false }
  return {
    state, emit: on.emit, events: on.events,
    contents: {
      id: nextId++, session,
      on: (event: string, listener: Listener) => on.add(event, listener),
      setWindowOpenHandler: (handler: NonNullable<typeof state.open>) => { state.open = handler },
      send: (channel: string, ...args: readonly unknown[]) => void state.sent.push([channel, ...args]),
      isDestroyed: () => state.destroyed,
    },
  }
}

export function mockWindow(session: SessionPart, options: ReturnType<typeof windowOptions>) {
  const on = emitter()
  const inner = mockContents(session)
  const log: string[] = []
  let minimized = false
  const window = {
    webContents: inner.contents,
    loadURL: async (url) => {
      log.push(`load ${url}`)
      on.emit('ready-to-show')
    },
    once: (event, listener) => on.add(event, listener),
    show: () => void log.push('show'),
    isMinimized: () => minimized,
    restore: () => { minimized = false; log.push('restore') },
    focus: () => void log.push('focus'),
  } satisfies WindowPart
  return { window, options, log, inner, emit: on.emit, minimize: () => { minimized = true } }
}

/** `print` stands for Chromium's printing; it sees the page as the session's protocol would serve it. */
export function mockPaperWindow(session: SessionPart, schemes: ReadonlyMap<string, (request: Request) => Promise<Response>>, options: typeof paperOptions, print: (html: string, options: PrintOptions) => Promise<Uint8Array>) {
  const inner = mockContents(session)
  const log: string[] = []
  let destroyed = false
  let shown = ''
  const window = {
    webContents: { ...inner.contents, printToPDF: async (how) => print(shown, how) },
    loadURL: async (url) => {
      const answer = await schemes.get('app')?.(new Request(url))
      shown = (await answer?.text()) ?? ''
      log.push(`load ${url}`)
    },
    destroy: () => { destroyed = true; log.push('destroy') },
    isDestroyed: () => destroyed,
  } satisfies PaperWindowPart
  return { window, options, log, inner }
}

export function mockBoothWindow(session: SessionPart, options: ReturnType<typeof boothOptions>) {
  const on = emitter()
  const inner = mockContents(session)
  const log: string[] = []
  let destroyed = false
  const window = {
    webContents: { ...inner.contents, session: { ...session, clearStorageData: async () => void log.push('clear') } },
    loadURL: async (url) => {
      log.push(`load ${url}`)
      on.emit('ready-to-show')
    },
    once: (event, listener) => on.add(event, listener),
    show: () => void log.push('show'),
    destroy: () => { destroyed = true; log.push('destroy') },
    isDestroyed: () => destroyed,
  } satisfies BoothWindowPart
  return { window, options, log, inner }
}

export function mockIpcMain() {
  const handlers = new Map<string, (event: InvokePart, ...args: unknown[]) => Promise<unknown>>()
  const ipcMain = {
    handle: (channel, listener) => void handlers.set(channel, listener),
    removeHandler: (channel) => void handlers.delete(channel),
  } satisfies IpcMainPart
  return {
    ipcMain, handlers,
    invoke: async (channel: string, sender: { readonly id: number; readonly frame: FramePart | null }, ...args: unknown[]): Promise<unknown> => {
      const handler = handlers.get(channel)
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
      return handler({ sender: { id: sender.id }, senderFrame: sender.frame }, ...args)
    },
  }
}

export function mockIpcRenderer(answer: (channel: string, args: readonly unknown[]) => unknown) {
  const listeners = new Map<string, Set<(event: unknown, ...args: unknown[]) => void>>()
  const ipcRenderer = {
    invoke: async (channel, ...args) => answer(channel, args),
    on: (channel, listener) => void listeners.set(channel, new Set([...(listeners.get(channel) ?? []), listener])),
    removeListener: (channel, listener) => void listeners.get(channel)?.delete(listener),
  } satisfies IpcRendererPart
  return {
    ipcRenderer,
    tell: (channel: string, ...args: unknown[]) => { for (const listener of listeners.get(channel) ?? []) listener({ sender: 'ipcRenderer' }, ...args) },
    count: (channel: string): number => listeners.get(channel)?.size ?? 0,
  }
}

export function mockApp(state: { readonly first: boolean; readonly isPackaged: boolean }) {
  const on = emitter()
  const log: string[] = []
  let exit: (code: number) => void = () => undefined
  const exited = new Promise<number>((resolve) => { exit = resolve })
  const app = {
    isPackaged: state.isPackaged,
    setPath: (name, path) => void log.push(`path ${name} ${path}`),
    setName: (name) => void log.push(`name ${name}`),
    enableSandbox: () => void log.push('sandbox'),
    requestSingleInstanceLock: () => { log.push('lock'); return state.first },
    whenReady: async () => void log.push('ready'),
    quit: () => {
      log.push('quit')
      on.emit('before-quit', preventable())
    },
    exit: (code) => { log.push(`exit ${code}`); exit(code) },
    on: (event, listener: Listener) => on.add(event, listener),
    commandLine: { appendSwitch: (name, value) => void log.push(`switch ${name}${value === undefined ? '' : `=${value}`}`) },
  } satisfies AppPart
  const schemes: CustomScheme[] = []
  const protocol = { registerSchemesAsPrivileged: (added: CustomScheme[]) => { schemes.push(...added); log.push('schemes') } }
  const menus: MenuItemConstructorOptions[][] = []
  return { app, protocol, schemes, menus, log, exited, emit: on.emit }
}
