import { createServer } from 'vite'
import { build } from 'vite'
import { project, run } from './project.mjs'
import { buildStale } from './build.mjs'

/** `npm run dev`: the page with hot reload, the browser shell behind it rebuilt on change. The shell serves the API; Vite serves the page and passes calls on. */
await buildStale(['preload'])
const port = 47815
const server = await createServer({
  configFile: `${project}/build/vite.renderer.config.mjs`,
  server: {
    host: '127.0.0.1',
    port: 47825,
    proxy: Object.fromEntries(['/call', '/blob', '/events'].map((path) => [path, { target: `http://127.0.0.1:${port}`, headers: { origin: `http://127.0.0.1:${port}` }, changeOrigin: true }])),
  },
})
await server.listen()
await build({ configFile: `${project}/build/vite.host.config.mjs`, logLevel: 'warn', build: { watch: {} } })
console.log('页面在 http://127.0.0.1:47825/ ，#token= 后面抄下一行打印的记号。')
process.exitCode = await run(process.execPath, ['--watch', `${project}/dist/host/browser.js`], { env: { ...process.env, VANGUARD_NO_WINDOW: '1' } })
await server.close()
