import type { Review } from '#shared/model/review'
import { tooEarly, wall, warning, type Finding } from '#shared/rules/findings'
import { decidingBody, type RulePack } from '#shared/rules/pack'
import { gradeName, verdictFindings } from '#shared/rules/review-check'
import { formatDate } from '#shared/text/partial-date'
import { stepsDone } from './review'
import { finish, refused, revised, type Outcome } from './transition'

/**
 * 评定意见: the branch decides, from the poll and from daily conduct. A verdict that differs from the poll, and more 优秀 than the cap, are
 * allowed with a reason; 预备党员 and those exempt get none. Sending is final.
 */
export type VerdictInput = Pick<Review['verdicts'][number], 'memberId'> & Partial<Omit<Review['verdicts'][number], 'memberId'>>

const sent = (review: Review) => refused(wall('sent', '评定已经送出，要改先收回评定', { recordId: review.id, field: 'state' }))

/** One or more verdicts; what is not given stays as it was. */
export function recordVerdicts(before: Review, input: readonly VerdictInput[], pack: RulePack): Outcome {
  if (before.state === 'sent') return sent(before)
  const empty = { grade: null, selfSummary: '', peerOpinion: '', conduct: '', opinion: '', reason: '' }
  const known = new Map(before.verdicts.map((verdict) => [verdict.memberId, verdict]))
  for (const { memberId, ...patch } of input) known.set(memberId, { ...empty, ...known.get(memberId), ...patch, memberId })
  // Verdicts stand in the order of the roster; strangers last, where the check names them.
  const place = (memberId: string) => {
    const index = before.roster.findIndex((person) => person.memberId === memberId)
    return index < 0 ? before.roster.length : index
  }
  const verdicts = [...known.values()].sort((a, b) => place(a.memberId) - place(b.memberId))
  const change = revised(before, { verdicts })
  const touched = new Set(input.map((one) => one.memberId))
  const findings = verdictFindings(change.after, pack, false).filter((found) => {
    const index = /^verdicts\.(\d+)/.exec(found.where.field ?? '')?.[1]
    return found.severity === 'wall' || found.code.startsWith('cap') || (index !== undefined && touched.has(verdicts[Number(index)]?.memberId ?? ''))
  })
  return finish({ title: `录了 ${input.length} 人的评定`, records: [change], findings })
}

export type DecideInput = { readonly on: string; readonly by: string; readonly capReason?: string }

/** The body that decided and the day. */
export function decideVerdicts(before: Review, input: DecideInput, pack: RulePack): Outcome {
  if (before.state === 'sent') return sent(before)
  const full = before.roster.filter((person) => person.grade === 'full').length
  const body = decidingBody(pack, full)
  const change = revised(before, { state: 'judged', decidedOn: input.on, decidedBy: input.by, capReason: input.capReason ?? before.capReason, steps: stepsDone(before.steps, 'verdict', input.on) })
  const findings: Finding[] = [...verdictFindings(change.after, pack, false), ...tooEarly(input.on, '评定日期', before.heldOn, '评议日期', { recordId: before.id, field: 'decidedOn' })]
  if (input.by.trim() === '') findings.push(wall('deciderMissing', `写上由谁评定，一般是${body}`, { recordId: before.id, field: 'decidedBy' }))
  else if (input.by === '支委会' && body === '党员大会') findings.push(warning('noCommittee', `正式党员 ${full} 人，不到 ${pack.organisation.committeeFrom.value} 人，不设支委会的由党员大会评定`, { recordId: before.id, field: 'decidedBy', source: pack.organisation.committeeFrom.source }))
  if (before.tallyClosedOn === null) findings.push(warning('tallyOpen', '还没有定数', { recordId: before.id, field: 'tallyClosedOn' }))
  if (!change.after.verdicts.some((verdict) => verdict.grade !== null)) findings.push(wall('noVerdicts', '一个人也没有评定', { recordId: before.id, field: 'verdicts' }))
  return finish({ title: `${input.by}评定了${before.title}`, records: [change], findings })
}

/** 送出: fed back to each member and sent up; 公布、上报 is done when it was published as well. Final; asks for every reason that is still missing. */
export function sendVerdicts(before: Review, on: string, pack: RulePack): Outcome {
  if (before.state === 'sent') return sent(before)
  const findings: Finding[] = [...verdictFindings(before, pack, true), ...tooEarly(on, '送出日期', before.decidedOn, '评定日期', { recordId: before.id, field: 'sentOn' })]
  if (before.decidedOn === null) findings.push(wall('notDecided', '还没有评定，先由支委会或党员大会评定', { recordId: before.id, field: 'decidedOn' }))
  if (before.tallyClosedOn === null) findings.push(warning('tallyOpen', '还没有定数', { recordId: before.id, field: 'tallyClosedOn' }))
  const { value: above, source } = pack.review.approvedAbove
  const up = above.flatMap((grade) => {
    const count = before.verdicts.filter((verdict) => verdict.grade === grade).length
    return count === 0 ? [] : [`${gradeName(grade)} ${count} 人`]
  })
  if (up.length > 0) findings.push(warning('approvedAbove', `${up.join('、')}要报上级党组织审批，批下来再送本人`, { recordId: before.id, field: 'state', source }))
  const steps = stepsDone(before.steps, 'feedback', on)
  return finish({ title: `送出了${before.title}的评定`, final: true, records: [revised(before, { state: 'sent', steps: before.published.on === null ? steps : stepsDone(steps, 'report', on) })], findings })
}

/** 收回评定: the counter-act to sending; when and why is kept with the step. */
export function recallVerdicts(before: Review, input: { readonly on: string; readonly why: string }): Outcome {
  if (before.state !== 'sent') return refused(wall('notSent', '评定还没有送出', { recordId: before.id, field: 'state' }))
  const note = `${formatDate(input.on, 'paper')}收回评定：${input.why}`
  const steps = before.steps.map((step) => (step.id === 'verdict' ? { ...step, note: [step.note, note].filter((part) => part !== '').join('\n') } : step.id === 'feedback' || step.id === 'report' ? { ...step, doneOn: null } : step))
  return finish({
    title: `收回了${before.title}的评定`, final: true, answers: { name: '收回评定', recordId: before.id },
    records: [revised(before, { state: 'judged', steps })],
    findings: input.why.trim() === '' ? [wall('whyMissing', '写明为什么收回', { recordId: before.id, field: 'why' })] : [],
  })
}
