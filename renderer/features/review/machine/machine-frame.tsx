import type { ReactNode } from 'react'
import { channelName } from '#shared/duties/review-count'
import { Page, PageHeader } from '../../../app/page-header'
import { hrefOf } from '../../../app/route'
import { useReviewSession } from '../use-review'
import type { BoxPlace } from './use-boxes'

/** What every stage of a box has in common: its name, whose box it is, the way back. */
export function MachineFrame({ place, fact, acts, below, children }: { readonly place: BoxPlace; readonly fact: string; readonly acts?: ReactNode; readonly below?: ReactNode; readonly children: ReactNode }) {
  const { review } = useReviewSession()
  return (
    <Page
      header={<PageHeader title={review.channels.length > 0 ? `无记名机投：${channelName(place.channel)}` : '无记名机投'} fact={fact} back={{ label: '回到发票、收票', href: hrefOf('review', [review.id, 'ballots']) }} acts={acts} />}
      below={below === undefined ? undefined : <div className="review-below">{below}</div>}
    >
      <div className="review-sheet machine">{children}</div>
    </Page>
  )
}
