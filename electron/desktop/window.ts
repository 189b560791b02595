import type { BrowserWindowConstructorOptions } from 'electron'
import type { ContentsPart, OpenAnswer, WindowPart } from './electron-parts'
import { isPdfViewer, lockContents, lockedPreferences, mayGoApp } from './permissions'
import { appAddress, appHost, scheme } from './protocol'

export function windowOptions(preload: string, developing: boolean) {
  return {
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: '先锋档案盒',
    backgroundColor: '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: developing,
      // Autosave and the writer's lease go on behind other windows.
      backgroundThrottling: false,
    },
  } satisfies BrowserWindowConstructorOptions
}

export async function openMainWindow<W extends WindowPart>(make: (options: ReturnType<typeof windowOptions>) => W, preload: string, developing: boolean): Promise<W> {
  const window = make(windowOptions(preload, developing))
  lockContents(window.webContents, mayGoApp)
  letPapersOpen(window.webContents)
  window.once('ready-to-show', () => window.show())
  await window.loadURL(appAddress)
  return window
}

/** A PDF to print, or a scan to look at: no page of ours, so no preload and nothing of the host. `plugins` is the PDF viewer. */
export const paperViewOptions = {
  width: 960,
  height: 900,
  autoHideMenuBar: true,
  title: '打印',
  backgroundColor: '#ffffff',
  webPreferences: { ...lockedPreferences, plugins: true },
} satisfies BrowserWindowConstructorOptions

/** Windows open for the blobs of our own origin alone, which carry no script; such a window stays on its paper and opens no other. */
function letPapersOpen(contents: ContentsPart): void {
  contents.setWindowOpenHandler(({ url }): OpenAnswer => (isPaper(url) ? { action: 'allow', overrideBrowserWindowOptions: paperViewOptions } : { action: 'deny' }))
  contents.on('did-create-window', (paper) => lockContents(paper.webContents, (url) => isPaper(url) || isPdfViewer(url)))
}

export function isPaper(address: string): boolean {
  try {
    const url = new URL(address)
    return url.protocol === `${scheme}:` && url.host === appHost && url.username === '' && /^\/blob\/[0-9a-f]{64}$/.test(url.pathname)
  } catch {
    return false
  }
}

/** A second start shows the first. */
export function showAgain(window: WindowPart): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
