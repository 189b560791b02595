import { expect, test } from 'vitest'
import { plansOfYear } from '#shared/documents/of-year'
import { documentText } from '#shared/paper/text-of'
import { openSample, sampleToday, sampleYearNumber } from '#shared/sample/year'
import { chosenPlans, countOf, kindsOf, lacking, makeBatch, peopleOf } from './batch'

const records = openSample(() => crypto.randomUUID()).records()
const organisation = records.find((record) => record.kind === 'organisation')
if (organisation === undefined) throw new Error('the sample has its organisation')
const books = { organisation, records, year: sampleYearNumber, today: sampleToday }
const plans = plansOfYear(records, sampleYearNumber, sampleToday)
const people = peopleOf(books)
const names = new Map(people.map(({ id, name }) => [id, name]))
const wanted = kindsOf(plans).filter(({ count }) => count > 2).slice(0, 2).map(({ kind }) => kind)
const chosen = chosenPlans(plans, { people, kinds: wanted })

test('by document, then in roster order; who has none is named', () => {
  expect(new Set(chosen.map(({ kind }) => kind)).size).toBe(2)
  for (const kind of wanted) {
    const order = chosen.filter((plan) => plan.kind === kind).map((plan) => people.findIndex(({ id }) => id === plan.memberId))
    expect(order).toEqual([...order].sort((a, b) => a - b))
  }
  const without = lacking(plans, { people, kinds: wanted }).reduce((sum, one) => sum + one.names.length, 0)
  expect(without + new Set(chosen.map(({ kind, memberId }) => `${kind} ${memberId}`)).size).toBe(people.length * 2)
})

test('one file each, one of each kind and one of all: as many as were announced, every paper in each binding', async () => {
  const made = await makeBatch(chosen, { bound: ['each', 'kind', 'whole'], year: 2026, whose: '全体' })
  expect(made).toHaveLength(countOf(chosen, ['each', 'kind', 'whole']))
  expect(made).toHaveLength(chosen.length + 2 + 1)
  expect(made[0]?.name).toBe('2026年度文书合订（全体）')
  expect(made[0]?.title).toBe(`2026年度文书合订（全体，${chosen.length} 份）`)
  const [whole = '', first = '', second = ''] = made.map(({ document }) => documentText(document))
  for (const { document } of made.slice(3)) {
    expect(whole).toContain(documentText(document).trim())
    expect([first, second].filter((text) => text.includes(documentText(document).trim()))).toHaveLength(1)
  }
  for (const plan of chosen) expect(whole).toContain(names.get(plan.memberId ?? ''))
})

test('of one kind, the whole is called by it; another group is another file, one more paper a new edition of the same', async () => {
  const own = chosen.filter(({ kind }) => kind === wanted[0])
  const [all] = await makeBatch(own, { bound: ['whole'], year: 2026, whose: '全体' })
  const [fewer] = await makeBatch(own.slice(1), { bound: ['whole'], year: 2026, whose: '全体' })
  const [group] = await makeBatch(own, { bound: ['whole'], year: 2026, whose: '第一党小组' })
  expect(all?.name).toContain(own[0]?.name)
  expect(fewer?.name).toBe(all?.name)
  expect(fewer?.kind).toBe(all?.kind)
  expect(group?.name).not.toBe(all?.name)
})
