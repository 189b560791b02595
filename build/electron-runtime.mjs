import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { project, run } from './project.mjs'

/**
 * Electron's runtime is not part of its npm package: it is fetched once. Never import 'electron' to look for it, that would start a download.
 */
export function electronBinary() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? `${project}/node_modules/electron/dist`
  const name = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron'
  return existsSync(`${folder}/${name}`) ? `${folder}/${name}` : null
}

const memory = `${project}/.cache/electron-fetch-failed`

/** One attempt, remembered when it fails, so that starting offline is not slow every time. Resolves with the binary or null. */
export async function fetchElectron({ again = false, seconds = 5 } = {}) {
  const have = electronBinary()
  if (have !== null) return have
  if (!again && existsSync(memory) && readFileSync(memory, 'utf8') !== '') return null
  const require = createRequire(`${project}/package.json`)
  const installer = require.resolve('electron/install.js')
  const reachable = await canConnect('github.com', seconds)
  if (reachable) await run(process.execPath, [installer], { stdio: ['ignore', 'ignore', 'ignore'] }).catch(() => 1)
  const got = electronBinary()
  if (got === null) {
    mkdirSync(`${project}/.cache`, { recursive: true })
    writeFileSync(memory, new Date().toISOString())
  }
  return got
}

async function canConnect(host, seconds) {
  const { connect } = await import('node:net')
  return new Promise((resolve) => {
    const socket = connect({ host, port: 443, timeout: seconds * 1000 })
    const answer = (value) => { socket.destroy(); resolve(value) }
    socket.on('connect', () => answer(true))
    socket.on('timeout', () => answer(false))
    socket.on('error', () => answer(false))
  })
}
