import type { BallotForm, BallotQuestion } from '#shared/ballot-box'
import type { Channel, Review } from '#shared/model/review'
import { wall, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { gradeName, roomChannel } from '#shared/rules/review-check'
import { sayLosses, whyNotSoMany, type BoxLosses, type OpenedBox } from './machine-box'
import { besideBallots, codeColumn, sideColumn } from './review-beside'
import { recordCounts } from './review'
import { channelName, channelsOf, keyOf, recordCount, setChannels, type Cells } from './review-count'
import { refused, type Outcome } from './transition'

/**
 * 无记名机投 as the session sees it: which ballots may be cast on a computer, what the voting page asks, and how the sums of a box become the
 * same cells two counters would have typed. A class votes in a box of its own (build/decisions/006-machine-box.md).
 */

/** Those in the meeting room: members, then 群众代表. What is collected elsewhere comes on paper. */
export function machineChannels(review: Pick<Review, 'channels' | 'counts'>): readonly Channel[] {
  return channelsOf(review).filter((channel) => channel.way === 'meeting')
}

/** The address of a channel's box: the session itself for the members, else the channel, which is named by chance. */
export function boxSession(review: Pick<Review, 'id'>, channel: Pick<Channel, 'id' | 'voters'>): string {
  return channel.voters === 'members' ? review.id : channel.id
}

/** Why this class cannot vote by machine, in one sentence; empty when it can. */
export function whyNoMachine(review: Pick<Review, 'tallyClosedOn' | 'tally' | 'counts'>, channel: Channel): string {
  if (review.tallyClosedOn !== null) return '票已经定数'
  if (review.tally.some((row) => row.blank > 0 || Object.values(row.votes).some((count) => count > 0))) return '账上已经有票数，一次测评只计一回'
  if (review.tally.length === 0) return '名单上没有要测评的人'
  return whyNotSoMany(channel.voters === 'members' ? '实到' : '群众代表', channel.people)
}

const committeeRow = 'committee'
const sideId = (memberId: string, side: number) => `${memberId}.side${side}`
const codesId = (memberId: string) => `${memberId}.codes`

type Asked = Pick<Review, 'year' | 'tally' | 'grades' | 'committeeScale' | 'asks'>

/** A box was made for this class: as many ballots go out as there are people, and what comes back is checked against it. Final: were the session's making taken back, the box would stand for nothing. */
export function recordBoxMade(before: Review, channel: Channel): Outcome {
  const { id, people } = channel
  const outcome = id === roomChannel.id
    ? recordCounts(before, { issued: before.counts.issued - channel.issued + people })
    : setChannels(before, before.channels.map((one) => (one.id === id ? { ...one, issued: people } : one)))
  return outcome.ok ? { ...outcome, step: { ...outcome.step, final: true, title: `给${channelName(channel)} ${people} 人设了票箱` } } : outcome
}

/** The grade of each person and below it whatever this session asks beside: sides, problem codes. */
export function machineForm({ year, tally, grades, committeeScale, asks }: Asked, channel: Pick<Channel, 'voters'>, pack: RulePack): BallotForm {
  const members = channel.voters === 'members'
  return {
    title: `${year}年度民主评议党员测评表（${members ? '党员' : '群众代表'}用）`,
    lead: '',
    questions: [
      ...tally.flatMap(({ memberId, name }): readonly BallotQuestion[] => [
        { id: memberId, label: name, choices: grades.map(gradeName), several: false },
        ...asks.sides.map((side, at) => ({ id: sideId(memberId, at), label: side, choices: [...asks.marks], several: false, below: memberId })),
        ...(asks.codes.length === 0 ? [] : [{ id: codesId(memberId), label: '存在问题', choices: [...asks.codes], several: true, below: memberId }]),
      ]),
      ...(members && committeeScale.length > 0 ? [{ id: committeeRow, label: '党支部班子', choices: [...committeeScale], several: false }] : []),
    ],
    ...(pack.review.invalidRow.value === 'wholeBallot' ? { allRows: true } : {}),
  }
}

/** What came out of one box. */
export type BoxCount = OpenedBox & { readonly channelId: string }

/** The cells of the count. Ballots given up at closing were cast and are not valid. */
export function cellsOfBox(review: Pick<Review, 'tally' | 'grades' | 'asks'>, { channelId, totals, dropped }: BoxCount): Cells {
  const cells: Record<string, number> = {
    [keyOf(channelId, 'ballots', 'returned')]: totals.ballots + dropped,
    [keyOf(channelId, 'ballots', 'valid')]: totals.ballots,
    [keyOf(channelId, 'ballots', 'invalid')]: dropped,
  }
  const put = (row: string, column: string, count: number) => { cells[keyOf(channelId, row, column)] = count }
  const of = (id: string) => totals.questions.find((question) => question.id === id)
  for (const { memberId } of review.tally) {
    const grade = of(memberId)
    if (grade === undefined) continue
    grade.counts.forEach((count, at) => put(memberId, review.grades[at] ?? '', count))
    put(memberId, 'blank', grade.blank)
    review.asks.sides.forEach((_, side) => {
      const marks = of(sideId(memberId, side))
      marks?.counts.forEach((count, mark) => put(memberId, sideColumn(side, mark), count))
      put(memberId, sideColumn(side, 'blank'), marks?.blank ?? 0)
    })
    of(codesId(memberId))?.counts.forEach((count, code) => put(memberId, codeColumn(code), count))
  }
  const committee = of(committeeRow)
  committee?.counts.forEach((count, at) => put(committeeRow, String(at), count))
  if (committee !== undefined) put(committeeRow, 'blank', committee.blank)
  if (review.asks.sides.length + review.asks.codes.length > 0) put('ballots', besideBallots, totals.ballots)
  return cells
}

/** The list was changed after the box was made: its sums would go to the wrong people. */
export function listFindings(review: Pick<Review, 'id' | 'tally' | 'roster' | 'asks'>, boxes: readonly BoxCount[]): readonly Finding[] {
  return boxes.flatMap(({ totals }) => {
    const ids = totals.questions.map((question) => question.id)
    const asked = new Set(ids.filter((id) => id !== committeeRow && !id.includes('.')))
    const sides = review.tally.flatMap(({ memberId }) => [...review.asks.sides.map((_, at) => sideId(memberId, at)), ...(review.asks.codes.length > 0 ? [codesId(memberId)] : [])])
    const name = (id: string) => review.roster.find((person) => person.memberId === id)?.name ?? '已经不在名单上的人'
    const [gone, come] = [[...asked].filter((id) => !review.tally.some((row) => row.memberId === id)).map(name), review.tally.filter((row) => !asked.has(row.memberId)).map((row) => row.name)]
    if (gone.length + come.length === 0) return sides.length === ids.filter((id) => id.includes('.')).length && sides.every((id) => ids.includes(id)) ? [] : [wall('otherForm', '设好票箱以后换过一种票，在“印测评表”里换回投票那时的再记', { recordId: review.id, field: 'asks' })]
    const said = [...(gone.length === 0 ? [] : [`票上有、现在不评的：${gone.join('、')}`]), ...(come.length === 0 ? [] : [`票上没有的：${come.join('、')}`])].join('；')
    return [wall('otherList', `设好票箱以后名单改过（${said}），把“到会”改回投票那时的再记`, { recordId: review.id, field: 'roster' })]
  })
}

/** Straight from the boxes into the books, where every ballot of the session was cast in one. The same path as two counters' figures. */
export function recordBoxes(before: Review, input: { readonly boxes: readonly BoxCount[]; readonly by: readonly [string, string] }, pack: RulePack): Outcome {
  const other = listFindings(before, input.boxes)
  if (other.length > 0) return refused(...other)
  const cells = Object.assign({}, ...input.boxes.map((box) => cellsOfBox(before, box))) as Cells
  return recordCount(before, { cells, how: 'machine', by: input.by, settled: [], opinions: [], machine: machineNotes(input.boxes) }, pack)
}

export function machineNotes(boxes: readonly (BoxLosses & { readonly channelId: string })[]): Review['machine'] {
  return boxes.map(({ channelId, lost, dropped }) => ({ channelId, lost: [...lost], dropped }))
}

/** The channels that got ballots and have none in a box: counted on paper, together with the boxes. */
export function onPaper(review: Review, boxes: readonly Pick<BoxCount, 'channelId'>[]): readonly Channel[] {
  return channelsOf(review).filter((channel) => channel.issued > 0 && !boxes.some((box) => box.channelId === channel.id))
}

export type Recount =
  /** What came out of the boxes, as cells: it stands, and only the paper is counted again. */
  | { readonly cells: Cells; readonly machine: Review['machine'] }
  | { readonly why: string }

/** 再数一遍 of a session with boxes: no ballot of theirs is left to be counted again. null: there was no box. */
export function recountOf(review: Review): Recount | null {
  const { machine, parts, committee, beside } = review
  if (machine.length === 0) return null
  const inBox = (id: string) => machine.some((box) => box.channelId === id)
  if (onPaper(review, machine).length === 0) return { why: '票是机投的，开箱以后票箱已经销毁，没有票可以再数' }
  const boxes = parts.filter((part) => inBox(part.channelId))
  const votersOf = (id: string) => channelsOf(review).find((channel) => channel.id === id)?.voters
  const rated = parts.filter((part) => votersOf(part.channelId) === 'members')
  const ours = boxes.reduce((sum, part) => sum + part.valid, 0)
  // Told apart only where each class is kept by itself; 支部班子, and what stands beside the grades, only where all of it came out of the boxes.
  const mixed = (committee !== null && rated.length > 1 && rated.some((part) => inBox(part.channelId))) || (beside !== null && beside.ballots !== ours)
  if (boxes.length < machine.length || mixed) return { why: '机投的票和纸票只留了合计，分不开，不能只再数纸票；哪一格录错了，直接改那一格' }
  const cells: Record<string, number> = {}
  for (const { channelId, returned, valid, invalid, tally } of boxes) {
    Object.assign(cells, { [keyOf(channelId, 'ballots', 'returned')]: returned, [keyOf(channelId, 'ballots', 'valid')]: valid, [keyOf(channelId, 'ballots', 'invalid')]: invalid })
    for (const row of tally) for (const [column, count] of [...review.grades.map((grade) => [grade, row.votes[grade]] as const), ['blank', row.blank] as const]) cells[keyOf(channelId, row.memberId, column)] = count
  }
  const room = rated.find((part) => inBox(part.channelId))
  if (committee !== null && room !== undefined) {
    committee.votes.forEach((count, at) => { cells[keyOf(room.channelId, committeeRow, String(at))] = count })
    cells[keyOf(room.channelId, committeeRow, 'blank')] = committee.blank
  }
  const [first] = boxes
  if (beside !== null && first !== undefined) {
    cells[keyOf(first.channelId, 'ballots', besideBallots)] = beside.ballots
    for (const { memberId, sides, codes } of beside.rows) {
      sides.forEach((counts, side) => counts.forEach((count, mark) => { cells[keyOf(first.channelId, memberId, sideColumn(side, mark === counts.length - 1 ? 'blank' : mark))] = count }))
      codes.forEach((count, code) => { cells[keyOf(first.channelId, memberId, codeColumn(code))] = count })
    }
  }
  return { cells, machine: machineNotes(machine) }
}

/** 机投断过 1 次，3 张重新投了；封箱时 2 张作废. Empty where there is nothing to say. */
export function sayMachine(machine: Review['machine'], review: Pick<Review, 'channels'>): string {
  const several = review.channels.length > 0
  return machine.flatMap(({ channelId, ...losses }) => {
    const said = sayLosses(losses)
    const channel = review.channels.find((one) => one.id === channelId)
    return said === '' ? [] : [`${several ? channelName(channel ?? { voters: 'members', way: 'meeting' }) : '机投'}${said}`]
  }).join('。')
}
