import { useState, type ReactNode } from 'react'
import type { PrintDocument } from '#shared/paper/print-document'
import { attempt } from '../ui/error-dialog'
import { exportDocuments } from './export'
import { ExportProgress } from './export-progress'
import { useShortcut } from './shortcuts'

export type ShownPaper = { readonly kind: string; readonly sourceId: string; readonly part?: string; readonly document: PrintDocument }
/** What the button that does it says when the mouse stands on it. */
export const exportHint = '写成 Word 和 PDF，放进导出文件夹（Ctrl+E）'

/** The paper on screen, written as Word and PDF by one act and one key; how far it is stands where the page puts it. */
export function useExport(paper: ShownPaper | null, options: { readonly year: number; readonly matter: string }): { readonly carry: () => void; readonly progress: ReactNode } {
  const [job, setJob] = useState<string | null>(null)
  const carry = () => {
    if (paper === null) return
    const { kind, sourceId, part = '', document } = paper
    void attempt(async () => setJob(await exportDocuments([{ kind, title: document.title, name: document.title, folder: '', sourceId, part, document }], options)), { title: '没有导出' })
  }
  useShortcut('Ctrl+E', paper === null ? null : carry)
  return { carry, progress: job === null ? null : <ExportProgress key={job} jobId={job} onAgain={carry} /> }
}
