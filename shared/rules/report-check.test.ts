import { expect, test } from 'vitest'
import { member as aMember } from '#shared/documents/testing'
import type { Feedback } from '#shared/model/feedback'
import { feedbackStates, reportChecks, type CheckFacts } from './report-check'
import { answersOf, dateIn, itemsOf } from './report-items'

const problems = '1. 账目公开不及时。第二季度账目应在7月10日前上墙，实际8月2日才贴出来。\n2. 代办等人上门。全年代办医保137件，没有一次到远组去办。'
const causes = '账目贴得晚，是觉得早几天晚几天没关系。等人上门代办，是图自己方便。'
const measures = '1. 每季度第一个月10日前贴出账目，由监委会主任监督。\n2. 2027年3月起每月到远组代办一次，何桂芳负责。'
const feedback = (text: string, way: Feedback['answer']['way'] = 'none'): Feedback => ({
  id: '00000000-0000-4000-8000-000000000009', rev: 1, schema: 1, rulePack: 'current@1', createdSeq: 1, kind: 'feedback', year: 2026, on: '2026-11-24', way: '座谈', source: '', text, memberId: null, answer: { way, on: null, note: '' },
})
const facts = (patch: Partial<CheckFacts> = {}, parts: Partial<CheckFacts['report']['parts']> = {}): CheckFacts => ({
  report: { parts: { opening: '我2005年7月入党，现任支部组织委员。', problems, causes, measures, ...parts }, writtenOn: '2026-12-02', readOn: null, memberId: null }, feedback: [], member: null, names: ['何桂芳'], meetingOn: null, ...patch,
})
const said = (input: CheckFacts) => reportChecks(input).map((found) => `${found.code}@${found.where.field ?? ''}`)

test('items are the numbered paragraphs with what follows them, else the paragraphs', () => {
  expect(itemsOf(`（一）公开方面\n${problems}\n后面还有一段。`).map((item) => [item.number, item.text.slice(0, 7)])).toEqual([['1', '账目公开不及时'], ['2', '代办等人上门。']])
  expect(itemsOf('甲段。\n\n乙段。').map((item) => item.text)).toEqual(['甲段。', '乙段。'])
  expect(itemsOf('')).toEqual([])
  expect(answersOf(itemsOf(problems)[1]!, causes).map((item) => item.text)).toEqual(['等人上门代办，是图自己方便。'])
  expect(dateIn('3月底前办完，2027年6月30日验收', 2026)).toBe('2027-06-30')
})

test('a whole report says nothing', () => expect(said(facts())).toEqual([]))

test('feedback is answered by a problem, by being dealt with, or stands open', () => {
  const states = feedbackStates([feedback('账目公开慢，想看看不到'), feedback('念文件多，年轻人听不进'), feedback('办事态度好', 'notNeeded'), feedback('路灯坏了', 'handled')], problems)
  expect(states.map(({ state, problem }) => [state, problem?.number ?? null])).toEqual([['answered', '1'], ['open', null], ['notNeeded', null], ['handled', null]])
  expect(said(facts({ feedback: [feedback('念文件多，年轻人听不进')] }))).toEqual(['feedbackOpen@parts.problems'])
})

test('a problem without cause or measure is named at its place', () => {
  const alone = `${problems}\n3. 对年轻党员帮得少。唐少华转正前我只谈过1次话。`
  const at = `parts.problems.${alone.indexOf('3.')}-${alone.length}`
  expect(said(facts({}, { problems: alone }))).toEqual([`noCause@${at}`, `noMeasure@${at}`])
})

test('a measure without day or person; a phrase of anybody', () => {
  expect(said(facts({}, { measures: '1. 今后把账目贴好。\n2. 2027年起每月到远组代办，何桂芳负责。' }))).toEqual(['measureBare@parts.measures.0-11'])
  expect(said(facts({}, { causes: `${causes}学习不够深入。` }))).toEqual([`stockPhrase@parts.causes.${causes.length}-${causes.length + 6}`])
})

test('parts out of proportion', () => {
  expect(said(facts({}, { opening: `我2005年7月入党。${'参加学习。'.repeat(80)}` }))).toEqual(expect.arrayContaining(['openingLong@parts.opening', 'problemsShort@parts.problems']))
})

test('written after the meeting; dates and posts that disagree with the roster of that day', () => {
  expect(said(facts({ meetingOn: '2026-12-01' }))).toEqual(['writtenAfter@writtenOn'])
  expect(said(facts({ meetingOn: '2026-12' }))).toEqual([])
  const member = aMember(1, { joined: '2009-06', posts: [{ from: '2024-06', to: null, post: '组织委员' }] })
  expect(said(facts({ member })).map((one) => one.split('@')[0])).toEqual(['dateDiffers'])
  expect(said(facts({ member: { ...member, joined: '2005-07-01', posts: [{ from: '2020', to: '2024-06', post: '组织委员' }] } })).map((one) => one.split('@')[0])).toEqual(['postDiffers'])
})
