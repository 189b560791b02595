import type { PrintDocument } from '#shared/paper/print-document'
import { addNotice, sessionStore } from '../data/session-store'

/** Chromium draws the boxes in a page's margin, where the number stands, from this version on; an older one leaves them out without a word. */
const numbersSince = 131

/** The version of an old Chromium this page runs in, which is the one that makes its PDF too; null where numbers are drawn, or nobody can tell. */
export function tooOldForNumbers(userAgent: string): number | null {
  const version = Number(/Chrom(?:e|ium)\/(\d+)/u.exec(userAgent)?.[1] ?? Number.NaN)
  return version < numbersSince ? version : null
}

/** Said once: the paper would have numbers, and has none. */
export function tellMissingNumbers(documents: readonly PrintDocument[]): void {
  const version = tooOldForNumbers(navigator.userAgent)
  if (version === null || !documents.some((document) => document.sections.some((section) => section.pageNumber !== 'none'))) return
  addNotice(sessionStore, `这台电脑的浏览器旧了（${version} 版），做出的 PDF 上没有页码。升到 ${numbersSince} 版以上就有；Word 文件里的页码照样有。`)
}
