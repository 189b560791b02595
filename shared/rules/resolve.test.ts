import { expect, test } from 'vitest'
import type { RuleOverride } from '#shared/model/rule-pin'
import { one, testContext } from '#shared/duties/testing'
import { finish } from '#shared/duties/transition'
import { archiveDocuments } from './documents'
import { decidingBody, packName, retentionOf, rulePackSchema } from './pack'
import { builtInPack, builtInPacks } from './packs/built-in'
import { current } from './packs/current'
import { era2010 } from './packs/era-2010'
import { packFor, packInUse } from './pin'
import { citedPaths, resolvePack } from './resolve'

let n = 0
function override(path: string, value: unknown, more: Partial<RuleOverride> = {}): RuleOverride {
  n += 1
  return { id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, kind: 'ruleOverride', rev: 1, schema: 1, rulePack: 'current@1', createdSeq: n, pack: 'current', path, value, source: '县委组织部通知', who: '郑守田', on: '2026-03-01', ...more }
}

test('the built-in packs are packs, and every value says where it comes from', () => {
  for (const pack of builtInPacks) {
    expect(rulePackSchema.safeParse(pack).success).toBe(true)
    const paths = citedPaths(pack)
    expect(paths.length).toBeGreaterThan(30)
    for (const { path, source } of paths) expect(source, path).not.toBe('')
  }
  expect(builtInPacks.map(packName)).toEqual(['current@1', 'era2010@1'])
  expect(builtInPack('era2010')).toBe(era2010)
  expect(builtInPack('current@9')).toBeNull()
})

test('two eras differ where they should', () => {
  expect(current.review.grades.value.map((grade) => grade.name)).toEqual(['优秀', '合格', '基本合格', '不合格'])
  expect(era2010.review.grades.value.map((grade) => grade.name)).toEqual(['优秀', '合格', '不合格'])
  expect(era2010.review.steps.value).toHaveLength(5)
  // Nothing of the reviews of those years is put down to a regulation that came later.
  for (const { path, source } of citedPaths(era2010).filter((one) => one.path.startsWith('review.'))) expect(source, path).not.toMatch(/教育管理工作条例|支部工作条例/u)
  expect([current.layout.subjectWords.value, era2010.layout.subjectWords.value]).toEqual([false, true])
  expect(current.archive.workingBoxes.value).toHaveLength(12)
})

test('every document we make has a retention and a box', () => {
  for (const [kind, { box, per }] of Object.entries(archiveDocuments)) {
    expect(current.archive.retention[kind], kind).toBeDefined()
    expect(current.archive.workingBoxes.value.some((candidate) => candidate.no === box && candidate.expected.some((line) => line.document === kind) === (per !== 'asMade')), kind).toBe(true)
  }
  expect(retentionOf(current, 'something else').value).toBe('D10')
})

test('a branch with fewer than seven full members decides in the 党员大会', () => {
  expect([decidingBody(current, 6), decidingBody(current, 7)]).toEqual(['党员大会', '支委会'])
})

test('an override replaces value and source, and says what it replaced', () => {
  const { pack, overridden, refused } = resolvePack(current, [override('review.excellentCap', { share: { numerator: 1, denominator: 5 }, of: 'fullMembers', rounding: 'floor', soft: true })])
  expect(pack.review.excellentCap).toEqual({ value: { share: { numerator: 1, denominator: 5 }, of: 'fullMembers', rounding: 'floor', soft: true }, source: '县委组织部通知', certainty: 'local' })
  expect(overridden).toMatchObject([{ path: 'review.excellentCap', who: '郑守田', on: '2026-03-01' }])
  expect(refused).toEqual([])
  expect(current.review.excellentCap.value?.share.denominator).toBe(3)
})

test('the later override wins, by its date and then by the journal; another pack is left alone', () => {
  const { pack, overridden } = resolvePack(current, [
    override('archive.retention.memberPledge', 'Y', { on: '2026-05-01' }),
    override('archive.retention.memberPledge', 'D30', { on: '2026-04-01' }),
    override('archive.retention.pledgeLedger', 'Y', { pack: 'era2010' }),
  ])
  expect(pack.archive.retention['memberPledge']?.value).toBe('Y')
  expect(pack.archive.retention['pledgeLedger']?.value).toBe('D10')
  expect(overridden).toHaveLength(1)
})

test.each([
  ['no such path', override('review.nothing', 1), '没有这一项'],
  ['a path that is not one value', override('review', {}), '没有这一项'],
  ['a path into the prototype', override('constructor', 1), '没有这一项'],
  ['a value of another shape', override('archive.retention.memberPledge', '30年'), '不合规矩'],
  ['a share above one', override('review.pollThin', { numerator: 3, denominator: 2 }), '比例不能大于 1'],
  ['lengths out of order', override('analysis.length', { few: 900, low: 800, high: 2500, many: 4000 }), '从小到大'],
  ['no source', override('review.pollThin', { numerator: 3, denominator: 4 }, { source: ' ' }), '写明依据'],
])('refuses %s and lets the pack stand', (_, bad, said) => {
  const { pack, overridden, refused } = resolvePack(current, [bad])
  expect(pack).toEqual(current)
  expect(overridden).toEqual([])
  expect(refused[0]?.text).toContain(said)
  expect(refused[0]?.where.recordId).toBe(bad.id)
})

test('what is in use is pinned once, so that the past never changes', () => {
  const context = testContext()
  expect(packInUse(context, 'current', [], [])).toMatchObject({ name: 'current@1', pin: null })
  expect(packInUse(context, 'nothing', [], [])).toBeNull()
  const changed = override('review.pollThin', { numerator: 3, denominator: 4 })
  const first = packInUse(context, 'current', [changed], [])
  if (first === null || first.pin === null) throw new Error('a pin was expected')
  const pin = one(finish({ title: 'x', records: [first.pin] }), 'rulePin')
  expect(first.name).toBe(`current@1#${pin.id}`)
  expect(packInUse(context, 'current', [changed], [JSON.parse(JSON.stringify(pin)) as typeof pin])).toMatchObject({ name: first.name, pin: null })
  expect(packFor(first.name, [pin])?.review.pollThin.value).toEqual({ numerator: 3, denominator: 4 })
  expect(packFor('current@1', [])).toBe(current)
  expect(packFor(first.name, [])).toBeNull()
  expect(packFor(first.name, [{ ...pin, content: { broken: true } }])).toBeNull()
})
