import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import type { Pledge, PledgeRound } from '#shared/model/pledge'
import { cell, para, table, title } from '#shared/paper/blocks'
import { form, formWidth } from '#shared/paper/presets'
import type { DocumentDefinition, FieldNames } from './document'
import { partyOf, pledgeLines, publicationOf, type PledgeLine } from './pledge-fields'
import { blankRows, centred, dayOrBlank, fill, headCells, opinionRow, paperDay } from './sheet'

/**
 * 党组织公开承诺书 and 党员公开承诺书 (D§5.3): what one party promises in one round, where and until when it hangs, signed by hand and
 * countersigned by who reviewed it. A form, so that a pledge of a few items stands on one sheet with its review and the seal's room.
 * Fields: the pledge's items and review, the promiser's post as of the day of the promise, the branch's 监督电话, the latest edition that
 * carries the pledge.
 */
export type PledgeLetterFacts = { readonly organisation: Organisation; readonly round: PledgeRound; readonly pledge: Pledge; readonly members: readonly Member[] }
export type PledgeLetterFields = {
  readonly heading: string
  readonly round: string
  readonly organisation: string
  readonly name: string
  readonly post: string
  readonly items: readonly PledgeLine[]
  readonly proposedOn: string
  readonly published: string
  readonly place: string
  readonly reviewBy: string
  readonly reviewSignedBy: string
  readonly reviewResult: string
  readonly reviewOpinion: string
  readonly reviewOn: string
  readonly supervisionPhone: string
  /** 书面承诺 of somebody away; else empty. */
  readonly inWriting: string
}

const results: Readonly<Record<Pledge['review']['result'], string>> = { '': '', passed: '通过', returned: '退回修改' }

function fields({ organisation, round, pledge, members }: PledgeLetterFacts): PledgeLetterFields {
  const party = partyOf(pledge, round, members, organisation)
  const publication = publicationOf(pledge, round)
  return {
    heading: pledge.memberId === null ? '党组织公开承诺书' : '党员公开承诺书',
    round: round.title,
    organisation: organisation.name,
    name: party.name,
    post: party.post,
    items: pledgeLines(pledge),
    proposedOn: paperDay(pledge.proposedOn),
    published: publication?.span ?? '',
    place: publication?.place ?? '',
    reviewBy: pledge.review.by,
    reviewSignedBy: pledge.review.signedBy,
    reviewResult: results[pledge.review.result],
    reviewOpinion: pledge.review.opinion,
    reviewOn: paperDay(pledge.review.on),
    supervisionPhone: organisation.supervisionPhone,
    inWriting: pledge.inWriting ? '书面承诺（本人外出）' : '',
  }
}

/** A pledge of an item or two is not squeezed into the upper half of its sheet. */
const roomOf = (items: number): number => Math.min(32, Math.max(14, Math.floor(72 / items)))

function supervision(field: PledgeLetterFields): string {
  const hangs = field.published === '' ? '公示时间和地点：' : `${field.published}在${field.place === '' ? '公开栏' : field.place}公示。`
  const phone = field.supervisionPhone === '' ? '' : `监督电话：${field.supervisionPhone}。`
  return `${hangs}${field.published === '' ? '\n' : ''}接受党员和群众监督。${phone}`
}

function reviewText(field: PledgeLetterFields): string {
  const who = [field.reviewBy === '' ? '' : `审核：${field.reviewBy}`, field.reviewSignedBy === '' ? '' : `审核人：${field.reviewSignedBy}`, field.reviewResult === '' ? '' : `结果：${field.reviewResult}`]
  return [who.filter((part) => part !== '').join('　　'), field.reviewOpinion].filter((part) => part !== '').join('\n')
}

function layoutOf(signer: string, reviewer: string, member: boolean) {
  return (field: PledgeLetterFields) => {
    const whole = formWidth()
    // LibreOffice sets a quarter of a character between digits and Chinese, whatever the file says: 2026年11月30日 is then 35 mm long.
    const widths = fill([12, 14, 0, 38, 21], whole)
    const opinions = { width: whole - 26, spans: [2, 3] as const }
    return form({
      title: `${field.heading}（${field.name}）`,
      author: field.organisation,
      blocks: [
        title(field.heading, { subtitle: [field.round, field.inWriting].filter((part) => part !== '').join('　') }),
        ...(member ? [para(`承诺人：${field.name}${field.post === '' ? '' : `　　职务：${field.post}`}`), para(`所在支部：${field.organisation}`)] : [para(`承诺党组织：${field.organisation}`)]),
        table({
          widths,
          headRows: 1,
          rows: [
            headCells(['序号', '类型', '承诺事项和具体措施', '完成时限', '责任人']),
            ...(field.items.length === 0
              ? blankRows(3, widths.length, 30)
              : field.items.map((item) => ({
                  height: roomOf(field.items.length),
                  cells: [cell(item.number, centred), cell(item.type, centred), cell(item.measures === '' ? item.text : `${item.text}\n措施：${item.measures}`), cell(item.due, centred), cell(item.responsible, centred)],
                }))),
            { height: 14, cells: [cell('公示\n和监督', { ...centred, face: '黑体', colSpan: 2 }), cell(supervision(field), { colSpan: 3 })] },
            opinionRow({ ...opinions, label: signer, text: '', corner: ['签名：　　　　　　', dayOrBlank(field.proposedOn)], height: 24 }),
            opinionRow({ ...opinions, label: `${reviewer}\n审核意见`, text: reviewText(field), corner: ['审核人签名：　　　　　　', '（盖章）', dayOrBlank(field.reviewOn)] }),
          ],
        }),
      ],
    })
  }
}

const names: FieldNames<PledgeLetterFields> = {
  heading: '标题', round: '轮次', organisation: '党组织', name: '承诺人', post: '职务', items: ['承诺事项', { number: '序号', type: '类型', text: '事项', measures: '具体措施', due: '完成时限', responsible: '责任人' }], proposedOn: '承诺日期',
  published: '公示时间', place: '公示地点', reviewBy: '审核', reviewSignedBy: '审核人', reviewResult: '审核结果', reviewOpinion: '审核意见', reviewOn: '审核日期', supervisionPhone: '监督电话', inWriting: '书面承诺',
}

export const branchPledge: DocumentDefinition<PledgeLetterFacts, PledgeLetterFields> = { kind: 'branchPledge', name: '党组织公开承诺书', fields, names, layout: layoutOf('党组织\n负责人', '上级党组织', false) }
export const memberPledge: DocumentDefinition<PledgeLetterFacts, PledgeLetterFields> = { kind: 'memberPledge', name: '党员公开承诺书', fields, names, layout: layoutOf('承诺人', '党支部', true) }
