import { Button } from 'antd'
import { reviewBefore } from '#shared/rules/review-check'
import { Page, PageHeader } from '../../app/page-header'
import { go, useRoute } from '../../app/route'
import { dutyContext, setYear, useCanWrite, useOrganisation, useYear } from '../../app/session'
import { useRecords } from '../../data/queries'
import { EmptyState } from '../../ui/empty-state'
import { NewReview } from './new-review'
import { ReviewSession } from './review-session'
import './review.css'

/** 民主评议: `#/review` the session of the year in hand, `#/review/new`, `#/review/<id>/<step>`, `#/review/<id>/paper/<which>`. */
export function ReviewScreen() {
  const { path } = useRoute()
  const year = useYear()
  const canWrite = useCanWrite()
  const organisation = useOrganisation()
  const reviews = useRecords('review')
  const members = useRecords('member')
  const pins = useRecords('rulePin')
  if (organisation == null || reviews === undefined || members === undefined || pins === undefined) return <Page header={<PageHeader title="民主评议" />}>{null}</Page>

  const ofYear = reviews.filter((one) => one.year === year)
  if (path[0] === 'new') return <NewReview key={year} organisation={organisation} again={ofYear.length > 0} />
  const review = reviews.find((one) => one.id === path[0]) ?? ofYear.at(-1)
  if (review !== undefined) return <ReviewSession key={review.id} review={review} others={reviews.filter((one) => one.year === review.year)} organisation={organisation} members={members} lastYear={reviewBefore(reviews, review.year)} pins={pins} path={path.slice(1)} />

  const last = reviewBefore(reviews, year)
  // In the first months people review the year that has ended.
  const ended = dutyContext().today < `${year}-04` && last?.year !== year - 1
  return (
    <Page header={<PageHeader title="民主评议" fact={`${year}年度`} acts={last === null ? undefined : <Button onClick={() => go('review', [last.id])}>看{last.year}年度的</Button>} />}>
      <EmptyState
        drawing="table"
        title={`${year}年度还没有民主评议`}
        act={{ label: '建一次民主评议', onAct: () => go('review', ['new']), disabled: !canWrite, hint: '照那天的名册备好名单，再印测评表' }}
        {...(ended && canWrite ? { shortcut: { label: `建${year - 1}年度的`, onAct: () => { setYear(year - 1); go('review', ['new']) }, hint: '年初评的多半是上一年度' } } : {})}
      >
        先建一次评议，备好名单和测评表；哪一步先在纸上办了，回来记一笔就行。
        {last !== null && `${last.year}年度评了 ${last.verdicts.filter((verdict) => verdict.grade !== null).length} 人。`}
      </EmptyState>
    </Page>
  )
}
