import type { GradeName, Review } from '#shared/model/review'
import { wall, warning, type Finding } from './findings'
import type { QuorumRule, RulePack, Share } from './pack'

/**
 * The arithmetic of one 民主评议, and what the rules say of it. 《中国共产党支部工作条例（试行）》第十一条: 到会; the cap on 优秀 and the poll's
 * own quorum are the pack's. Ballots are advice: no count decides a grade.
 *
 * The pairs that must agree: 应到 = 实到 + 请假 + 缺席 + 免到 · 发出 ≤ 实到 · 发出 = 收回 + 未交 · 收回 = 有效 + 无效 ·
 * for each member 各档票 + 未填 = 有效.
 */
export type Counts = Review['counts']
export type CountSum = {
  readonly id: 'attendance' | 'ballots' | 'validity'
  readonly whole: { readonly field: keyof Counts; readonly label: string; readonly value: number }
  /** `field` null: not typed but worked out. */
  readonly parts: readonly { readonly field: keyof Counts | null; readonly label: string; readonly value: number }[]
  readonly agrees: boolean
}

/** What the shares of a row are taken of, and how that is called. */
export function baseOf({ counts, percentOf }: Pick<Review, 'counts' | 'percentOf'>): { readonly count: number; readonly name: string } {
  return percentOf === 'valid' ? { count: counts.valid, name: '有效票' } : { count: counts.returned, name: '收回的票' }
}

/** The three sums as the screen writes them. 未交 is worked out, and so can only fail by being negative. */
export function countSums(counts: Counts): readonly CountSum[] {
  const part = (field: keyof Counts, label: string) => ({ field, label, value: counts[field] })
  const attendance = [part('present', '实到'), part('leave', '请假'), part('absent', '缺席'), part('exempt', '免到')]
  const notReturned = { field: null, label: '未交', value: counts.issued - counts.returned }
  const validity = [part('valid', '有效'), part('invalid', '无效')]
  const total = (parts: readonly { readonly value: number }[]) => parts.reduce((all, one) => all + one.value, 0)
  return [
    { id: 'attendance', whole: part('due', '应到'), parts: attendance, agrees: total(attendance) === counts.due },
    { id: 'ballots', whole: part('issued', '发出'), parts: [part('returned', '收回'), notReturned], agrees: notReturned.value >= 0 },
    { id: 'validity', whole: part('returned', '收回'), parts: validity, agrees: total(validity) === counts.returned },
  ]
}

/** Each pair that fails, with both numbers and which to change. */
export function countFindings(review: Pick<Review, 'counts' | 'roster'> & { readonly channels?: Review['channels']; readonly id?: string }): readonly Finding[] {
  const { counts, channels = [] } = review
  const elsewhere = channels.reduce((all, one) => all + one.people, 0)
  const at = (field: string) => ({ field, ...(review.id === undefined ? {} : { recordId: review.id }) })
  const found: Finding[] = []
  for (const sum of countSums(counts)) {
    if (sum.agrees || sum.id === 'ballots') continue
    const unit = sum.id === 'attendance' ? '人' : '张'
    const total = sum.parts.reduce((all, part) => all + part.value, 0)
    const spelled = sum.parts.map((part) => `${part.label} ${part.value}`).join(' + ')
    found.push(wall(`sum.${sum.id}`, `${sum.whole.label} ${sum.whole.value} ${unit}，${spelled} = ${total} ${unit}，差 ${Math.abs(sum.whole.value - total)} ${unit}，请改${sum.whole.label}或其中一个`, at(`counts.${sum.whole.field}`)))
  }
  if (counts.present > counts.due) found.push(wall('presentOverDue', `实到 ${counts.present} 人多于应到 ${counts.due} 人，请改其中一个`, at('counts.present')))
  if (counts.issued > counts.present + elsewhere) {
    const others = elsewhere === 0 ? '' : `加群众代表和会外 ${elsewhere} 人`
    found.push(wall('issuedOverPresent', `发出 ${counts.issued} 张多于实到 ${counts.present} 人${others}，请改其中一个`, at('counts.issued')))
  }
  if (fromRoom({ counts, channels }) < 0) found.push(wall('channelsOverIssued', `群众代表和会外共发 ${counts.issued - fromRoom({ counts, channels })} 张，多于发出的 ${counts.issued} 张，请改其中一个`, at('counts.issued')))
  if (counts.returned > counts.issued) found.push(wall('returnedOverIssued', `收回 ${counts.returned} 张多于发出 ${counts.issued} 张，请改其中一个`, at('counts.returned')))
  const marked = attendanceOf(review.roster)
  for (const [field, label] of [['due', '应到'], ['present', '实到'], ['leave', '请假'], ['absent', '缺席'], ['exempt', '免到']] as const) {
    if (review.roster.length > 0 && marked[field] !== counts[field]) found.push(warning('rosterDiffers', `名单上${label} ${marked[field]} 人，这里写的是 ${counts[field]} 人`, at(`counts.${field}`)))
  }
  return found
}

/** Nobody has yet said how many ballots are valid and how many are not: that is known when they are counted, later than how many came back. */
export function notSorted({ valid, invalid }: Pick<Counts, 'valid' | 'invalid'>): boolean {
  return valid === 0 && invalid === 0
}

/** The members' own ballots, in the meeting room. */
export const roomChannel = { id: 'room', voters: 'members', way: 'meeting' } as const

/** How many ballots the members in the room got: what was given out, less that for 群众代表 and collected elsewhere. */
export function fromRoom({ counts, channels }: Pick<Review, 'counts' | 'channels'>): number {
  return channels.reduce((left, one) => left - one.issued, counts.issued)
}

/** Ballots given to members, in the room and elsewhere: no more of them can have rated the 支部班子. */
export function issuedToMembers({ counts, channels }: Pick<Review, 'counts' | 'channels'>): number {
  return channels.filter((one) => one.voters === 'masses').reduce((left, one) => left - one.issued, counts.issued)
}

/** 群众代表 vote too: what members alone are asked then has a base of its own. */
export function isMixed({ channels }: Pick<Review, 'channels'>): boolean {
  return channels.some((one) => one.voters === 'masses')
}

export function attendanceOf(roster: Review['roster']): Pick<Counts, 'due' | 'present' | 'leave' | 'absent' | 'exempt'> {
  const counts = { due: roster.length, present: 0, leave: 0, absent: 0, exempt: 0 }
  for (const person of roster) counts[person.attendance] += 1
  return counts
}

/** Who is put to the vote: full members, less those exempt from being assessed. 预备党员 take part but get no grade. */
export function isAssessed(person: Review['roster'][number], pack: RulePack): boolean {
  return person.attendance !== 'exempt' && (person.grade === 'full' || pack.review.probationaryGraded.value)
}

export function tallyFindings(review: Pick<Review, 'counts' | 'tally' | 'grades' | 'roster'> & { readonly committee?: Review['committee']; readonly channels?: Review['channels'] } & { readonly id?: string }, pack: RulePack): readonly Finding[] {
  const { valid } = review.counts
  const at = (field: string) => ({ field, ...(review.id === undefined ? {} : { recordId: review.id }) })
  const found: Finding[] = []
  const assessed = review.roster.filter((person) => isAssessed(person, pack))
  const counted = new Set<string>()
  for (const row of review.tally) counted.add(row.memberId)
  const listed = new Set<string>()
  for (const person of assessed) listed.add(person.memberId)
  for (const person of assessed) if (!counted.has(person.memberId)) found.push(wall('rowMissing', `${person.name}还没有计票`, at('tally')))
  review.tally.forEach((row, index) => {
    if (!listed.has(row.memberId)) found.push(wall('rowForeign', `${row.name}不在参评名单里，去掉这一行`, at(`tally.${index}`)))
    const votes = gradeTotal(row)
    for (const grade of allGrades) {
      if (row.votes[grade] > 0 && !review.grades.includes(grade)) found.push(wall('gradeNotOffered', `${row.name}：这次没有“${gradeName(grade)}”这一档，却有 ${row.votes[grade]} 票`, at(`tally.${index}.votes.${grade}`)))
    }
    const sum = votes + row.blank
    if (sum !== valid) found.push(wall('rowSum', `${row.name}：各档 ${votes} + 未填 ${row.blank} = ${sum} 票，有效票 ${valid} 张，${sum > valid ? '多' : '少'} ${Math.abs(sum - valid)} 票，请改这一行`, at(`tally.${index}`)))
  })
  if (pack.review.invalidRow.value === 'wholeBallot') {
    review.tally.forEach((row, index) => {
      if (row.blank > 0) found.push(wall('blankRow', `${row.name}有 ${row.blank} 张没有填好；照规矩，有一行不合格整张票作废，这几张算进无效票`, { ...at(`tally.${index}`), source: pack.review.invalidRow.source }))
    })
  }
  const rating = review.committee ?? null
  if (rating !== null) {
    const sum = rating.votes.reduce((all, count) => all + count, rating.blank)
    if (sum !== rating.valid) found.push(wall('committeeSum', `支部班子：各档加未填 ${sum} 票，党员有效票 ${rating.valid} 张，请改这一行`, at('committee')))
    const most = issuedToMembers({ counts: review.counts, channels: review.channels ?? [] })
    if (rating.valid > most) found.push(wall('committeeOver', `支部班子 ${rating.valid} 票，多于发给党员的 ${most} 张，请改这一行`, at('committee')))
    else if (rating.valid > valid) found.push(wall('committeeOver', `支部班子 ${rating.valid} 票，多于有效票 ${valid} 张，请改这一行`, at('committee')))
  }
  const twice = counted.size === review.tally.length ? [] : review.tally.filter((row, index) => review.tally.findIndex((other) => other.memberId === row.memberId) !== index)
  for (const row of twice) found.push(wall('rowTwice', `${row.name}有两行，留一行`, at('tally')))
  return found
}

const allGrades: readonly GradeName[] = ['excellent', 'qualified', 'basic', 'unqualified']
const gradeNames: Readonly<Record<GradeName, string>> = { excellent: '优秀', qualified: '合格', basic: '基本合格', unqualified: '不合格' }
export function gradeName(grade: GradeName): string {
  return gradeNames[grade]
}

function gradeTotal(row: Review['tally'][number]): number {
  return row.votes.excellent + row.votes.qualified + row.votes.basic + row.votes.unqualified
}

/** The grade with most votes; `grade` is null when none has votes or several share the lead (they stand in `tied`). */
export function pollGrade(row: Review['tally'][number], grades: readonly GradeName[]): { readonly grade: GradeName | null; readonly tied: readonly GradeName[] } {
  const most = Math.max(0, ...grades.map((grade) => row.votes[grade]))
  const leading = most === 0 ? [] : grades.filter((grade) => row.votes[grade] === most)
  const [only] = leading
  return leading.length === 1 && only !== undefined ? { grade: only, tied: [] } : { grade: null, tied: leading }
}

export type Borderline = { readonly memberId: string; readonly name: string; /** 优秀 10 票，合格 9 票，只差 1 票 */ readonly said: string }

/** Whose lead is so thin that a ballot or two would have turned it: no more than a twentieth of the valid ballots, one at least. In roster order. */
export function borderline(review: Pick<Review, 'tally' | 'grades' | 'counts'>): readonly Borderline[] {
  const thin = Math.max(1, Math.floor(review.counts.valid / 20))
  return review.tally.filter((row) => isThin(row, review.grades, thin)).flatMap((row) => {
    const [first, second] = review.grades.map((grade) => ({ grade, votes: row.votes[grade] })).sort((a, b) => b.votes - a.votes)
    if (first === undefined || second === undefined) return []
    const lead = first.votes - second.votes
    return [{ memberId: row.memberId, name: row.name, said: `${gradeName(first.grade)} ${first.votes} 票，${gradeName(second.grade)} ${second.votes} 票，${lead === 0 ? '一样多' : `只差 ${lead} 票`}` }]
  })
}

function isThin(row: Review['tally'][number], grades: readonly GradeName[], thin: number): boolean {
  let most = 0
  let next = 0
  for (const grade of grades) {
    const votes = row.votes[grade]
    if (votes > most) {
      next = most
      most = votes
    } else if (votes > next) next = votes
  }
  return next > 0 && most - next <= thin
}

/** Where every valid ballot says the same, to publish the count is to publish each ballot. And under `fewestShown`, nearly so. */
export function openFindings(review: Pick<Review, 'tally' | 'grades' | 'counts' | 'committee' | 'committeeScale' | 'channels' | 'parts' | 'asks' | 'beside'>, pack: RulePack): readonly Finding[] {
  const { valid } = review.counts
  if (valid === 0) return []
  const { value: fewest, source } = pack.review.fewestShown
  const alike: string[] = []
  for (const row of review.tally) for (const grade of review.grades) if (row.votes[grade] === valid) alike.push(`${row.name}全是${gradeName(grade)}`)
  const rating = review.committee
  if (rating !== null && rating.valid > 0) review.committeeScale.forEach((name, index) => { if (rating.votes[index] === rating.valid) alike.push(`支部班子全是${name}`) })
  // A class, and what stands beside the grades, are printed too: each by the ballots it was counted of.
  const nameOf = (memberId: string) => review.tally.find((row) => row.memberId === memberId)?.name ?? ''
  for (const part of review.parts) {
    const voters = review.channels.find((channel) => channel.id === part.channelId)?.voters === 'masses' ? '群众代表' : '党员'
    for (const row of part.tally) for (const grade of review.grades) if (row.votes[grade] === part.valid && review.tally.find(({ memberId }) => memberId === row.memberId)?.votes[grade] !== valid) alike.push(`${voters}给${nameOf(row.memberId)}的全是${gradeName(grade)}`)
  }
  for (const row of review.beside?.rows ?? []) {
    const of = review.beside?.ballots ?? 0
    row.sides.forEach((counts, side) => review.asks.marks.forEach((mark, at) => { if (counts[at] === of) alike.push(`${nameOf(row.memberId)}“${review.asks.sides[side] ?? ''}”全是${mark}`) }))
    row.codes.forEach((count, at) => { if (count === of) alike.push(`每张票都给${nameOf(row.memberId)}写了代号 ${at + 1}`) })
  }
  const names = alike.length > 4 ? `${alike.slice(0, 4).join('、')}等 ${alike.length} 处` : alike.join('、')
  return [
    ...(valid < fewest ? [warning('fewBallots', `有效票只有 ${valid} 张，公布票数看得出谁怎么填的；只公布等次，不公布票数`, { field: 'tally', source })] : []),
    ...(alike.length > 0 ? [warning('unanimous', `${names}：票数一公布，每个人怎么填的也就公布了；只公布等次，不公布票数`, { field: 'tally', source })] : []),
  ]
}

/** Enough of them? Whole numbers only: 12 of 24 is half of it, 12 of 25 is not. */
export function reaches(count: number, of: number, share: Share, inclusive: boolean): boolean {
  const [have, need] = [count * share.denominator, of * share.numerator]
  return inclusive ? have >= need : have > need
}

/** The fewest that are enough. */
export function fewest(of: number, rule: Pick<QuorumRule, 'share' | 'inclusive'>): number {
  const exact = (of * rule.share.numerator) / rule.share.denominator
  return rule.inclusive ? Math.ceil(exact) : Math.floor(exact) + 1
}

export type Quorum = { readonly of: number; readonly present: number; readonly need: number; readonly reached: boolean }

/** 有表决权: full members, but those on 留党察看; who is exempt is not counted among them. */
export function mayVote({ grade, watched, attendance }: Pick<Review['roster'][number], 'grade' | 'watched' | 'attendance'>): boolean {
  return grade === 'full' && !watched && attendance !== 'exempt'
}

export function quorumOf(review: Pick<Review, 'counts' | 'roster'>, rule: QuorumRule): Quorum {
  const voting = review.roster.filter(mayVote)
  const [of, present] =
    rule.base === 'votingDue'
      // Where only the number was taken at the door, no more of these can have come than came.
      ? [voting.length, Math.min(voting.filter((person) => person.attendance === 'present').length, review.counts.present)]
      : [rule.base === 'due' ? review.counts.due : review.counts.due - review.counts.exempt, review.counts.present]
  return { of, present, need: fewest(of, rule), reached: of > 0 && reaches(present, of, rule.share, rule.inclusive) }
}

/** 到会: the poll's own quorum, then the 党员大会's. Warnings, with their source: whether the session stands is for the branch to say. */
export function quorumFindings(review: Pick<Review, 'counts' | 'roster'> & { readonly id?: string }, pack: RulePack): readonly Finding[] {
  const { pollQuorum, pollThin, meetingQuorum } = pack.review
  const at = (source: string) => ({ field: 'counts.present', source, ...(review.id === undefined ? {} : { recordId: review.id }) })
  const poll = quorumOf(review, pollQuorum.value)
  const found: Finding[] = []
  if (!poll.reached) found.push(warning('quorum', `实到 ${poll.present} 人，应到 ${poll.of} 人，至少要 ${poll.need} 人到会`, at(pollQuorum.source)))
  else if (!reaches(poll.present, poll.of, pollThin.value, true)) found.push(warning('quorumThin', `实到 ${poll.present} 人，够数，但不到应到 ${poll.of} 人的${sayShare(pollThin.value)}`, at(pollThin.source)))
  const meeting = quorumOf(review, meetingQuorum.value)
  if (review.roster.length > 0 && !meeting.reached) found.push(warning('meetingQuorum', `有表决权的到会 ${meeting.present} 人，应到 ${meeting.of} 人，至少要 ${meeting.need} 人`, at(meetingQuorum.source)))
  return found
}

export type Cap = { readonly fullMembers: number; readonly most: number | null; readonly excellent: number; readonly passed: boolean; readonly source: string }

/** 党员总数 for the cap is the full members whose 组织关系 is here, present or not. */
export function excellentCap(review: Pick<Review, 'roster' | 'verdicts'>, pack: RulePack): Cap {
  const fullMembers = review.roster.filter((person) => person.grade === 'full').length
  const excellent = review.verdicts.filter((verdict) => verdict.grade === 'excellent').length
  const { value, source } = pack.review.excellentCap
  const most = value === null ? null : Math.floor((fullMembers * value.share.numerator) / value.share.denominator)
  return { fullMembers, most, excellent, passed: most !== null && excellent > most, source }
}

export function sayShare(share: Share): string {
  const numerals = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
  const [top, bottom] = [numerals[share.numerator], numerals[share.denominator]]
  if (share.denominator === 100) return `${share.numerator}%`
  return share.numerator === 1 && share.denominator === 2 ? '一半' : top !== undefined && bottom !== undefined ? `${bottom}分之${top}` : `${share.numerator}/${share.denominator}`
}

/** What the verdicts want explained. `binding`: at sending, where a reason still missing is a wall. */
export function verdictFindings(review: Pick<Review, 'roster' | 'verdicts' | 'tally' | 'grades' | 'capReason'> & { readonly id?: string }, pack: RulePack, binding: boolean): readonly Finding[] {
  const at = (field: string, source = '') => ({ field, source, ...(review.id === undefined ? {} : { recordId: review.id }) })
  const found: Finding[] = []
  for (const person of review.roster) {
    const index = review.verdicts.findIndex((verdict) => verdict.memberId === person.memberId)
    const verdict = review.verdicts[index]
    if (!isAssessed(person, pack)) {
      const why = person.attendance === 'exempt' ? '免评，不定等次' : '是预备党员，不定等次'
      if (verdict !== undefined && verdict.grade !== null) found.push(wall('notGraded', `${person.name}${why}`, at(`verdicts.${index}.grade`, pack.review.probationaryGraded.source)))
      continue
    }
    if (verdict === undefined || verdict.grade === null) {
      found.push(warning('verdictMissing', `${person.name}还没有评定等次`, at('verdicts')))
      continue
    }
    if (!review.grades.includes(verdict.grade)) found.push(wall('gradeNotOffered', `这次没有“${gradeName(verdict.grade)}”这一档，${person.name}要另定`, at(`verdicts.${index}.grade`, pack.review.grades.source)))
    const row = review.tally.find((candidate) => candidate.memberId === person.memberId)
    if (row === undefined) continue
    const poll = pollGrade(row, review.grades)
    const same = poll.grade === verdict.grade || poll.tied.includes(verdict.grade) || (poll.grade === null && poll.tied.length === 0)
    if (!same && verdict.reason.trim() === '') {
      const said = poll.grade === null ? poll.tied.map(gradeName).join('、') : gradeName(poll.grade)
      found.push((binding ? wall : warning)('differsFromPoll', `${person.name}测评多数是${said}，评定为${gradeName(verdict.grade)}，写明理由`, at(`verdicts.${index}.reason`)))
    }
  }
  for (const verdict of review.verdicts) if (!review.roster.some((person) => person.memberId === verdict.memberId)) found.push(wall('verdictForeign', '评定里有人不在当天的名单上', at('verdicts')))
  const cap = excellentCap(review, pack)
  if (cap.passed && cap.most !== null && pack.review.excellentCap.value !== null) {
    const text = `优秀 ${cap.excellent} 人，一般不超过正式党员 ${cap.fullMembers} 人的${sayShare(pack.review.excellentCap.value.share)}，即 ${cap.most} 人`
    found.push(warning('capPassed', text, at('capReason', cap.source)))
    if (review.capReason.trim() === '') found.push((binding ? wall : warning)('capReasonMissing', `优秀超过 ${cap.most} 人，写明理由`, at('capReason', cap.source)))
  }
  return found
}

/** The session of the latest year before: what a year's figures are looked at beside. */
export function reviewBefore(reviews: readonly Review[], year: number): Review | null {
  return reviews.filter((one) => one.year < year).sort((a, b) => a.year - b.year).at(-1) ?? null
}
