import { confirmReport, editReport, finalEdition, giveOpinion, markOffline, readAtMeeting, reviewReport, settleComment, startReport, submitReport } from '#shared/duties/analysis'
import { addFeedback, answerFeedback } from '#shared/duties/feedback'
import { openRectifications, problemLines } from '#shared/duties/rectification'
import type { AnalysisReport } from '#shared/model/analysis-report'
import type { Feedback } from '#shared/model/feedback'
import { current } from '#shared/rules/packs/current'
import type { Book } from './book'
import { reports } from './texts'

/** The sample's self-examination: feedback, one report given back with comments, two editions that differ, the branch's own report. All invented. */
const year = 2026
const branch = '党支部'
const committee = '支委会'

type Said = { readonly whose: string; readonly on: string; readonly way: Feedback['way']; readonly source: string; readonly text: string; readonly answer?: Feedback['answer'] }
const said: readonly Said[] = [
  { whose: '石惊涛', on: '2026-11-18', way: '座谈', source: '青石渡村民代表', text: '村口砂石料堆拖了两个月才管', answer: { way: 'problem', on: '2026-12-07', note: '', problem: '处理乱占河道手软。' } },
  { whose: '石惊涛', on: '2026-11-20', way: '问卷', source: '', text: '巡河日志补记的多，看不出哪天去的' },
  { whose: '石惊涛', on: '2026-11-20', way: '意见箱', source: '', text: '开会念文件多，讲课听不进去' },
  { whose: '石惊涛', on: '2026-11-18', way: '座谈', source: '服务对象', text: '办事态度好，不推', answer: { way: 'notNeeded', on: '2026-11-18', note: '', problem: '' } },
  { whose: '白露', on: '2026-11-20', way: '问卷', source: '', text: '简报登出来太晚', answer: { way: 'problem', on: '2026-12-07', note: '', problem: '简报写得慢。' } },
  { whose: '白露', on: '2026-11-21', way: '个别谈话', source: '党员', text: '到联系村去得少', answer: { way: 'problem', on: '2026-12-07', note: '', problem: '到联系村少。' } },
  { whose: branch, on: '2026-11-18', way: '座谈', source: '群众代表', text: '窗口中午没人，跑两趟', answer: { way: 'handled', on: '2026-11-25', note: '11月25日起中午留一人值班，时间贴在门口。', problem: '' } },
]

const branchParts = {
  opening: '今年支部有党员24名，开支委会12次，办主题党日12次。会前召开座谈会1次，发问卷40份，征求到对支部的意见1条。',
  problems: '1. 下村服务少办一次。承诺全年6次，10月因防汛值守误了1次，没有及时补。\n2. 谈心谈话不匀。支委之间谈了，和驻站党员全年只谈过2人。',
  causes: '下村服务误了不补，是把防汛忙当理由，没有提前排替班。谈心谈话不匀，是坐在机关等人来，没有到站里去。',
  measures: '1. 下村服务排出替班表，误了的次月15日前补上，由组织委员负责，2027年1月起执行。\n2. 2027年6月底前支委分头到5个站和驻站党员各谈1次，由书记督促。',
}

const reportOf = (book: Book, memberId: string | null): AnalysisReport => {
  const found = book.all('analysisReport').find((one) => one.memberId === memberId)
  if (found === undefined) throw new Error('the sample lost a report')
  return found
}
const idOf = (book: Book, name: string): string | null => (name === branch ? null : (book.all('member').find((member) => member.name === name)?.id ?? null))
const writers = [...reports, { name: branch, parts: branchParts }]

export function writeReports(book: Book): void {
  for (const { whose, answer, ...one } of said) {
    book.on('2026-11-30', (context) => addFeedback(context, { ...one, year, memberId: idOf(book, whose) }, whose))
    const kept = book.all('feedback').at(-1)
    if (answer !== undefined && answer.way !== 'problem' && kept !== undefined) book.on('2026-11-30', () => answerFeedback(kept, answer))
  }
  for (const { name } of writers) book.on('2026-11-30', (context) => startReport(context, { memberId: idOf(book, name), memberName: name, year }, book.all('analysisReport')))
  const report = (name: string) => reportOf(book, idOf(book, name))
  for (const { name } of writers) book.on('2026-11-30', () => markOffline(report(name), 'learning', { on: '2026-11-12', note: '集中学习半天，签到在会议记录本', who: name }))
  for (const { name, parts } of writers) {
    // 白露's first draft was too general; what she was told stands beside the paragraph.
    const first = name === '白露' ? { ...parts, problems: '1. 简报写得慢。\n2. 到联系村少。' } : parts
    book.on('2026-12-02', () => editReport(report(name), { parts: first, writtenOn: '2026-12-02' }))
  }
  for (const { name } of writers) {
    book.on('2026-12-03', () => submitReport(report(name), { on: '2026-12-03', who: name }, current))
  }
  book.on('2026-12-05', (context) =>
    reviewReport(report('白露'), { result: 'returned', on: '2026-12-05', by: committee, opinion: '问题要写到事上', who: '白露', comments: [{ id: context.newId(), part: 'problems', quote: '1. 简报写得慢。', text: '慢到什么程度？写出天数。' }, { id: context.newId(), part: 'problems', quote: '2. 到联系村少。', text: '全年去了几次，怎么去的？' }] }))
  book.on('2026-12-07', () => editReport(report('白露'), { parts: reports.find((one) => one.name === '白露')?.parts ?? {} }))
  // What was written into a report is named beside what was said.
  for (const kept of book.all('feedback')) {
    const answer = said.find((one) => one.text === kept.text)?.answer
    if (answer?.way === 'problem') book.on('2026-12-07', () => answerFeedback(kept, answer))
  }
  for (const { id } of report('白露').comments) book.on('2026-12-07', () => settleComment(report('白露'), id, '2026-12-07', '白露'))
  book.on('2026-12-07', () => submitReport(report('白露'), { on: '2026-12-07', who: '白露' }, current))
  for (const { name } of writers) book.on('2026-12-08', () => reviewReport(report(name), { result: 'passed', on: '2026-12-08', by: committee, opinion: '问题找得准，措施有期限，同意在会上报告。', who: name }))
}

export function readReports(book: Book, on: string): void {
  for (const { name } of writers) book.on(on, () => readAtMeeting(reportOf(book, idOf(book, name)), { on, who: name }))
}

export function closeReports(book: Book): void {
  const report = (name: string) => reportOf(book, idOf(book, name))
  const { measures } = report('石惊涛').parts
  book.on('2026-12-28', () => editReport(report('石惊涛'), { parts: { measures: `${measures}\n4. 会上同志们说我讲课念文件多：2027年讲党课用河道上的真事来讲，每次不超过40分钟，3月底前讲第一次，白露听课提意见。` } }))
  for (const { name } of writers) book.on('2026-12-28', () => finalEdition(report(name), { on: '2026-12-28', who: name }))
  for (const { name } of writers) book.on('2026-12-29', () => giveOpinion(report(name), { on: '2026-12-29', by: committee, text: '会上的意见改进去了，同意定稿。', who: name }))
  for (const { name } of writers) {
    book.on('2026-12-30', () => confirmReport(report(name), { on: '2026-12-30', who: name }))
    const names = book.all('member').map((member) => member.name)
    book.on('2026-12-30', (context) => openRectifications(context, report(name), name, problemLines(report(name), names), book.all('rectification')))
  }
}
