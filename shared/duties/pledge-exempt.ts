import type { PledgeRound } from '#shared/model/pledge'
import { wall } from '#shared/rules/findings'
import { roundLine } from './pledge-state'
import { finish, refused, revised, type Outcome } from './transition'

/** 免诺 (D§5.2): the retired and the ill promise of their own accord. It is said per round, with the reason; whoever is exempt is not missing. */
export type ExemptInput = { readonly memberId: string; readonly who: string; readonly reason: string; readonly on: string | null; /** Who says so for the branch. */ readonly by?: string }

export const exemptReasons = ['离退休', '年老体弱', '长期患病'] as const

export function exemptMember(before: PledgeRound, { memberId, who, reason, on, by = '' }: ExemptInput): Outcome {
  const others = before.exemptions.filter((one) => one.memberId !== memberId)
  return finish({
    title: `${who}本轮自愿承诺（${reason.trim()}）`,
    records: [revised(before, { exemptions: [...others, { memberId, reason: reason.trim(), on }], history: [...before.history, roundLine(on, '免诺', by, `${who}：${reason.trim()}`, memberId)] })],
    findings: reason.trim() === '' ? [wall('reasonMissing', '写明为什么可以不承诺', { recordId: before.id, field: 'reason' })] : [],
  })
}

export function endExemption(before: PledgeRound, { memberId, who, on, by = '' }: Omit<ExemptInput, 'reason'>): Outcome {
  if (!before.exemptions.some((one) => one.memberId === memberId)) return refused(wall('notExempt', `${who}本来就要承诺`, { recordId: before.id, field: 'memberId' }))
  return finish({ title: `${who}本轮要承诺`, records: [revised(before, { exemptions: before.exemptions.filter((one) => one.memberId !== memberId), history: [...before.history, roundLine(on, '不再免诺', by, who, memberId)] })] })
}

export function exemptionOf(round: Pick<PledgeRound, 'exemptions'>, memberId: string | null): PledgeRound['exemptions'][number] | null {
  return round.exemptions.find((one) => one.memberId === memberId) ?? null
}
