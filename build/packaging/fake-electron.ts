import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'

/** A folder that looks to electron-builder like Electron's runtime. An empty default_app.asar would be read and refused: there is none. */
export function fakeElectron(folder: string, version: string): void {
  mkdirSync(`${folder}/resources`, { recursive: true })
  mkdirSync(`${folder}/locales`, { recursive: true })
  writeFileSync(`${folder}/electron`, '#!/bin/sh\nexit 1\n')
  chmodSync(`${folder}/electron`, 0o755)
  writeFileSync(`${folder}/version`, version)
  for (const locale of ['zh-CN', 'en-US', 'de', 'fr']) writeFileSync(`${folder}/locales/${locale}.pak`, '')
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) writeFileSync(`${folder}/${name}`, 'licence')
}
