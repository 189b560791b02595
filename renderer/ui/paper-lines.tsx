import { useEffect, useMemo, useState } from 'react'
import { facesNeeded, sayFaces, sayPaper } from '#shared/paper/preflight'
import type { PrintDocument } from '#shared/paper/print-document'
import { call } from '../data/host-client'

/** The two plain lines under a paper: what sheets it wants, and whether this machine has its faces. Without an answer the second is left out. */
export function PaperLines({ document, note }: { readonly document: PrintDocument; readonly note?: string }) {
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
    </div>
  )
}
