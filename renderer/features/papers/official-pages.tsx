import { useMemo } from 'react'
import type { FrameBooks } from '#shared/documents/official-frames'
import { Page, PageHeader } from '../../app/page-header'
import { go } from '../../app/route'
import { dutyContext, useOrganisation, useYear } from '../../app/session'
import { useRecords } from '../../data/queries'
import { EmptyState } from '../../ui/empty-state'
import { OfficialEditor } from './official-editor'
import { OfficialList } from './official-list'
import './official.css'

/** 公文文稿: `#/papers/official` one's own papers of the year, `…/official/new` with the choice of kind, `…/official/<id>` the writing. `path` is what follows `official`. */
export function OfficialPages({ path }: { readonly path: readonly string[] }) {
  const year = useYear()
  const organisation = useOrganisation()
  const papers = useRecords('officialPaper')
  const members = useRecords('member')
  const reviews = useRecords('review')
  const rounds = useRecords('pledgeRound')
  const { today } = dutyContext()
  const books = useMemo<FrameBooks | null>(
    () => (organisation == null || members === undefined || reviews === undefined || rounds === undefined ? null : { organisation, year, today, members, reviews, rounds }),
    [organisation, year, today, members, reviews, rounds],
  )
  const [id] = path
  if (books === null || papers === undefined) return <Page header={<PageHeader title="公文文稿" />}>{null}</Page>
  if (id === undefined || id === 'new') return <OfficialList books={books} papers={papers} choosing={id === 'new'} />
  const paper = papers.find((one) => one.id === id)
  if (paper === undefined)
    return (
      <Page header={<PageHeader title="公文文稿" />}>
        <EmptyState drawing="page" title="这份公文不在了" act={{ label: '看有哪些公文', onAct: () => go('papers', ['official']) }}>
          可能撤销了，或者没印发就删了。
        </EmptyState>
      </Page>
    )
  return <OfficialEditor key={paper.id} organisation={books.organisation} paper={paper} others={papers} />
}
