import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { build, createServer } from 'vite'
import { buildStale } from './build.mjs'
import { project } from './project.mjs'

/** `npm run dev`: the page with hot reload, the browser shell behind it rebuilt on change. The shell serves the API; Vite serves the page and passes calls on. */
await buildStale(['preload'])
const [api, page] = ['http://127.0.0.1:47815', 'http://127.0.0.1:47825']
const server = await createServer({
  configFile: `${project}/build/vite.renderer.config.mjs`,
  server: {
    host: '127.0.0.1',
    port: Number(new URL(page).port),
    proxy: Object.fromEntries(['/call', '/blob', '/events'].map((path) => [path, { target: api, headers: { origin: api }, changeOrigin: true }])),
  },
})
await server.listen()
// Nothing is emptied while the shell runs from it.
const watcher = await build({ configFile: `${project}/build/vite.host.config.mjs`, logLevel: 'warn', build: { watch: {}, emptyOutDir: false } })
await new Promise((resolve) => watcher.on('event', ({ code }) => code === 'END' && resolve()))
const shell = spawn(process.execPath, ['--watch', '--watch-preserve-output', `${project}/dist/host/browser.js`], { env: { ...process.env, VANGUARD_NO_WINDOW: '1' }, stdio: ['inherit', 'pipe', 'inherit'] })
createInterface(shell.stdout).on('line', (line) => {
  const told = /"token":"([0-9a-f]+)"/u.exec(line)
  console.log(told === null ? line : `在浏览器里打开这个地址：${page}/#token=${told[1]}`)
})
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => shell.kill(signal))
await once(shell, 'exit')
await watcher.close()
await server.close()
