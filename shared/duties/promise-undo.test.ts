import { expect, test } from 'vitest'
import { applyCommit, type Books } from '#shared/commit/apply'
import { commitDraftSchema, type JournalEntry } from '#shared/commit/commit'
import { canUndo, invertCommit, sameBody } from '#shared/commit/invert'
import type { Kind, RecordOf } from '#shared/model/kinds'
import { current } from '#shared/rules/packs/current'
import { bringBackNotes, confirmReport, editReport, finalEdition, giveOpinion, markOffline, readAtMeeting, reopenReport, reviewReport, setAsideNote, settleComment, startReport, submitReport, unmarkOffline } from './analysis'
import { addFeedback, answerFeedback, editFeedback, removeFeedback } from './feedback'
import { closeItem, markUnkept, recordProgress, reopenItem, reviewPledge, type PledgeItemInput } from './pledge'
import { passAll, writeAndPropose } from './pledge-at-once'
import { keepPhotos } from './pledge-edition'
import { recordEvaluation } from './pledge-evaluate'
import { endExemption, exemptMember } from './pledge-exempt'
import { editRound, openRound, publish, withdrawPublication } from './pledge-round'
import { editRectification, openRectifications, problemLines, settleRectification } from './rectification'
import { stepOf, testContext } from './testing'
import type { Outcome } from './transition'

/** Every ordinary act of these two duties, one after the other on the same books: its undo gives back what stood before. A final one is refused, and answered by name. */
const context = testContext()
const actor = { name: '白露', post: '书记' }
let books: Books = new Map()
const done: string[] = []

function act(name: string, outcome: Outcome, kind: 'ordinary' | 'final' | 'counter' = 'ordinary'): void {
  const step = stepOf(outcome)
  const draft = commitDraftSchema.parse({ format: 1, id: context.newId(), actor, title: step.title, final: step.final, answers: null, changes: step.records })
  const entry: JournalEntry = { ...draft, seq: done.length + 1, prev: '0'.repeat(64), at: '2026-12-08T09:30:00Z' }
  const after = applyCommit(books, entry)
  const standing = (id: string) => after.get(id) ?? null
  const allowed = canUndo(entry, (id) => ({ record: standing(id), later: 'nothing' }))
  expect(allowed.ok, name).toBe(kind === 'ordinary')
  expect(step.answers?.name ?? null, name).toBe(kind === 'counter' ? '撤回公示' : null)
  if (kind === 'ordinary') {
    const back = applyCommit(after, commitDraftSchema.parse(invertCommit(entry, { id: context.newId(), actor }, standing)))
    expect([...back.keys()].sort(), name).toEqual([...books.keys()].sort())
    for (const [id, record] of books) expect(sameBody(back.get(id) ?? record, record) && back.has(id), `${name}: ${record.kind}`).toBe(true)
  }
  books = after
  done.push(name)
}

function the<K extends Kind>(kind: K): RecordOf<K> {
  const found = [...books.values()].filter((record) => record.kind === kind).at(-1)
  if (found === undefined) throw new Error(`no ${kind}`)
  return found as unknown as RecordOf<K>
}

const who = '白露'
const memberId = context.newId()
const item: PledgeItemInput = { type: '实事', text: '帮 3 户困难户修缮房屋', measures: '', due: '2026-10', responsible: who }
const itemId = () => the('pledge').items[0]?.id ?? ''
const proposal = (text: string, before: RecordOf<'pledge'> | null) => writeAndPropose(context, { round: the('pledgeRound'), before, memberId, who, items: [{ ...item, text, ...(before === null ? {} : { id: itemId() }) }], on: '2026-02-10', pack: current, fromPaper: false, others: [] })
const sheet = () => ({ on: '2026-03-05', until: null, place: '公开栏', phone: '88', lines: [{ pledge: the('pledge'), who, post: '' }] })
const photo = { sha256: 'a'.repeat(64), size: 3_000_000, name: '公开栏.jpg', type: 'image/jpeg' }
const verdict = { on: '2026-02-20', by: '支委会', opinion: '写明次数', signedBy: '顾清源', who }

test('the round and its pledges', () => {
  act('开轮', openRound(context, { year: 2026, title: '2026年度', from: '2026-01', to: '2026-12' }))
  act('改轮', editRound(the('pledgeRound'), { title: '2026年度承诺' }))
  act('免诺', exemptMember(the('pledgeRound'), { memberId, who, reason: '患病', on: '2026-02-01' }))
  act('不再免诺', endExemption(the('pledgeRound'), { memberId, who, on: '2026-02-02' }))
  act('提诺', proposal('帮 3 户困难户修缮房屋', null))
  act('退回', reviewPledge(the('pledge'), { ...verdict, result: 'returned' }))
  act('改了再提', proposal('帮 4 户困难户修缮房屋', the('pledge')))
  act('审过', passAll({ pledges: [{ pledge: the('pledge'), who, by: '支委会' }], on: '2026-02-25', opinion: '', signedBy: '顾清源' }))
  act('公示', publish(the('pledgeRound'), sheet(), current), 'final')
  act('撤回公示', withdrawPublication(the('pledgeRound'), [the('pledge')], { number: 1, on: '2026-03-06', why: '电话错了' }), 'counter')
  act('再公示', publish(the('pledgeRound'), sheet(), current), 'final')
  act('照片', keepPhotos(the('pledgeRound'), 2, [photo], { on: '2026-03-07', by: who }))
  act('记一笔', recordProgress(the('pledge'), itemId(), { on: '2026-05', note: '修好 1 户', percent: 30 }))
  act('销号', closeItem(the('pledge'), itemId(), { on: '2026-09', by: who }))
  act('重新打开', reopenItem(the('pledge'), itemId(), { on: '2026-10', why: '漏雨' }))
  act('没办成', markUnkept(the('pledge'), itemId(), { on: '2026-11', reason: '住院', cause: 'objective', told: '公开栏说明' }))
  act('评诺', recordEvaluation(the('pledge'), { ...the('pledge').evaluation, on: '2026-12-20', by: '党员大会', organisation: '属实', grade: '一般', who }))
})

test('feedback, the report, and what comes of it', () => {
  act('开报告', startReport(context, { memberId, memberName: who, year: 2026 }))
  act('改报告', editReport(the('analysisReport'), { parts: { opening: '我。', problems: '1. 账目公开不及时。', causes: '图省事。', measures: '1. 每季度10日前贴出，由郑守田监督。' } }))
  act('记意见', addFeedback(context, { year: 2026, on: '2026-11-20', way: '座谈', source: '', text: '账目公开慢', memberId }, who))
  act('改意见', editFeedback(the('feedback'), { text: '账目贴得慢' }))
  act('就是这条', answerFeedback(the('feedback'), { way: 'problem', on: '2026-12-01', note: '', problem: '账目公开不及时。' }))
  act('不是这条', answerFeedback(the('feedback'), { way: 'open', on: '2026-12-01', note: '', problem: '' }))
  act('删意见', removeFeedback(the('feedback')))
  act('不再提醒', setAsideNote(the('analysisReport'), { key: 'noCause@problems#1', said: '第 1 条没有写原因', on: '2026-12-02', who }))
  act('都再提醒', bringBackNotes(the('analysisReport')))
  act('线下已办', markOffline(the('analysisReport'), 'learning', { on: '2026-11-12', note: '签到', who }))
  act('不算线下', unmarkOffline(the('analysisReport'), 'learning', who))
  act('交审', submitReport(the('analysisReport'), { on: '2026-12-03', who }, current))
  act('退回', reviewReport(the('analysisReport'), { result: 'returned', on: '2026-12-05', by: '支委会', opinion: '写具体', who, comments: [{ id: context.newId(), part: 'problems', quote: '1. 账目公开不及时。', text: '哪一季度' }] }))
  act('改好了', settleComment(the('analysisReport'), the('analysisReport').comments[0]?.id ?? '', '2026-12-06', who))
  act('再交', submitReport(the('analysisReport'), { on: '2026-12-07', who }, current))
  act('通过', reviewReport(the('analysisReport'), { result: 'passed', on: '2026-12-08', by: '支委会', opinion: '', who }))
  act('宣读', readAtMeeting(the('analysisReport'), { on: '2026-12-26', who }))
  act('定稿', finalEdition(the('analysisReport'), { on: '2026-12-28', who }))
  act('评议意见', giveOpinion(the('analysisReport'), { on: '2026-12-29', by: '支委会', text: '同意', who }))
  act('确认', confirmReport(the('analysisReport'), { on: '2026-12-30', who }))
  act('改回', reopenReport(the('analysisReport'), who, '2026-12-31'))
  act('进整改台账', openRectifications(context, the('analysisReport'), who, problemLines(the('analysisReport')), []))
  act('改整改', editRectification(the('rectification'), { responsible: '郑守田' }))
  act('整改销号', settleRectification(the('rectification'), { state: 'closed', closedOn: '2027-06-30', result: '都按时贴出' }))
})
