import { recordVerdicts } from '#shared/duties/review-verdict'
import { finish, refused, revised, type Outcome } from '#shared/duties/transition'
import type { Review } from '#shared/model/review'
import { wall } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'

/** Writes one reason: of a member's verdict, or (`cap`) of more 优秀 than the rule allows. */
export function decideReason(before: Review, about: string, reason: string, pack: RulePack): Outcome {
  if (about !== 'cap') return recordVerdicts(before, [{ memberId: about, reason }], pack)
  if (before.state === 'sent') return refused(wall('sent', '评定已经送出，要改先收回评定', { recordId: before.id, field: 'state' }))
  return finish({ title: '写了优秀超过比例的理由', records: [revised(before, { capReason: reason })] })
}
