import { AlignmentType, LineRuleType, Paragraph, type IParagraphOptions } from 'docx'
import type { Align, Line } from '#shared/paper/lower'
import { runOptions, twips, wordRuns } from './text'

export const alignments: Readonly<Record<Align, (typeof AlignmentType)[keyof typeof AlignmentType]>> = {
  left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT, justify: AlignmentType.BOTH,
}

export function exact(pitch: number): { readonly line: number; readonly lineRule: typeof LineRuleType.EXACT; readonly before: number; readonly after: number } {
  return { line: twips(pitch), lineRule: LineRuleType.EXACT, before: 0, after: 0 }
}

/**
 * LibreOffice moves a whole paragraph that is kept with the next, where Word moves its last lines: a long one would leave half a page empty,
 * so it is let go; but a signature alone on its page is worse, so the text before one is kept up to a page's length.
 */
function tooLongToKeep(line: Line): boolean {
  return line.runs.reduce((sum, run) => sum + run.text.length, 0) > 28 * (line.lastTwo ? 20 : 8)
}

/** A line of paper as a Word paragraph. Widow control would leave the 22nd line of a page empty: only the text before a signature has it. */
export function wordParagraph(line: Line, extra: Partial<IParagraphOptions> = {}): Paragraph {
  return new Paragraph({
    alignment: alignments[line.align],
    widowControl: line.lastTwo,
    spacing: { ...exact(line.pitch), before: twips(line.before), after: twips(line.after) },
    indent: { ...(line.firstIndent < 0 ? { hanging: twips(-line.firstIndent) } : { firstLine: twips(line.firstIndent) }), left: twips(line.left), right: twips(line.right) },
    ...(line.keepWithNext && !tooLongToKeep(line) ? { keepNext: true } : {}),
    ...(line.breakBefore ? { pageBreakBefore: true } : {}),
    run: runOptions({ face: line.face, size: line.size, bold: false, underline: false }, line.red),
    children: line.runs.flatMap((run) => wordRuns(run, line.red)),
    ...extra,
  })
}
