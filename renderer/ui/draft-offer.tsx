import { Button } from 'antd'
import { sayClock, sayDate, localDay } from './say'
import './ui.css'

/** What was typed before and not saved: go on with it, or put it away. Give it `useDraft(…)` as it is. */
export type DraftOfferProps = { readonly draft: { readonly offer: { readonly at: string } | null; readonly accept: () => void; readonly decline: () => void } }

export function DraftOffer({ draft }: DraftOfferProps) {
  const { offer } = draft
  if (offer === null) return null
  const day = localDay(new Date(offer.at))
  const now = new Date()
  const when = day === localDay(now) ? `今天 ${sayClock(offer.at)}` : `${sayDate(day, now.getFullYear())} ${sayClock(offer.at)}`
  return (
    <div className="strip strip-confirm strip-draft" role="group" aria-label="没存下的草稿">
      <p>{when} 写到一半的还留着。</p>
      <div className="strip-acts">
        <Button onClick={draft.decline}>不要了</Button>
        <Button onClick={draft.accept}>接着写</Button>
      </div>
    </div>
  )
}
