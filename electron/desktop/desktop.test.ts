import { expect, test } from 'vitest'
import type { BoothPort } from '#host/ports'
import { HouseError } from '#shared/errors'
import { calls as contract, maxJsonBytes, type HostEvent } from '#shared/host'
import { makeBridge } from './bridge'
import { channels } from './channels'
import { mockApp, mockBoothWindow, mockContents, mockIpcMain, mockIpcRenderer, mockPaperWindow, mockSession, mockWindow, navigation, preventable } from './electron-mock'
import { startDesktop } from './start'

const page = 'app://vanguard/'
const event: HostEvent = { n: 1, event: { type: 'exit' } }

async function desktop(options: { first?: boolean; isPackaged?: boolean; close?: () => Promise<void> } = {}) {
  const mock = mockApp({ first: options.first ?? true, isPackaged: options.isPackaged ?? true })
  const ipc = mockIpcMain()
  const sessions = { main: mockSession(), paper: mockSession() }
  const windows: ReturnType<typeof mockWindow>[] = []
  const papers: ReturnType<typeof mockPaperWindow>[] = []
  const booths: (ReturnType<typeof mockBoothWindow> & { readonly session: ReturnType<typeof mockSession> })[] = []
  const calls: (readonly [string, unknown])[] = []
  const listeners = new Set<(event: HostEvent) => void>()
  const seen: { booth: BoothPort | null; quit: (() => void) | null; guard: ((request: Request) => Response | null) | null } = { booth: null, quit: null, guard: null }
  await startDesktop({
    app: mock.app,
    protocol: mock.protocol,
    ipcMain: ipc.ipcMain,
    session: () => sessions.main.session,
    makeWindow: (given) => {
      const made = mockWindow(sessions.main.session, given)
      windows.push(made)
      return made.window
    },
    makePaperWindow: (given) => {
      const made = mockPaperWindow(sessions.paper.session, sessions.paper.state.schemes, given, async () => Buffer.from('%PDF-'))
      papers.push(made)
      return made.window
    },
    makeBoothWindow: (given) => {
      const session = mockSession()
      const made = { ...mockBoothWindow(session.session, given), session }
      booths.push(made)
      return made.window
    },
    setMenu: (template) => void mock.menus.push(template),
    platform: 'linux',
    profile: '/state/desktop-profile',
    preload: '/app/dist/preload/preload.cjs',
    makeHost: async (pdf, booth, quit) => {
      seen.booth = booth
      mock.log.push('host')
      seen.quit = quit
      expect(await pdf.missing()).toBe('')
      return {
        call: async (name, input) => {
          calls.push([name, input])
          if (name === 'journal.append') throw new HouseError('wrongSeq', { seq: 3 }, 'seq 3')
          return { said: name }
        },
        events: { subscribe: (listener) => { listeners.add(listener); return () => void listeners.delete(listener) } },
        close: options.close ?? (async () => void mock.log.push('flushed')),
      }
    },
    makeHandler: (_host, guard) => {
      seen.guard ??= guard
      return async (request) => new Response(`served ${new URL(request.url).pathname}`)
    },
  })
  const window = windows[0]
  return { ...mock, ipc, sessions, windows, papers, booths, calls, listeners, seen, window, id: window?.window.webContents.id ?? -1, top: { url: page, parent: null } }
}

test('the order of the start: name, profile, sandbox and schemes before the lock, the lock before Electron is ready, the host after', async () => {
  const { log } = await desktop()
  expect(log.filter((line) => !line.startsWith('switch'))).toEqual(['name 先锋档案盒', 'path userData /state/desktop-profile', 'sandbox', 'schemes', 'lock', 'ready', 'host'])
  expect(log).toContain('switch host-resolver-rules=MAP * ~NOTFOUND')
  expect(log).toContain('switch disable-background-networking')
})

test('a second start ends before it touches anything; the first comes to the front', async () => {
  const second = await desktop({ first: false })
  expect(second.log.slice(-2)).toEqual(['lock', 'quit'])
  expect([second.windows, second.ipc.handlers.size]).toEqual([[], 0])
  const first = await desktop()
  first.window?.minimize()
  first.emit('second-instance')
  expect(first.window?.log.slice(-3)).toEqual(['restore', 'show', 'focus'])
  first.window?.emit('closed')
  expect(() => first.emit('second-instance')).not.toThrow()
})

test('the scheme: a standard, secure origin that goes round no policy', async () => {
  const { schemes } = await desktop()
  expect(schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: false, bypassCSP: false, allowServiceWorkers: false } }])
})

test('every security option of the window', async () => {
  const { window } = await desktop()
  expect(window?.options.webPreferences).toEqual({
    preload: '/app/dist/preload/preload.cjs',
    sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false,
    webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false, spellcheck: false, navigateOnDragDrop: false,
    devTools: false, backgroundThrottling: false,
  })
  expect(window?.log).toEqual(['load app://vanguard/', 'show'])
  expect((await desktop({ isPackaged: false })).window?.options.webPreferences.devTools).toBe(true)
})

test.each(['https://example.com/', 'file:///etc/passwd', 'app://other/', 'app://vanguard.evil/', 'data:text/html,x', 'javascript:1', 'app://vanguard/assets/x.js', 'http://127.0.0.1:47815/'])('the window does not go to %s', async (url) => {
  const { window } = await desktop()
  for (const kind of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
    const going = navigation(url)
    window?.inner.emit(kind, going)
    expect([kind, going.stopped()]).toEqual([kind, true])
  }
})

test('reloading is allowed; new windows and webviews are not', async () => {
  const { window } = await desktop()
  const reload = navigation(page)
  window?.inner.emit('will-navigate', reload)
  expect(reload.stopped()).toBe(false)
  expect([page, 'https://example.com/', 'about:blank'].map((url) => window?.inner.state.open?.({ url }).action)).toEqual(['deny', 'deny', 'deny'])
  const webview = preventable()
  window?.inner.emit('will-attach-webview', webview)
  expect(webview.stopped()).toBe(true)
  expect(window?.inner.events()).toEqual(['did-create-window', 'will-attach-webview', 'will-frame-navigate', 'will-navigate', 'will-redirect'])
})

const paper = `${page}blob/${'a'.repeat(64)}?vault=0b0e3f0a-1111-4222-8333-444455556666&stage=1`
const viewer = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/'

test('a paper opens in a window of its own, without preload, sandboxed', async () => {
  const { window } = await desktop()
  const answer = window?.inner.state.open?.({ url: paper })
  expect(answer?.action === 'allow' ? answer.overrideBrowserWindowOptions.webPreferences : null).toEqual({
    sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, spellcheck: false, plugins: true, devTools: false,
  })
})

test.each([
  `https://vanguard/blob/${'a'.repeat(64)}?stage=1`, `app://other/blob/${'a'.repeat(64)}?stage=1`, `app://x@vanguard/blob/${'a'.repeat(64)}?stage=1`,
  `${page}blob/${'a'.repeat(63)}?stage=1`, `${page}blob/${'a'.repeat(64)}/x?stage=1`, `${page}blob/`, `${page}call/app.exit?stage=1`, 'about:blank', '',
])('no window opens for %s', async (url) => {
  const { window } = await desktop()
  expect(window?.inner.state.open?.({ url })).toEqual({ action: 'deny' })
})

test('a paper’s window stays on papers and the PDF viewer, and opens no other', async () => {
  const { window, sessions } = await desktop()
  const child = mockContents(sessions.main.session)
  window?.inner.emit('did-create-window', { webContents: child.contents })
  const goes = (url: string): boolean => {
    const going = navigation(url)
    for (const kind of ['will-navigate', 'will-redirect', 'will-frame-navigate']) child.emit(kind, going)
    return !going.stopped()
  }
  expect([paper, `${viewer}index.html`].map(goes)).toEqual([true, true])
  expect([page, 'https://example.com/', 'chrome-extension://x/', 'chrome://settings/', 'file:///etc/passwd'].filter(goes)).toEqual([])
  expect(child.state.open?.({ url: paper })).toEqual({ action: 'deny' })
})

test('no permission is granted, asked or checked; no download, no spelling dictionary', async () => {
  const { sessions: { main } } = await desktop()
  expect(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fullscreen', 'hid', 'serial', 'usb'].filter(main.granted)).toEqual([])
  expect([main.state.check?.(), main.state.device?.(), main.state.spelling]).toEqual([false, false, false])
  const download = preventable()
  main.emit('will-download', download)
  expect(download.stopped()).toBe(true)
})

test('no request leaves', async () => {
  const { sessions: { main } } = await desktop()
  const away = ['https://example.com/', 'http://127.0.0.1:47815/', 'ws://127.0.0.1/', 'file:///etc/passwd', 'app://other/', 'ftp://x/', 'devtools://devtools/x', 'chrome-extension://x/', 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai.evil/', 'chrome://settings/', 'blob:https://example.com/1', 'no address']
  expect(away.filter((url) => !main.blocked(url))).toEqual([])
  expect([page, `${page}assets/index.js`, `blob:${page}6b0f`, 'data:image/png;base64,AA', `${viewer}index.html`, 'chrome://resources/js/x.js'].filter(main.blocked)).toEqual([])
  const developing = await desktop({ isPackaged: false })
  expect([developing.sessions.main.blocked('devtools://devtools/x'), developing.sessions.main.blocked('https://example.com/')]).toEqual([false, true])
})

test('app://vanguard/ is served by the host’s handler, and nothing else under the scheme', async () => {
  const { sessions: { main }, seen } = await desktop()
  const get = async (url: string, headers: Record<string, string> = {}): Promise<string> => {
    const answer = await main.state.schemes.get('app')?.(new Request(url, { headers }))
    return `${answer?.status} ${await answer?.text()}`
  }
  expect(await get(`${page}assets/index.js`)).toBe('200 served /assets/index.js')
  expect(await get(page, { origin: 'app://vanguard' })).toBe('200 served /')
  expect(await get('app://other/')).toBe('403 ')
  expect(await get(page, { origin: 'null' })).toBe('403 ')
  expect(await get(page, { origin: 'https://example.com' })).toBe('403 ')
  expect([...main.state.schemes.keys()]).toEqual(['app'])
  expect(seen.guard?.(new Request('app://other/'))?.status).toBe(403)
})

test('every channel is wired: a call reaches the host, its answer comes back as data', async () => {
  const { ipc, calls, id, top } = await desktop()
  expect([...ipc.handlers.keys()]).toEqual([channels.call])
  expect(await ipc.invoke(channels.call, { id, frame: top }, 'app.state', { a: '先锋' })).toEqual({ ok: true, value: { said: 'app.state' } })
  expect(calls).toEqual([['app.state', { a: '先锋' }]])
  for (const name of Object.keys(contract)) await ipc.invoke(channels.call, { id, frame: top }, name, {})
  expect(new Set(calls.map(([name]) => name))).toEqual(new Set(Object.keys(contract)))
  expect(await ipc.invoke(channels.call, { id, frame: top }, 'journal.append', {})).toEqual({ ok: false, error: { code: 'wrongSeq', facts: { seq: 3 }, technical: 'seq 3' } })
})

test('a call of anybody else does not reach the host', async () => {
  const { ipc, calls, id, top } = await desktop()
  const senders = [
    { id: id + 1000, frame: top },
    { id, frame: null },
    { id, frame: { url: page, parent: top } },
    { id, frame: { url: 'https://example.com/', parent: null } },
    { id, frame: { url: 'app://other/', parent: null } },
    { id, frame: { url: 'file:///app/index.html', parent: null } },
    { id, frame: { url: '', parent: null } },
  ]
  for (const sender of senders) expect(await ipc.invoke(channels.call, sender, 'app.state', {})).toMatchObject({ ok: false, error: { code: 'badInput', facts: { field: 'sender' } } })
  expect(await ipc.invoke(channels.call, { id, frame: top }, 7, {})).toMatchObject({ ok: false, error: { facts: { field: 'name' } } })
  expect(await ipc.invoke(channels.call, { id, frame: top }, 'app.state', 'x'.repeat(maxJsonBytes))).toMatchObject({ ok: false, error: { facts: { field: 'size' } } })
  expect(calls).toEqual([])
})

test('events reach the open window, and no closed one', async () => {
  const { listeners, window } = await desktop()
  for (const tell of listeners) tell(event)
  expect(window?.inner.state.sent).toEqual([[channels.event, event]])
  window?.emit('closed')
  for (const tell of listeners) tell(event)
  expect(window?.inner.state.sent).toHaveLength(1)
})

test('the last window closed, or 退出: everything is flushed, once, then it ends', async () => {
  const { emit, log, exited, ipc, listeners, seen } = await desktop()
  emit('window-all-closed')
  seen.quit?.()
  expect(await exited).toBe(0)
  expect(log.filter((line) => ['flushed', 'exit 0'].includes(line))).toEqual(['flushed', 'exit 0'])
  expect([ipc.handlers.size, listeners.size]).toEqual([0, 0])
})

test('quitting is held back until the flush; one that fails ends with 1', async () => {
  const { emit, exited } = await desktop({ close: async () => { throw new Error('disk gone') } })
  const quitting = preventable()
  emit('before-quit', quitting)
  expect(quitting.stopped()).toBe(true)
  expect(await exited).toBe(1)
})

test('the menu is Chinese, and has no inspector once packaged', async () => {
  const roles = async (isPackaged: boolean): Promise<string> => JSON.stringify((await desktop({ isPackaged })).menus)
  expect(await roles(true)).not.toContain('toggleDevTools')
  expect(await roles(true)).toContain('"role":"paste","label":"粘贴"')
  expect(await roles(false)).toContain('toggleDevTools')
})

test('the page gets one frozen object with two functions, and never ipcRenderer or its events', async () => {
  const asked: unknown[] = []
  const { ipcRenderer, tell, count } = mockIpcRenderer((channel, args) => { asked.push([channel, ...args]); return { ok: true, value: 1 } })
  const bridge = makeBridge(ipcRenderer)
  expect([Object.keys(bridge).sort(), Object.isFrozen(bridge), bridge.shell]).toEqual([['call', 'onEvent', 'shell'], true, 'desktop'])
  expect(await bridge.call('app.state', {})).toEqual({ ok: true, value: 1 })
  expect(asked).toEqual([['vb:call', 'app.state', {}]])
  const heard: unknown[][] = []
  const off = bridge.onEvent((...args) => heard.push(args))
  tell('vb:event', event)
  expect(heard).toEqual([[event]])
  off()
  tell('vb:event', event)
  expect([heard.length, count('vb:event')]).toEqual([1, 0])
})

test('the voting window: a session of its own in memory, no preload, its four calls and its files alone', async () => {
  const { booths, seen } = await desktop()
  expect(seen.booth?.missing()).toBe('')
  await seen.booth?.open()
  const [booth] = booths
  expect(booth?.options.webPreferences).toEqual({ partition: 'voting-1', sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false, spellcheck: false, devTools: false, backgroundThrottling: false })
  expect(booth?.log).toEqual(['load app://vanguard/vote.html', 'show'])
  const ask = async (path: string, method = 'POST', origin = 'app://vanguard') => (await booth?.session.state.schemes.get('app')?.(new Request(`app://vanguard${path}`, { method, headers: { origin } })))?.status
  expect(await Promise.all(['ballot.booth', 'ballot.admit', 'ballot.cast', 'ballot.leave'].map((name) => ask(`/call/${name}`)))).toEqual([200, 200, 200, 200])
  expect(await Promise.all(['ballot.read', 'ballot.letIn', 'ballot.open', 'ballot.close', 'ballot.make', 'journal.read', 'ballot.cast/x'].map((name) => ask(`/call/${name}`)))).toEqual([403, 403, 403, 403, 403, 403, 403])
  expect(await Promise.all([ask('/call/ballot.cast', 'GET'), ask(`/blob/${'a'.repeat(64)}`, 'GET'), ask('/events', 'GET'), ask('/call/ballot.cast', 'POST', 'app://other')])).toEqual([403, 403, 403, 403])
  expect(await ask('/vote.html', 'GET')).toBe(200)
  expect(['https://example.com/', 'app://paper/1'].map((url) => booth?.session.blocked(url))).toEqual([true, true])
  expect(booth?.inner.state.open?.({ url: 'app://vanguard/' })).toEqual({ action: 'deny' })
  const away = navigation('app://vanguard/')
  booth?.inner.emit('will-navigate', away)
  expect(away.stopped()).toBe(true)

  // Opened again it is another session; closed it is gone with what it held.
  await seen.booth?.open()
  expect(booth?.log.slice(-2)).toEqual(['destroy', 'clear'])
  expect(booths[1]?.options.webPreferences.partition).toBe('voting-2')
  await seen.booth?.close()
  expect(booths[1]?.log.slice(-2)).toEqual(['destroy', 'clear'])
  await seen.booth?.close()
})
