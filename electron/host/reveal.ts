import path from 'node:path'

/** The program and arguments that show a folder, never a line for a shell: a folder may be called anything. */
export function revealCommand(platform: NodeJS.Platform, folder: string): { readonly program: string; readonly args: readonly string[] } {
  const paths = platform === 'win32' ? path.win32 : path.posix
  // An absolute path can never be read as an option.
  const absolute = paths.resolve(folder)
  if (platform === 'win32') return { program: 'explorer.exe', args: [absolute] }
  return { program: platform === 'darwin' ? 'open' : 'xdg-open', args: [absolute] }
}
