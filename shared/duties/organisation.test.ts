import { expect, test } from 'vitest'
import { current } from '#shared/rules/packs/current'
import { addPart, addTerm, editOrganisation, editTerm, foundOrganisation, removePart, renamePart } from './organisation'
import { codes, one, stepOf, testContext, walls } from './testing'

const found = () => one(foundOrganisation(testContext(), { name: ' 中共梨坪村支部委员会 ', type: '党支部' }), 'organisation')

test('founds an organisation with what is known and no more', () => {
  const record = found()
  expect(record).toMatchObject({ name: '中共梨坪村支部委员会', fondsCode: '', era: 'current', rev: 1, createdSeq: 1, rulePack: 'current@1', sample: false })
})

test('refuses a second one, an empty name and a bad 全宗号', () => {
  expect(walls(foundOrganisation(testContext(), { name: '另一个', type: '党支部' }, found()))).toEqual(['organisationExists@'])
  expect(walls(foundOrganisation(testContext(), { name: '  ', type: '党支部' }))).toContain('nameMissing@name')
  expect(walls(foundOrganisation(testContext(), { name: '甲', type: '党支部', fondsCode: '12号' }))).toContain('badField@fondsCode')
  expect(codes(foundOrganisation(testContext(), { name: '甲', type: '党支部', fondsName: '白云镇', fondsCode: 'BY12-03' }))).toEqual(['fondsCodeOther'])
  expect(walls(foundOrganisation(testContext(), { name: '甲', type: '党支部', founded: '2010-02-30' }))).toContain('badField@founded')
})

test('edits, one revision on', () => {
  const outcome = editOrganisation(found(), { fondsCode: '0194', supervisionPhone: '12345' })
  expect(one(outcome, 'organisation')).toMatchObject({ rev: 2, fondsCode: '0194' })
  expect(codes(outcome)).toEqual(['fondsNameMissing'])
})

test('groups and units come, change name and go', () => {
  const context = testContext()
  const added = one(addPart(context, found(), 'groups', '第一党小组'), 'organisation')
  const [group] = added.groups
  if (group === undefined) throw new Error('no group')
  expect(walls(addPart(context, added, 'groups', '第一党小组'))).toEqual(['nameTaken@groups.name'])
  expect(one(renamePart(added, 'groups', group.id, '东片党小组'), 'organisation').groups[0]?.name).toBe('东片党小组')
  expect(walls(removePart(added, 'groups', group.id, 3))).toEqual(['partInUse@groups'])
  expect(one(removePart(added, 'groups', group.id, 0), 'organisation').groups).toEqual([])
  expect(walls(renamePart(added, 'groups', 'nobody', 'x'))).toEqual(['partMissing@groups'])
})

test('a sixth unit of a joint branch is a warning with its source', () => {
  const context = testContext()
  let record = one(foundOrganisation(context, { name: '联合支部', type: '联合党支部' }), 'organisation')
  for (const name of ['甲', '乙', '丙', '丁', '戊']) record = one(addPart(context, record, 'units', name, current), 'organisation')
  const outcome = addPart(context, record, 'units', '己', current)
  expect(codes(outcome)).toEqual(['tooManyUnits'])
  expect(outcome.findings?.[0]?.source).toContain('支部工作条例')
  expect(codes(addPart(context, found(), 'units', '甲', current))).toEqual(['notJoint'])
})

test('terms are kept, and may not end before they begin', () => {
  const record = one(addTerm(found(), { elected: '2022-05', ends: '2027-05', note: '' }), 'organisation')
  expect(walls(addTerm(record, { elected: '2027-05', ends: '2026', note: '' }))).toEqual(['termBackwards@ends'])
  expect(walls(addTerm(record, { elected: null, ends: null, note: '' }))).toEqual(['termEmpty@elected'])
  expect(one(editTerm(record, 0, { elected: '2022-06', ends: '2027-06', note: '' }), 'organisation').terms).toEqual([{ elected: '2022-06', ends: '2027-06', note: '' }])
  expect(walls(editTerm(record, 4, { elected: '2022', ends: null, note: '' }))).toEqual(['termMissing@terms'])
  expect(stepOf(addTerm(record, { elected: '2027', ends: null, note: '' })).final).toBe(false)
})
