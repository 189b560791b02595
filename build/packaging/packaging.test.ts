import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { fakeElectron } from './fake-electron'

/**
 * Packs the app as it stands in dist for Linux, around a runtime that only looks like Electron's (the real one cannot be fetched everywhere).
 * Fuses are flipped in the real executable, so here they are off, and asserted from the configuration instead.
 */
const project = path.resolve(import.meta.dirname, '../..')
const config = readFileSync(`${project}/electron-builder.yml`, 'utf8')
const version = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(`${project}/node_modules/electron/package.json`, 'utf8'))).version
const work = mkdtempSync(path.join(tmpdir(), 'vanguard-package-'))
const unpacked = `${work}/out/linux-unpacked`
let files: readonly string[] = []

beforeAll(() => {
  const needed = ['host/main.js', 'preload/preload.cjs', 'renderer/index.html'].filter((file) => !existsSync(`${project}/dist/${file}`))
  if (needed.length > 0) throw new Error(`dist lacks ${needed.join(', ')}: run npm run build first`)
  fakeElectron(`${work}/electron`, version)
  const withoutFuses = config.replace(/^electronFuses:\n(?: {2}.*\n)+/m, '')
  mkdirSync(`${work}/out`)
  writeFileSync(`${work}/builder.yml`, withoutFuses)
  execFileSync(process.execPath, [
    `${project}/node_modules/electron-builder/cli.js`, '--linux', 'dir', '--x64', '--publish', 'never', '--project', project, '--config', `${work}/builder.yml`,
    `-c.electronDist=${work}/electron`, `-c.directories.output=${work}/out`,
  ], { cwd: project, stdio: 'pipe', env: { ...process.env, ELECTRON_BUILDER_OFFLINE: 'true' } })
  files = listPackage(`${unpacked}/resources/app.asar`, { isPack: false }).map((file) => file.replaceAll('\\', '/'))
}, 60_000)
afterAll(() => rmSync(work, { recursive: true, force: true }))

test('the archive holds the built app and nothing it was built from', () => {
  expect(files).toEqual(expect.arrayContaining(['/package.json', '/dist/host/main.js', '/dist/preload/preload.cjs', '/dist/renderer/index.html']))
  expect(files.filter((file) => /node_modules|\.(ts|tsx|map)$|^\/(shared|electron|renderer|build|tests)(\/|$)|\/\.[^/]+\.built$/.test(file))).toEqual([])
  expect(new Set(files.map((file) => file.split('/')[1]))).toEqual(new Set(['package.json', 'dist']))
})

test('it starts at the desktop shell, and a module of the archive is read as one', () => {
  const packed = z.object({ main: z.string(), type: z.string(), name: z.string() }).parse(JSON.parse(extractFile(`${unpacked}/resources/app.asar`, 'package.json').toString()))
  expect(packed).toEqual({ main: 'dist/host/main.js', type: 'module', name: 'vanguard-box' })
  const main = extractFile(`${unpacked}/resources/app.asar`, 'dist/host/main.js').toString()
  expect(main).toMatch(/from ["']electron["']/)
  const preload = extractFile(`${unpacked}/resources/app.asar`, 'dist/preload/preload.cjs').toString()
  expect(preload).toMatch(/require\(["']electron["']\)/)
  expect(preload.match(/require\(/g)).toHaveLength(1)
})

test('nothing but Electron and Node is asked for from outside the archive', () => {
  const sources = files.filter((file) => /^\/dist\/host\/.*\.js$/.test(file)).map((file) => extractFile(`${unpacked}/resources/app.asar`, file.slice(1)).toString())
  const wanted = sources.flatMap((text) => [...text.matchAll(/^import\s[^"'\n]*["']([^"'\n]+)["'];?$/gm)].map(([, name]) => name ?? ''))
  const foreign = wanted.filter((name) => !/^(node:|\.\/|electron$)/.test(name))
  const builtin = new Set(process.getBuiltinModule('node:module').builtinModules)
  expect(foreign.filter((name) => !builtin.has(name))).toEqual([])
})

test('one executable, two languages', () => {
  expect(existsSync(`${unpacked}/vanguard-box`)).toBe(true)
  expect(readdirSync(`${unpacked}/locales`).sort()).toEqual(['en-US.pak', 'zh-CN.pak'])
})

test('every fuse', () => {
  const block = /^electronFuses:\n((?: {2}.*\n)+)/m.exec(config)?.[1] ?? ''
  const fuses = Object.fromEntries(block.trim().split('\n').map((line) => line.trim().split(': ')))
  expect(fuses).toEqual({
    runAsNode: 'false', enableCookieEncryption: 'true', enableNodeOptionsEnvironmentVariable: 'false', enableNodeCliInspectArguments: 'false',
    enableEmbeddedAsarIntegrityValidation: 'true', onlyLoadAppFromAsar: 'true', grantFileProtocolExtraPrivileges: 'false',
  })
})

test.each([/nsis\n\s+arch: \[x64\]/, /portable\n\s+arch: \[x64\]/, /deb\n\s+arch: \[x64, arm64\]/, /AppImage\n\s+arch: \[x64, arm64\]/, /^publish: null$/m])('the targets: %s', (line) => {
  expect(config).toMatch(line)
})
