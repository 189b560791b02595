import { expect, test } from 'vitest'
import type { OfficialPaper } from '#shared/model/official-paper'
import { draftAgain, draftPaper, dropPaper, editPaper, issuePaper, paperFindings, withdrawPaper } from './official-paper'
import type { Outcome } from './transition'

const context = { newId: () => '00000000-0000-4000-8000-000000000001', today: '2026-12-08', rulePack: 'current@1', seq: 1 }
const made = (outcome: Outcome): OfficialPaper => {
  const after = outcome.ok ? outcome.step.records[0]?.after : null
  if (after?.kind !== 'officialPaper') throw new Error(JSON.stringify(outcome.ok ? '' : outcome.findings))
  return after
}
const codes = (outcome: Outcome) => outcome.findings?.map(({ code }) => code) ?? []
const draft = (body = '会议定在26日。') => made(draftPaper(context, { type: 'notice', year: 2026, content: { title: '关于开会的通知', body, issuers: ['支部'] } }))

test('issued is final, and answered by 撤回 with a reason', () => {
  const outcome = issuePaper(draft(), { on: '2026-12-11' })
  expect(outcome.ok && outcome.step.final).toBe(true)
  const issued = made(outcome)
  expect(issued).toMatchObject({ state: 'issued', issuedOn: '2026-12-11', date: '2026-12-11' })
  expect(codes(editPaper(issued, { body: '改' }))).toEqual(['issued'])
  expect(codes(dropPaper(issued))).toEqual(['issued'])
  expect(codes(withdrawPaper(issued, { on: '2026-12-12', why: ' ' }))).toEqual(['reasonMissing'])
  const back = withdrawPaper(issued, { on: '2026-12-12', why: '时间写错' })
  expect(back.ok && back.step.answers).toEqual({ name: '撤回', recordId: issued.id })
  expect(codes(issuePaper(made(back), { on: '2026-12-13' }))).toEqual(['withdrawn'])
  expect(made(draftAgain(context, issued))).toMatchObject({ state: 'draft', body: issued.body, docNo: '', date: null })
})

test('an empty text or a blank spot is not issued', () => {
  expect(codes(issuePaper(draft(''), { on: '2026-12-11' }))).toContain('bodyMissing')
  expect(codes(issuePaper(draft('定在【哪天】开会。'), { on: '2026-12-11' }))).toContain('spotsLeft')
})

test('what a reader would send back is said and stops nothing', () => {
  const request = made(draftPaper(context, { type: 'request', year: 2026, content: { title: '请示', body: '拟增补委员。', redHead: true, recipients: '工委、局党组' } }))
  expect(paperFindings(request).map(({ code }) => code)).toEqual(expect.arrayContaining(['docNoMissing', 'signerMissing', 'manyRecipients', 'requestEnding', 'dateMissing', 'issuerMissing']))
  expect(paperFindings(request).every(({ severity }) => severity !== 'wall')).toBe(true)
})
