import { Select } from 'antd'
import type { MassReview } from '#shared/model/mass-review'
import { go } from '../../app/route'

/** Where a year has several: which one is looked at. */
export function WhichReview({ review, others }: { readonly review: MassReview; readonly others: readonly MassReview[] }) {
  if (others.length < 2) return null
  return <Select aria-label="看哪一次群众评议" className="mass-which" value={review.id} options={others.map((one) => ({ value: one.id, label: one.title }))} onChange={(id) => go('massReview', [id])} />
}
