import { expect, test } from 'vitest'
import { blankMassReview, blankPart, wholeOf } from '#shared/duties/mass-review'
import type { MassReview } from '#shared/model/mass-review'
import { documentText } from '#shared/paper/text-of'
import { current } from '#shared/rules/packs/current'
import { makeDocument } from './document'
import { massResults } from './mass-results'
import { bodyRows, organisation, testId } from './testing'

const blank = (title = '2026年度群众评议') => blankMassReview({ id: testId(900), rev: 1, schema: 1, rulePack: 'current', createdSeq: 1 }, { year: 2026, title, heldOn: '2026-12-20' }, [{ memberId: testId(101), name: '党员1' }], current)
const counted = (parts: readonly (readonly [source: string, votes: readonly number[]])[], patch: Partial<MassReview> = {}): MassReview => {
  const review = blank(patch.title)
  const typed = parts.map(([source, votes]) => {
    const valid = votes.reduce((all, count) => all + count, 0)
    return { ...blankPart(source, review), counts: { issued: valid + 2, returned: valid + 1, valid, invalid: 1 }, aspects: review.aspects.map((_, at) => (at === 5 ? { votes: [...votes], blank: 0 } : { votes: [0, 0, 0, 0], blank: 0 })), members: [{ votes: [...votes].reverse(), blank: 0 }] }
  })
  return { ...review, ...wholeOf(review, typed), sources: typed.map(({ source }) => source), parts: typed.length > 1 ? typed : [], ...patch }
}
const paper = (massReview: MassReview) => makeDocument(massResults, { organisation: organisation(), massReview })

test('rows that were asked about stand with votes and the rate by its definition; before the count it is a form', () => {
  const one = paper(counted([['会议票', [12, 4, 3, 1]]]))
  expect(bodyRows(one).slice(0, 2)).toEqual([['1', '总体评价', '12', '4', '3', '1', '0', '80.0%'], ['2', '党员1', '1', '3', '4', '12', '0', '20.0%']])
  expect(documentText(one)).toContain('发出22张，收回21张，有效20张，无效1张')
  expect(documentText(one)).not.toContain('各来源票数')
  expect(bodyRows(paper(blank()))).toHaveLength(9)
})

test('sources that are kept apart have their ballots and rows on the sheet; kept as a whole it says so', () => {
  const both = counted([['会议票', [12, 4, 3, 1]], ['入户问卷', [5, 1, 0, 0]]])
  const text = documentText(paper(both))
  for (const said of ['会议票发出22张，收回21张，有效20张，无效1张；入户问卷发出8张，收回7张，有效6张，无效1张', '各来源票数', '2026年度群众评议情况图']) expect(text).toContain(said)
  const whole = documentText(paper({ ...both, parts: [] }))
  expect(whole).toContain('票的来源：会议票、入户问卷。各来源的票数不单列，只有合计。')
  expect(whole).not.toContain('入户问卷发出')
})

test('a second one of the year is called so on the sheet and in the file’s name', () => {
  const second = paper(counted([['会议票', [12, 4, 3, 1]]], { title: '2026年度第二次群众评议' }))
  expect([second.title, documentText(second).includes('2026年度第二次')]).toEqual(['2026年度第二次群众评议结果', true])
})

test('what came by machine is said with its scrutineers and losses; a row not every source rated is of those that did', () => {
  const both = counted([['会议机投', [12, 4, 3, 1]], ['入户问卷', [5, 1, 0, 0]]], { machine: { electors: 22, by: ['甲', '乙'], lost: [3], dropped: 1 } })
  const text = documentText(paper(both))
  expect(text).toContain('会议机投：无记名，监票人甲、乙；断过1次，3张没有封存，请人重新投了；封箱时剩1张不足5张，作废。')
  expect([text.includes('各档占有效票26张'), text.includes('有的来源没有评这一行')]).toEqual([true, false])
  const [first, second] = both.parts
  if (first === undefined || second === undefined) throw new Error('two sources')
  const parts = [first, { ...second, members: [{ votes: [0, 0, 0, 0], blank: 0 }] }]
  const uneven = paper({ ...both, ...wholeOf(both, parts), parts })
  expect(bodyRows(uneven).slice(0, 2).map((row) => row.at(-1))).toEqual(['84.6%', '20.0%'])
  expect(documentText(uneven)).toContain('有的来源没有评这一行，这一行的有效票只算评了它的来源。')
  expect(documentText(uneven)).toContain('各档占评了这一行的有效票')
})
