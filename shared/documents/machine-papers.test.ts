import { expect, test } from 'vitest'
import { inFours } from '#shared/ballot-box'
import { makeDocument } from './document'
import { codeSlips, machineList } from './machine-papers'

const codes = Array.from({ length: 25 }, (_, at) => String(10_000_000 + at * 3_141_592))
const words = (made: unknown) => JSON.stringify(made)

test('every code stands on one slip and nothing tells one slip from another: no number, no name', () => {
  const made = words(codeSlips(codes, '2026年度民主评议测评'))
  for (const code of codes) expect(made.split(inFours(code)).length - 1, code).toBe(1)
  expect(made).not.toMatch(/序号|姓名/u)
  // The heading and the note stand on each as often.
  expect(made.split('2026年度民主评议测评').length - 1).toBe(codes.length)
  expect(made.split('自己收好，封箱以后再交回').length - 1).toBe(codes.length)
})

test('the list: names to tick with slips, numbered blanks where the scrutineer lets in, and what to do after a cut', () => {
  const facts = { organisation: '石门村党支部', heading: '2026年度民主评议党员测评（党员）', names: ['白露', '江月白'], electors: 3 }
  const slips = words(makeDocument(machineList, { ...facts, way: 'slips' }))
  expect(slips).toMatch(/领了小条.*白露.*江月白.*小条自己收好/u)
  const scrutineer = words(makeDocument(machineList, { ...facts, way: 'scrutineer' }))
  expect(scrutineer).toMatch(/放行时写/u)
  expect(scrutineer).not.toMatch(/白露/u)
  expect(scrutineer).toMatch(/"text":"3"/u)
  expect(words(makeDocument(machineList, { ...facts, names: [], way: 'slips' }))).toMatch(/"text":"3"/u)
})
