import { useEffect, useRef } from 'react'
import { standingEdition } from '#shared/duties/pledge-round'
import { Page, PageHeader } from '../../app/page-header'
import { go, useRoute } from '../../app/route'
import { setYear, useYear } from '../../app/session'
import { BoardPage } from './board-page'
import { EditionPage } from './edition-page'
import { GridPage } from './grid-page'
import { PublishPage } from './publish-page'
import { EditRound, NewRound } from './round-form'
import { rowOf, useBooks } from './use-books'
import { WritePage } from './write-page'
import './pledge.css'

/** 公开承诺: the board of a round, and the pages that stand beside it. What the address means is in addresses.ts. */
export function PledgeScreen() {
  const { path } = useRoute()
  const found = useBooks(path[0])
  useYearInHand(path[0] === undefined || found.type !== 'round' ? null : found.books.year)
  if (path[0] === 'new') return <NewRound first={false} />
  switch (found.type) {
    case 'reading':
      return <Page header={<PageHeader title="公开承诺" />}>{null}</Page>
    case 'none':
      return <NewRound first />
    case 'round': {
      const { books, partyKey } = found
      const [, view, which] = path
      const row = rowOf(books, which)
      if (view === 'write' && row !== null) return <WritePage key={`${books.round.id}:${row.party.key}`} books={books} row={row} />
      if (view === 'grid') return <GridPage key={books.round.id} books={books} />
      if (view === 'publish') return <PublishPage key={books.round.id} books={books} />
      if (view === 'edit') return <EditRound key={books.round.id} round={books.round} />
      if (view === 'edition') {
        const edition = books.round.editions.find((one) => String(one.number) === which) ?? standingEdition(books.round) ?? books.round.editions.at(-1)
        if (edition !== undefined) return <EditionPage key={edition.number} books={books} edition={edition} />
      }
      const panel = view === 'review' || view === 'export' ? view : null
      return <BoardPage key={books.round.id} books={books} panel={panel} row={rowOf(books, partyKey ?? (view === 'see' ? which : undefined))} />
    }
  }
}

/** An address of another year brings its year along; another year chosen above leads to that year's round. */
function useYearInHand(roundYear: number | null): void {
  const year = useYear()
  const before = useRef(year)
  useEffect(() => {
    const chosen = before.current !== year
    before.current = year
    if (roundYear === null || roundYear === year) return
    if (chosen) go('pledge', [], { replace: true })
    else setYear(roundYear)
  }, [roundYear, year])
}
