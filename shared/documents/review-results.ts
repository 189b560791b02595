import { asOf } from '#shared/duties/roster'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import type { Review } from '#shared/model/review'
import { cell, para, sealCorner, signCorner, table, title } from '#shared/paper/blocks'
import { form, formWidth } from '#shared/paper/presets'
import { gradeName } from '#shared/rules/review-check'
import { shares } from '#shared/rules/shares'
import { formatDate } from '#shared/text/partial-date'
import type { DocumentDefinition } from './document'

/**
 * 测评汇总表 (D§3.5 B): counts and shares of the closed tally, the base stated, people in roster order and never by votes; beside them the grade the branch gave.
 * 民主评议党员登记表 (D§3.5 C): one sheet a member: who they were on the day, own summary, the poll, the verdict, and blank lines for hands.
 */
export type TallyFacts = { readonly organisation: Organisation; readonly review: Review }
type TallyFields = {
  readonly organisation: string
  readonly year: string
  readonly heldOn: string
  readonly attendance: string
  readonly ballots: string
  readonly grades: readonly string[]
  readonly rows: readonly { readonly name: string; readonly votes: readonly string[]; readonly shares: readonly string[]; readonly verdict: string; readonly note: string }[]
  readonly summary: string
}

const percent = (value: number) => `${value.toFixed(1)}%`

function tallyFields({ organisation, review }: TallyFacts): TallyFields {
  const { counts } = review
  const graded = review.verdicts.filter((verdict) => verdict.grade !== null)
  return {
    organisation: organisation.name,
    year: `${review.year}年度`,
    heldOn: review.heldOn === null ? '' : formatDate(review.heldOn, 'paper'),
    attendance: `应到${counts.due}人，实到${counts.present}人，请假${counts.leave}人，缺席${counts.absent}人，免到${counts.exempt}人`,
    ballots: `发出${counts.issued}张，收回${counts.returned}张，有效${counts.valid}张，无效${counts.invalid}张`,
    grades: review.grades.map((grade) => gradeName(grade)),
    rows: review.roster.map((person) => {
      const line = review.tally.find((one) => one.memberId === person.memberId)
      const verdict = review.verdicts.find((one) => one.memberId === person.memberId)
      const votes = review.grades.map((grade) => line?.votes[grade] ?? 0)
      const share = line === undefined ? [] : shares([...votes, line.blank])
      return {
        name: person.name,
        votes: line === undefined ? review.grades.map(() => '') : votes.map(String),
        shares: line === undefined ? review.grades.map(() => '') : votes.map((_, index) => percent(share[index] ?? 0)),
        verdict: verdict?.grade == null ? '' : gradeName(verdict.grade),
        note: person.grade === 'probationary' ? '预备党员，不定等次' : person.attendance === 'exempt' ? `免评${person.reason === '' ? '' : `：${person.reason}`}` : person.attendance === 'leave' ? '请假' : '',
      }
    }),
    summary: review.grades.map((grade) => `${gradeName(grade)}${graded.filter((verdict) => verdict.grade === grade).length}人`).join('，'),
  }
}

function tallyLayout(field: TallyFields) {
  const whole = formWidth({ landscape: true })
  const each = 19
  const fixed = [12, 28, ...field.grades.map(() => each), ...field.grades.map(() => each), 24]
  const widths = [...fixed, whole - fixed.reduce((all, width) => all + width, 0)]
  const centred = { align: 'center' as const }
  const head = { ...centred, face: '黑体' as const }
  return form({
    title: `${field.year}民主评议党员测评汇总表`,
    author: field.organisation,
    landscape: true,
    pageNumber: 'outer',
    blocks: [
      title('民主评议党员测评汇总表', { subtitle: field.year }),
      para(`党组织：${field.organisation}　　评议日期：${field.heldOn}`),
      para(`${field.attendance}。${field.ballots}。`),
      table({
        widths,
        headRows: 2,
        size: 10.5,
        rows: [
          [
            cell('序号', { ...head, rowSpan: 2 }), cell('姓名', { ...head, rowSpan: 2 }), cell('得票（张）', { ...head, colSpan: field.grades.length }),
            cell('占有效票的比例', { ...head, colSpan: field.grades.length }), cell('支部评定\n等次', { ...head, rowSpan: 2 }), cell('备注', { ...head, rowSpan: 2 }),
          ],
          [...field.grades, ...field.grades].map((grade) => cell(grade, head)),
          ...field.rows.map((row, index) => [String(index + 1), row.name, ...row.votes, ...row.shares, row.verdict, row.note].map((text) => cell(text, centred))),
        ],
      }),
      para(`评定结果：${field.summary}。比例以有效票为底数，没有填的票计在底数内。票数不等于等次，等次由党支部结合平时表现评定。`, { size: 10.5 }),
      para('计票人签名：　　　　　　　　监票人签名：　　　　　　　　党支部书记签名：　　　　　　　　（盖章）'),
    ],
  })
}

export const tallySheet: DocumentDefinition<TallyFacts, TallyFields> = { kind: 'tallySheet', name: '民主评议党员测评汇总表', fields: tallyFields, layout: tallyLayout }

export type RegisterFacts = { readonly organisation: Organisation; readonly review: Review; readonly member: Member }
type RegisterFields = {
  readonly organisation: string
  readonly year: string
  readonly person: readonly (readonly [label: string, value: string])[]
  readonly name: string
  readonly selfSummary: string
  readonly peerOpinion: string
  readonly poll: string
  readonly opinion: string
  readonly grade: string
}

function registerFields({ organisation, review, member }: RegisterFacts): RegisterFields {
  const then = asOf(member, review.heldOn ?? `${review.year}-12-31`)
  const line = review.tally.find((one) => one.memberId === member.id)
  const verdict = review.verdicts.find((one) => one.memberId === member.id)
  const month = (date: string | null) => (date === null ? '' : formatDate(date, 'month'))
  return {
    organisation: organisation.name,
    year: `${review.year}年度`,
    name: member.name,
    person: [
      ['姓名', member.name], ['性别', member.gender], ['民族', member.ethnicity], ['出生年月', month(member.birth)], ['学历', member.education],
      ['入党时间', month(member.joined)], ['转正时间', month(member.becameFull)], ['党内职务', then.posts.join('、')], ['单位及职务', member.jobTitle],
    ],
    selfSummary: verdict?.selfSummary ?? '',
    peerOpinion: verdict?.peerOpinion ?? '',
    poll: line === undefined ? '不参加测评定等' : `有效票${review.counts.valid}张：${review.grades.map((grade) => `${gradeName(grade)}${line.votes[grade]}张`).join('，')}${line.blank === 0 ? '' : `，未填${line.blank}张`}。`,
    opinion: verdict?.opinion ?? '',
    grade: verdict?.grade == null ? (then.grade === 'probationary' ? '预备党员，不定等次' : '') : gradeName(verdict.grade),
  }
}

function registerLayout(field: RegisterFields) {
  const whole = formWidth()
  const widths = [24, 34, 22, 28, 24, whole - 132]
  const label = (text: string) => cell(text, { align: 'center', face: '黑体' })
  const value = (name: string, colSpan?: number) => cell(field.person.find(([key]) => key === name)?.[1] ?? '', { align: 'center', ...(colSpan === undefined ? {} : { colSpan }) })
  const opinion = (caption: string, text: string, height: number, corner: readonly string[]) => ({ height, cells: [label(caption), cell(text, { colSpan: 5, valign: 'top', corner: [...corner] })] })
  return form({
    title: `${field.year}民主评议党员登记表（${field.name}）`,
    author: field.organisation,
    blocks: [
      title('民主评议党员登记表', { subtitle: field.year }),
      para(`党支部：${field.organisation}`),
      table({
        widths,
        rows: [
          { height: 9, cells: [label('姓　名'), value('姓名'), label('性　别'), value('性别'), label('民　族'), value('民族')] },
          { height: 9, cells: [label('出生年月'), value('出生年月'), label('学　历'), value('学历'), label('党内职务'), value('党内职务')] },
          { height: 9, cells: [label('入党时间'), value('入党时间'), label('转正时间'), value('转正时间'), label('单位及职务'), value('单位及职务')] },
          opinion('个人自评', field.selfSummary, 46, signCorner),
          opinion('党员互评\n意　　见', field.peerOpinion, 28, signCorner),
          { height: 12, cells: [label('民主测评'), cell(field.poll, { colSpan: 5 })] },
          opinion('党支部评定\n意见及等次', [field.opinion, field.grade === '' ? '' : `评定等次：${field.grade}`].filter((part) => part !== '').join('\n'), 38, sealCorner),
          opinion('本人意见', '', 22, signCorner),
          opinion('基层党委\n意　　见', '', 26, sealCorner),
        ],
      }),
    ],
  })
}

export const reviewRegister: DocumentDefinition<RegisterFacts, RegisterFields> = { kind: 'reviewRegister', name: '民主评议党员登记表', fields: registerFields, layout: registerLayout }
