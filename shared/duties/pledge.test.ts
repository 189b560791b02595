import { expect, test } from 'vitest'
import { noEvaluation, type Pledge, type PledgeRound } from '#shared/model/pledge'
import { reviewExtras, type Review } from '#shared/model/review'
import { current } from '#shared/rules/packs/current'
import { isCheckable } from '#shared/rules/pledge-check'
import { closeItem, draftPledge, editItems, markUnkept, propose, recordProgress, reopenItem, reviewPledge, type PledgeItemInput } from './pledge'
import { changesOf, changeWords, differsFromSheet, keepPhotos } from './pledge-edition'
import { peersFromReviews, recordEvaluation, satisfactionWords } from './pledge-evaluate'
import { endExemption, exemptionOf, exemptMember } from './pledge-exempt'
import { editRound, openRound, publish, standingEdition, withdrawPublication } from './pledge-round'
import { markOf } from './pledge-state'
import { codes, one, stepOf, testContext, walls } from './testing'

const context = testContext()
const ma = context.newId()
const item: PledgeItemInput = { type: '实事', text: '帮 3 户困难户修缮房屋', measures: '每户不少于两次', due: '2026-10', responsible: '马小军' }
const round = one(openRound(context, { year: 2026, title: '2026年度公开承诺', from: '2026-01', to: '2026-12' }), 'pledgeRound')
const draft = (items: readonly PledgeItemInput[] = [item]) => one(draftPledge(context, round, { memberId: ma, who: '马小军', items }), 'pledge')
const checked = { round, pack: current, who: '马小军' }
const passed = { result: 'passed', on: '2026-02-20', by: '支委会', opinion: '同意', signedBy: '郑守田', who: '马小军' } as const

function published(): { readonly round: PledgeRound; readonly pledge: Pledge } {
  const reviewed = one(reviewPledge(one(propose(draft(), { ...checked, on: '2026-02-10' }), 'pledge'), passed), 'pledge')
  const outcome = publish(round, { on: '2026-03-01', until: '2026-12-31', place: '村务公开栏', phone: '88', lines: [{ pledge: reviewed, who: '马小军', post: '党小组长' }] }, current)
  return { round: one(outcome, 'pledgeRound'), pledge: one(outcome, 'pledge') }
}

test('a round may not end before it begins', () => {
  expect(walls(openRound(context, { year: 2026, title: ' ', from: '2026-03', to: '2026-02' }))).toContain('titleMissing@title')
  expect(walls(editRound(round, { to: '2025-12' }))).toEqual(['roundBackwards@to'])
})

test('提诺 checks at the field', () => {
  const on = '2026-02-10'
  expect(walls(propose(draft([]), { ...checked, on }))).toEqual(['noItems@items'])
  expect(walls(propose(draft([{ ...item, due: '2025-12' }]), { ...checked, on }))).toEqual(['dueBeforeStart@items.0.due'])
  expect(walls(propose(draft([item, { ...item, responsible: ' ' }]), { ...checked, on }))).toEqual(['responsibleMissing@items.1.responsible'])
  expect(walls(draftPledge(context, round, { memberId: ma, who: '马小军', items: [{ ...item, due: '2026-02-30' }] }))).toContain('badField@items.0.due')
  expect(codes(propose(draft([{ ...item, due: null }]), { ...checked, on }))).toEqual(['dueMissing'])
  expect(codes(propose(draft([{ ...item, due: '2026' }]), { ...checked, on }))).toEqual([])
  expect(codes(propose(draft([{ ...item, due: '2027-01' }]), { ...checked, on }))).toEqual(['dueAfterEnd'])
})

test('what cannot be checked is pointed out, not refused', () => {
  const outcome = propose(draft([{ ...item, text: '认真学习，提高素质', measures: '坚持不懈' }]), { ...checked, on: '2026-02-10' })
  expect(codes(outcome)).toEqual(['hardToCheck'])
  expect(outcome.findings?.[0]).toMatchObject({ severity: 'advice', where: { field: 'items.0.text' } })
  expect(['服务群众', '每月走访一次', '给孤寡老人送药', '年底前办完', '修路２公里', '全心全意'].map((text) => isCheckable({ text, measures: '' }))).toEqual([false, true, true, true, true, false])
})

test('from an old paper, a missing 责任人 is a warning and the date is its own', () => {
  const outcome = propose(draft([{ ...item, responsible: '' }]), { ...checked, on: '2026-02-10', fromPaper: true })
  expect(codes(outcome)).toEqual(['responsibleMissing'])
  expect(one(outcome, 'pledge')).toMatchObject({ state: 'proposed', proposedOn: '2026-02-10' })
})

test('one party has one pledge a round', () => {
  expect(walls(draftPledge(context, round, { memberId: ma, who: '马小军', items: [] }, [draft()]))).toEqual(['pledgeExists@'])
})

test('审诺 returns with a reason, and what comes back is reviewed again', () => {
  const proposed = one(propose(draft(), { ...checked, on: '2026-02-10' }), 'pledge')
  expect(walls(reviewPledge(proposed, { ...passed, result: 'returned', opinion: '' }))).toEqual(['reasonMissing@opinion'])
  expect(walls(reviewPledge(proposed, { ...passed, by: '' }))).toEqual(['reviewerMissing@by'])
  expect(codes(reviewPledge(proposed, { ...passed, signedBy: '' }))).toEqual(['unsigned'])
  const returned = one(reviewPledge(proposed, { ...passed, result: 'returned', opinion: '写明次数' }), 'pledge')
  expect(returned).toMatchObject({ state: 'returned', review: { result: 'returned', opinion: '写明次数' } })
  const again = one(propose(one(editItems(context, returned, [{ ...item, text: '每月走访 5 户' }]), 'pledge'), { ...checked, on: '2026-02-15' }), 'pledge')
  expect(again).toMatchObject({ state: 'proposed', review: { result: '' } })
  expect(again.history.map((line) => line.act)).toEqual(['提诺', '退回', '改承诺', '提诺'])
  expect(again.items[0]?.reviews).toEqual([])
})

test('审诺 is of each item: one goes back with its reason, the others have passed; only what was changed is reviewed again', () => {
  const proposed = one(propose(draft([item, { ...item, text: '认真学习' }]), { ...checked, on: '2026-02-10' }), 'pledge')
  const [good, vague] = proposed.items
  if (good === undefined || vague === undefined) throw new Error('two items')
  const back = { ...passed, result: 'returned', opinion: '' } as const
  expect(walls(reviewPledge(proposed, { ...back, returned: [{ itemId: vague.id, reason: ' ' }] }))).toEqual(['reasonMissing@items.1.reason'])
  expect(walls(reviewPledge(proposed, { ...back, returned: [{ itemId: ma, reason: '改' }] }))).toEqual(['itemMissing@items'])
  const returned = one(reviewPledge(proposed, { ...back, returned: [{ itemId: vague.id, reason: '写明学时' }] }), 'pledge')
  expect(returned).toMatchObject({ state: 'returned', review: { result: 'returned', opinion: '第 2 条：写明学时' } })
  expect(returned.items.map((one) => one.reviews)).toEqual([
    [{ on: '2026-02-20', by: '支委会', result: 'passed', reason: '' }], [{ on: '2026-02-20', by: '支委会', result: 'returned', reason: '写明学时' }],
  ])
  expect(codes(propose(returned, { ...checked, on: '2026-02-22' }))).toContain('returnedUnchanged')
  const mended = one(editItems(context, returned, [good, { ...vague, text: '全年学习 32 学时' }]), 'pledge')
  expect(mended.items.map((one) => one.reviews.map((review) => review.result))).toEqual([['passed'], ['returned', '']])
  const again = one(propose(mended, { ...checked, on: '2026-02-22' }), 'pledge')
  expect(again).toMatchObject({ state: 'proposed', review: { result: '' } })
  const done = one(reviewPledge(again, passed), 'pledge')
  expect(done).toMatchObject({ state: 'reviewed', review: { result: 'passed' } })
  expect(done.items[1]?.reviews.map((review) => review.result)).toEqual(['returned', '', 'passed'])
})

test('changing what had passed takes the pass of those items back, and only of those', () => {
  const two = one(reviewPledge(one(propose(draft([item, { ...item, text: '修路 2 公里' }]), { ...checked, on: '2026-02-10' }), 'pledge'), passed), 'pledge')
  const [first, second] = two.items
  if (first === undefined || second === undefined) throw new Error('two items')
  const changed = editItems(context, two, [first, { ...second, due: '2026-11' }])
  expect(codes(changed)).toEqual(['reviewedBefore'])
  expect(one(changed, 'pledge')).toMatchObject({ state: 'proposed', review: { result: '' } })
  expect(one(changed, 'pledge').items.map((one) => one.reviews.at(-1)?.result)).toEqual(['passed', ''])
  expect(one(changed, 'pledge').history.at(-1)).toMatchObject({ act: '改承诺', note: '第 2 条' })
  // A theme is no word of the promise, and handing back the same is no change.
  expect(one(editItems(context, two, [{ ...first, theme: '工作' }, second]), 'pledge')).toMatchObject({ state: 'reviewed', review: { result: 'passed' } })
})

test('what is public may be changed: the sheet stands as it was, the words wait for 审诺 and the next edition', () => {
  const { pledge, round: up } = published()
  const [own] = pledge.items
  if (own === undefined) throw new Error('an item')
  const outcome = editItems(context, pledge, [{ ...own, text: '帮 4 户困难户修缮房屋' }])
  expect(codes(outcome)).toEqual(['reviewedBefore', 'published'])
  const amended = one(outcome, 'pledge')
  expect(amended).toMatchObject({ state: 'published', review: { result: '' } })
  expect(up.editions[0]?.lines[0]?.items[0]?.text).toBe(item.text)
  expect(differsFromSheet(amended, up)).toBe(true)
  expect(differsFromSheet(pledge, up)).toBe(false)
  // It may go back without being taken down.
  expect(one(reviewPledge(amended, { ...passed, result: 'returned', opinion: '写明哪 4 户' }), 'pledge')).toMatchObject({ state: 'published', review: { result: 'returned' } })
  const passedAgain = one(reviewPledge(amended, passed), 'pledge')
  const next = publish(up, { on: '2026-04-01', until: null, place: '村务公开栏', phone: '88', lines: [{ pledge: passedAgain, who: '马小军', post: '' }] }, current)
  const second = one(next, 'pledgeRound')
  expect(changeWords(changesOf(second, 2))).toBe('改了马小军第1条')
  expect(changesOf(second, 1)).toEqual([])
  expect(second.editions[0]?.lines).toEqual(up.editions[0]?.lines)
  expect(differsFromSheet(one(next, 'pledge'), second)).toBe(false)
})

test('who came and who went from one sheet to the next', () => {
  const line = (who: string, text: string) => ({ pledgeId: `00000000-0000-4000-8000-00000000000${who}`, pledgeRev: 1, who, post: '', items: [{ text, measures: '', due: null, responsible: '' }] })
  const sheet = (number: number, lines: ReturnType<typeof line>[]) => ({ number, publishedOn: null, until: null, place: '', phone: '', withdrawnOn: null, withdrawnWhy: '', photos: [], lines })
  const both = { editions: [sheet(1, [line('1', '甲'), line('2', '乙')]), sheet(2, [line('2', '乙'), line('3', '丙')]), sheet(3, [line('2', '乙'), line('3', '丙')])] }
  expect(changeWords(changesOf(both, 2))).toBe('新增3；去掉1')
  expect(changeWords(changesOf(both, 3))).toBe('')
})

const told = { on: '2026-03-06', by: '白露' }
test('photos of the board come afterwards and leave the words alone; a photo of 60 MB is refused in words', () => {
  const { round: up } = published()
  const photo = { sha256: 'a'.repeat(64), size: 3_000_000, name: '公开栏.jpg', type: 'image/jpeg' }
  const outcome = keepPhotos(up, 1, [photo], told)
  expect(stepOf(outcome).final).toBe(false)
  expect(one(outcome, 'pledgeRound').editions).toEqual([{ ...up.editions[0], photos: [photo] }])
  expect(one(outcome, 'pledgeRound').history.at(-1)).toEqual({ on: '2026-03-06', act: '公示栏照片', who: '白露', note: '第 1 版附上 公开栏.jpg', memberId: null })
  expect(one(keepPhotos(one(outcome, 'pledgeRound'), 1, [], told), 'pledgeRound').history.at(-1)?.note).toBe('第 1 版去掉 公开栏.jpg')
  expect(walls(keepPhotos(up, 2, [photo], told))).toEqual(['editionMissing@number'])
  const large = keepPhotos(up, 1, [{ ...photo, size: 60 * 1024 * 1024 }], told)
  expect(walls(large)).toEqual(['fileTooLarge@files'])
  expect(large.findings?.[0]?.text).toBe('“公开栏.jpg”有 60 MB，一个最多收 30 MB，存成小一点的再放')
  expect(walls(keepPhotos(up, 1, [{ ...photo, type: 'text/plain' }], told))).toEqual(['notPicture@files'])
  expect(walls(keepPhotos(up, 1, [{ ...photo, size: 0 }], told))).toEqual(['fileEmpty@files'])
  expect(walls(keepPhotos(up, 1, Array.from({ length: 13 }, () => photo), told))).toEqual(['tooManyFiles@files'])
})

test('免诺 is said per round with its reason, and taken back', () => {
  const input = { memberId: ma, who: '彭开泰', reason: '年老体弱', on: '2026-02-01' }
  expect(walls(exemptMember(round, { ...input, reason: ' ' }))).toEqual(expect.arrayContaining(['reasonMissing@reason']))
  const exempt = one(exemptMember(round, input), 'pledgeRound')
  expect(exemptionOf(exempt, ma)).toEqual({ memberId: ma, reason: '年老体弱', on: '2026-02-01' })
  expect(exemptionOf(exempt, null)).toBeNull()
  expect(one(exemptMember(exempt, { ...input, reason: '长期患病' }), 'pledgeRound').exemptions).toHaveLength(1)
  expect(one(endExemption(exempt, input), 'pledgeRound').exemptions).toEqual([])
  expect(walls(endExemption(round, input))).toEqual(['notExempt@memberId'])
  const ended = one(endExemption(exempt, { ...input, on: '2026-03-01', by: '白露' }), 'pledgeRound')
  expect(ended.history.map((line) => [line.on, line.act, line.who, line.note, line.memberId])).toEqual([[context.today, '开轮', '', round.title, null], ['2026-02-01', '免诺', '', '彭开泰：年老体弱', ma], ['2026-03-01', '不再免诺', '白露', '彭开泰', ma]])
})

test('somebody who is away promises in writing, and the history says so', () => {
  const away = one(draftPledge(context, round, { memberId: ma, who: '马小军', items: [item], inWriting: true }), 'pledge')
  expect(one(propose(away, { ...checked, on: '2026-02-10' }), 'pledge')).toMatchObject({ inWriting: true, history: [{ act: '书面提诺' }] })
  expect(one(editItems(context, away, away.items, false), 'pledge').inWriting).toBe(false)
})

test('评诺: four sides as they come in, then the grade; the figures have to be possible', () => {
  const { pledge } = published()
  const said = { ...noEvaluation, who: '马小军', on: '2026-12-20', by: '党支部', organisation: '基本兑现' }
  expect(walls(recordEvaluation(pledge, { ...said, organisation: ' ' }))).toEqual(['nothingSaid@self'])
  expect(walls(recordEvaluation(pledge, { ...said, asked: 10, satisfied: 11 }))).toEqual(['moreSatisfiedThanAsked@satisfied'])
  expect(walls(recordEvaluation(pledge, { ...said, publishedOn: '2026-12-01' }))).toEqual(['publishedBeforeEvaluated@publishedOn'])
  const half = recordEvaluation(pledge, said)
  expect(codes(half)).toEqual(['gradeMissing'])
  expect(one(half, 'pledge').state).toBe('published')
  const graded = recordEvaluation(pledge, { ...said, grade: '较好', asked: 30, satisfied: 28 })
  expect(codes(graded)).toEqual(['openItems'])
  expect(one(graded, 'pledge')).toMatchObject({ state: 'evaluated', evaluation: { grade: '较好' } })
  expect(satisfactionWords({ asked: 30, satisfied: 28 })).toBe('问到30人，满意28人（93.3%）')
  expect(satisfactionWords({ asked: 0, satisfied: 0 })).toBe('')
  const own = one(markUnkept(pledge, pledge.items[0]?.id ?? '', { on: '2026-12', reason: '拖了', cause: 'own', told: '会上检讨' }), 'pledge')
  expect(codes(recordEvaluation(own, { ...said, grade: '好' }))).toEqual(['goodThoughUnkept'])
})

test('互评 is proposed from the tally of the year, counted and not ranked', () => {
  const row = { memberId: ma, name: '马小军', votes: { excellent: 6, qualified: 14, basic: 0, unqualified: 0 }, blank: 1 }
  const held: Review = {
    id: context.newId(), rev: 1, schema: 1, rulePack: 'current@1', createdSeq: 1, kind: 'review', year: 2026, title: '民主评议', heldOn: '2026-12-26', place: '', chair: '', recorder: '', state: 'sent', grades: ['excellent', 'qualified', 'basic', 'unqualified'], steps: [], roster: [],
    counts: { due: 23, present: 22, leave: 1, absent: 0, exempt: 0, issued: 22, returned: 21, valid: 21, invalid: 0 }, tally: [row], tallyClosedOn: '2026-12-26', verdicts: [], decidedOn: null, decidedBy: '', capReason: '', ...reviewExtras,
  }
  expect(peersFromReviews([held], ma, 2026)).toBe('2026年12月26日民主评议，有效票21张：优秀6票、合格14票、基本合格0票、不合格0票。')
  expect(peersFromReviews([{ ...held, tallyClosedOn: null }], ma, 2026)).toBe('')
  expect(peersFromReviews([held], null, 2026)).toBe('')
})

test('公诺 freezes word for word and is final', () => {
  const { round: after, pledge } = published()
  expect(after.editions).toEqual([{
    number: 1, publishedOn: '2026-03-01', until: '2026-12-31', place: '村务公开栏', phone: '88', withdrawnOn: null, withdrawnWhy: '', photos: [],
    lines: [{ pledgeId: pledge.id, pledgeRev: pledge.rev, who: '马小军', post: '党小组长', items: [{ text: item.text, measures: item.measures, due: '2026-10', responsible: '马小军' }] }],
  }])
  expect(pledge.state).toBe('published')
  expect(stepOf(publish(round, { on: '2026-03-01', until: null, place: '', phone: '1', lines: [{ pledge: draft(), who: '马小军', post: '' }] }, current)).final).toBe(true)
  expect(walls(reviewPledge(pledge, { ...passed, result: 'returned', opinion: '再想想' }))).toEqual(['published@result'])
  expect(walls(propose(pledge, { ...checked, on: '2026-04-01' }))).toEqual(['published@state'])
})

test('公诺 without 审诺 is a warning; an empty, double or foreign sheet is refused', () => {
  const base = { on: '2026-03-01', until: null, place: '', phone: '' }
  const pledge = draft()
  expect(codes(publish(round, { ...base, lines: [{ pledge, who: '马小军', post: '' }] }, current))).toEqual(['phoneMissing', 'notReviewed'])
  expect(walls(publish(round, { ...base, lines: [] }, current))).toEqual(['nothingToPublish@lines'])
  const line = { pledge, who: '马小军', post: '' }
  expect(walls(publish(round, { ...base, lines: [line, line] }, current))).toEqual(['publishedTwice@lines'])
  expect(walls(publish({ ...round, id: context.newId() }, { ...base, lines: [line] }, current))).toEqual(['otherRound@lines'])
  expect(walls(publish(round, { ...base, until: '2026-02-01', lines: [line] }, current))).toEqual(['untilBeforeOn@until'])
  expect(walls(publish(round, { ...base, lines: [{ ...line, pledge: draft([]) }] }, current))).toEqual(['noItems@items'])
})

test('撤回公示 answers it and leaves both visible', () => {
  const up = published()
  expect(walls(withdrawPublication(up.round, [up.pledge], { number: 1, on: '2026-03-02', why: '' }))).toEqual(['whyMissing@why'])
  expect(walls(withdrawPublication(up.round, [up.pledge], { number: 2, on: '2026-03-02', why: '错' }))).toEqual(['editionMissing@number'])
  expect(walls(withdrawPublication(up.round, [up.pledge], { number: 1, on: '2026-02', why: '错' }))).toEqual(['withdrawnBeforePublished@on'])
  const outcome = withdrawPublication(up.round, [up.pledge], { number: 1, on: '2026-03-05', why: '写错一户' })
  const [down, pledge] = [one(outcome, 'pledgeRound'), one(outcome, 'pledge')]
  expect(stepOf(outcome)).toMatchObject({ final: true, answers: { name: '撤回公示', recordId: round.id } })
  expect(down.editions).toMatchObject([{ number: 1, publishedOn: '2026-03-01', withdrawnOn: '2026-03-05', withdrawnWhy: '写错一户' }])
  expect(pledge.state).toBe('reviewed')
  expect(standingEdition(down)).toBeNull()
  expect(walls(withdrawPublication(down, [pledge], { number: 1, on: '2026-03-06', why: '再撤' }))).toEqual(['alreadyWithdrawn@number'])
  const again = one(publish(down, { on: '2026-03-08', until: null, place: '', phone: '88', lines: [{ pledge, who: '马小军', post: '' }] }, current), 'pledgeRound')
  expect(standingEdition(again)?.number).toBe(2)
})

test('a pledge that stands in another edition stays published', () => {
  const up = published()
  const twice = publish(up.round, { on: '2026-04-01', until: null, place: '', phone: '88', lines: [{ pledge: up.pledge, who: '马小军', post: '' }] }, current)
  const down = withdrawPublication(one(twice, 'pledgeRound'), [one(twice, 'pledge')], { number: 1, on: '2026-04-02', why: '换新版' })
  expect(one(down, 'pledge').state).toBe('published')
  expect(codes(withdrawPublication(one(twice, 'pledgeRound'), [], { number: 1, on: '2026-04-02', why: '换新版' }))).toEqual(['pledgeGone'])
})

test('践诺, 销号, 没办成', () => {
  const { pledge } = published()
  const id = pledge.items[0]?.id ?? ''
  expect(walls(recordProgress(pledge, id, { on: '2026-05', note: '', percent: 10 }))).toEqual(['noteMissing@note'])
  expect(walls(recordProgress(pledge, 'nobody', { on: '2026-05', note: '办了', percent: 10 }))).toEqual(['itemMissing@items'])
  expect(walls(recordProgress(pledge, id, { on: '2026-05', note: '办了', percent: 101 }))).toEqual(['badField@items.0.progress.0.percent'])
  const under = one(recordProgress(pledge, id, { on: '2026-05', note: '修好 1 户', percent: 30 }), 'pledge')
  expect(codes(recordProgress(under, id, { on: '2026-06', note: '返工', percent: 20 }))).toEqual(['percentFell'])
  expect(codes(closeItem(pledge, id, { on: '2026-09-30', by: '' }))).toEqual(['closerMissing', 'noEvidence'])
  const done = one(closeItem(under, id, { on: '2026-09-30', by: '郑守田' }), 'pledge')
  expect(done).toMatchObject({ state: 'fulfilled', items: [{ closedOn: '2026-09-30', closedBy: '郑守田' }] })
  expect(walls(closeItem(done, id, { on: '2026-10', by: '郑守田' }))).toEqual(['alreadyClosed@closedOn'])
  expect(one(reopenItem(done, id, { on: '2026-10', why: '返工' }), 'pledge')).toMatchObject({ state: 'published', items: [{ closedOn: null }] })
  expect(walls(reopenItem(under, id, { on: '2026-10', why: '' }))).toEqual(['notClosed@closedOn'])
  expect(walls(markUnkept(under, id, { on: '2026-12', reason: ' ', cause: '', told: '' }))).toEqual(['reasonMissing@unkeptReason', 'causeMissing@unkeptCause'])
  expect(codes(markUnkept(under, id, { on: '2026-12', reason: '汛期冲毁', cause: 'objective', told: '' }))).toEqual(['notTold'])
  const unkept = one(markUnkept(under, id, { on: '2026-12', reason: '汛期冲毁，明年再办', cause: 'objective', told: '村务公开栏上说明' }), 'pledge')
  expect(unkept).toMatchObject({ state: 'fulfilled', items: [{ unkeptReason: '汛期冲毁，明年再办', unkeptOn: '2026-12', unkeptCause: 'objective', unkeptTold: '村务公开栏上说明' }] })
})

test('editing keeps the progress of items that stay', () => {
  const started = draft()
  const id = started.items[0]?.id ?? ''
  const moved = one(recordProgress(started, id, { on: '2026-05', note: '办了', percent: 10 }), 'pledge')
  expect(one(editItems(context, moved, [{ ...item, id, text: '改了字' }]), 'pledge').items[0]).toMatchObject({ id, text: '改了字', progress: [{ note: '办了' }] })
  expect(codes(editItems(context, moved, [item]))).toEqual(['progressDropped'])
})

test('an item is open, late, closed or unkept', () => {
  const [open] = draft().items
  if (open === undefined) throw new Error('an item')
  expect([markOf(open, '2026-10-31', '2026-10-31'), markOf(open, '2026-10-31', '2026-11-01'), markOf({ ...open, closedOn: '2026-11-02' }, '2026-10-31', '2026-12-01'), markOf({ ...open, unkeptReason: '汛期' }, null, '2026-12-01')]).toEqual(['open', 'late', 'closed', 'unkept'])
})
