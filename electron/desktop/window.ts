import type { BrowserWindowConstructorOptions } from 'electron'
import type { WindowPart } from './electron-parts'
import { lockContents, mayGoApp } from './permissions'
import { appAddress } from './protocol'

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
  window.once('ready-to-show', () => window.show())
  await window.loadURL(appAddress)
  return window
}

/** A second start shows the first. */
export function showAgain(window: WindowPart): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
