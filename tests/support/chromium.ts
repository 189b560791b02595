import { existsSync } from 'node:fs'

/** The Chromium of this machine, as the tests drive it. */
export function chromiumPath(): string {
  const named = process.env['VANGUARD_CHROMIUM']
  const found = [named, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/microsoft-edge'].find((path) => path !== undefined && path !== '' && existsSync(path))
  if (found === undefined) throw new Error('No Chromium on this machine; name one in VANGUARD_CHROMIUM.')
  return found
}

export const chromiumArgs: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
]
