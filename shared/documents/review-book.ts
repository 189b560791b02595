import type { Organisation } from '#shared/model/organisation'
import type { Review } from '#shared/model/review'
import { cell, para, sealCorner, table, title } from '#shared/paper/blocks'
import { formWidth } from '#shared/paper/presets'
import type { RulePack } from '#shared/rules/pack'
import { current } from '#shared/rules/packs/current'
import { gradeName, isAssessed } from '#shared/rules/review-check'
import type { DocumentDefinition, FieldNames } from './document'
import { fittedForm } from './fit'
import { centred, fill, headCells, headLines, paperDay, sealSize } from './sheet'

/**
 * 民主评议结果登记册: who got which grade, decided by whom and when, how it was made known. It holds no votes, so that it can be shown and told
 * from: 登记在册, 以适当方式通报. People in the order of the day's list.
 */
export type BookFacts = { readonly organisation: Organisation; readonly review: Review; readonly pack?: RulePack }
type Fields = {
  readonly organisation: string; readonly year: string; readonly heldOn: string; readonly decided: string; readonly published: string; readonly summary: string
  readonly rows: readonly { readonly name: string; readonly post: string; readonly grade: string; readonly note: string }[]
}
const names: FieldNames<Fields> = {
  organisation: '党支部', year: '年度', heldOn: '评议日期', decided: '评定的会议和日期', published: '公布情况', summary: '评定结果',
  rows: ['登记', { name: '姓名', post: '党内职务', grade: '评定等次', note: '备注' }],
}

function fields({ organisation, review, pack = current }: BookFacts): Fields {
  const graded = review.verdicts.filter((verdict) => verdict.grade !== null)
  const { on, way, scope } = review.published
  return {
    organisation: organisation.name, year: `${review.year}年度`, heldOn: paperDay(review.heldOn),
    decided: [review.decidedBy, paperDay(review.decidedOn)].filter((part) => part !== '').join('，'),
    published: on === null ? '' : [paperDay(on), way, scope === '' ? '' : `范围：${scope}`].filter((part) => part !== '').join('，'),
    summary: graded.length === 0 ? '' : review.grades.map((grade) => `${gradeName(grade)}${graded.filter((verdict) => verdict.grade === grade).length}人`).join('，'),
    rows: review.roster.map((person) => {
      const grade = review.verdicts.find((verdict) => verdict.memberId === person.memberId)?.grade ?? null
      const spared = isAssessed(person, pack) ? '' : person.attendance === 'exempt' ? `免评${person.reason === '' ? '' : `：${person.reason}`}` : '预备党员，不定等次'
      return { name: person.name, post: person.post, grade: grade === null ? '' : gradeName(grade), note: spared }
    }),
  }
}

function layout(field: Fields) {
  const rows = field.rows.length === 0 ? Array.from({ length: 15 }, () => ({ name: '', post: '', grade: '', note: '' })) : field.rows
  const closing = [field.summary === '' ? '' : `评定结果：${field.summary}。`, `公布情况：${field.published}`, '', '登记人签名：　　　　　　　　党支部书记签名：'].filter((line, index) => line !== '' || index === 2).join('\n')
  return fittedForm(({ size, row }) => ({
    title: `${field.year}民主评议结果登记册`, author: field.organisation, pageNumber: 'outer',
    blocks: [
      title('民主评议结果登记册', { subtitle: field.year }),
      ...headLines([`党支部：${field.organisation}`, `评议日期：${field.heldOn}`]),
      para(`评定：${field.decided}`),
      table({
        widths: fill([14, 30, 34, 28, 30, 0], formWidth()), headRows: 1, size,
        rows: [
          headCells(['序号', '姓名', '党内职务', '评定等次', '本人签名', '备注']),
          ...rows.map((one, index) => ({ height: row, cells: [String(index + 1), one.name, one.post, one.grade, '', one.note].map((text) => cell(text, centred)) })),
          { height: sealSize + 2, cells: [cell(closing, { colSpan: 4, valign: 'top' }), cell('', { colSpan: 2, corner: [...sealCorner] })] },
        ],
      }),
    ],
  }))
}

export const reviewBook: DocumentDefinition<BookFacts, Fields> = { kind: 'reviewBook', name: '民主评议结果登记册', fields, names, layout }
