import { expect, test } from 'vitest'
import { registerPaper } from '#shared/archive/file-away'
import { changesOf, fieldProblems, fieldsOf, inputOf, type ItemFields } from './item-fields'

const fields: ItemFields = { title: '党课记录', own: false, author: '支部', docNo: '', date: '2026-07-01', year: '2026', retention: 'D30', topic: '', workingBox: '05', pages: '48', secrecy: '', note: '', files: [], retentionReason: '', sides: '' }
let count = 0
const context = { newId: () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`, today: '2026-07-02', rulePack: 'current@1', seq: 1 }

test('what is registered comes back into the form as it was typed, a title of one’s own without its brackets', () => {
  for (const typed of [fields, { ...fields, own: true }, { ...fields, pages: '' }, { ...fields, sides: 'one' as const }, { ...fields, sides: 'two' as const }, { ...fields, date: null }]) {
    const outcome = registerPaper(context, inputOf(typed))
    const made = outcome.ok ? outcome.step.records[0]?.after : null
    if (made?.kind !== 'archiveItem') throw new Error('not registered')
    expect(made.title).toBe(typed.own ? '[党课记录]' : '党课记录')
    expect(fieldsOf(made)).toEqual(typed)
    expect(changesOf(made, inputOf(typed)), 'opened and not touched').toEqual({})
  }
})

test('a number that is none is said at its field', () => {
  expect(fieldProblems(fields)).toEqual([])
  expect(fieldProblems({ ...fields, pages: '' })).toEqual([])
  expect(fieldProblems({ ...fields, pages: '三', year: '26' }).map(({ where }) => where.field)).toEqual(['year', 'pages'])
})
