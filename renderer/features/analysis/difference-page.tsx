import { useMemo } from 'react'
import { editionOf } from '#shared/duties/analysis'
import { diffText } from '#shared/text/diff'
import { Page, PageHeader } from '../../app/page-header'
import { go, hrefOf } from '../../app/route'
import { useShortcut } from '../../app/shortcuts'
import { analysisParts, partHeadings } from './part-names'
import type { ReportBooks } from './use-reports'

/** 会上稿 against 定稿 (or the text of today): what was struck out and what was put in. */
export function DifferencePage({ books }: { readonly books: ReportBooks }) {
  const { report, who } = books
  const meeting = editionOf(report, 'meeting')
  const final = editionOf(report, 'final')
  const after = final?.parts ?? report.parts
  const parts = useMemo(() => analysisParts.map((part) => ({ part, pieces: diffText(meeting?.parts[part] ?? '', after[part]) })), [meeting, after])
  const changed = parts.filter((one) => one.pieces.some((piece) => piece.kind !== 'same')).length
  useShortcut('Esc', () => go('analysis', [report.id]))
  return (
    <Page header={<PageHeader title="会后改了哪里" fact={`${who}　会上稿到${final === null ? '现在的稿子' : '定稿'}，${changed === 0 ? '一个字没改' : `改了 ${changed} 个部分`}`} back={{ label: report.title, href: hrefOf('analysis', [report.id]) }} />}>
      <div className="analysis-difference">
        {parts.map(({ part, pieces }) => (
          <section key={part}>
            <h2>{partHeadings[part]}</h2>
            {pieces.every((piece) => piece.kind === 'same') ? (
              <details className="small"><summary>一个字没改</summary><p className="analysis-typed">{pieces.map((piece) => piece.text).join('')}</p></details>
            ) : <p className="analysis-typed">
              {pieces.map((piece, index) => (piece.kind === 'same' ? <span key={index}>{piece.text}</span> : piece.kind === 'added' ? <ins key={index}>{piece.text}</ins> : <del key={index}>{piece.text}</del>))}
            </p>}
          </section>
        ))}
      </div>
    </Page>
  )
}
