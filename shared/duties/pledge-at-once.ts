import { draftPledge, editItems, propose, reviewPledge, type PledgeItemInput } from '#shared/duties/pledge'
import { together } from '#shared/duties/together'
import type { DutyContext, Outcome } from '#shared/duties/transition'
import type { Pledge, PledgeRound } from '#shared/model/pledge'
import { inOrder, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { checkPledge } from '#shared/rules/pledge-check'

/** What a person does in one go is one commit, though it be several duties: what is written and 提诺; all that is 审过. */

export type Proposal = {
  readonly round: PledgeRound
  /** null: a new one. */
  readonly before: Pledge | null
  readonly memberId: string | null
  readonly who: string
  readonly items: readonly PledgeItemInput[]
  readonly on: string
  readonly pack: RulePack
  readonly fromPaper: boolean
  readonly inWriting?: boolean
  /** The other pledges of the round. */
  readonly others: readonly Pledge[]
}

/** 提诺: what was written, and handed in. */
export function writeAndPropose(context: DutyContext, input: Proposal): Outcome {
  const { round, before, who, memberId, pack, on, fromPaper, inWriting = before?.inWriting ?? false, others } = input
  const items = input.items.map((item) => ({ ...item, text: item.text.trim(), measures: item.measures.trim(), responsible: item.responsible.trim() }))
  const written = before === null ? draftPledge({ ...context, rulePack: round.rulePack }, round, { memberId, who, items, inWriting }, others) : editItems(context, before, items, inWriting)
  if (!written.ok) {
    // The rules speak of a field before its shape does: 没有写承诺什么 says more than 这一格不能空.
    const said = checkWritten(input)
    return { ok: false, findings: inOrder([...said, ...written.findings.filter((found) => !said.some((other) => other.where.field === found.where.field))]) }
  }
  const pledge = written.step.records.flatMap(({ after }) => (after?.kind === 'pledge' ? [after] : []))[0]
  if (pledge === undefined) return written
  const proposed = propose(pledge, { round, pack, who, on, fromPaper })
  return together(proposed.ok ? proposed.step.title : '', [written, proposed])
}

/** What the rules say of the items as typed. */
export function checkWritten({ round, items, pack, fromPaper }: Pick<Proposal, 'round' | 'items' | 'pack' | 'fromPaper'>): readonly Finding[] {
  return checkPledge({ round, pack, fromPaper, items })
}

export type ReviewAllInput = {
  readonly pledges: readonly { readonly pledge: Pledge; readonly who: string; readonly by: string }[]
  readonly on: string
  readonly opinion: string
  readonly signedBy: string
}

/** 审诺 of all that was handed in, as a meeting does it. Each by its own body: the branch's own by the superior. */
export function passAll({ pledges, on, opinion, signedBy }: ReviewAllInput): Outcome {
  const outcomes = pledges.map(({ pledge, who, by }) => reviewPledge(pledge, { result: 'passed', on, by, opinion, signedBy, who }))
  return together(`审过了 ${pledges.length} 份承诺书`, outcomes)
}
