import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { project } from './project.mjs'

/**
 * Builds what is stale: `node build/build.mjs [renderer|host|preload …] [--force]`.
 * Stale means that any source of that part, or its configuration, is newer than its stamp in dist.
 */
const parts = {
  renderer: ['renderer', 'shared'],
  host: ['electron', 'shared'],
  preload: ['electron/preload.ts', 'shared/host.ts'],
}
const always = ['package.json', 'package-lock.json', 'tsconfig.json']

async function newest(path) {
  const info = await stat(path).catch(() => null)
  if (info === null) return 0
  if (!info.isDirectory()) return /\.test\.[a-z]+$/.test(path) ? 0 : info.mtimeMs
  const times = await Promise.all((await readdir(path)).map((name) => newest(`${path}/${name}`)))
  return Math.max(info.mtimeMs, ...times)
}

export async function buildStale(wanted = Object.keys(parts), force = false) {
  for (const part of wanted) {
    const config = `build/vite.${part}.config.mjs`
    const sources = await Promise.all([...parts[part], ...always, config].map((path) => newest(`${project}/${path}`)))
    const stampFile = `${project}/dist/.${part}.built`
    const stamp = Number(await readFile(stampFile, 'utf8').catch(() => '0'))
    const began = Date.now()
    if (!force && stamp > Math.max(...sources)) continue
    await build({ configFile: `${project}/${config}`, logLevel: 'warn' })
    await mkdir(`${project}/dist`, { recursive: true })
    await writeFile(stampFile, String(began))
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const names = process.argv.slice(2).filter((arg) => !arg.startsWith('-'))
  await buildStale(names.length === 0 ? undefined : names, process.argv.includes('--force'))
}
