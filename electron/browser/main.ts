import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createHandler } from '#host/handler'
import { createHost } from '#host/create-host'
import { sayError, toHostError } from '#shared/errors'
import { machineStateRoot, nodePorts } from '#host/node-ports'
import { staticFiles } from '#host/static-files'
import { makeBooth } from './booth'
import { findChromium } from './chromium'
import { isAlive } from '#host/is-alive'
import { askToOpen } from './lock'
import { chromiumPdf } from './pdf'
import { shellPorts } from './server'
import { startShell } from './shell'
import { chooseWindow, makeWindows, warningOf } from './window'

/** The browser shell. `VANGUARD_NO_WINDOW=1` starts the server alone and prints one line of JSON: `{address, token}`. */
async function main(): Promise<number> {
  const find = (): string | null => findChromium({ platform: process.platform, env: process.env, home: homedir(), exists: existsSync })
  const pdf = chromiumPdf({ find })
  const stateRoot = machineStateRoot()
  const way = chooseWindow(process.platform, process.env, find())
  const windows = makeWindows(way, path.join(stateRoot, 'profile'), (line) => console.log(line))
  const ports = shellPorts(process.env['VANGUARD_PORT'])
  const noWindow = process.env['VANGUARD_NO_WINDOW'] === '1'
  const serveStatic = staticFiles(fileURLToPath(new URL('../renderer', import.meta.url)))

  const started = await startShell({
    stateRoot,
    ports,
    pid: process.pid,
    clock: () => new Date(),
    every: (ms, work) => {
      const timer = setInterval(work, ms)
      return () => clearInterval(timer)
    },
    isAlive,
    ask: (lock) => askToOpen(lock),
    makeHost: (quit, votingAddress) => createHost(nodePorts({ shell: 'browser', stateRoot, warning: warningOf(way), pdf, booth: makeBooth({ program: way.kind === 'app' ? way.program : null, profile: path.join(stateRoot, 'voting'), address: votingAddress }), quit })),
    makeHandler: (host, guard) => createHandler(host, { guard, serveStatic }),
    openWindow: async (address, token) => {
      if (noWindow) console.log(JSON.stringify({ address, token }))
      else await windows.open(`${address}#token=${token}`)
    },
    finish: async () => {
      windows.close()
      await pdf.close()
    },
  })
  if (started.kind === 'second') {
    console.error('先锋档案盒已经开着，请它再开了一个窗口。')
    return 0
  }
  if (started.kind === 'noPort') {
    console.error(`打不开：本机 ${ports[0]}—${ports.at(-1)} 这几个端口都被别的程序占着。关掉那些程序，或重新启动电脑再打开。`)
    return 1
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void started.stop())
  return started.ended
}

process.exit(
  await main().catch((error: unknown) => {
    const { title, what, data, next, technical } = sayError(toHostError(error))
    console.error([title, what, data, next, technical].join('\n'))
    return 1
  }),
)
