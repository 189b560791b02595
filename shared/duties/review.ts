import { reviewExtras, type Review } from '#shared/model/review'
import { tooEarly, wall, warning, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { attendanceOf, countFindings, isAssessed, isMixed, quorumFindings, tallyFindings, type Counts } from '#shared/rules/review-check'
import { formatDate } from '#shared/text/partial-date'
import { rowName, sayClose, stoodOf, tooClose } from './review-stood'
import { created, finish, headOf, refused, revised, type DutyContext, type Outcome } from './transition'

/**
 * One 民主评议 up to the closed tally; the verdicts are `review-verdict.ts`. 《中国共产党党员教育管理工作条例》第十八条.
 * Figures may be stored before they agree (the room is noisy); only closing the tally demands that every pair does.
 */
export type ReviewPerson = { readonly memberId: string; readonly name: string; readonly grade: 'full' | 'probationary'; readonly post: string; /** Why the person is exempt; absent when not. */ readonly exempt?: string; readonly approval?: string; /** 流动党员. */ readonly floating?: boolean; /** 留党察看. */ readonly watched?: boolean }
export type ReviewInput = Pick<Review, 'year' | 'title' | 'heldOn'> & Partial<Pick<Review, 'place' | 'chair' | 'recorder'>>

function rosterOf(people: readonly ReviewPerson[], before: Review['roster'] = []): Review['roster'] {
  return people.map((person) => {
    const old = before.find((candidate) => candidate.memberId === person.memberId)
    const base = { memberId: person.memberId, name: person.name, grade: person.grade, post: person.post, approval: person.approval ?? old?.approval ?? '', floating: person.floating ?? false, watched: person.watched ?? false, writtenOn: old?.writtenOn ?? null }
    if (person.exempt !== undefined) return { ...base, attendance: 'exempt' as const, reason: person.exempt }
    return { ...base, attendance: old?.attendance ?? ('present' as const), reason: old?.reason ?? '' }
  })
}

function emptyRows(roster: Review['roster'], pack: RulePack, before: Review['tally'] = []): Review['tally'] {
  return roster.filter((person) => isAssessed(person, pack)).map((person) => {
    const old = before.find((row) => row.memberId === person.memberId)
    return { memberId: person.memberId, name: person.name, votes: old?.votes ?? { excellent: 0, qualified: 0, basic: 0, unqualified: 0 }, blank: old?.blank ?? 0 }
  })
}

/** Copies the roster of the day in (as the caller asked it, `asOf` the day), so that later changes never reach a past session. */
export function prepareReview(context: DutyContext, input: ReviewInput, people: readonly ReviewPerson[], pack: RulePack): Outcome {
  const roster = rosterOf(people)
  const record: Review = {
    ...headOf(context), kind: 'review', year: input.year, title: input.title.trim(), heldOn: input.heldOn, place: input.place ?? '', chair: input.chair ?? '', recorder: input.recorder ?? '',
    state: 'preparing', grades: pack.review.grades.value.map((grade) => grade.id),
    steps: pack.review.steps.value.map((step) => ({ id: step.id, name: step.name, doneOn: null, doneOffline: false, note: '' })),
    roster, counts: { ...noBallots, ...attendanceOf(roster) }, tally: emptyRows(roster, pack), tallyClosedOn: null, verdicts: [], decidedOn: null, decidedBy: '', capReason: '',
    ...reviewExtras, percentOf: pack.review.percentOf.value, committeeScale: [...pack.review.committeeScale.value],
  }
  return finish({ title: `准备了${record.title}，名单 ${roster.length} 人`, records: [created(record)], findings: [...headFindings(record), ...peopleFindings(people)] })
}

const noBallots = { issued: 0, returned: 0, valid: 0, invalid: 0 }

function headFindings(review: Review): readonly Finding[] {
  return review.title === '' ? [wall('titleMissing', '写上这次评议的名称', { field: 'title' })] : []
}

function peopleFindings(people: readonly ReviewPerson[]): readonly Finding[] {
  const twice = people.find((person, index) => people.findIndex((other) => other.memberId === person.memberId) !== index)
  return [
    ...(people.length === 0 ? [wall('nobody', '名单是空的，先在党员名册里录党员', { field: 'roster' })] : []),
    ...(twice === undefined ? [] : [wall('personTwice', `${twice.name}在名单里有两次`, { field: 'roster' })]),
    ...people.filter((person) => person.exempt !== undefined && person.exempt.trim() === '').map((person) => warning('exemptReason', `${person.name}免评，写明是哪种情形`, { field: 'roster' })),
  ]
}

const closed = (review: Review) => refused(wall('tallyClosed', '票已经定数，要改先“重新计票”', { recordId: review.id, field: 'tallyClosedOn' }))

export function editReviewHead(before: Review, patch: Partial<ReviewInput>): Outcome {
  if (before.state === 'sent') return refused(wall('sent', '评定已经送出，不能再改', { recordId: before.id, field: 'state' }))
  const change = revised(before, patch)
  return finish({ title: `改了${before.title}的基本情况`, records: [change], findings: headFindings(change.after) })
}

/** Takes the roster anew, while the tally is open; attendance and counts of those who stay are kept. */
export function renewRoster(before: Review, people: readonly ReviewPerson[], pack: RulePack): Outcome {
  if (before.tallyClosedOn !== null) return closed(before)
  const roster = rosterOf(people, before.roster)
  return finish({ title: `重取了${before.title}的名单`, records: [revised(before, { roster, counts: { ...before.counts, ...attendanceOf(roster) }, tally: emptyRows(roster, pack, before.tally) })], findings: peopleFindings(people) })
}

export type AttendanceMark = { readonly memberId: string; readonly attendance: Review['roster'][number]['attendance']; readonly reason: string; readonly approval?: string; readonly writtenOn?: string | null }

/** Marks who came; 应到 实到 请假 缺席 免到 follow from the marks. */
export function markAttendance(before: Review, marks: readonly AttendanceMark[], pack: RulePack): Outcome {
  if (before.tallyClosedOn !== null) return closed(before)
  const stranger = marks.find((mark) => !before.roster.some((person) => person.memberId === mark.memberId))
  if (stranger !== undefined) return refused(wall('notOnRoster', '签到的人不在名单上', { recordId: before.id, field: 'roster' }))
  const roster = before.roster.map((person) => {
    const mark = marks.find((candidate) => candidate.memberId === person.memberId)
    return mark === undefined ? person : { ...person, attendance: mark.attendance, reason: mark.reason, approval: mark.attendance === 'exempt' ? (mark.approval ?? person.approval) : '', writtenOn: mark.writtenOn === undefined ? person.writtenOn : mark.writtenOn }
  })
  const findings = attendanceFindings({ ...before, roster })
  return finish({ title: `签到：${attendanceOf(roster).present} 人到会`, records: [revised(before, { roster, counts: { ...before.counts, ...attendanceOf(roster) }, tally: emptyRows(roster, pack, before.tally) })], findings })
}

/** What the list still wants: a reason, the consent to an exemption, the written self-assessment of one who is away. */
export function attendanceFindings(review: Pick<Review, 'id' | 'roster'>): readonly Finding[] {
  const at = { recordId: review.id, field: 'roster' }
  return review.roster.flatMap((person) => [
    ...(person.attendance !== 'present' && person.reason.trim() === '' ? [warning('reasonMissing', `${person.name}没到，写明原因`, at)] : []),
    ...(person.attendance === 'exempt' && person.approval.trim() === '' ? [warning('approvalMissing', `${person.name}免评，写明哪次党员大会同意、哪级党组织批的`, at)] : []),
    ...(person.floating && (person.attendance === 'leave' || person.attendance === 'absent') && person.writtenOn === null ? [warning('writtenMissing', `${person.name}是流动党员没到会，要交书面自评`, at)] : []),
  ])
}

/** Figures typed over by one hand are that hand's: what two counted, and by class, no longer speaks of them. */
const oneHand: Pick<Review, 'parts' | 'beside' | 'countedHow' | 'machine' | 'countedBy' | 'settled'> = { parts: [], beside: null, countedHow: 'totals', machine: [], countedBy: [], settled: [] }

/** The next revision, which remembers the rows that stood before it and those that agree in it. */
function remembering(before: Review, patch: Partial<Pick<Review, 'counts' | 'tally' | 'committee' | 'parts' | 'beside' | 'countedHow' | 'countedBy' | 'settled'>>): { readonly before: Review; readonly after: Review } {
  const stood = stoodOf({ ...before, ...patch, stood: [...stoodOf(before)] })
  return revised(before, { ...patch, ...(stood.length === 0 ? {} : { stood: [...stood] }) })
}

/** 支部班子, as its one line was counted. Where 群众代表 voted too, it is a class of its own: of a handful nothing is kept. */
export function recordCommittee(before: Review, committee: Review['committee'], pack: RulePack): Outcome {
  if (before.tallyClosedOn !== null) return closed(before)
  const { value: least, source } = pack.review.fewestShown
  if (committee !== null && committee.valid === 0 && isMixed(before)) return refused(wall('committeeBase', '先写党员有效票有几张，支部班子只由党员测评', { recordId: before.id, field: 'committee' }))
  if (committee !== null && committee.valid < least && isMixed(before)) return refused(wall('committeeWithheld', `党员只有 ${committee.valid} 张票，不足 ${least} 张不单列，支部班子这一行不留`, { recordId: before.id, field: 'committee', source }))
  const close = tooClose(before, { tally: [], committee, parts: [] }, pack.review.fewestShown.value).whole
  if (close !== null) return refused(wall('addedFew', sayClose(close, rowName(before, close.row)), { recordId: before.id, field: 'committee' }))
  return finish({ title: '录了对支部班子的测评', records: [remembering(before, { committee, ...oneHand })] })
}

/** The figures as typed. What does not add up comes back as warnings here, and as walls at closing. */
export function recordCounts(before: Review, counts: Partial<Counts>): Outcome {
  if (before.tallyClosedOn !== null) return closed(before)
  const recounted = counts.returned !== undefined || counts.valid !== undefined || counts.invalid !== undefined
  const change = remembering(before, { counts: { ...before.counts, ...counts }, ...(recounted ? oneHand : {}) })
  return finish({ title: '录了到会人数和票数', records: [change], findings: soften(countFindings(change.after)) })
}

export type TallyRow = Pick<Review['tally'][number], 'memberId' | 'votes' | 'blank'>

const rowTotal = ({ votes, blank }: TallyRow) => Object.values(votes).reduce((sum, count) => sum + count, blank)

/** Counted rows; others stay as they were. */
export function recordTally(before: Review, rows: readonly TallyRow[], pack: RulePack): Outcome {
  if (before.tallyClosedOn !== null) return closed(before)
  const stranger = rows.find((row) => !before.tally.some((old) => old.memberId === row.memberId))
  if (stranger !== undefined) {
    const name = before.roster.find((person) => person.memberId === stranger.memberId)?.name
    return refused(wall('rowForeign', name === undefined ? '计票的人不在名单上' : `${name}不定等次，不计票`, { recordId: before.id, field: 'tally' }))
  }
  const tally = before.tally.map((old) => {
    const row = rows.find((candidate) => candidate.memberId === old.memberId)
    return row === undefined ? old : { ...old, votes: row.votes, blank: row.blank }
  })
  const close = tooClose(before, { tally: tally.filter((row) => rows.some((one) => one.memberId === row.memberId)), committee: null, parts: [] }, pack.review.fewestShown.value).whole
  if (close !== null) return refused(wall('addedFew', sayClose(close, rowName(before, close.row)), { recordId: before.id, field: 'tally' }))
  const { value: least, source } = pack.review.fewestShown
  const few = before.channels.length === 0 ? undefined : rows.map(rowTotal).find((total) => total > 0 && total < least)
  if (few !== undefined) return refused(wall('classAlone', `只有 ${few} 票，不足 ${least} 票：几类票合起来录，一类先录，以后和合计一比就看得出来。再没有别的票，用“两人录入”`, { recordId: before.id, field: 'tally', source }))
  const change = remembering(before, { tally, ...oneHand })
  const touched = new Set(rows.map((row) => row.memberId))
  const findings = soften(tallyFindings(change.after, pack)).filter((found) => {
    const index = /^tally\.(\d+)/.exec(found.where.field ?? '')?.[1]
    return index === undefined || touched.has(tally[Number(index)]?.memberId ?? '')
  })
  return finish({ title: `录了 ${rows.length} 人的票`, records: [change], findings })
}

function soften(findings: readonly Finding[]): readonly Finding[] {
  return findings.map((found) => (found.severity === 'wall' ? { ...found, severity: 'warning' } : found))
}

/** Everything that stands between the figures and 定数. */
export function closingFindings(review: Review, pack: RulePack): readonly Finding[] {
  const none = review.counts.valid === 0 ? [wall('noValidBallots', '没有有效票，没有可定的数', { recordId: review.id, field: 'counts.valid' })] : []
  return [...countFindings(review), ...none, ...(none.length > 0 ? [] : tallyFindings(review, pack)), ...quorumFindings(review, pack)]
}

/** 定数: final. Every pair must agree; a thin attendance is a warning. What ballots said in words goes where their number has come down to a handful since. */
export function closeTally(before: Review, on: string, pack: RulePack): Outcome {
  if (before.tallyClosedOn !== null) return closed(before)
  const { value: fewest, source } = pack.review.fewestShown
  const told = before.opinions.length > 0 && before.counts.valid < fewest
  return finish({
    title: `${before.title}定数，有效票 ${before.counts.valid} 张`, final: true,
    records: [revised(before, { ...(told ? { opinions: [] } : {}), state: before.state === 'preparing' ? 'counted' : before.state, tallyClosedOn: on, steps: stepsDone(before.steps, 'count', on) })],
    findings: [...(told ? [warning('opinionsDropped', `有效票不足 ${fewest} 张，票上写的意见不留`, { recordId: before.id, field: 'opinions', source })] : []), ...closingFindings(before, pack), ...tooEarly(on, '定数日期', before.heldOn, '评议日期', { recordId: before.id, field: 'tallyClosedOn' })],
  })
}

/** 重新计票: the counter-act to 定数. The counts stay as the starting point; when and why is kept with the step. */
export function reopenTally(before: Review, input: { readonly on: string; readonly why: string }): Outcome {
  if (before.tallyClosedOn === null) return refused(wall('tallyOpen', '还没有定数，直接改就行', { recordId: before.id, field: 'tallyClosedOn' }))
  if (before.state === 'sent') return refused(wall('sent', '评定已经送出，先收回评定', { recordId: before.id, field: 'state' }))
  const note = `${formatDate(before.tallyClosedOn, 'paper')}定数，${formatDate(input.on, 'paper')}重新计票：${input.why}`
  return finish({
    title: `${before.title}重新计票`, final: true, answers: { name: '重新计票', recordId: before.id },
    records: [revised(before, {
      state: 'preparing', tallyClosedOn: null,
      steps: before.steps.map((step) => (step.id === 'count' ? { ...step, doneOn: null, note: [step.note, note].filter((part) => part !== '').join('\n') } : step)),
    })],
    findings: input.why.trim() === '' ? [wall('whyMissing', '写明为什么重新计票', { recordId: before.id, field: 'why' })] : [],
  })
}

/** Marks a step of the session done, on a day, on paper or here; null takes the mark back. */
export function markStep(before: Review, stepId: string, input: { readonly on: string | null; readonly offline: boolean; readonly note: string }): Outcome {
  const step = before.steps.find((candidate) => candidate.id === stepId)
  if (step === undefined) return refused(wall('stepMissing', '没有这一步', { recordId: before.id, field: 'steps' }))
  const title = input.on === null ? `“${step.name}”改回未办` : input.offline ? `“${step.name}”记为线下已办` : `办完了“${step.name}”`
  return finish({ title, records: [revised(before, { steps: before.steps.map((candidate) => (candidate.id === stepId ? { ...candidate, doneOn: input.on, doneOffline: input.on !== null && input.offline, note: input.note } : candidate)) })] })
}

export function stepsDone(steps: Review['steps'], id: string, on: string): Review['steps'] {
  return steps.map((step) => (step.id === id && step.doneOn === null ? { ...step, doneOn: on } : step))
}
