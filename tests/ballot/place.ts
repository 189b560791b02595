import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { createHandler } from '#host/handler'
import { createHost } from '#host/create-host'
import { workerRunner } from '#host/jobs/runner'
import { nodePorts } from '#host/node-ports'
import { staticFiles } from '#host/static-files'
import type { Call } from '#shared/host'
import { watchBox } from '../../electron/host/ballot/testing'
import { boxesFolder } from '../../electron/host/ballot/boxes'
import { makeBooth } from '../../electron/browser/booth'
import { startShell } from '../../electron/browser/shell'
import { shellPorts } from '../../electron/browser/server'
import { chromiumPath } from '../support/chromium'
import { dist } from '../support/server'
import { drive } from '../support/voting-window'

/**
 * The browser shell as it is, in this process, so that every version of the box can be copied as it is written; and its voting window, the very
 * one a branch would have, headless and driven by its own keys.
 */
export type VotingPlace = {
  readonly root: string
  readonly call: Call
  readonly vault: string
  readonly vaultRoot: string
  readonly session: string
  /** Every version of the box file, in order. */
  readonly versions: readonly Buffer[]
  readonly profile: string
  readonly temporary: string
  /** What a browser takes for the person's own folder. */
  readonly home: string
  readonly openWindow: () => Promise<Page>
  readonly backUp: () => Promise<void>
  readonly stop: () => Promise<void>
}

const session = '0d9f6c1e-7b5a-4c3d-8e2f-1a2b3c4d5e6f'

export async function openPlace(): Promise<VotingPlace> {
  const root = await mkdtemp(path.join(tmpdir(), 'vanguard-ballot-'))
  const temporary = path.join(root, 'temp')
  const stateRoot = path.join(root, 'state')
  const profile = path.join(stateRoot, 'voting')
  const home = path.join(root, 'home')
  await mkdir(temporary, { recursive: true })
  await mkdir(home, { recursive: true })
  const before = { TMPDIR: process.env['TMPDIR'], HOME: process.env['HOME'], XDG_CONFIG_HOME: process.env['XDG_CONFIG_HOME'], XDG_CACHE_HOME: process.env['XDG_CACHE_HOME'] }
  Object.assign(process.env, { TMPDIR: temporary, HOME: home, XDG_CONFIG_HOME: path.join(home, '.config'), XDG_CACHE_HOME: path.join(home, '.cache') })
  const versions: Buffer[] = []
  let browser: Browser | null = null
  let boxFolder = ''

  const never = { missing: async () => '没有', render: () => Promise.reject(new Error('no paper here')) }
  let call: Call = () => Promise.reject(new Error('not yet'))
  const started = await startShell({
    stateRoot, ports: shellPorts(process.env['VANGUARD_PORT'] ?? '47905'), pid: process.pid, clock: () => new Date(), every: () => () => undefined, isAlive: () => false, ask: async () => false,
    makeHost: async (quit, votingAddress) => {
      const booth = makeBooth({ program: chromiumPath(), profile, address: votingAddress, more: ['--headless', '--remote-debugging-port=0', '--window-size=1366,768'] })
      const ports = nodePorts({ shell: 'browser', stateRoot, warning: '', pdf: never, booth, quit })
      const files = { ...ports.files, replace: (target: string, bytes: Uint8Array) => watched().replace(target, bytes), overwrite: (target: string, start: number, bytes: Uint8Array) => watched().overwrite(target, start, bytes) }
      const watched = () => watchBox(ports.files, boxFolder, (bytes) => versions.push(Buffer.from(bytes)))
      const host = await createHost({ ...ports, files, drives: async () => [{ path: root, label: '', kind: 'home', system: false }] }, { runner: workerRunner(new URL(`file://${dist}/host/worker.js`)) })
      call = (async (name, input) => host.call(name, input)) as Call
      return host
    },
    makeHandler: (host, guard) => createHandler(host, { guard, serveStatic: staticFiles(path.join(dist, 'renderer')) }),
    openWindow: async () => undefined,
    finish: async () => undefined,
  })
  if (started.kind !== 'running') throw new Error(`the shell did not start: ${started.kind}`)
  const info = await call('vaults.create', { name: '石门村支部', sample: false, place: null })
  boxFolder = path.join(boxesFolder(stateRoot), info.id, session)

  return {
    root, call, vault: info.id, vaultRoot: info.path, session, versions, profile, temporary, home,
    openWindow: async () => {
      await call('ballot.window', {})
      const window = await drive(profile)
      browser = window.browser
      return window.page
    },
    backUp: async () => {
      const { job } = await call('jobs.start', { job: { type: 'backup', vault: info.id, place: null } })
      for (;;) {
        const state = (await call('jobs.list', {})).jobs.find((one) => one.id === job)?.state
        if (state === 'done') return
        if (state !== 'running') throw new Error(`backup: ${state ?? 'gone'}`)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    },
    stop: async () => {
      await browser?.close().catch(() => undefined)
      await started.stop()
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name]
        else process.env[name] = value
      }
      await rm(root, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** What an outside scan needs, where `npm run test:ballot -- --keep DIR` wants it. */
export async function keep(folder: string, place: VotingPlace, profile: string, told: { readonly slips: readonly string[]; readonly ballots: unknown }): Promise<void> {
  await mkdir(path.join(folder, 'box'), { recursive: true })
  await cp(profile, path.join(folder, 'profile'), { recursive: true })
  await cp(place.vaultRoot, path.join(folder, 'vault'), { recursive: true })
  await cp(path.join(place.root, 'state'), path.join(folder, 'state'), { recursive: true })
  for (const [at, bytes] of place.versions.entries()) await writeFile(path.join(folder, 'box', `${String(at).padStart(3, '0')}.box`), bytes)
  await writeFile(path.join(folder, 'slips.json'), `${JSON.stringify(told.slips)}\n`)
  await writeFile(path.join(folder, 'ballots.json'), `${JSON.stringify(told.ballots, null, 1)}\n`)
}
