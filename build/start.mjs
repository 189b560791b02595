import { buildStale } from './build.mjs'
import { fetchElectron } from './electron-runtime.mjs'
import { project, run } from './project.mjs'

/** `npm start`: in Electron if its runtime is there, else in the browser shell, saying so in one line. */
await buildStale()
const electron = process.env.VANGUARD_SHELL === 'browser' ? null : await fetchElectron()
if (electron === null) {
  console.log('没有 Electron 运行文件，改用浏览器窗口打开（npm run fetch-electron 可再取一次）。')
  process.exitCode = await run(process.execPath, [`${project}/dist/host/browser.js`, ...process.argv.slice(2)])
} else {
  process.exitCode = await run(electron, [project, ...process.argv.slice(2)])
}
