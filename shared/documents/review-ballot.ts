import type { Organisation } from '#shared/model/organisation'
import type { Review } from '#shared/model/review'
import { cell, para, table, title } from '#shared/paper/blocks'
import { form, formWidth } from '#shared/paper/presets'
import { gradeName } from '#shared/rules/review-check'
import { formatDate } from '#shared/text/partial-date'
import type { DocumentDefinition } from './document'

/**
 * 民主评议党员测评表 (D§3.5 A): one ballot, every member to be graded as a row. No voter's name, no number, no mark: all ballots are alike.
 * Probationary members take part and are not graded, so they are not rows; who is exempt is not a row either.
 */
export type BallotFacts = { readonly organisation: Organisation; readonly review: Review; readonly electors?: '党员' | '群众代表' }
type Fields = { readonly organisation: string; readonly heading: string; readonly year: string; readonly heldOn: string; readonly electors: string; readonly grades: readonly string[]; readonly names: readonly string[] }

function fields({ organisation, review, electors = '党员' }: BallotFacts): Fields {
  return {
    organisation: organisation.name,
    heading: '民主评议党员测评表',
    year: `${review.year}年度`,
    heldOn: review.heldOn === null ? '' : formatDate(review.heldOn, 'paper'),
    electors,
    grades: review.grades.map((grade) => gradeName(grade)),
    names: review.roster.filter((person) => person.grade === 'full' && person.attendance !== 'exempt').map((person) => person.name),
  }
}

function layout(field: Fields) {
  const whole = formWidth()
  const widths = [12, 30, ...field.grades.map(() => 19)]
  const problems = whole - widths.reduce((all, width) => all + width, 0)
  const rows = field.names.length === 0 ? Array.from({ length: 15 }, () => '') : field.names
  return form({
    title: `${field.year}${field.heading}（${field.electors}用）`,
    author: field.organisation,
    blocks: [
      title(field.heading, { subtitle: `${field.year}　${field.electors}用` }),
      para(`党组织：${field.organisation}　　日期：${field.heldOn}`),
      table({
        widths: [...widths, problems],
        headRows: 1,
        rows: [
          ['序号', '姓名', ...field.grades, '存在问题'].map((text) => cell(text, { align: 'center', face: '黑体' })),
          ...rows.map((name, index) => ({
            height: 8,
            cells: [cell(String(index + 1), { align: 'center' as const }), cell(name, { align: 'center' as const }), ...field.grades.map(() => cell('☐', { align: 'center' as const, size: 14 })), cell('')],
          })),
        ],
      }),
      para('填表说明：每人只选一项，在方框内打“√”。一行没有选，或选了两项以上，这一行无效，其余各行照样有效。不写姓名，不作记号。', { size: 10.5 }),
    ],
  })
}

export const ballot: DocumentDefinition<BallotFacts, Fields> = { kind: 'ballot', name: '民主评议党员测评表', fields, layout }
