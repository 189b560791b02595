import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { startDetached } from '#host/node-ports'
import { dumpsIn, dumpsWithin, quietFlags, sandboxFlags } from './chromium'

/** How the person gets to see the app. */
export type WindowWay =
  /** A window without address bar, in a browser of the Chromium family, on a profile of its own. */
  | { readonly kind: 'app'; readonly program: string }
  /** A tab of whatever browser this computer opens addresses with. */
  | { readonly kind: 'default' }
  /** No screen: the address is printed. */
  | { readonly kind: 'print' }

export function chooseWindow(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>, chromium: string | null): WindowWay {
  const set = (name: string): boolean => (env[name] ?? '') !== ''
  if (platform !== 'win32' && platform !== 'darwin' && !set('DISPLAY') && !set('WAYLAND_DISPLAY')) return { kind: 'print' }
  return chromium === null ? { kind: 'default' } : { kind: 'app', program: chromium }
}

/** Said once at the top of the app when it runs in less than it was made for. */
export function warningOf(way: WindowWay): string {
  return way.kind === 'default' ? '没有找到 Chrome、Edge 或 Chromium，用的是默认浏览器：不要用无痕窗口；PDF 做不成，Word 照样能写。' : ''
}

export function appArguments(address: string, profile: string, uid: number | undefined): readonly string[] {
  return [
    `--app=${address}`,
    `--user-data-dir=${profile}`,
    '--lang=zh-CN',
    '--window-size=1366,768',
    // The shell lives by the page's heartbeat: it must go on behind other windows.
    '--disable-background-timer-throttling',
    '--disable-renderer-backgrounding',
    '--disable-backgrounding-occluded-windows',
    '--disable-session-crashed-bubble',
    '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ...quietFlags,
    ...sandboxFlags(uid),
  ]
}

/** The program that opens an address in the default browser, with arguments: no line for a shell. */
export function defaultBrowser(platform: NodeJS.Platform, address: string): { readonly program: string; readonly args: readonly string[] } {
  if (platform === 'win32') return { program: 'rundll32.exe', args: ['url.dll,FileProtocolHandler', address] }
  return { program: platform === 'darwin' ? 'open' : 'xdg-open', args: [address] }
}

export type Windows = { readonly open: (address: string) => Promise<void>; readonly close: () => void }

export function makeWindows(way: WindowWay, profile: string, say: (line: string) => void): Windows {
  const children = new Set<ChildProcess>()
  const printAddress = (address: string): void => say(`在浏览器里打开这个地址：${address}`)
  const openApp = async (program: string, address: string): Promise<void> => {
    // Nobody reads what an earlier window left of a crash.
    if (children.size === 0) await rm(dumpsIn(profile), { recursive: true, force: true }).catch(() => undefined)
    const child = spawn(program, appArguments(address, profile, process.getuid?.()), { detached: true, stdio: 'ignore', env: dumpsWithin(profile) })
    children.add(child)
    const begun = Date.now()
    child.once('exit', (code) => {
      children.delete(child)
      // A browser already open on this profile takes the window over and ends with 0.
      if (code !== null && code !== 0 && Date.now() - begun < 10_000) printAddress(address)
    })
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve)
      child.once('error', reject)
    })
    child.unref()
  }
  return {
    open: async (address) => {
      try {
        if (way.kind === 'print') printAddress(address)
        else if (way.kind === 'app') await openApp(way.program, address)
        else {
          say(warningOf(way))
          const { program, args } = defaultBrowser(process.platform, address)
          await startDetached(program, args)
        }
      } catch {
        printAddress(address)
      }
    },
    close: () => {
      for (const child of children) {
        // Asked, not killed: the browser writes its profile down first.
        if (process.platform === 'win32' && child.pid !== undefined) execFile('taskkill', ['/pid', String(child.pid)], { windowsHide: true }, () => undefined)
        else child.kill('SIGTERM')
      }
    },
  }
}
