import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session } from 'electron'
import { sayError, toHostError } from '#shared/errors'
import { createHandler } from '#host/handler'
import { createHost } from '#host/create-host'
import { machineStateRoot, nodePorts } from '#host/node-ports'
import { staticFiles } from '#host/static-files'
import { startDesktop } from './desktop/start'

const below = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))
const stateRoot = machineStateRoot()

// Not awaited: Electron is ready only after this module has run to its end.
startDesktop({
  app,
  protocol,
  ipcMain,
  session: () => session.defaultSession,
  makeWindow: (options) => new BrowserWindow(options),
  makePaperWindow: (options) => new BrowserWindow(options),
  makeBoothWindow: (options) => new BrowserWindow(options),
  setMenu: (template) => Menu.setApplicationMenu(Menu.buildFromTemplate(template)),
  platform: process.platform,
  profile: path.join(stateRoot, 'desktop-profile'),
  preload: below('../preload/preload.cjs'),
  makeHost: (pdf, booth, quit) => createHost(nodePorts({ shell: 'desktop', stateRoot, warning: '', pdf, booth, quit })),
  makeHandler: (host, guard) => createHandler(host, { guard, serveStatic: staticFiles(below('../renderer')) }),
}).catch((error: unknown) => {
  const { title, what, data, next, technical } = sayError(toHostError(error))
  dialog.showErrorBox('先锋档案盒没有打开', `${title}\n\n${what}\n${data}\n${next}\n\n${technical}`)
  app.exit(1)
})
