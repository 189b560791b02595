import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import type { Pledge, PledgeItem, PledgeRound } from '#shared/model/pledge'
import { cell, para, table, title } from '#shared/paper/blocks'
import { form, formSection, formWidth, type FormInput } from '#shared/paper/presets'
import type { PrintDocument } from '#shared/paper/print-document'
import { changesOf, changeWords } from '#shared/duties/pledge-edition'
import { exemptionOf } from '#shared/duties/pledge-exempt'
import type { DocumentDefinition, FieldNames } from './document'
import { fittedForm, spreadOf, type Density } from './fit'
import { inRosterOrder, partyOf, pledgeLines, publicationOf, spanWords, type PledgeLine } from './pledge-fields'
import { outcomeWords } from './pledge-results'
import { blankRows, centred, fill, headCells, paperDay } from './sheet'

/**
 * The two sheets made of a whole round.
 * 承诺公示表: what the branch publishes on its board, exactly as frozen in one edition; never an ID number or a telephone of a person.
 * 承诺台账: the register of all promises with review, publication and outcome (D§5.3), from the pledges as they stand.
 */
export type NoticeFacts = { readonly organisation: Organisation; readonly round: PledgeRound; readonly edition: number }
type NoticeFields = {
  readonly organisation: string
  readonly round: string
  readonly published: string
  readonly place: string
  readonly phone: string
  /** 第2版; empty for the first. */
  readonly edition: string
  readonly withdrawn: string
  /** What is other than on the sheet before. */
  readonly changes: string
  readonly parties: readonly { readonly who: string; readonly post: string; readonly items: readonly { readonly text: string; readonly measures: string; readonly due: string; readonly responsible: string }[] }[]
}

function noticeFields({ organisation, round, edition }: NoticeFacts): NoticeFields {
  const frozen = round.editions.find((one) => one.number === edition)
  const why = frozen?.withdrawnWhy === '' ? '' : `，原因：${frozen?.withdrawnWhy ?? ''}`
  return {
    organisation: organisation.name,
    round: round.title,
    published: frozen === undefined ? '' : spanWords(frozen),
    place: frozen?.place ?? '',
    phone: frozen?.phone ?? organisation.supervisionPhone,
    edition: frozen !== undefined && edition > 1 ? `第${edition}版` : '',
    changes: frozen === undefined ? '' : changeWords(changesOf(round, edition)),
    withdrawn: frozen?.withdrawnOn == null ? '' : `本版已于${paperDay(frozen.withdrawnOn)}撤回${why}`,
    parties: (frozen?.lines ?? []).map((line) => ({ who: line.who, post: line.post, items: line.items.map((item) => ({ ...item, due: paperDay(item.due) })) })),
  }
}

/** A party's items stand under each other beside one name; an empty sheet still prints its head and blank rows to write on. */
function noticeInput(field: NoticeFields, paper: 'A4' | 'A3', { size, row }: Density): FormInput {
  const wide = paper === 'A3'
  const widths = fill(wide ? [18, 52, 0, 0, 60, 34] : [12, 36, 0, 0, 37, 21], formWidth({ landscape: true, paper }))
  const rows = field.parties.flatMap((party, index) =>
    party.items.map((item, place) => ({
      height: row,
      cells: [
        ...(place === 0 ? [cell(String(index + 1), { rowSpan: party.items.length, ...centred }), cell(party.post === '' ? party.who : `${party.who}\n${party.post}`, { rowSpan: party.items.length })] : []),
        cell(item.text), cell(item.measures), cell(item.due, centred), cell(item.responsible, centred),
      ],
    })))
  return {
    title: `${field.round}承诺公示表${wide ? 'A3' : ''}${field.edition === '' ? '' : `（${field.edition}）`}`,
    paper,
    author: field.organisation,
    landscape: true,
    pageNumber: 'outer',
    blocks: [
      title('公开承诺公示表', { subtitle: [field.round, field.edition === '' ? '' : `${field.edition}，以本版为准`].filter((part) => part !== '').join('　') }),
      para(`党组织：${field.organisation}　　公示时间：${field.published}${field.place === '' ? '' : `　　公示地点：${field.place}`}`, { align: 'left' }),
      para(field.phone === '' ? '有意见可向党支部反映。' : `监督电话：${field.phone}。有意见可向党支部反映。`),
      ...(field.changes === '' ? [] : [para(`和上一版不同：${field.changes}。`, { align: 'left' })]),
      ...(field.withdrawn === '' ? [] : [para(field.withdrawn, { face: '黑体' })]),
      table({ widths, headRows: 1, size, rows: [headCells(['序号', '承诺人', '承诺事项', '具体措施', '完成时限', '责任人']), ...(rows.length === 0 ? blankRows(8, widths.length, 14) : rows)] }),
    ],
  }
}

const noticeNames: FieldNames<NoticeFields> = {
  organisation: '党组织', round: '轮次', published: '公示时间', place: '公示地点', phone: '监督电话', edition: '版次', withdrawn: '撤回说明', changes: '改动',
  parties: ['承诺人', { who: '姓名', post: '职务', items: ['承诺事项', { text: '事项', measures: '具体措施', due: '完成时限', responsible: '责任人' }] }],
}

export const pledgeNotice: DocumentDefinition<NoticeFacts, NoticeFields> = {
  kind: 'pledgeNotice', name: '公开承诺公示表', fields: noticeFields, names: noticeNames, layout: (field) => fittedForm((density) => noticeInput(field, 'A4', density), { smallest: 10.5 }),
}

/** Read standing before the board: as large as takes no sheet more than the smallest would. */
const boardSizes: readonly Density[] = [{ size: 22, row: 20 }, { size: 20, row: 18 }, { size: 18, row: 16 }, { size: 16, row: 14 }, { size: 14, row: 12 }]

function largestOnA3(field: NoticeFields): PrintDocument {
  const tried = boardSizes.map((density) => noticeInput(field, 'A3', density))
  const pages = tried.map((input) => spreadOf(formSection(input)).pages)
  const chosen = tried[pages.indexOf(Math.min(...pages))]
  if (chosen === undefined) throw new Error('a sheet needs a size to be set in')
  return form(chosen)
}

export const pledgeNoticeA3: DocumentDefinition<NoticeFacts, NoticeFields> = { kind: 'pledgeNoticeA3', name: '公开承诺公示表（A3）', fields: noticeFields, names: noticeNames, layout: largestOnA3 }

export type LedgerFacts = { readonly organisation: Organisation; readonly round: PledgeRound; readonly pledges: readonly Pledge[]; readonly members: readonly Member[] }
type LedgerFields = {
  readonly organisation: string
  readonly round: string
  /** Who promises of their own accord, and why. */
  readonly exempt: string
  readonly rows: readonly (PledgeLine & { readonly who: string; readonly passed: string; readonly outcome: string })[]
}

/** 2026年2月25日通过, 2026年3月5日公示: of this item, where each was reviewed on its own. */
function passedWords(pledge: Pledge, item: PledgeItem | undefined, round: PledgeRound): string {
  const results: Readonly<Record<Pledge['review']['result'], string>> = { '': '', passed: '通过', returned: '退回' }
  const review = item?.reviews.at(-1) ?? pledge.review
  const result = results[review.result]
  const publication = publicationOf(pledge, round)
  return [result === '' ? '' : `${paperDay(review.on)}${result}`, publication === null ? '' : `${publication.on}公示`].filter((part) => part !== '').join('\n')
}

function endWords(item: PledgeItem | undefined): string {
  if (item === undefined) return ''
  return item.closedOn === null ? outcomeWords(item) : `${paperDay(item.closedOn)}\n${item.closedBy}销号`
}

function ledgerFields({ organisation, round, pledges, members }: LedgerFacts): LedgerFields {
  return {
    organisation: organisation.name,
    round: round.title,
    rows: inRosterOrder(pledges, members).flatMap((pledge) => {
      // The sheet's head names the branch in full; every row of it need not.
      const who = pledge.memberId === null ? organisation.type : partyOf(pledge, round, members, organisation).name
      return pledgeLines(pledge).map((line, index) => ({ who: pledge.inWriting ? `${who}\n（书面）` : who, ...line, passed: passedWords(pledge, pledge.items[index], round), outcome: endWords(pledge.items[index]) }))
    }),
    exempt: members.flatMap((member) => { const one = exemptionOf(round, member.id); return one === null ? [] : [`${member.name}（${one.reason}）`] }).join('、'),
  }
}

function ledgerLayout(field: LedgerFields) {
  const widths = fill([12, 20, 12, 0, 0, 34, 42, 40], formWidth({ landscape: true }))
  return fittedForm(({ size, row }) => ({
    title: `${field.round}公开承诺事项登记表（台账）`,
    author: field.organisation,
    landscape: true,
    pageNumber: 'outer',
    blocks: [
      title('公开承诺事项登记表（台账）', { subtitle: field.round }),
      para(`党组织：${field.organisation}`),
      table({
        widths,
        headRows: 1,
        size,
        rows: [
          headCells(['序号', '承诺人', '类型', '承诺事项', '具体措施', '完成时限\n责任人', '审核和公示', '销号及备注']),
          ...(field.rows.length === 0
            ? blankRows(9, widths.length, 13)
            : field.rows.map((line, index) => ({
                height: row,
                cells: [
                  cell(String(index + 1), centred), cell(line.who, centred), cell(line.type, centred), cell(line.text), cell(line.measures),
                  cell([line.due, line.responsible].filter((part) => part !== '').join('\n'), centred), cell(line.passed, centred),
                  cell(line.outcome, line.outcome.startsWith('未兑现') ? {} : centred),
                ],
              }))),
        ],
      }),
      ...(field.exempt === '' ? [] : [para(`自愿承诺的党员：${field.exempt}。`, { align: 'left' })]),
    ],
  }), { largest: 10.5 })
}

export const pledgeLedger: DocumentDefinition<LedgerFacts, LedgerFields> = {
  kind: 'pledgeLedger', name: '公开承诺事项登记表（台账）', fields: ledgerFields, layout: ledgerLayout,
  names: { organisation: '党组织', round: '轮次', exempt: '自愿承诺的党员', rows: ['承诺事项', { number: '序号', who: '承诺人', type: '类型', text: '事项', measures: '具体措施', due: '完成时限', responsible: '责任人', passed: '审核和公示', outcome: '销号及备注' }] },
}
