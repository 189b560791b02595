import { TextRun, type IFontAttributesProperties, type IRunOptions } from 'docx'
import { trackingFor } from '#shared/paper/gbt9704'
import { wordFonts } from '#shared/paper/faces'
import type { PaperRun } from '#shared/paper/lower'
import { splitLines } from '#shared/paper/lower'
import type { Face } from '#shared/paper/print-document'
import { beyondGb2312 } from './gb2312'

/** Millimetres and points as Word counts them. */
export const twipsOfMm = (mm: number): number => Math.round((mm * 1440) / 25.4)
export const twips = (points: number): number => Math.round(points * 20)

/** All four slots, or Word takes a Latin face for digits and quotation marks. */
export function fontOf(name: string): IFontAttributesProperties {
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' }
}

type Style = { readonly face: Face; readonly size: number; readonly bold: boolean; readonly underline: boolean }

/** Word's measure for `size` is half points: 10.5 pt is 21. */
export function runOptions(style: Style, red = false, name = wordFonts[style.face].name): IRunOptions {
  const tracking = trackingFor(style.size)
  return {
    font: fontOf(name),
    size: Math.round(style.size * 2),
    sizeComplexScript: Math.round(style.size * 2),
    ...(tracking === 0 ? {} : { characterSpacing: twips(tracking) }),
    ...(style.bold ? { bold: true } : {}),
    ...(style.underline ? { underline: {} } : {}),
    ...(red ? { color: 'E60000' } : {}),
  }
}

/** A blank to write on: wide spaces underlined, what is filled in standing in their middle. */
function blankText(run: PaperRun, mm: number): string {
  const wide = run.size * 0.352778
  const filled = [...run.text].reduce((sum, char) => sum + (char.charCodeAt(0) < 0x250 ? 0.5 : 1), 0)
  const free = Math.max(0, Math.round(mm / wide - filled))
  const before = Math.floor(free / 2)
  // The last one may not break: wide spaces at a line's end hang out of it and lose their line.
  return '\u3000'.repeat(before) + run.text + '\u3000'.repeat(Math.max(0, free - before - 1)) + '\u00a0\u00a0'
}

/** A run as Word's runs: rare characters in the larger cut of their face, typed line ends as breaks. */
export function wordRuns(run: PaperRun, red = false): readonly TextRun[] {
  const style = run.rule === undefined ? run : { ...run, underline: true, text: blankText(run, run.rule) }
  return splitLines([style]).flatMap((line, index) => {
    const text = line.map((one) => one.text).join('')
    const parts = beyondGb2312(text)
    if (parts.length === 0) return index === 0 ? [] : [new TextRun({ ...runOptions(style, red), break: 1 })]
    return parts.map((part, at) => new TextRun({
      ...runOptions(style, red, part.rare ? wordFonts[style.face].beyondGb2312 : wordFonts[style.face].name),
      // A telephone number may part at its hyphen in Word: its own no-break hyphen is another character to whoever searches, copies or reads the file by machine.
      text: part.text,
      ...(at === 0 && index > 0 ? { break: 1 } : {}),
    }))
  })
}
