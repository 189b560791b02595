import { expect, test } from 'vitest'
import { emptyFound, eras } from './found-fields'
import { foundingStep } from './founding'

const context = { newId: () => '00000000-0000-4000-8000-000000000001', today: '2026-03-05', rulePack: 'current@1', seq: 1 }

test('an empty form is refused at both its fields', () => {
  const { outcome, errors } = foundingStep(context, emptyFound)
  expect(outcome.ok).toBe(false)
  expect(Object.keys(errors).sort()).toEqual(['holderName', 'name'])
})

test('a wrong fonds code is said at its field, in Chinese', () => {
  const { errors } = foundingStep(context, { ...emptyFound, name: '某某村党支部', holderName: '何桂芳', fondsName: '某某村', fondsCode: '村12' })
  expect(errors).toEqual({ fondsCode: '全宗号只用大写字母、数字，分段的用短横；没有就空着' })
})

test('what is right founds the organisation and its first post-holder in one step', () => {
  const { outcome, errors } = foundingStep(context, { ...emptyFound, name: ' 某某村党支部 ', fondsName: '某某村', fondsCode: 'a217', holderName: ' 何桂芳 ', holderPost: '组织委员' })
  expect(errors).toEqual({})
  expect(outcome.ok && outcome.step.title).toBe('建立了某某村党支部')
  expect(outcome.ok && outcome.step.records.map((record) => record.after)).toMatchObject([{ kind: 'postHolder', name: '何桂芳' }, { kind: 'organisation', name: '某某村党支部', fondsCode: 'A217', sample: false }])
})

test('every era offered is a built-in pack, the proposed one among them', () => {
  expect(eras.map((era) => era.id)).toContain(emptyFound.era)
})
