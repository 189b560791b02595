import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import type { Pledge, PledgeRound } from '#shared/model/pledge'
import { blank, gap, heading, para, signature, title } from '#shared/paper/blocks'
import { prose } from '#shared/paper/presets'
import { toChineseNumeral } from '#shared/text/chinese-numerals'
import { formatDate } from '#shared/text/partial-date'
import type { DocumentDefinition } from './document'
import { partyOf, pledgeLines, type PledgeLine } from './pledge-fields'

/**
 * 党组织公开承诺书 and 党员公开承诺书 (D§5.3): what one party promises in one round, signed by hand and countersigned by who reviewed it.
 * Fields: the pledge's items and review, the promiser's post as of the day of the promise, the branch's 监督电话.
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
  readonly reviewBy: string
  readonly reviewOpinion: string
  readonly reviewOn: string
  readonly supervisionPhone: string
}

function fields({ organisation, round, pledge, members }: PledgeLetterFacts): PledgeLetterFields {
  const party = partyOf(pledge, round, members, organisation)
  return {
    heading: pledge.memberId === null ? '党组织公开承诺书' : '党员公开承诺书',
    round: round.title,
    organisation: organisation.name,
    name: party.name,
    post: party.post,
    items: pledgeLines(pledge),
    proposedOn: pledge.proposedOn === null ? '' : formatDate(pledge.proposedOn, 'paper'),
    reviewBy: pledge.review.by,
    reviewOpinion: pledge.review.opinion,
    reviewOn: pledge.review.on === null ? '' : formatDate(pledge.review.on, 'paper'),
    supervisionPhone: organisation.supervisionPhone,
  }
}

function layoutOf(signer: string, reviewer: string) {
  return (field: PledgeLetterFields) =>
    prose({
      title: `${field.heading}（${field.name}）`,
      author: field.organisation,
      blocks: [
        title(field.heading, { subtitle: field.round }),
        para(signer === '承诺人签名' ? `承诺人：${field.name}　　${field.post}` : `承诺党组织：${field.organisation}`),
        ...(signer === '承诺人签名' ? [para(`所在支部：${field.organisation}`)] : []),
        heading(1, '一、承诺事项'),
        ...field.items.flatMap((item) => [
          heading(2, `（${toChineseNumeral(Number(item.number))}）${item.type}承诺`),
          para(`承诺：${item.text}`),
          ...(item.measures === '' ? [] : [para(`措施：${item.measures}`)]),
          para(`完成时限：${item.due}　　责任人：${item.responsible}`),
        ]),
        heading(1, '二、接受监督'),
        para(field.supervisionPhone === '' ? '以上承诺在公开栏公布，接受党员和群众监督。' : `以上承诺在公开栏公布，接受党员和群众监督。监督电话：${field.supervisionPhone}。`),
        gap(1),
        signature([{ label: `${signer}：`, rule: 40 }, { label: '日期：', value: field.proposedOn, rule: 40 }]),
        gap(1),
        heading(1, `三、${reviewer}审核意见`),
        para(field.reviewOpinion === '' ? [blank(140)] : field.reviewOpinion),
        gap(1),
        signature([{ label: `审核人（${field.reviewBy === '' ? reviewer : field.reviewBy}）签名：`, rule: 40 }, { label: '日期：', value: field.reviewOn, rule: 40 }, { label: '（盖章）' }]),
      ],
    })
}

export const branchPledge: DocumentDefinition<PledgeLetterFacts, PledgeLetterFields> = { kind: 'branchPledge', name: '党组织公开承诺书', fields, layout: layoutOf('党组织负责人签名', '上级党组织') }
export const memberPledge: DocumentDefinition<PledgeLetterFacts, PledgeLetterFields> = { kind: 'memberPledge', name: '党员公开承诺书', fields, layout: layoutOf('承诺人签名', '党支部') }
