import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import type { Pledge, PledgeRound } from '#shared/model/pledge'
import { cell, para, table, title } from '#shared/paper/blocks'
import { form, formWidth } from '#shared/paper/presets'
import { formatDate } from '#shared/text/partial-date'
import type { DocumentDefinition } from './document'
import { inRosterOrder, partyOf, pledgeLines, type PledgeLine } from './pledge-fields'

/**
 * The two sheets made of a whole round.
 * 承诺公示表: what the branch publishes on its board, exactly as frozen in one edition; never an ID number or a telephone of a person.
 * 承诺台账: the register of all promises with review and publication (D§5.3), from the pledges as they stand.
 */
export type NoticeFacts = { readonly organisation: Organisation; readonly round: PledgeRound; readonly edition: number }
type NoticeFields = {
  readonly organisation: string
  readonly round: string
  readonly published: string
  readonly place: string
  readonly phone: string
  readonly edition: string
  readonly withdrawn: string
  readonly parties: readonly { readonly who: string; readonly post: string; readonly items: readonly { readonly text: string; readonly measures: string; readonly due: string; readonly responsible: string }[] }[]
}

const day = (date: string | null) => (date === null ? '' : formatDate(date, 'paper'))

function noticeFields({ organisation, round, edition }: NoticeFacts): NoticeFields {
  const frozen = round.editions.find((one) => one.number === edition)
  return {
    organisation: organisation.name,
    round: round.title,
    published: frozen === undefined ? '' : [day(frozen.publishedOn), ...(frozen.until === null ? [] : [day(frozen.until)])].join('—'),
    place: frozen?.place ?? '',
    phone: frozen?.phone ?? organisation.supervisionPhone,
    edition: edition > 1 ? `第 ${edition} 版，前一版以此为准` : '',
    withdrawn: frozen?.withdrawnOn == null ? '' : `已于${day(frozen.withdrawnOn)}撤回：${frozen.withdrawnWhy}`,
    parties: (frozen?.lines ?? []).map((line) => ({ who: line.who, post: line.post, items: line.items.map((item) => ({ ...item, due: day(item.due) })) })),
  }
}

/** A party's items stand under each other beside one name; an empty sheet still prints its head and blank rows to write on. */
function noticeLayout(field: NoticeFields) {
  const widths = [13, 34, 90, 60, 36, 24]
  const rows = field.parties.flatMap((party, index) =>
    party.items.map((item, place) => [
      ...(place === 0 ? [cell(String(index + 1), { rowSpan: party.items.length, align: 'center' as const }), cell(party.post === '' ? party.who : `${party.who}\n${party.post}`, { rowSpan: party.items.length })] : []),
      item.text, item.measures, cell(item.due, { align: 'center' as const }), cell(item.responsible, { align: 'center' as const }),
    ]))
  return form({
    title: `${field.round}承诺公示表${field.edition === '' ? '' : `（${field.edition.slice(0, 5)}）`}`,
    author: field.organisation,
    landscape: true,
    pageNumber: 'outer',
    blocks: [
      title('公开承诺公示表', { subtitle: [field.round, field.edition].filter((part) => part !== '').join('　') }),
      para(`党组织：${field.organisation}　　公示时间：${field.published}${field.place === '' ? '' : `　　公示地点：${field.place}`}`),
      ...(field.withdrawn === '' ? [] : [para(field.withdrawn, { face: '黑体' })]),
      table({
        widths,
        headRows: 1,
        rows: [
          ['序号', '承诺人', '承诺事项', '具体措施', '完成时限', '责任人'].map((text) => cell(text, { align: 'center', face: '黑体' })),
          ...(rows.length === 0 ? Array.from({ length: 8 }, () => ({ height: 14, cells: widths.map(() => '') })) : rows),
        ],
      }),
      para(field.phone === '' ? '有意见可向党支部反映。' : `监督电话：${field.phone}。有意见可向党支部反映。`),
    ],
  })
}

export const pledgeNotice: DocumentDefinition<NoticeFacts, NoticeFields> = { kind: 'pledgeNotice', name: '公开承诺公示表', fields: noticeFields, layout: noticeLayout }

export type LedgerFacts = { readonly organisation: Organisation; readonly round: PledgeRound; readonly pledges: readonly Pledge[]; readonly members: readonly Member[] }
type LedgerFields = {
  readonly organisation: string
  readonly round: string
  readonly rows: readonly (PledgeLine & { readonly who: string; readonly review: string; readonly published: string; readonly closed: string })[]
}

function ledgerFields({ organisation, round, pledges, members }: LedgerFacts): LedgerFields {
  const published = (pledge: Pledge) => {
    const edition = round.editions.findLast((one) => one.withdrawnOn === null && one.lines.some((line) => line.pledgeId === pledge.id))
    return edition === undefined ? '' : day(edition.publishedOn)
  }
  return {
    organisation: organisation.name,
    round: round.title,
    rows: inRosterOrder(pledges, members).flatMap((pledge) => {
      const who = partyOf(pledge, round, members, organisation).name
      const review = pledge.review.result === 'passed' ? `通过\n${day(pledge.review.on)}` : pledge.review.result === 'returned' ? '退回' : ''
      return pledgeLines(pledge).map((line, index) => ({ ...line, who, review, published: published(pledge), closed: day(pledge.items[index]?.closedOn ?? null) }))
    }),
  }
}

function ledgerLayout(field: LedgerFields) {
  const widths = [11, 24, 13, 58, 42, 31, 31, 31, 31]
  const scale = formWidth({ landscape: true }) / widths.reduce((all, width) => all + width, 0)
  return form({
    title: `${field.round}公开承诺事项登记表（台账）`,
    author: field.organisation,
    landscape: true,
    pageNumber: 'outer',
    blocks: [
      title('公开承诺事项登记表（台账）', { subtitle: field.round }),
      para(`党组织：${field.organisation}`),
      table({
        widths: widths.map((width) => width * scale),
        headRows: 1,
        size: 10.5,
        rows: [
          ['序号', '承诺人', '类型', '承诺事项', '具体措施', '完成时限', '审核结果', '公示日期', '销号日期'].map((text) => cell(text, { align: 'center', face: '黑体' })),
          ...(field.rows.length === 0
            ? Array.from({ length: 10 }, () => ({ height: 12, cells: widths.map(() => '') }))
            : field.rows.map((row, index) => [
                cell(String(index + 1), { align: 'center' }), row.who, cell(row.type, { align: 'center' }), row.text, row.measures,
                cell(row.due, { align: 'center' }), cell(row.review, { align: 'center' }), cell(row.published, { align: 'center' }), cell(row.closed, { align: 'center' }),
              ])),
        ],
      }),
    ],
  })
}

export const pledgeLedger: DocumentDefinition<LedgerFacts, LedgerFields> = { kind: 'pledgeLedger', name: '公开承诺事项登记表（台账）', fields: ledgerFields, layout: ledgerLayout }
