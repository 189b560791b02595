import { go, useRoute } from '../../app/route'
import { EmptyState } from '../../ui/empty-state'
import { BatchPage } from './batch-page'
import { GalleryPage } from './gallery-page'
import { OfficialPages } from './official-pages'
import { OwnFormsPage } from './own-forms-page'
import { usePapers } from './use-papers'
import './papers.css'

/** 文书样式. Its pages: the gallery (with one form chosen), 批量, the superior's own Word forms, 公文 of one's own writing. */
export function PapersScreen() {
  const { path } = useRoute()
  const books = usePapers()
  if (books === null) return <p className="papers-waiting" role="status">正在排出样张</p>
  const [page, id] = path
  switch (page) {
    case undefined:
    case 'form':
      return <GalleryPage books={books} kind={id ?? null} />
    case 'batch':
      return <BatchPage key={books.year} books={books} jobId={id === String(books.year) ? (path[2] ?? null) : null} />
    case 'own-forms':
      return <OwnFormsPage books={books} jobId={id ?? null} />
    case 'official':
      return <OfficialPages path={path.slice(1)} />
    default:
      return <EmptyState drawing="page" title="这里没有这一种文书" act={{ label: '回文书样式', onAct: () => go('papers') }} />
  }
}
