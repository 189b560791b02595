import type { Beside, Channel, Committee, GradeName, Review } from '#shared/model/review'
import { wall, warning, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { fromRoom, gradeName, roomChannel } from '#shared/rules/review-check'
import { addBeside, besideBallots, besideColumns, besideFindings, besideFrom, keptBeside } from './review-beside'
import { rowName, sayClose, stoodOf, tooClose } from './review-stood'
import { finish, refused, revised, type Outcome } from './transition'

/**
 * Ballots counted outside of the record: 两人独立录入, or sheet by sheet. Everything is held as cells in memory until it is settled, then
 * becomes one commit, so that no undo, history or draft ever holds a figure the second counter should not see, and no two stored states
 * differ by a handful of ballots.
 */
export type Cells = Readonly<Record<string, number>>
export type CellKey = { readonly key: string; readonly channelId: string; /** `ballots`, `committee` or a member. */ readonly row: string; readonly column: string; /** 张三，优秀 */ readonly label: string }
type Shape = Pick<Review, 'tally' | 'grades' | 'channels' | 'committeeScale' | 'asks'>

const ballotColumns = { returned: '收回', valid: '有效', invalid: '无效' } as const
const ways: Readonly<Record<Channel['way'], string>> = { meeting: '会场', box: '意见箱', visit: '入户问卷' }

export function channelName(channel: Pick<Channel, 'voters' | 'way'>): string {
  return `${ways[channel.way]}·${channel.voters === 'members' ? '党员' : '群众代表'}`
}

const howNames: Readonly<Record<Review['countedHow'], string>> = { totals: '', twice: '两人独立录入', sheets: '一张一张录', machine: '无记名机投，监票' }

/** 两人独立录入：白露、江月白，有 2 处不一样，两人已定. Empty where one hand typed sums. */
export function sayCounted({ countedHow, countedBy, settled }: Pick<Review, 'countedHow' | 'countedBy' | 'settled'>): string {
  if (countedBy.length === 0 || countedHow === 'totals') return ''
  return `${howNames[countedHow]}：${countedBy.join('、')}${settled.length > 0 ? `，有 ${settled.length} 处不一样，两人已定` : ''}`
}

/** The members in the room first, then what is collected otherwise. */
export function channelsOf(review: Pick<Review, 'channels' | 'counts'>): readonly Channel[] {
  return [{ ...roomChannel, people: review.counts.present, issued: fromRoom(review) }, ...review.channels]
}

export function keyOf(channelId: string, row: string, column: string): string {
  return `${channelId}|${row}|${column}`
}

/** Every cell there is to count, in the order it is typed. */
export function cellKeys(review: Shape): readonly CellKey[] {
  const beside = besideColumns(review.asks)
  const several = review.channels.length > 0
  return [roomChannel, ...review.channels].flatMap((channel) => {
    const cell = (row: string, column: string, label: string): CellKey => ({ key: keyOf(channel.id, row, column), channelId: channel.id, row, column, label: several ? `${channelName(channel)}，${label}` : label })
    return [
      ...Object.entries(ballotColumns).map(([column, label]) => cell('ballots', column, label)),
      ...(beside.length === 0 ? [] : [cell('ballots', besideBallots, '分项和代号计了的')]),
      ...review.tally.flatMap((row) => [
        ...review.grades.map((grade) => cell(row.memberId, grade, `${row.name}，${gradeName(grade)}`)), cell(row.memberId, 'blank', `${row.name}，未填`),
        ...beside.map(({ column, label }) => cell(row.memberId, column, `${row.name}，${label}`)),
      ]),
      ...(channel.voters === 'members' ? [...review.committeeScale.map((name, index) => cell('committee', String(index), `支部班子，${name}`)), cell('committee', 'blank', '支部班子，未填')] : []),
    ]
  })
}

export type Difference = CellKey & { readonly first: number; readonly second: number }

export function differences(review: Shape, first: Cells, second: Cells): readonly Difference[] {
  return cellKeys(review)
    .map((cell) => ({ ...cell, first: first[cell.key] ?? 0, second: second[cell.key] ?? 0 }))
    .filter((cell) => cell.first !== cell.second)
}

type Row = Review['tally'][number]
type Ballots = Pick<Review['counts'], 'returned' | 'valid' | 'invalid'>
export type PartCount = Ballots & { readonly channelId: string; readonly voters: Channel['voters']; readonly tally: readonly Row[]; readonly committee: Committee | null; readonly beside: Beside | null }

export function partsFrom(review: Shape, cells: Cells): readonly PartCount[] {
  return [roomChannel, ...review.channels].map(({ id, voters }) => {
    const at = (row: string, column: string) => cells[keyOf(id, row, column)] ?? 0
    const votesOf = (row: string): Row['votes'] => ({ excellent: at(row, 'excellent'), qualified: at(row, 'qualified'), basic: at(row, 'basic'), unqualified: at(row, 'unqualified') })
    const rating: Committee = { valid: at('ballots', 'valid'), votes: review.committeeScale.map((_, index) => at('committee', String(index))), blank: at('committee', 'blank') }
    return {
      channelId: id, voters, returned: at('ballots', 'returned'), valid: at('ballots', 'valid'), invalid: at('ballots', 'invalid'),
      tally: review.tally.map((row) => ({ memberId: row.memberId, name: row.name, votes: votesOf(row.memberId), blank: at(row.memberId, 'blank') })),
      committee: voters === 'members' && (rating.blank > 0 || rating.votes.some((count) => count > 0)) ? rating : null,
      beside: besideFrom(review, at),
    }
  })
}

const grades: readonly GradeName[] = ['excellent', 'qualified', 'basic', 'unqualified']
const total = (row: Pick<Row, 'votes' | 'blank'>) => grades.reduce((sum, grade) => sum + row.votes[grade], row.blank)

/** Each pair that must agree within one channel, with both numbers. */
export function partFindings(review: Shape & Pick<Review, 'counts'>, parts: readonly PartCount[]): readonly Finding[] {
  const several = review.channels.length > 0
  return channelsOf(review).flatMap((channel) => {
    const part = parts.find((one) => one.channelId === channel.id)
    if (part === undefined) return []
    const name = several ? `${channelName(channel)}：` : ''
    const at = { field: channel.id }
    const rating = part.committee
    const rated = rating === null ? 0 : rating.votes.reduce((sum, count) => sum + count, rating.blank)
    return [
      ...(part.returned > channel.issued ? [wall('returnedOverIssued', `${name}收回 ${part.returned} 张多于发出 ${channel.issued} 张，请改其中一个`, at)] : []),
      ...(part.valid + part.invalid === part.returned ? [] : [wall('sum.validity', `${name}收回 ${part.returned} 张，有效 ${part.valid} + 无效 ${part.invalid} = ${part.valid + part.invalid} 张，请改其中一个`, at)]),
      ...part.tally.filter((row) => total(row) !== part.valid).map((row) => wall('rowSum', `${name}${row.name}各档加未填 ${total(row)} 票，有效票 ${part.valid} 张，请改这一行`, at)),
      ...(rating !== null && rated !== part.valid ? [wall('committeeSum', `${name}支部班子各档加未填 ${rated} 票，有效票 ${part.valid} 张，请改这一行`, at)] : []),
      ...besideFindings(review, part.beside, name, channel.id),
    ]
  })
}

export type Whole = Ballots & Pick<Review, 'tally' | 'committee' | 'parts' | 'beside'> & { /** Some class or way had too few, so no part is kept. */ readonly withheld: boolean }

/**
 * Adds the channels up. A part is kept only where every one with ballots has at least `fewest`: with one of them missing, the others would
 * give it away by subtraction.
 */
export function combine(parts: readonly PartCount[], fewest: number): Whole {
  const cast = parts.filter((part) => part.returned > 0)
  const withheld = cast.length > 1 && cast.some((part) => part.valid < fewest)
  const sum = (value: (part: PartCount) => number) => parts.reduce((all, part) => all + value(part), 0)
  const first = parts[0]?.tally ?? []
  const rowOf = (part: PartCount, row: Row) => part.tally.find((one) => one.memberId === row.memberId)
  const rated = parts.flatMap((part) => (part.committee === null ? [] : [part.committee]))
  // The members' rating is a class of its own: others being few does not give it away, being few itself does.
  const committee: Committee | null = rated.length === 0 || (withheld && rated.reduce((all, one) => all + one.valid, 0) < fewest)
    ? null
    : { valid: rated.reduce((all, one) => all + one.valid, 0), votes: (rated[0]?.votes ?? []).map((_, index) => rated.reduce((all, one) => all + (one.votes[index] ?? 0), 0)), blank: rated.reduce((all, one) => all + one.blank, 0) }
  return {
    returned: sum((part) => part.returned), valid: sum((part) => part.valid), invalid: sum((part) => part.invalid),
    tally: first.map((row) => ({
      memberId: row.memberId, name: row.name,
      votes: { excellent: sum((part) => rowOf(part, row)?.votes.excellent ?? 0), qualified: sum((part) => rowOf(part, row)?.votes.qualified ?? 0), basic: sum((part) => rowOf(part, row)?.votes.basic ?? 0), unqualified: sum((part) => rowOf(part, row)?.votes.unqualified ?? 0) },
      blank: sum((part) => rowOf(part, row)?.blank ?? 0),
    })),
    committee,
    beside: addBeside(parts.map((part) => part.beside)),
    parts: withheld || cast.length < 2 ? [] : cast.map(({ channelId, returned, valid, invalid, tally }) => ({ channelId, returned, valid, invalid, tally: tally.map(({ memberId, votes, blank }) => ({ memberId, votes, blank })) })),
    withheld,
  }
}

/** Ballots given as one grade a member, by place in `grades` (anything else counts as 未填), in the order of the tally. */
export function tallyBallots(review: Pick<Review, 'tally' | 'grades'>, ballots: readonly (readonly number[])[]): Review['tally'] {
  const width = review.grades.length + 1
  const people = review.tally.length
  const sums = new Int32Array(people * width)
  for (const ballot of ballots) {
    for (let row = 0, at = 0; row < people; row += 1, at += width) {
      const mark = ballot[row] ?? -1
      const cell = at + (mark >= 0 && mark < width - 1 ? mark : width - 1)
      sums[cell] = (sums[cell] ?? 0) + 1
    }
  }
  const places = grades.map((grade) => review.grades.indexOf(grade))
  return review.tally.map(({ memberId, name }, row) => {
    const of = (index: number) => ((places[index] ?? -1) < 0 ? 0 : (sums[row * width + (places[index] ?? 0)] ?? 0))
    return { memberId, name, votes: { excellent: of(0), qualified: of(1), basic: of(2), unqualified: of(3) }, blank: sums[row * width + width - 1] ?? 0 }
  })
}

export type CountInput = { readonly cells: Cells; readonly how: 'twice' | 'sheets' | 'machine'; readonly by: readonly [string, string]; readonly settled: Review['settled']; /** What ballots said in words, already shuffled. */ readonly opinions: readonly string[]; /** Of the ballot boxes among it. */ readonly machine?: Review['machine'] }

const countTitles: Readonly<Record<CountInput['how'], string>> = { twice: '两人录完了票', sheets: '一张一张录完了票', machine: '机投开了箱' }

/** One commit for the whole count. */
export function recordCount(before: Review, input: CountInput, pack: RulePack): Outcome {
  if (before.tallyClosedOn !== null) return refused(wall('tallyClosed', '票已经定数，要改先“重新计票”', { recordId: before.id, field: 'tallyClosedOn' }))
  const [one, two] = input.by.map((name) => name.trim())
  const findings: Finding[] = [...partFindings(before, partsFrom(before, input.cells))]
  if (one === undefined || two === undefined || one === '' || two === '') findings.push(wall('counterMissing', '写上两个计票人的姓名', { field: 'by' }))
  else if (one === two) findings.push(wall('oneCounter', '两个人分别录，不能是同一个人', { field: 'by' }))
  const unknown = Object.keys(input.cells).find((key) => (input.cells[key] ?? 0) > 0 && !cellKeys(before).some((cell) => cell.key === key))
  if (unknown !== undefined) {
    const person = before.roster.find((each) => each.memberId === unknown.split('|')[1])
    findings.push(wall('rowForeign', person === undefined ? '计票的人不在名单上' : `${person.name}不定等次，不计票`, { field: 'tally' }))
  }
  const fewest = pack.review.fewestShown.value
  const counted = combine(partsFrom(before, input.cells), fewest)
  const close = tooClose(before, counted, fewest)
  if (close.whole !== null) findings.push(wall('addedFew', sayClose(close.whole, rowName(before, close.whole.row)), { field: 'valid' }))
  // A class too close to what stood is kept within the whole.
  const whole: Whole = close.parts === null ? counted : { ...counted, parts: [], withheld: true }
  if (close.parts !== null) findings.push(warning('partsTooClose', '各类票和上一次计票只差几张，各类都不单列，只留合计', { field: 'parts' }))
  else if (whole.withheld) findings.push(warning('partsWithheld', `有一类票不足 ${fewest} 张，各类都不单列，只留合计`, { field: 'parts' }))
  const beside = keptBeside(whole, before.beside, close.beside !== null, fewest)
  findings.push(...beside.findings)
  const keepOpinions = whole.valid >= fewest
  if (!keepOpinions && input.opinions.length > 0) findings.push(warning('opinionsWithheld', `有效票不足 ${fewest} 张，写的意见不录`, { field: 'opinions' }))
  const { returned, valid, invalid, tally, committee, parts } = whole
  return finish({
    title: `${countTitles[input.how]}，有效票 ${valid} 张`,
    // Final: taken back and counted again with one ballot more, both counts would lie in the journal; of a box, which is destroyed, nothing would be left.
    final: true,
    records: [revised(before, {
      counts: { ...before.counts, returned, valid, invalid }, tally, committee, parts: [...parts], beside: beside.beside,
      stood: [...stoodOf({ stood: [...stoodOf(before)], counts: { ...before.counts, valid }, tally, committee, parts, beside: beside.beside })], countedHow: input.how, machine: input.machine ?? [], countedBy: [one ?? '', two ?? ''],
      settled: whole.withheld ? [] : input.settled, opinions: keepOpinions ? input.opinions.map((text) => text.trim()).filter((text) => text !== '') : [],
    })],
    findings,
  })
}

/** What ballots said in words, where their figures are typed as totals or came out of a box: already shuffled; nothing under `fewestShown` valid ballots. */
export function recordOpinions(before: Review, texts: readonly string[], pack: RulePack): Outcome {
  if (before.tallyClosedOn !== null) return refused(wall('tallyClosed', '票已经定数，要改先“重新计票”', { recordId: before.id, field: 'tallyClosedOn' }))
  const opinions = texts.map((text) => text.trim()).filter((text) => text !== '')
  const { value: fewest, source } = pack.review.fewestShown
  const few = opinions.length > 0 && before.counts.valid < fewest ? [wall('opinionsWithheld', `有效票不足 ${fewest} 张，写的意见不录`, { recordId: before.id, field: 'opinions', source })] : []
  return finish({ title: `录了票上写的意见 ${opinions.length} 条`, records: [revised(before, { opinions })], findings: few })
}

/** An order drawn by chance (Fisher–Yates), so that none can be laid to the ballot it came from. `upTo(n)` gives 0…n-1. */
export function shuffled<T>(list: readonly T[], upTo: (limit: number) => number): readonly T[] {
  const order = [...list]
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = upTo(last + 1)
    const [a, b] = [order[last], order[other]]
    if (a === undefined || b === undefined) continue
    order[last] = b
    order[other] = a
  }
  return order
}

/** Other ballots than those of members in the room: set before the count. */
export function setChannels(before: Review, channels: readonly Channel[]): Outcome {
  if (before.tallyClosedOn !== null) return refused(wall('tallyClosed', '票已经定数，要改先“重新计票”', { recordId: before.id, field: 'tallyClosedOn' }))
  const issued = channels.reduce((all, one) => all + one.issued, 0)
  const old = before.channels.reduce((all, one) => all + one.issued, 0)
  const findings: Finding[] = channels.filter((one) => one.issued > one.people).map((one) => wall('issuedOverPeople', `${channelName(one)}发出 ${one.issued} 张多于 ${one.people} 人，请改其中一个`, { recordId: before.id, field: 'channels' }))
  const same = channels.find((one, index) => channels.findIndex((other) => channelName(other) === channelName(one)) !== index)
  if (same !== undefined) findings.push(wall('channelTwice', `${channelName(same)}有两行，合成一行`, { recordId: before.id, field: 'channels' }))
  if (before.tally.some((row) => total(row) > 0)) findings.push(wall('alreadyCounted', '已经录了票数，不能再加减发票的去处', { recordId: before.id, field: 'channels' }))
  // 发出 is the whole: what the room got stays as it was.
  return finish({ title: '记了群众代表和会外的票', records: [revised(before, { channels: [...channels], counts: { ...before.counts, issued: before.counts.issued - old + issued } })], findings })
}
