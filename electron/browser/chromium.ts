import path from 'node:path'

export type ChromiumSight = {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  readonly exists: (path: string) => boolean
}

const linuxNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'google-chrome-beta', 'microsoft-edge', 'microsoft-edge-stable', 'brave-browser']
const windowsPlaces = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe', 'Chromium\\Application\\chrome.exe']
const macPlaces = ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge', 'Chromium.app/Contents/MacOS/Chromium']

/**
 * A browser of the Chromium family that is installed here: Chromium, Chrome, then Edge. null when there is none.
 * `VANGUARD_CHROMIUM` names one; a name that leads nowhere is said as such, never quietly replaced by another browser.
 */
export function findChromium(sight: ChromiumSight): string | null {
  const named = sight.env['VANGUARD_CHROMIUM']
  if (named !== undefined && named !== '') return sight.exists(named) ? named : null
  return candidates(sight).find(sight.exists) ?? null
}

function candidates(sight: ChromiumSight): readonly string[] {
  const set = (name: string): readonly string[] => {
    const value = sight.env[name]
    return value === undefined || value === '' ? [] : [value]
  }
  if (sight.platform === 'win32') {
    const roots = [...set('PROGRAMFILES'), ...set('PROGRAMFILES(X86)'), ...set('PROGRAMW6432'), ...set('LOCALAPPDATA')]
    return windowsPlaces.flatMap((place) => roots.map((root) => path.win32.join(root, place)))
  }
  if (sight.platform === 'darwin') return macPlaces.flatMap((place) => [`/Applications/${place}`, `${sight.home}/Applications/${place}`])
  // A snap or flatpak may not see our folders; the plain packages come first.
  const folders = [...new Set([...(sight.env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/')), '/usr/bin', '/usr/local/bin', '/snap/bin'])]
  const opt = ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge', '/opt/chromium.org/chromium/chromium']
  const inFolders = linuxNames.flatMap((name) => folders.map((folder) => `${folder}/${name}`))
  return [...inFolders.filter((place) => !place.startsWith('/snap/')), ...opt, ...inFolders.filter((place) => place.startsWith('/snap/'))]
}

/** Quiet and offline: no first-run pages, no accounts, no updates, and names of other hosts lead nowhere. */
export const quietFlags: readonly string[] = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-features=AutofillServerCommunication,CertificateTransparencyComponentUpdater,GlobalMediaControls,InterestFeedContentSuggestions,MediaRouter,OptimizationHints,Translate',
  '--disable-quic',
  '--disable-sync',
  '--metrics-recording-only',
  '--no-pings',
  '--password-store=basic',
  '--use-mock-keychain',
]

/** Chromium refuses to run its sandbox as root; nobody else goes without it. */
export function sandboxFlags(uid: number | undefined): readonly string[] {
  return uid === 0 ? ['--no-sandbox'] : []
}

export const dumpsIn = (profile: string): string => path.join(profile, 'crashes')

/** `--disable-breakpad` no longer keeps Chromium from dumping a page that crashes, with all that stood in it, below the person's own folder: this way it stays within the profile. */
export function dumpsWithin(profile: string, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...env, BREAKPAD_DUMP_LOCATION: dumpsIn(profile) }
}
