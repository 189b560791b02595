/**
 * File names a person can read and every machine can keep.
 *
 * The limits are those of the narrowest place a file may be carried to: Windows (naming rules of the Win32 API, paths of at most
 * 259 characters), ext4 (255 bytes a name), and USB sticks in between. A name that is fine here but cannot be copied to
 * the superior's computer is not fine.
 */
export const maxNameChars = 80
export const maxNameBytes = 240
export const maxPathChars = 240

export type NameOptions = {
  /** Ending with its dot; counted, kept whole and returned with the name. */
  readonly ending?: string
  /** Kept whole before the ending: `（第2版）`. */
  readonly suffix?: string
  /** At most this many characters with suffix and ending, when the folder's path leaves less than the usual 80. */
  readonly maxChars?: number
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** Forbidden on Windows; the full-width twin says the same and is legal everywhere. */
const replacements: Readonly<Record<string, string>> = { '<': '＜', '>': '＞', ':': '：', '"': '＂', '/': '／', '\\': '＼', '|': '｜', '?': '？', '*': '＊' }

/** Invisible: controls, bidi overrides, zero-width marks, line separators, noncharacters, halves of surrogate pairs. Zero-width joiners go too: no Chinese title needs them. */
const invisible = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]/gu

/** Windows keeps these for devices, whatever ending follows; the raised digits are treated as digits there. */
const device = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:\..*)?$/iu

export function isDeviceName(name: string): boolean {
  return device.test(name.trimStart().replace(/[. ]+(?=\.|$)/u, ''))
}

/** Two names with the same key are the same file on some disk: Windows and sticks ignore case, macOS ignores composition. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC')
}

/** By hand, because `TextEncoder` belongs to a platform and this folder to none. */
function utf8Bytes(text: string): number {
  let bytes = 0
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}

function fits(name: string, maxChars: number): boolean {
  return name.length <= maxChars && utf8Bytes(name) <= maxNameBytes
}

/** The longest beginning of `text` that still leaves room for `tail`, cut between what a reader sees as characters. */
function cut(text: string, tail: string, maxChars: number): string {
  if (fits(text + tail, maxChars)) return text
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    if (!fits(kept + segment + tail, maxChars)) {
      if (kept !== '') break
      // A pile of accents larger than a whole name: only then it is cut inside, between code points.
      for (const point of segment) {
        if (!fits(kept + point + tail, maxChars)) break
        kept += point
      }
      break
    }
    kept += segment
  }
  return kept
}

/** A dot or space at the end is dropped by Windows without a word, one in front hides the file elsewhere. */
const bare = (text: string): string => text.replace(/^[.\s]+/u, '').replace(/[.\s]+$/u, '')

function legal(title: string): string {
  const text = title
    .replace(/[\r\n\t]+/gu, ' ')
    .replace(invisible, '')
    .normalize('NFC')
    .replace(/[<>:"/\\|?*]/gu, (char) => replacements[char] ?? '')
    .replace(/\s+/gu, ' ')
  const trimmed = bare(text)
  if (trimmed === '') return '未命名'
  if (!isDeviceName(trimmed)) return trimmed
  const dot = trimmed.indexOf('.')
  const base = dot < 0 ? trimmed : trimmed.slice(0, dot)
  return `${base.trimEnd()}_${dot < 0 ? '' : trimmed.slice(dot)}`
}

/**
 * A legal name for `title`, unlike every name in `taken` (names or their keys), as close to what was typed as can be.
 * A second of the same name becomes `…（2）`.
 */
export function safeFileName(title: string, taken: ReadonlySet<string>, options: NameOptions = {}): string {
  const maxChars = Math.min(maxNameChars, options.maxChars ?? maxNameChars)
  const keys = new Set([...taken].map(nameKey))
  const name = legal(title)
  for (let n = 1; ; n += 1) {
    const tail = `${options.suffix ?? ''}${n === 1 ? '' : `（${n}）`}${options.ending ?? ''}`
    const stem = bare(cut(name, tail, maxChars))
    if (stem === '') throw new RangeError(`no room for a name in ${maxChars} characters`)
    // Cutting may lay a device name bare (`CON .txt…`); the tail alone does not disarm it when it starts with a dot.
    const whole = isDeviceName(stem + tail) ? `_${stem.slice(0, -1)}${tail}` : stem + tail
    if (!keys.has(nameKey(whole))) return whole
  }
}
