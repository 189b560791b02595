import { expect, test } from 'vitest'
import { emptyTags, placeholderOf, templateWords, unknownTags } from './template-words'

type Fields = { readonly name: string; readonly count: number; readonly sealed: boolean; readonly tags: readonly string[]; readonly rows: readonly { readonly text: string; readonly due: string }[]; readonly by?: { readonly who: string } }
const names = { name: '姓名', count: '人数', sealed: '盖章', tags: '类型', rows: ['承诺事项', { text: '事项', due: '完成时限' }], by: ['审核', { who: '审核人' }] } as const
const fields: Fields = { name: '石惊涛', count: 0, sealed: true, tags: ['共性', '岗位'], rows: [{ text: '修渠', due: '2026年6月' }, { text: '巡河', due: '' }] }

test('every field goes by its Chinese name: zero stays, lists are rows, what is not there is nothing', () => {
  expect(templateWords<Fields>(names, fields).data).toEqual({
    姓名: '石惊涛', 人数: '0', 盖章: '是', 类型: '共性\n岗位', 承诺事项: [{ 事项: '修渠', 完成时限: '2026年6月' }, { 事项: '巡河', 完成时限: '' }], 审核: [],
  })
  expect(templateWords<Fields>(names, { ...fields, by: { who: '方远' } }).data['审核']).toEqual({ 审核人: '方远' })
})

test('the list to copy from names each placeholder, the list it belongs in and what it says just now', () => {
  const { fields: list } = templateWords<Fields>(names, fields)
  expect(list.map(placeholderOf)).toEqual(['{姓名}', '{人数}', '{盖章}', '{类型}', '{#承诺事项}{/承诺事项}', '{事项}', '{完成时限}', '{#审核}{/审核}', '{审核人}'])
  expect(list.find(({ name }) => name === '事项')).toEqual({ name: '事项', inside: '承诺事项', list: false, sample: '修渠' })
})

test('an unknown placeholder is named with its place; a row’s field outside its list is told where it belongs', () => {
  const { fields: list } = templateWords<Fields>(names, fields)
  const tag = (name: string, ...inside: string[]) => ({ name, inside, place: '表格第 1 行' })
  expect(unknownTags([tag('姓名'), tag('承诺事项'), tag('事项', '承诺事项'), tag('姓名', '承诺事项')], list)).toEqual([])
  expect(unknownTags([tag('身份证号')], list)).toEqual([{ what: '这种文书没有“身份证号”', place: '表格第 1 行' }])
  expect(unknownTags([tag('事项')], list)[0]?.what).toBe('“事项”要放在 {#承诺事项} 和 {/承诺事项} 中间')
})

test('what a form asks for and the words leave empty is named once, a list with no rows by its own name', () => {
  const tag = (name: string, ...inside: string[]) => ({ name, inside, place: '' })
  const data = { 姓名: '石', 审核意见: ' ', 事项表: [{ 事项: '修渠', 时限: '' }, { 事项: '巡河', 时限: '6月' }], 附件: [] }
  expect(emptyTags([tag('姓名'), tag('审核意见'), tag('审核意见'), tag('事项表'), tag('事项', '事项表'), tag('时限', '事项表'), tag('姓名', '事项表'), tag('附件'), tag('名称', '附件')], data)).toEqual(['审核意见', '时限', '附件'])
})
