import path from 'node:path'
import { readFontNames, type FontNames } from './read-font'
import type { Environment } from '../state-root'

/** One installed font, under every family name it goes by. */
export type InstalledFont = FontNames & { readonly file: string }

/** What finding the fonts needs of the machine. */
export type FontSight = {
  readonly platform: NodeJS.Platform
  readonly env: Environment
  readonly home: string
  /** Every file below a folder; empty where there is none. */
  readonly filesUnder: (folder: string) => Promise<readonly string[]>
  readonly readRange: (file: string, start: number, length: number) => Promise<Uint8Array>
  /** Standard output of a program, null when it failed. */
  readonly run: (program: string, args: readonly string[]) => Promise<string | null>
}

/** Where fonts stand, for all and for this user: Windows and macOS know no others, and Linux says itself with fc-list. */
function folders({ platform, env, home }: FontSight): readonly string[] {
  if (platform === 'win32') return [path.win32.join(env['SystemRoot'] ?? 'C:\\Windows', 'Fonts'), path.win32.join(env['LOCALAPPDATA'] ?? path.win32.join(home, 'AppData', 'Local'), 'Microsoft', 'Windows', 'Fonts')]
  // Fonts of the system that are fetched on first use stand among the assets.
  if (platform === 'darwin') return ['/System/Library/Fonts', '/Library/Fonts', path.posix.join(home, 'Library/Fonts'), '/System/Library/AssetsV2/com_apple_MobileAsset_Font7']
  return ['/usr/share/fonts', '/usr/local/share/fonts', path.posix.join(home, '.local/share/fonts'), path.posix.join(home, '.fonts')]
}

async function filesHere(sight: FontSight): Promise<readonly string[]> {
  if (sight.platform !== 'win32' && sight.platform !== 'darwin') {
    const listed = await sight.run('fc-list', ['--format', '%{file}\n'])
    if (listed !== null) return listed.split('\n').filter((file) => file !== '')
  }
  return (await Promise.all(folders(sight).map((folder) => sight.filesUnder(folder)))).flat()
}

/** Every font whose names could be read; a damaged file is as good as none. */
export async function findFonts(sight: FontSight): Promise<readonly InstalledFont[]> {
  const files = [...new Set(await filesHere(sight))].filter((file) => /\.(?:ttf|otf|ttc|otc)$/iu.test(file)).sort()
  const found: InstalledFont[] = []
  for (const file of files) {
    const fonts = await readFontNames((start, length) => sight.readRange(file, start, length)).catch(() => null)
    for (const font of fonts ?? []) found.push({ ...font, file })
  }
  return found
}
