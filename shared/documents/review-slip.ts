import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import type { Review } from '#shared/model/review'
import { cell, para, sealCorner, table, title } from '#shared/paper/blocks'
import { form, formWidth } from '#shared/paper/presets'
import { gradeName } from '#shared/rules/review-check'
import type { DocumentDefinition, FieldNames } from './document'
import { centred, dayOrBlank, fill, opinionRow, paperDay } from './sheet'

/** 民主评议党员反馈单: what the branch tells one member. The grade and the opinion, no votes: they are for the branch to hold. */
export type SlipFacts = { readonly organisation: Organisation; readonly review: Review; readonly member: Pick<Member, 'id' | 'name'> }
type Fields = { readonly organisation: string; readonly year: string; readonly name: string; readonly heldOn: string; readonly decided: string; readonly grade: string; readonly opinion: string; readonly peers: string; readonly day: string }
const names: FieldNames<Fields> = { organisation: '党支部', year: '年度', name: '姓名', heldOn: '评议日期', decided: '评定的会议和日期', grade: '评定等次', opinion: '党支部评定意见', peers: '党员互评意见', day: '评定日期' }

function fields({ organisation, review, member }: SlipFacts): Fields {
  const verdict = review.verdicts.find((one) => one.memberId === member.id)
  const person = review.roster.find((one) => one.memberId === member.id)
  return {
    organisation: organisation.name, year: `${review.year}年度`, name: member.name, heldOn: paperDay(review.heldOn), decided: [review.decidedBy, paperDay(review.decidedOn)].filter((part) => part !== '').join('，'),
    grade: verdict?.grade == null ? (person?.grade === 'probationary' ? '预备党员，不定等次' : person?.attendance === 'exempt' ? '免评，不定等次' : '') : gradeName(verdict.grade),
    opinion: verdict?.opinion ?? '', peers: verdict?.peerOpinion ?? '', day: paperDay(review.decidedOn),
  }
}

function layout(field: Fields) {
  const whole = formWidth()
  const label = (text: string) => cell(text, { ...centred, face: '黑体' })
  const value = (text: string) => cell(text, centred)
  const opinion = (caption: string, text: string, height: number, corner: readonly string[]) => opinionRow({ label: caption, text, height, corner, width: whole - 30, spans: [1, 3] })
  const sign = ['签名：　　　　　　', '年　　月　　日']
  return form({
    title: `${field.year}民主评议党员反馈单（${field.name}）`, author: field.organisation,
    blocks: [
      title('民主评议党员反馈单', { subtitle: field.year }),
      para(`党支部：${field.organisation}`),
      table({
        widths: fill([30, 0, 30, 0], whole),
        rows: [
          { height: 11, cells: [label('姓　　名'), value(field.name), label('评议日期'), value(field.heldOn)] },
          { height: 11, cells: [label('评定等次'), value(field.grade), label('评　　定'), value(field.decided)] },
          opinion('党员互评\n意　　见', field.peers, 30, ['']),
          opinion('党支部评定\n意　　见', field.opinion, 60, [sealCorner[0] ?? '', dayOrBlank(field.day)]),
          opinion('本人意见', '', 40, sign),
          opinion('今后打算\n和改进措施', '', 40, sign),
        ],
      }),
      para('当面反馈，指出不足。本人签名后党支部留存一份。', { size: 10.5 }),
    ],
  })
}

export const reviewSlip: DocumentDefinition<SlipFacts, Fields> = { kind: 'reviewSlip', name: '民主评议党员反馈单', fields, names, layout }
