import { expect, test } from 'vitest'
import { member as aMember } from '#shared/documents/testing'
import type { Feedback } from '#shared/model/feedback'
import { feedbackStates, reportChecks, type CheckFacts } from './report-check'
import { answersOf, dateIn, itemsOf } from './report-items'

const problems = '1. 账目公开不及时。第二季度账目应在7月10日前上墙，实际8月2日才贴出来。\n2. 代办等人上门。全年代办医保137件，没有一次到远组去办。'
const causes = '账目贴得晚，是觉得早几天晚几天没关系。等人上门代办，是图自己方便。'
const measures = '1. 每季度第一个月10日前贴出账目，由监委会主任监督。\n2. 2027年3月起每月到远组代办一次，何桂芳负责。'
const feedback = (text: string, way: Feedback['answer']['way'] = 'none'): Feedback => ({
  id: '00000000-0000-4000-8000-000000000009', rev: 1, schema: 1, rulePack: 'current@1', createdSeq: 1, kind: 'feedback', year: 2026, on: '2026-11-24', way: '座谈', source: '', text, memberId: null, answer: { way, on: null, note: '', problem: '' },
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

const become = (said: readonly Feedback[], text = problems) => feedbackStates(said, text).map(({ state, problem, by, guess }) => `${state}${problem === null ? '' : `二、${problem.number}`}${by === null ? '' : ` ${by}`}${guess === null ? '' : ` 像${guess.number}`}`)

test('feedback is answered by a problem, by being dealt with, or stands open', () => {
  expect(become([feedback('账目公开慢，想看看不到'), feedback('念文件多，年轻人听不进'), feedback('办事态度好', 'notNeeded'), feedback('路灯坏了', 'handled')])).toEqual(['answered二、1 words', 'open', 'notNeeded person', 'handled person'])
  expect(said(facts({ feedback: [feedback('念文件多，年轻人听不进')] }))).toEqual(['feedbackOpen@parts.problems'])
})

test('pairs as they are met: what is the same matter is seen, one word in common is only asked about', () => {
  const report = '1. 账目公开不及时。第二季度账目8月2日才贴出来。\n2. 医保代办等人上门，没有一次到远组去办。\n3. 走访困难户少，年初说好每月一次，只去了4次。\n4. 党课讲得少，全年只讲1次。\n5. 村委会值班脱岗，7月有3天没人。'
  const same = ['村里账目公开慢，想看看不到', '远组老人医保没人代办，要跑6里', '困难户一年见不到人走访', '村委会值班常没人，脱岗']
  expect(same.map((text) => become([feedback(text)], report)[0])).toEqual(['answered二、1 words', 'answered二、2 words', 'answered二、3 words', 'answered二、5 words'])
  // The same word, another matter: none of these is answered.
  const other = ['困难户的低保办得慢', '书记讲党课听不懂', '村委会门口路灯坏了半年', '年轻党员开会少', '办公室态度生硬', '希望多组织学习', '群众工作做得不够深入']
  expect(other.map((text) => become([feedback(text)], report)[0])).toEqual(['open 像3', 'open 像4', 'open', 'open', 'open', 'open', 'open'])
  // Two problems fit alike: neither is assumed.
  expect(become([feedback('河道巡查没人')], '1. 河道巡查少。\n2. 河道巡查补记。')).toEqual(['open 像1'])
})

test('what a person said stands over what the words seem to say', () => {
  const linked = (problem: string): Feedback => ({ ...feedback('念文件多，年轻人听不进'), answer: { way: 'problem', on: '2026-12-01', note: '', problem } })
  expect(become([linked('代办等人上门。')])).toEqual(['answered二、2 person'])
  expect(become([feedback('账目公开慢，想看看不到', 'open')])).toEqual(['open person'])
  // The problem was rewritten: found by its words. It was taken out: nothing answers any more.
  expect(become([linked('代办医保等人上门，没有到远组去')])).toEqual(['answered二、2 person'])
  expect(become([linked('开会念文件')])).toEqual(['open'])
  expect(become([linked('开会念文件')], '')).toEqual(['answered person'])
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
