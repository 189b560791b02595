import type { Pledge, PledgeRound } from '#shared/model/pledge'
import { wall, warning, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { checkPledge } from '#shared/rules/pledge-check'
import { formatDate, surelyBefore, yearOf } from '#shared/text/partial-date'
import { dayFindings, type MatterYears } from './day-of-act'
import { furthest, historyLine, roundLine, settledState } from './pledge-state'
import { created, finish, headOf, refused, revised, type DutyContext, type Outcome } from './transition'

/** A round of pledges and its publications (公诺). Members' items are published by the branch, in one sheet. */
export type RoundInput = Pick<PledgeRound, 'year' | 'title' | 'from' | 'to'> & { readonly schemeId?: string | null }

export function openRound(context: DutyContext, input: RoundInput): Outcome {
  const record: PledgeRound = { ...headOf(context), kind: 'pledgeRound', year: input.year, title: input.title.trim(), schemeId: input.schemeId ?? null, from: input.from, to: input.to, exemptions: [], editions: [], history: [roundLine(context.today, '开轮', '', input.title.trim())] }
  return finish({ title: `开了一轮承诺：${record.title}`, records: [created(record)], findings: roundFindings(record) })
}

export function editRound(before: PledgeRound, patch: Partial<RoundInput>): Outcome {
  const change = revised(before, patch)
  return finish({ title: `改了承诺轮次“${before.title}”`, records: [change], findings: roundFindings(change.after) })
}

function roundFindings(round: PledgeRound): readonly Finding[] {
  return [
    ...(round.title === '' ? [wall('titleMissing', '写上这一轮的名称', { field: 'title' })] : []),
    ...(round.from !== null && round.to !== null && surelyBefore(round.to, round.from) ? [wall('roundBackwards', `结束的${formatDate(round.to, 'paper')}早于开始的${formatDate(round.from, 'paper')}，请改其中一个`, { field: 'to' })] : []),
  ]
}

/** The years a round runs through. */
export function yearsOf({ year, from, to }: Pick<PledgeRound, 'year' | 'from' | 'to'>): MatterYears {
  return { from: from === null ? year : yearOf(from), to: to === null ? year : yearOf(to) }
}

export type PublishedLine = { readonly pledge: Pledge; readonly who: string; readonly post: string }
export type PublishInput = { readonly on: string; readonly until: string | null; readonly place: string; readonly phone: string; readonly lines: readonly PublishedLine[]; readonly fromPaper?: boolean }

/** Freezes what stands on the sheet, word for word, as the next edition. Final: answered only by `withdrawPublication`. */
export function publish(before: PledgeRound, input: PublishInput, pack: RulePack): Outcome {
  const findings: Finding[] = [...sheetFindings(before, input), ...dayFindings(yearsOf(before), input.on, { recordId: before.id, field: 'on' })]
  for (const { pledge, who } of input.lines) {
    const own = checkPledge({ round: before, items: pledge.items, pack, recordId: pledge.id, ...(input.fromPaper === undefined ? {} : { fromPaper: input.fromPaper }) })
    findings.push(...own.filter((found) => found.severity !== 'advice').map((found) => ({ ...found, text: `${who}：${found.text}` })))
    if (pledge.review.result !== 'passed') findings.push(warning('notReviewed', pledge.review.result === 'returned' ? `${who}的承诺书退回过，还没有再审` : `${who}的承诺书还没有审诺`, { recordId: pledge.id, field: 'review' }))
  }
  const number = (before.editions.at(-1)?.number ?? 0) + 1
  const pledges = input.lines.map(({ pledge }) =>
    revised(pledge, { state: settledState(furthest(pledge.state, 'published'), pledge.items), history: [...pledge.history, historyLine(input.on, '公示', '', [`第 ${number} 版`, input.place].filter((part) => part !== '').join('，'))] }))
  const edition: PledgeRound['editions'][number] = {
    number, publishedOn: input.on, until: input.until, place: input.place, phone: input.phone, withdrawnOn: null, withdrawnWhy: '', photos: [],
    lines: input.lines.map(({ pledge, who, post }) => ({
      pledgeId: pledge.id, pledgeRev: pledge.rev + 1, who, post,
      items: pledge.items.map((item) => ({ text: item.text, measures: item.measures, due: item.due, responsible: item.responsible })),
    })),
  }
  return finish({
    title: `公示了“${before.title}”第 ${number} 版，${input.lines.length} 份承诺`, final: true,
    records: [revised(before, { editions: [...before.editions, edition], history: [...before.history, roundLine(input.on, '公示', '', [`第 ${number} 版，${input.lines.length} 份`, input.place].filter((part) => part !== '').join('，'))] }), ...pledges], findings,
  })
}

function sheetFindings(round: PledgeRound, input: PublishInput): readonly Finding[] {
  const found: Finding[] = []
  if (input.lines.length === 0) found.push(wall('nothingToPublish', '没有选承诺书，至少选一份', { field: 'lines' }))
  if (new Set(input.lines.map((line) => line.pledge.id)).size !== input.lines.length) found.push(wall('publishedTwice', '同一份承诺书选了两次', { field: 'lines' }))
  if (input.lines.some((line) => line.pledge.roundId !== round.id)) found.push(wall('otherRound', '有的承诺书不是这一轮的', { field: 'lines' }))
  if (input.until !== null && surelyBefore(input.until, input.on)) found.push(wall('untilBeforeOn', `公示截止的${formatDate(input.until, 'paper')}早于公示开始的${formatDate(input.on, 'paper')}，请改其中一个`, { field: 'until' }))
  if (input.phone.trim() === '') found.push(warning('phoneMissing', '没有写监督电话', { field: 'phone' }))
  return found
}

/** The edition in force, or null: the newest that was not withdrawn. */
export function standingEdition(round: PledgeRound): PledgeRound['editions'][number] | null {
  return round.editions.filter((edition) => edition.withdrawnOn === null).at(-1) ?? null
}

/**
 * 撤回公示: the counter-act. The edition stays with the day and the reason; pledges that stand in no other edition fall back to where
 * they were, so that they can be changed and published again.
 */
export function withdrawPublication(before: PledgeRound, pledges: readonly Pledge[], input: { readonly number: number; readonly on: string; readonly why: string }): Outcome {
  const edition = before.editions.find((candidate) => candidate.number === input.number)
  if (edition === undefined) return refused(wall('editionMissing', `没有第 ${input.number} 版公示`, { recordId: before.id, field: 'number' }))
  if (edition.withdrawnOn !== null) return refused(wall('alreadyWithdrawn', `第 ${input.number} 版已于 ${formatDate(edition.withdrawnOn, 'paper')}撤回`, { recordId: before.id, field: 'number' }))
  const findings: Finding[] = []
  if (input.why.trim() === '') findings.push(wall('whyMissing', '写明为什么撤回', { field: 'why' }))
  if (edition.publishedOn !== null && surelyBefore(input.on, edition.publishedOn)) findings.push(wall('withdrawnBeforePublished', `撤回日期早于公示的${formatDate(edition.publishedOn, 'paper')}，请改一下`, { field: 'on' }))
  const editions = before.editions.map((candidate) => (candidate.number === input.number ? { ...candidate, withdrawnOn: input.on, withdrawnWhy: input.why } : candidate))
  const stillUp = new Set(editions.filter((candidate) => candidate.withdrawnOn === null).flatMap((candidate) => candidate.lines.map((line) => line.pledgeId)))
  const inside = new Set(edition.lines.map((line) => line.pledgeId))
  const touched = pledges.filter((pledge) => inside.has(pledge.id))
  const lost = [...inside].filter((id) => !touched.some((pledge) => pledge.id === id))
  if (lost.length > 0) findings.push(warning('pledgeGone', `公示里有 ${lost.length} 份承诺书现在找不到了`, { field: 'lines' }))
  return finish({
    title: `撤回了“${before.title}”第 ${input.number} 版公示`, final: true, answers: { name: '撤回公示', recordId: before.id },
    records: [
      revised(before, { editions, history: [...before.history, roundLine(input.on, '撤回公示', '', `第 ${input.number} 版：${input.why}`)] }),
      ...touched.map((pledge) => revised(pledge, {
        state: stillUp.has(pledge.id) || (pledge.state !== 'published' && pledge.state !== 'fulfilled') ? pledge.state : stateBeforePublishing(pledge),
        history: [...pledge.history, historyLine(input.on, '撤回公示', '', input.why)],
      })),
    ],
    findings,
  })
}

/** 销号 stands with its items whatever hangs: publishing again finds it fulfilled. */
function stateBeforePublishing(pledge: Pledge): Pledge['state'] {
  switch (pledge.review.result) {
    case 'passed':
      return 'reviewed'
    case 'returned':
      return 'returned'
    case '':
      return pledge.proposedOn === null ? 'draft' : 'proposed'
  }
}
