import { useMemo } from 'react'
import type { AnalysisReport } from '#shared/model/analysis-report'
import { alikePassages, type Passage } from '#shared/text/similarity'
import { Page, PageHeader } from '../../app/page-header'
import { go, hrefOf } from '../../app/route'
import { useShortcut } from '../../app/shortcuts'
import { useDrafts } from '../../data/queries'
import { wholeText } from './use-checks'
import type { ReportBooks } from './use-reports'
import { formOf, readWriting } from './writing'

/** Two reports side by side as they stand on their desks, saved or not, what is the same in both marked. Said to the writer alone; no figure of merit is made of it. */
export function AlikePage({ books, other }: { readonly books: ReportBooks; readonly other: string }) {
  const { report, who, all } = books
  const against = all.reports.find((one) => one.id === other)
  const drafts = useDrafts()
  const textOf = (one: AnalysisReport) => wholeText((readWriting(drafts?.find(({ form }) => form === formOf(one.id))?.body) ?? one).parts)
  const [own, theirs] = [textOf(report), against === undefined ? '' : textOf(against)]
  const found = useMemo(() => alikePassages([{ id: 'own', text: own }, { id: 'other', text: theirs }]), [own, theirs])
  const name = against?.memberId == null ? '党支部' : (all.members.find((member) => member.id === against.memberId)?.name ?? '')
  useShortcut('Esc', () => go('analysis', [report.id]))
  return (
    <Page header={<PageHeader title="相近的段落" fact={found.length === 0 ? '没有相近的了' : `${found.length} 处，画线的一字不差`} back={{ label: report.title, href: hrefOf('analysis', [report.id]) }} />}>
      <div className="analysis-alike">
        <section aria-label={who}><h2>{who}，{report.year}年</h2><Marked text={own} passages={found.map((one) => one.inA)} /></section>
        <section aria-label={name}><h2>{name}，{against?.year}年</h2><Marked text={theirs} passages={found.map((one) => one.inB)} /></section>
      </div>
    </Page>
  )
}

function Marked({ text, passages }: { readonly text: string; readonly passages: readonly Passage[] }) {
  const cuts = [...passages].sort((a, b) => a.from - b.from)
  const pieces: { readonly text: string; readonly same: boolean }[] = []
  let at = 0
  for (const { from, to } of cuts) {
    if (to <= at) continue
    if (from > at) pieces.push({ text: text.slice(at, from), same: false })
    pieces.push({ text: text.slice(Math.max(at, from), to), same: true })
    at = to
  }
  pieces.push({ text: text.slice(at), same: false })
  return <p className="analysis-typed">{pieces.map((piece, index) => (piece.same ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>))}</p>
}
