import type { InstalledFont } from './fonts/find-fonts'

/**
 * What the host needs of a computer, passed in, so that every handler runs in plain Node tests with any of it replaced or failing.
 */
export type Files = {
  /** null when there is no such file. */
  readonly read: (path: string) => Promise<Uint8Array | null>
  /** Part of a file: `length` bytes from `start` (fewer at the end). */
  readonly readRange: (path: string, start: number, length: number) => Promise<Uint8Array>
  /** Whole-file atomic replace: temporary beside it, fsync, rename, fsync of the folder. Makes the folder. */
  readonly replace: (path: string, bytes: Uint8Array) => Promise<void>
  /** Appends and fsyncs; resolves only when it is on the disk. A failed append leaves the length as it was (it is cut back). */
  readonly append: (path: string, bytes: Uint8Array) => Promise<void>
  /** Writes in place, inside a file that keeps its length, and fsyncs. A power cut may leave part of it written. */
  readonly overwrite: (path: string, start: number, bytes: Uint8Array) => Promise<void>
  readonly truncate: (path: string, length: number) => Promise<void>
  readonly size: (path: string) => Promise<number | null>
  /** Names in a folder, sorted; empty when there is none. `link`: a symbolic link, whose size is that of what it points to. */
  readonly list: (path: string) => Promise<readonly { readonly name: string; readonly folder: boolean; readonly size: number; readonly link?: boolean }[]>
  readonly makeFolder: (path: string) => Promise<void>
  readonly move: (from: string, to: string) => Promise<void>
  readonly remove: (path: string) => Promise<void>
  /** Overwrites a file in place, then removes it: best effort, a journalling or flash drive may keep older copies of its own. */
  readonly shred: (path: string) => Promise<void>
  /** Streams into a temporary beside `path` and replaces atomically; resolves with what was written. The source's error leaves nothing behind. */
  readonly writeStream: (path: string, chunks: AsyncIterable<Uint8Array>) => Promise<{ readonly size: number; readonly sha256: string }>
  readonly readStream: (path: string) => AsyncIterable<Uint8Array>
}

export type Drive = { readonly path: string; readonly label: string; readonly kind: 'drive' | 'removable' | 'home'; readonly system: boolean }

export type PdfPort = {
  /** Empty when it works, else why it does not (in Chinese). */
  readonly missing: () => Promise<string>
  /** A complete HTML page to PDF bytes; page sizes from its CSS. */
  readonly render: (html: string, signal?: AbortSignal) => Promise<Uint8Array>
}

/** The voting window: a browser of its own on a profile that is thrown away with it. */
export type BoothPort = {
  /** Why there is none here (in Chinese), or empty. */
  readonly missing: () => string
  readonly open: () => Promise<void>
  /** Ends it and removes its profile. */
  readonly close: () => Promise<void>
}

/** This running program among others: who holds a vault, and whether they still run. */
export type Self = {
  readonly machine: string
  readonly pid: number
  readonly bootedAt: () => Date
  /** Whether a program of that number runs here. */
  readonly isAlive: (pid: number) => boolean
}

export type Ports = {
  readonly self: Self
  readonly shell: 'browser' | 'desktop' | 'cli'
  readonly version: string
  /** Machine-local folder: the list of vaults, the lock, the browser profile. */
  readonly stateRoot: string
  readonly warning: string
  readonly clock: () => Date
  readonly random: (bytes: number) => Uint8Array
  readonly files: Files
  /** Free bytes on the drive that holds this path. */
  readonly freeBytes: (path: string) => Promise<number>
  readonly drives: () => Promise<readonly Drive[]>
  readonly pdf: PdfPort
  readonly booth: BoothPort
  /** The fonts installed on this machine. */
  readonly fonts: () => Promise<readonly InstalledFont[]>
  /** Shows a folder in the system's file manager. */
  readonly reveal: (path: string) => Promise<void>
  readonly quit: () => void
}
