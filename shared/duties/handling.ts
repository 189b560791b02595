import type { Handling, HandlingOutcome, HandlingWay } from '#shared/model/handling'
import type { Rectification } from '#shared/model/rectification'
import type { Review } from '#shared/model/review'
import { tooEarly, wall, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { fewest, gradeName, reaches } from '#shared/rules/review-check'
import { addMonths, byDate, daysBetween, firstDay, formatDate, lastDay } from '#shared/text/partial-date'
import { created, finish, headOf, refused, revised, type DutyContext, type Outcome, type StepRecord } from './transition'

/**
 * 处置 (《中国共产党党员教育管理工作条例》第二十八至三十一条): 提醒谈话, 批评教育, or 限期改正 of a year at most with a helper; the 党员大会 decides how it ends,
 * by more than half of those entitled to vote. Opening it also opens a line of the 整改台账.
 */
export const wayNames: Readonly<Record<HandlingWay, string>> = { talk: '提醒谈话', criticise: '批评教育', correct: '限期改正' }
export const outcomeNames: Readonly<Record<HandlingOutcome, string>> = { lifted: '已经改正，解除', extended: '延长期限', persuaded: '劝退', removed: '除名' }

/** Whose grade calls for it, in roster order; and those it was opened for who were graded otherwise since (`grade` null), so that none is lost from sight. */
export type Called = { readonly memberId: string; readonly name: string; readonly grade: 'basic' | 'unqualified' | null }
export function calledFor(review: Review, handlings: readonly Handling[] = []): readonly Called[] {
  return review.roster.flatMap(({ memberId, name }): Called[] => {
    const grade = review.verdicts.find((verdict) => verdict.memberId === memberId)?.grade
    if (grade === 'basic' || grade === 'unqualified') return [{ memberId, name, grade }]
    return handlings.some((one) => one.reviewId === review.id && one.memberId === memberId) ? [{ memberId, name, grade: null }] : []
  })
}

export type HandlingInput = Pick<Handling, 'way' | 'problem' | 'measures' | 'helper' | 'from' | 'due'>

function termFindings({ way, from, due, helper, problem }: HandlingInput, pack: RulePack): readonly Finding[] {
  const { value: months, source } = pack.review.correctWithin
  return [
    ...(problem.trim() === '' ? [wall('problemMissing', '写明是什么问题', { field: 'problem' })] : []),
    ...(way !== 'correct' ? [] : [
      ...(helper.trim() === '' ? [wall('helperMissing', '限期改正要有帮教人', { field: 'helper', source })] : []),
      ...(from === null ? [wall('fromMissing', '写上从哪天起', { field: 'from' })] : []),
      ...(due === null ? [wall('dueMissing', '写上改到哪天', { field: 'due' })] : []),
    ]),
    ...(from !== null && due !== null && byDate(due, from) < 0 ? [wall('dueBeforeFrom', `改到${formatDate(due, 'paper')}早于从${formatDate(from, 'paper')}起，请改其中一个`, { field: 'due' })] : []),
    ...(way === 'correct' && from !== null && due !== null && lastDay(due) > addMonths(firstDay(from), months) ? [wall('tooLong', `限期改正最长 ${months} 个月，从${formatDate(from, 'paper')}起到${formatDate(addMonths(firstDay(from), months), 'paper')}为止`, { field: 'due', source })] : []),
  ]
}

export function openHandling(context: DutyContext, review: Review, memberId: string, input: HandlingInput, others: readonly Handling[], pack: RulePack): Outcome {
  const person = calledFor(review).find((one) => one.memberId === memberId)
  if (person === undefined || person.grade === null) return refused(wall('notCalledFor', '评定为基本合格、不合格的才开处置', { recordId: review.id, field: 'verdicts' }))
  if (others.some((one) => one.reviewId === review.id && one.memberId === memberId && one.state === 'open')) return refused(wall('alreadyOpen', `${person.name}的处置已经开了`, { recordId: review.id }))
  const handling: Handling = { ...headOf(context), kind: 'handling', year: review.year, memberId, name: person.name, reviewId: review.id, grade: person.grade, state: 'open', ...input, helper: input.helper.trim(), notes: [], decisions: [] }
  const rectification: Rectification = {
    ...headOf(context), kind: 'rectification', year: review.year, memberId, source: `${review.title}，评定${gradeName(person.grade)}`, sourceId: review.id,
    problem: input.problem, cause: '', measures: input.measures, responsible: person.name, due: input.due, state: 'open', closedOn: null, result: '',
  }
  return finish({ title: `${person.name}${wayNames[input.way]}，进了整改台账`, records: [created(handling), created(rectification)], findings: termFindings(input, pack) })
}

export function noteHandling(before: Handling, note: Handling['notes'][number]): Outcome {
  if (before.state === 'closed') return refused(wall('closed', '处置已经办结', { recordId: before.id }))
  return finish({ title: `记了${before.name}的转化情况`, records: [revised(before, { notes: [...before.notes, note] })], findings: note.text.trim() === '' ? [wall('noteMissing', '写上这一次看到什么', { field: 'text' })] : [] })
}

/** Its line in the 整改台账, while that is not closed. */
function lineOf({ reviewId, memberId }: Handling, lines: readonly Rectification[]): Rectification | undefined {
  return lines.find((one) => one.sourceId === reviewId && one.memberId === memberId && one.state !== 'closed')
}

function closedLine(handling: Handling, lines: readonly Rectification[], closedOn: string | null, result: string): readonly StepRecord[] {
  const line = lineOf(handling, lines)
  return line === undefined ? [] : [revised(line, { state: 'closed', closedOn, result })]
}

/** 提醒谈话 and 批评教育 end with what came of them: no meeting votes on them. So does what was opened for a grade that no longer stands. */
export function closeHandling(before: Handling, review: Review, note: Handling['notes'][number], lines: readonly Rectification[]): Outcome {
  if (before.state === 'closed') return refused(wall('closed', '处置已经办结', { recordId: before.id }))
  if (before.way === 'correct' && calledFor(review).some((one) => one.memberId === before.memberId)) return refused(wall('meetingDecides', '限期改正由党员大会决定怎么了结', { recordId: before.id }))
  return finish({
    title: `${before.name}${wayNames[before.way]}办结`,
    records: [revised(before, { state: 'closed', notes: [...before.notes, note] }), ...closedLine(before, lines, note.on, note.text)],
    findings: note.text.trim() === '' ? [wall('noteMissing', '写上结果怎么样', { field: 'text' })] : [],
  })
}

export type DecisionInput = Handling['decisions'][number]

export function voteFindings({ entitled, present, yes }: Pick<DecisionInput, 'entitled' | 'present' | 'yes'>, pack: RulePack): readonly Finding[] {
  const { meetingQuorum: quorum, meetingPass: pass } = pack.review
  if (present > entitled) return [wall('presentOverDue', `到会 ${present} 人多于应到 ${entitled} 人，请改其中一个`, { field: 'present' })]
  if (yes > present) return [wall('yesOverPresent', `赞成 ${yes} 票多于到会 ${present} 人，请改其中一个`, { field: 'yes' })]
  if (entitled === 0 || !reaches(present, entitled, quorum.value.share, quorum.value.inclusive)) return [wall('meetingQuorum', `有表决权的到会 ${present} 人，应到 ${entitled} 人，至少要 ${fewest(entitled, quorum.value)} 人`, { field: 'present', source: quorum.source })]
  if (!reaches(yes, entitled, pass.value.share, pass.value.inclusive)) return [wall('notPassed', `赞成 ${yes} 票，应到 ${entitled} 人，至少要 ${fewest(entitled, pass.value)} 票才通过`, { field: 'yes', source: pass.source })]
  return []
}

/** 党员大会 decides on 限期改正. 延长 keeps the whole within the same limit; everything else closes it, and its line in the 整改台账. */
export function decideHandling(before: Handling, input: DecisionInput, pack: RulePack, lines: readonly Rectification[] = []): Outcome {
  if (before.state === 'closed') return refused(wall('closed', '处置已经办结', { recordId: before.id }))
  if (before.way !== 'correct') return refused(wall('noVote', `${wayNames[before.way]}不用党员大会表决，写上结果办结`, { recordId: before.id }))
  const extended = input.outcome === 'extended'
  const findings = [
    ...voteFindings(input, pack),
    ...(input.on === null ? [wall('dayMissing', '写上哪天开的党员大会', { field: 'on' })] : []),
    ...(extended ? termFindings({ ...before, due: input.due }, pack) : []),
    ...(extended && input.due !== null && before.due !== null && byDate(input.due, before.due) <= 0 ? [wall('notLater', '延长以后的日期要晚于原来的', { field: 'due' })] : []),
  ]
  const line = lineOf(before, lines)
  return finish({
    title: `党员大会决定：${before.name}${outcomeNames[input.outcome]}`, final: true,
    records: [
      revised(before, { decisions: [...before.decisions, { ...input, due: extended ? input.due : null }], ...(extended ? { due: input.due } : { state: 'closed' as const }) }),
      ...(!extended ? closedLine(before, lines, input.on, `党员大会决定：${outcomeNames[input.outcome]}`) : line === undefined ? [] : [revised(line, { due: input.due })]),
    ],
    findings,
  })
}

/** 还有 10 天, 逾 3 天; empty where there is no term or it is closed. */
export function countdown(handling: Pick<Handling, 'state' | 'due'>, today: string): { readonly said: string; readonly late: boolean } {
  if (handling.state === 'closed' || handling.due === null) return { said: '', late: false }
  const days = daysBetween(today, lastDay(handling.due))
  return days < 0 ? { said: `逾 ${-days} 天`, late: true } : { said: days === 0 ? '今天到期' : `还有 ${days} 天`, late: false }
}

/** 公布: registered, and made known in a suitable way; the step 公布、上报, where the pack has one, is done when it was sent up as well. */
export function publishReview(before: Review, published: Review['published']): Outcome {
  const findings: Finding[] = []
  if (published.on === null) findings.push(wall('dayMissing', '写上哪天公布的', { field: 'on' }))
  if (published.way.trim() === '') findings.push(wall('wayMissing', '写上怎么公布的，比如党员大会通报', { field: 'way' }))
  if (published.on !== null) findings.push(...tooEarly(published.on, '公布日期', before.heldOn, '评议日期', { field: 'on' }))
  const steps = before.steps.map((step) => (step.id === 'report' && step.doneOn === null && before.state === 'sent' ? { ...step, doneOn: published.on } : step))
  return finish({ title: `公布了${before.title}的结果`, final: true, records: [revised(before, { published, steps })], findings })
}
