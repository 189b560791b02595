import { useEffect, useMemo, useState } from 'react'
import { facesNeeded, sayFaces, sayPaper } from '#shared/paper/preflight'
import type { PrintDocument } from '#shared/paper/print-document'
import { PaperOriginal, type PaperOriginalProps } from '../app/paper-original'
import { call } from '../data/host-client'

/** The plain lines under a paper: what sheets it wants, whether this machine has its faces (left out without an answer), and its 正本. */
export type PaperLinesProps = { readonly document: PrintDocument; readonly note?: string; /** Absent where the paper has no record yet, or is several at once. */ readonly original?: PaperOriginalProps | undefined }

export function PaperLines({ document, note, original }: PaperLinesProps) {
  const needs = useMemo(() => facesNeeded(document), [document])
  const key = JSON.stringify(needs)
  const [said, setSaid] = useState<{ readonly key: string; readonly text: string } | null>(null)
  useEffect(() => {
    let current = true
    const asked: { face: (typeof needs)[number]['face']; characters: string }[] = JSON.parse(key) as typeof asked
    call('paper.preflight', { needs: asked }).then(({ faces }) => { if (current) setSaid({ key, text: sayFaces(faces) }) }, () => undefined)
    return () => { current = false }
  }, [key])
  return (
    <div className="paper-lines">
      <p>纸张：{sayPaper(document)}{note === undefined ? '' : `，${note}`}</p>
      {said?.key === key && said.text !== '' && <p>字体：{said.text}</p>}
      {original !== undefined && <PaperOriginal {...original} />}
    </div>
  )
}
