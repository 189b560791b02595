import { Button, Select } from 'antd'
import { useMemo, useState } from 'react'
import { recordVerdicts } from '#shared/duties/review-verdict'
import type { GradeName, Review } from '#shared/model/review'
import { borderline, excellentCap, gradeName, verdictFindings } from '#shared/rules/review-check'
import { decidingBody } from '#shared/rules/pack'
import { Page, PageHeader } from '../../app/page-header'
import { useNarrowSidebar } from '../../app/narrow'
import { go, hrefOf } from '../../app/route'
import { useShortcut } from '../../app/shortcuts'
import { DataTable, type Column } from '../../ui/data-table'
import { EmptyState } from '../../ui/empty-state'
import { FieldError } from '../../ui/field'
import { FindingList } from '../../ui/finding-list'
import { LocalRules, RulesSince } from '../../ui/local-rules'
import { sayDate } from '../../ui/say'
import { WithPanel } from '../../ui/side-panel'
import { DecideStrip } from './decide-strip'
import { entriesOf, type Entry } from './entries'
import { sayNames } from './people'
import { ReasonCell } from './reason-cell'
import { StepLine } from './step-line'
import { Told } from './told'
import { useReviewSession } from './use-review'
import { useWidths } from '../../ui/use-widths'
import { VerdictPanel } from './verdict-panel'
import { blankShare, gradeShares, sayLast, saySplit, sayVerdicts, verdictRows, type VerdictRow } from './verdict-rows'

/** 评定: votes beside the grade the branch gives, and the reason where the two part. */
export function VerdictPage({ entry }: { readonly entry: Entry }) {
  const { review, pack, canWrite, save, lastYear } = useReviewSession()
  const wide = useWidths()
  const [chosen, setChosen] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const [deciding, setDeciding] = useState(false)
  const [problem, setProblem] = useState('')
  const rows = useMemo(() => verdictRows(review, pack), [review, pack])
  const sent = review.state === 'sent'
  const editable = canWrite && !sent
  const cap = excellentCap(review, pack)
  const body = decidingBody(pack, cap.fullMembers)
  const assessed = rows.filter((row) => row.ungraded === '')
  const missing = assessed.filter((row) => row.verdict === null || row.verdict.grade === null)
  const unexplained = rows.filter((row) => row.differs !== '' && (row.verdict?.reason ?? '').trim() === '')
  const close = borderline(review)
  const capFindings = verdictFindings(review, pack, false).filter((found) => found.code === 'capPassed')
  useShortcut('Ctrl+P', () => go('review', [review.id, 'paper', 'register']))

  const grade = async (people: readonly string[], value: GradeName | null) => {
    const outcome = await save((now) => recordVerdicts(now, people.map((memberId) => ({ memberId, grade: value })), pack))
    setProblem(outcome?.ok === false ? outcome.findings.map((found) => found.text).join('；') : '')
  }
  const panelRow = open ? (rows.find((row) => row.person.memberId === chosen) ?? null) : null
  const show = (row: VerdictRow) => {
    setChosen(row.person.memberId)
    setOpen(true)
  }
  const judged = review.decidedOn !== null
  const reason = sent ? '' : missing.length > 0 ? `还有 ${missing.length} 人没评` : unexplained.length > 0 ? `${unexplained.length} 人缺理由` : ''
  return (
    <Page
      fill
      header={
        <PageHeader
          title={entry.name}
          fact={judged ? `${sayDate(review.decidedOn ?? '', review.year)} ${review.decidedBy}评定${sent ? '，已经送出，不能再改' : ''}` : `由${body}评定`}
          {...(reason === '' ? {} : { reason })}
          acts={
            <>
              <Button onClick={() => go('review', [review.id, 'paper', 'register'])}>印登记表</Button>
              <Button type={!judged && !deciding && panelRow === null ? 'primary' : 'default'} disabled={!editable} title="记下由谁、哪天评定的" onClick={() => setDeciding(true)}>
                {judged ? '改评定日期' : '定下评定'}
              </Button>
              {judged && (
                <Button type={!sent && !deciding && panelRow === null ? 'primary' : 'default'} onClick={() => go('review', [review.id, entriesOf(review).find((one) => one.kind === 'send')?.id ?? 'send'])}>
                  {sent ? '看送出' : '去送出'}
                </Button>
              )}
            </>
          }
        />
      }
      below={
        <div className="review-below">
          {deciding && <DecideStrip onDone={() => setDeciding(false)} />}
          {review.tallyClosedOn === null && (
            <p className="soon">
              还没有定数，票数会变。<a href={hrefOf('review', [review.id, 'count'])}>去计票</a>
            </p>
          )}
          {/* The panel needs the height. */}
          {!deciding && panelRow === null && <CapWarning findings={capFindings} editable={editable} />}
          {problem !== '' && <FieldError>{problem}</FieldError>}
          {panelRow === null && <Told label={`票数接近 ${close.length} 人：${sayNames(close.map((one) => one.name))}`} lines={close.map((one) => `${one.name}：${one.said}`)} />}
          <LocalRules pack={pack} paths={['review.excellentCap', 'review.grades', 'review.probationaryGraded']} />
          {review.state !== 'sent' && <RulesSince pack={pack} paths={['review.excellentCap', 'review.grades', 'review.probationaryGraded']} />}
        </div>
      }
    >
      <WithPanel panel={panelRow === null ? null : <VerdictPanel key={panelRow.person.memberId} row={panelRow} editable={editable} onClose={() => setOpen(false)} />}>
        {panelRow !== null && <Narrow />}
        <DataTable
          label="评定"
          rows={rows}
          rowKey={(row) => row.person.memberId}
          chosen={chosen}
          onChoose={(row) => setChosen(row.person.memberId)}
          onOpen={show}
          searchText={(row) => row.person.name}
          searchHint="姓名"
          left={
            <>
              {missing.length > 0 && <Button disabled={!editable} title="只填还没定的人，填好再逐个改" onClick={() => void grade(missing.map((row) => row.person.memberId), 'qualified')}>
                没定的都评合格
              </Button>}
              <span className="small" title={cap.most === null ? undefined : `依据：${cap.source}`}>
                {sayVerdicts(review, cap.most)}
                {missing.length > 0 && `，未定 ${missing.length} 人`}
              </span>
            </>
          }
          empty={<EmptyState drawing="table" title="名单是空的" />}
          foot={
            <span className="review-foot">
              <span>{rows.length} 人</span>
              <span>票数不等于等次，等次由{body}结合平时表现评定。</span>
            </span>
          }
          columns={columnsFor({ wide, narrow: panelRow !== null, review, editable, last: lastYear, onOpen: show, onGrade: (memberId, value) => void grade([memberId], value) })}
        />
      </WithPanel>
      <div className="review-under-table">
        <StepLine entry={entry} />
      </div>
    </Page>
  )
}

/** While the panel is open the sidebar gives its width to the list. */
function Narrow() {
  useNarrowSidebar()
  return null
}

function CapWarning({ findings, editable }: { readonly findings: Parameters<typeof FindingList>[0]['findings']; readonly editable: boolean }) {
  const { review } = useReviewSession()
  if (findings.length === 0) return null
  return (
    <section className="review-cap" aria-label="优秀超过比例">
      <FindingList findings={findings} label="优秀超过比例" />
      <ReasonCell key={review.id} about="cap" label="优秀超过比例的理由" value={review.capReason} disabled={!editable} visibleLabel />
    </section>
  )
}

type ColumnsInput = {
  readonly wide: (width: number) => number
  readonly narrow: boolean
  readonly review: Review
  readonly editable: boolean
  readonly last: Review | null
  readonly onOpen: (row: VerdictRow) => void
  readonly onGrade: (memberId: string, grade: GradeName | null) => void
}

function columnsFor({ wide, narrow, review, editable, last, onOpen, onGrade }: ColumnsInput): readonly Column<VerdictRow>[] {
  const { grades } = review
  const votes: readonly Column<VerdictRow>[] = narrow
    ? [{ key: 'votes', title: '得票', width: wide(120), cell: ({ tally }) => (tally === null ? '' : <span title={saySplit(tally, grades)}>{grades.map((grade) => tally.votes[grade]).join(' / ')}</span>) }]
    : grades.map((grade, index) => ({
        key: grade,
        title: gradeName(grade),
        width: wide(96),
        align: 'right',
        cell: ({ tally }) => {
          const share = tally === null ? undefined : gradeShares(tally, review)[index]
          return share === undefined ? '' : <>{share.votes} <small className="quiet review-share">{share.share}</small></>
        },
      }))
  return [
    { key: 'index', title: '序号', width: wide(60), align: 'right', cell: (_, index) => index + 1 },
    { key: 'name', title: '姓名', width: wide(114), cell: (row) => (
      <>
        <button type="button" className="linkish" title="小结、互评意见和评定意见" onClick={() => onOpen(row)}>{row.person.name}</button>
        {/* The row of shares adds up to 100.0 with it. */}
        {!narrow && row.tally !== null && row.tally.blank > 0 && <small className="quiet review-unfilled">未填 {row.tally.blank}（{blankShare(row.tally, review).share}）</small>}
      </>
    ) },
    ...votes,
    // Where the text is large the panel alone tells of last year.
    ...(last === null || narrow || wide(100) > 114 ? [] : [{ key: 'last', title: `${last.year}年度`, width: wide(132), cell: (row: VerdictRow) => <span className="quiet">{sayLast(last, row.person.memberId)}</span> }]),
    {
      key: 'grade', title: narrow ? '评定等次' : '评定等次，与测评不同的写明理由',
      cell: ({ person, verdict, ungraded, differs }) =>
        ungraded !== '' ? (
          <span className="quiet">{ungraded}</span>
        ) : (
          <span className="review-judged">
            <Select<GradeName | ''>
              className="review-grade" size="small" aria-label={`${person.name}评定等次`} disabled={!editable} value={verdict?.grade ?? ''}
              onChange={(value) => onGrade(person.memberId, value === '' ? null : value)} options={[{ value: '', label: '未定' }, ...grades.map((grade) => ({ value: grade, label: gradeName(grade) }))]}
            />
            {differs === '' && (verdict?.reason ?? '') === '' ? null : narrow ? (
              <span className={verdict?.reason === '' ? 'late' : 'quiet'}>{verdict?.reason === '' ? '缺理由' : '有理由'}</span>
            ) : (
              <ReasonCell about={person.memberId} label={`${person.name}与测评不同的理由`} value={verdict?.reason ?? ''} disabled={!editable} hint={differs} />
            )}
          </span>
        ),
    },
  ]
}
