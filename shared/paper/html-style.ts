import { cssFamily } from './faces'
import type { Line } from './lower'
import { trackingFor } from './gbt9704'

/**
 * Styles as classes only: the content policy of the app refuses style attributes. Equal declarations share a class, named by the order of
 * first use, so the same document always gives the same text.
 */
export type ClassBook = { readonly of: (declarations: string) => string; readonly css: () => string }

export function classBook(): ClassBook {
  const names = new Map<string, string>()
  return {
    of: (declarations) => {
      const known = names.get(declarations)
      if (known !== undefined) return known
      const name = `v${names.size}`
      names.set(declarations, name)
      return name
    },
    css: () => [...names].map(([declarations, name]) => `.${name}{${declarations}}`).join('\n'),
  }
}

/** Up to three decimals, never in exponent form. */
export function num(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/gu, (char) => `&#${char.charCodeAt(0)};`)
}

/** User text inside `content: "…"`: everything that could end the string, the rule or the style element is written as an escape. */
export function cssString(text: string): string {
  return `"${[...text].map((char) => (/[\p{L}\p{N} ：，。、（）〔〕—·]/u.test(char) ? char : `\\${(char.codePointAt(0) ?? 0).toString(16)} `)).join('')}"`
}

export function letterSpacing(size: number): string {
  const tracking = trackingFor(size)
  return tracking === 0 ? '0' : `${num(tracking)}pt`
}

export function runStyle(run: { readonly face: Line['face']; readonly size: number; readonly bold: boolean; readonly underline: boolean }): string {
  return `font-family:${cssFamily(run.face)};font-size:${num(run.size)}pt;letter-spacing:${letterSpacing(run.size)};font-weight:${run.bold ? 700 : 400}${run.underline ? ';text-decoration:underline' : ''}`
}

export function lineStyle(line: Line): string {
  return [
    runStyle({ face: line.face, size: line.size, bold: false, underline: false }),
    `line-height:${num(line.pitch)}pt`, `min-height:${num(line.pitch)}pt`, `text-align:${line.align}`, `text-indent:${num(line.firstIndent)}pt`,
    `padding:${num(line.before)}pt ${num(line.right)}pt ${num(line.after)}pt ${num(line.left)}pt`,
    ...(line.keepWithNext ? ['break-after:avoid'] : []), ...(line.lastTwo ? ['orphans:2;widows:2'] : []), ...(line.breakBefore ? ['break-before:page'] : []),
    // A line box that is empty has no line to keep whole: it is kept whole itself.
    ...(line.runs.length === 0 ? ['break-inside:avoid'] : []), ...(line.red ? ['color:#e60000'] : []),
  ].join(';')
}

/** What every paper shares, on the screen and in print. */
export const commonCss = `
.vb-doc{color:#000;font-kerning:none;font-variant-ligatures:none;text-spacing-trim:space-all;text-autospace:no-autospace;font-synthesis:weight;print-color-adjust:exact;-webkit-print-color-adjust:exact;text-size-adjust:none;-webkit-text-size-adjust:none}
.vb-doc *{box-sizing:border-box}
.vb-s{position:relative;orphans:1;widows:1}
.vb-l{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
.vb-r{line-height:0}
.vb-w{line-height:0;white-space:nowrap}
.vb-u{display:inline-block;line-height:1.1;text-indent:0;text-align:center;border-bottom:.5pt solid #000;white-space:nowrap;vertical-align:baseline}
.vb-u::before{content:"\\200b"}
.vb-t{border-collapse:collapse;table-layout:fixed;margin:0 auto;border-spacing:0}
.vb-t tr{break-inside:avoid}
.vb-t thead{display:table-header-group}
.vb-t td{padding:.7mm 1.2mm;position:relative;overflow-wrap:anywhere}
.vb-v{writing-mode:vertical-rl;text-orientation:upright;margin:0 auto}
.vb-v .vb-l{white-space:pre}
.vb-c{position:absolute;right:3.2mm;bottom:.7mm}
.vb-d{position:absolute;left:0;top:0;width:100%;height:100%;fill:none;stroke:#000;stroke-width:.5pt}
.vb-b{display:block}
.vb-p{margin:0 auto;display:flex;align-items:center;justify-content:center;overflow:hidden}
.vb-p img{max-width:100%;max-height:100%;object-fit:contain}
.vb-h{break-after:avoid}
.vb-o{position:absolute}
.vb-red td{border-color:#e60000}
.vb-t.vb-red{border-color:#e60000}
.vb-flow{position:relative}
.vb-foot{position:absolute;left:0;right:0;bottom:0;break-inside:avoid}
.vb-t.vb-imprint{border-left:none;border-right:none}
.vb-imprint td{border-left:none;border-right:none;padding-left:14pt;padding-right:14pt}
.vb-o td{padding-left:0;padding-right:0}
.vb-cut{overflow:hidden}
.vb-label{border:.35mm solid #000;overflow:hidden;display:flex;flex-direction:column;break-inside:avoid;break-after:avoid}
.vb-lc{display:flex;flex-direction:column;align-items:center;justify-content:center;padding:.6mm 1mm;overflow:hidden;flex:none}
.vb-lc + .vb-lc{border-top:.25mm solid #000}
.vb-lt{display:flex;align-items:center;justify-content:center;text-align:center;max-width:100%;min-height:0}
.vb-lv{flex:1}
.vb-lt .vb-v{margin:0}`
