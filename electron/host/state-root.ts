import path from 'node:path'

export type Environment = Readonly<Record<string, string | undefined>>

/** The machine-local folder: never roamed to another PC, never on a stick. `VANGUARD_HOME` names another one (tests, several people on one account). */
export function stateRootOf(platform: NodeJS.Platform, env: Environment, home: string): string {
  const set = (name: string): string | null => {
    const value = env[name]
    return value === undefined || value === '' ? null : value
  }
  const paths = platform === 'win32' ? path.win32 : path.posix
  const named = set('VANGUARD_HOME')
  if (named !== null) return paths.resolve(named)
  if (platform === 'win32') return paths.join(set('LOCALAPPDATA') ?? paths.join(home, 'AppData', 'Local'), 'vanguard-box')
  if (platform === 'darwin') return paths.join(home, 'Library', 'Application Support', 'vanguard-box')
  // The desktop specification asks that a relative XDG_DATA_HOME be ignored.
  const data = set('XDG_DATA_HOME')
  return paths.join(data !== null && paths.isAbsolute(data) ? data : paths.join(home, '.local', 'share'), 'vanguard-box')
}
