import { useEffect } from 'react'
import { Page, PageHeader } from '../../app/page-header'
import { go, hrefOf, useRoute } from '../../app/route'
import { useYear } from '../../app/session'
import { EmptyState } from '../../ui/empty-state'
import { EditionPage } from './edition-page'
import { AlikePage } from './alike-page'
import { DifferencePage } from './difference-page'
import { FeedbackPage } from './feedback-page'
import { EditorPage } from './editor-page'
import { ListPage } from './list-page'
import { useBooks, useReport } from './use-reports'
import './analysis.css'

/** 党性分析: `#/analysis` the year's list, `#/analysis/new` with the panel to start one, `#/analysis/<id>` the writing, `#/analysis/<id>/edition/<n>` a frozen text. */
export function AnalysisScreen() {
  const { path } = useRoute()
  const year = useYear()
  const books = useBooks()
  const [id, view, which] = path
  const report = useReport(books, id)
  // Coming to another page, the keyboard begins there.
  useEffect(() => {
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('#main')?.focus({ preventScroll: true })
  }, [id, view])
  if (books === undefined || report === undefined) return <Page header={<PageHeader title="党性分析报告" />}>{null}</Page>
  if (id === 'feedback') return <FeedbackPage books={books} year={year} />
  if (id === undefined || id === 'new') return <ListPage books={books} year={year} starting={id === 'new'} />
  if (report === null)
    return (
      <Page header={<PageHeader title="党性分析报告" back={{ label: '党性分析', href: hrefOf('analysis') }} />}>
        <EmptyState drawing="page" title="这份报告不在了" act={{ label: '看有哪些报告', onAct: () => go('analysis') }}>
          可能撤销了，或者写的人不在名册里了。
        </EmptyState>
      </Page>
    )
  if (view === 'difference') return <DifferencePage books={report} />
  if (view === 'alike' && which !== undefined) return <AlikePage books={report} other={which} />
  const index = Number(which) - 1
  const edition = view === 'edition' ? report.report.editions[index] : undefined
  if (edition !== undefined) return <EditionPage key={`${report.report.id}:${index}`} books={report} edition={edition} index={index} />
  return <EditorPage key={report.report.id} books={report} />
}
