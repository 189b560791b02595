import { sayMassMachine } from '#shared/duties/mass-machine'
import { partsToType, rowBase, sayDefinition, satisfactionRate } from '#shared/duties/mass-review'
import type { MassReview } from '#shared/model/mass-review'
import type { Organisation } from '#shared/model/organisation'
import { cell, pageBreak, sealCorner, table, title } from '#shared/paper/blocks'
import type { Block } from '#shared/paper/print-document'
import { formWidth } from '#shared/paper/presets'
import type { DocumentDefinition, FieldNames } from './document'
import { fittedForm } from './fit'
import { centred, fill, headCells, headLines, paperWords, paperDay, sealSize } from './sheet'
import { lineNames, markAt, voteChart, type ChartLine } from './vote-chart'

/** 群众评议结果 (D§7): the branch by its aspects, then members, with votes and 满意率; the definition of the rate and its base stand below. */
export type MassResultsFacts = { readonly organisation: Organisation; readonly massReview: MassReview }
type Row = { readonly name: string; readonly votes: readonly string[]; readonly blank: string; readonly rate: string }
type PartRow = { readonly name: string; readonly source: string; readonly votes: readonly string[]; readonly blank: string }
type Fields = { readonly organisation: string; readonly year: string; readonly heldOn: string; readonly ballots: string; readonly sources: string; readonly definition: string; /** Who counted apart; empty where one hand did. */ readonly counted: string; /** Who opened the ballot box and what it lost; empty where there was none. */ readonly machine: string; /** Said where not every source rated every row. */ readonly uneven: string; readonly scale: readonly string[]; readonly rows: readonly Row[]; /** Each source with its ballots, where they may be shown. */ readonly parts: readonly string[]; readonly partRows: readonly PartRow[]; readonly chart: readonly ChartLine[] }
const names: FieldNames<Fields> = {
  organisation: '党组织', year: '年度', heldOn: '评议日期', ballots: '票数情况', sources: '票的来源', definition: '满意率口径', counted: '两人独立录入', machine: '无记名机投', uneven: '有的来源没有评的行', scale: '各档',
  rows: ['评议结果', { name: '评议内容或姓名', votes: '各档票数', blank: '未填', rate: '满意率' }], parts: '各来源的票', partRows: ['各来源票数', { name: '评议内容或姓名', source: '来源', votes: '各档票数', blank: '未填' }], chart: ['评议情况图', lineNames],
}

function fields({ organisation, massReview: review }: MassResultsFacts): Fields {
  const { counts } = review
  // Before anything was counted the sheet is a form.
  const figure = (value: number) => (counts.issued === 0 ? '　　' : String(value))
  const each = (part: MassReview['parts'][number]) => [...part.aspects, ...part.members]
  const typed = partsToType(review)
  const asked = [...review.aspects.map((row, at) => ({ ...row, base: rowBase(typed, 'aspects', at) })), ...review.members.map((row, at) => ({ ...row, base: rowBase(typed, 'members', at) }))].filter(({ base }) => base > 0)
  return {
    // 2011年度第二次群众评议 is the paper of 2011年度第二次.
    organisation: organisation.name, year: review.title.endsWith('群众评议') ? review.title.slice(0, -'群众评议'.length) : review.title, heldOn: paperDay(review.heldOn), ballots: `发出${figure(counts.issued)}张，收回${figure(counts.returned)}张，有效${figure(counts.valid)}张，无效${figure(counts.invalid)}张`, sources: review.sources.join('、'),
    counted: review.countedBy.length === 0 ? '' : `${review.countedBy.join('、')}各录一遍${review.settled.length === 0 ? '，都一样' : `，${review.settled.length}处不一样，两人已定`}。`,
    machine: sayMassMachine(review) === '' ? '' : `${paperWords(sayMassMachine(review))}。`,
    uneven: asked.every(({ base }) => base === counts.valid) ? '' : '有的来源没有评这一行，这一行的有效票只算评了它的来源。',
    definition: sayDefinition(review, review.satisfied), scale: review.scale,
    rows: asked.map((row) => {
      const { percent } = satisfactionRate(row, row.base, review.satisfied)
      return { name: row.name, votes: row.votes.map(String), blank: String(row.blank), rate: percent === null ? '' : `${percent.toFixed(1)}%` }
    }),
    parts: review.parts.map(({ source, counts: of }) => `${source}发出${of.issued}张，收回${of.returned}张，有效${of.valid}张，无效${of.invalid}张`),
    partRows: [...review.aspects, ...review.members].flatMap(({ name }, at) => review.parts.flatMap((part) => {
      const row = each(part)[at]
      return row === undefined || row.votes.every((count) => count === 0) && row.blank === 0 ? [] : [{ name, source: part.source, votes: row.votes.map(String), blank: String(row.blank) }]
    })),
    chart: asked.map((row) => ({ name: row.name, votes: row.votes, of: row.base, before: [], beforeOf: 0 })),
  }
}

function layout(field: Fields) {
  const columns = field.scale.length + 4
  const rows: readonly Row[] = field.rows.length === 0 ? Array.from({ length: 8 }, () => ({ name: '', votes: field.scale.map(() => ''), blank: '', rate: '' })) : field.rows
  const closing = [field.parts.length > 0 ? `票的来源：${field.parts.join('；')}。` : `票的来源：${field.sources}。${field.sources.includes('、') && field.rows.length > 0 ? '各来源的票数不单列，只有合计。' : ''}`, `${field.definition}；没有填的票计在有效票内。${field.uneven}${field.machine}${field.counted}`, '', '计票人签名：　　　　　　　　监票人签名：'].join('\n')
  return fittedForm(({ size, row }) => ({
    title: `${field.year}群众评议结果`, author: field.organisation, landscape: true, pageNumber: 'outer',
    blocks: [
      title('群众评议结果', { subtitle: field.year }),
      ...headLines([`党组织：${field.organisation}`, `评议日期：${field.heldOn}`, `${field.ballots}。`], { landscape: true }),
      table({
        widths: fill([14, 0, ...field.scale.map(() => 26), 20, 28], formWidth({ landscape: true })), headRows: 1, size,
        rows: [
          headCells(['序号', '评议内容或姓名', ...field.scale, '未填', '满意率']),
          ...rows.map((one, index) => ({ height: row, cells: [cell(String(index + 1), centred), cell(one.name), ...[...one.votes, one.blank, one.rate].map((text) => cell(text, centred))] })),
          { height: sealSize + 2, cells: [cell(closing, { colSpan: columns - 3, valign: 'top' }), cell('', { colSpan: 3, corner: [...sealCorner] })] },
        ],
      }),
      ...partsTable(field, size, row),
      ...(field.chart.length === 0 ? [] : voteChart({
        title: `${field.year}群众评议情况图`, named: '评议内容或姓名', nameWidth: 74, columns: [field.uneven === '' ? `各档占有效票${field.chart[0]?.of ?? 0}张` : '各档占评了这一行的有效票'], lines: field.chart,
        answers: field.scale.map((name, index) => ({ name, mark: markAt(index) })),
      })),
    ],
  }), { largest: 11 })
}

/** 各来源票数: a line for each source under every name, on pages of their own. */
function partsTable(field: Fields, size: number, row: number): readonly Block[] {
  if (field.parts.length === 0) return []
  const rows = field.partRows.map((one, index) => ({ ...one, first: field.partRows[index - 1]?.name !== one.name, together: field.partRows.filter(({ name }) => name === one.name).length }))
  return [
    pageBreak(),
    title('各来源票数', { subtitle: field.year }),
    table({
      widths: fill([0, 40, ...field.scale.map(() => 28), 22], formWidth({ landscape: true })), headRows: 1, size,
      rows: [
        headCells(['评议内容或姓名', '来源', ...field.scale, '未填']),
        ...rows.map((one) => ({ height: row, cells: [...(one.first ? [cell(one.name, { rowSpan: one.together })] : []), ...[one.source, ...one.votes, one.blank].map((text) => cell(text, centred))] })),
      ],
    }),
  ]
}

export const massResults: DocumentDefinition<MassResultsFacts, Fields> = { kind: 'massResults', name: '群众评议结果', fields, names, layout }
