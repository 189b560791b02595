import { AutoComplete, Button, Checkbox, Input, Radio } from 'antd'
import { useMemo, useState } from 'react'
import { attendanceFindings, markAttendance, renewRoster } from '#shared/duties/review'
import type { Review } from '#shared/model/review'
import { editableRules, sayRule } from '#shared/rules/editable-rules'
import { attendanceOf, quorumFindings } from '#shared/rules/review-check'
import { Page, PageHeader } from '../../app/page-header'
import { dutyContext } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { useDraft } from '../../data/use-draft'
import { DataTable } from '../../ui/data-table'
import { DraftOffer } from '../../ui/draft-offer'
import { EmptyState } from '../../ui/empty-state'
import { FindingList } from '../../ui/finding-list'
import { LocalRules } from '../../ui/local-rules'
import { CountSums } from './count-sums'
import type { Entry } from './entries'
import { dayOf, exemptOf, peopleOn, rosterGap, sayGap } from './people'
import { useReviewSession } from './use-review'
import { useWidths } from '../../ui/use-widths'

type Person = Review['roster'][number]
type Attendance = Person['attendance']
type Mark = Pick<Person, 'attendance' | 'reason' | 'approval' | 'writtenOn'>
type Marks = Readonly<Record<string, Mark>>
const markIn = ({ attendance, reason, approval, writtenOn }: Person): Mark => ({ attendance, reason, approval, writtenOn })

const options: readonly { readonly value: Attendance; readonly label: string }[] = [
  { value: 'present', label: '到' },
  { value: 'leave', label: '请假' },
  { value: 'absent', label: '缺席' },
  { value: 'exempt', label: '免到' },
]
const rule = editableRules.find(({ path }) => path === 'review.pollQuorum')
const leaveReasons = ['外出务工', '生病', '值班', '出差', '照看家人']

/** 到会: by name, or only the numbers where the sign-in sheet is on paper. */
export function AttendancePage({ entry }: { readonly entry: Entry }) {
  const { review } = useReviewSession()
  const [numbers, setNumbers] = useState(false)
  return numbers ? <ByNumber entry={entry} onNames={() => setNumbers(false)} /> : <ByName key={`${review.tallyClosedOn}:${review.roster.length}`} entry={entry} onNumbers={() => setNumbers(true)} />
}

const modes = { names: '按名字签到', numbers: '只填人数' }

function ByNumber({ entry, onNames }: { readonly entry: Entry; readonly onNames: () => void }) {
  const { review } = useReviewSession()
  return (
    <Page header={<PageHeader title={entry.name} fact="签到表在纸上，只填人数" acts={<Button onClick={onNames}>{modes.names}</Button>} />}>
      <CountSums only="attendance" />
      <p className="quiet review-under">{review.tallyClosedOn === null ? '免到的人要按名字记：免到的不进测评表。' : '票已经定数，要改先“重新计票”。'}</p>
    </Page>
  )
}

function ByName({ entry, onNumbers }: { readonly entry: Entry; readonly onNumbers: () => void }) {
  const { review, pack, members, canWrite, save } = useReviewSession()
  const stands: Marks = useMemo(() => Object.fromEntries(review.roster.map((person) => [person.memberId, markIn(person)])), [review.roster])
  const formName = `review:${review.id}:attendance`
  const draft = useDraft<Marks>(formName, {}, { title: `${review.title}的签到` })
  const wide = useWidths()
  const [busy, setBusy] = useState(false)
  const closed = review.tallyClosedOn !== null
  const editable = canWrite && !closed
  const markOf = (person: Person) => draft.value[person.memberId] ?? markIn(person)
  const typed = review.roster.map((person) => ({ ...person, ...markOf(person) }))
  const changed = typed.filter((person) => JSON.stringify(stands[person.memberId]) !== JSON.stringify(markIn(person)))
  const counts = attendanceOf(typed)
  const findings = [...quorumFindings({ ...review, roster: typed, counts: { ...review.counts, ...counts } }, pack), ...attendanceFindings({ ...review, roster: typed }).filter((found) => found.code !== 'reasonMissing')]
  const people = useMemo(() => peopleOn(members, dayOf(review.heldOn, review.year), exemptOf(review.roster)), [members, review])
  // Numbers were typed alone: the names would take their place.
  const own = attendanceOf(review.roster)
  const counted = !closed && (['due', 'present', 'leave', 'absent', 'exempt'] as const).some((name) => own[name] !== review.counts[name])
  const gap = closed ? null : rosterGap(review.roster, people)
  const noReason = typed.filter((person) => person.attendance !== 'present' && person.reason.trim() === '').length

  const set = (person: Person, change: Partial<Mark>) => draft.set((now) => ({ ...now, [person.memberId]: { ...markOf(person), ...change } }))
  const keep = async () => {
    setBusy(true)
    const marks = changed.map(({ memberId, attendance, reason, approval, writtenOn }) => ({ memberId, attendance, reason: attendance === 'present' ? '' : reason, approval, writtenOn }))
    const outcome = await save((now) => markAttendance(now, marks, pack), { form: formName })
    setBusy(false)
    if (outcome?.ok === true) draft.reset({})
  }
  useShortcut('Ctrl+S', editable && changed.length > 0 ? () => void keep() : null)
  return (
    <Page
      fill
      header={
        <PageHeader
          title={entry.name}
          fact={`应到 ${counts.due}，实到 ${counts.present}，请假 ${counts.leave}，缺席 ${counts.absent}，免到 ${counts.exempt}${closed ? '　票已经定数，不能再改' : ''}`}
          acts={
            <>
              <Button onClick={onNumbers}>{modes.numbers}</Button>
              <Button type="primary" loading={busy} disabled={!editable || (changed.length === 0 && entry.done)} title="记下谁到了，应到、实到跟着算出来" onClick={() => void keep()}>
                存下签到
              </Button>
            </>
          }
        />
      }
      below={
        <div className="review-below">
          <DraftOffer draft={draft} />
          {gap !== null && (
            <div className="strip strip-confirm" role="group" aria-label="名单和名册不一样">
              <p>{sayGap(gap)}。</p>
              <Button disabled={!editable} onClick={() => void save((now) => renewRoster(now, people, pack))} title="照评议那天的名册重取；已经记的签到和票数留着">
                重取名单
              </Button>
            </div>
          )}
          {counted && <p className="soon small">只填过人数：实到 {review.counts.present} 人。照名字存下签到，就照名字算。</p>}
          <FindingList findings={findings} />
          <p className="quiet small">到会要求：{rule === undefined ? '' : sayRule(rule, pack.review.pollQuorum.value)}。依据：{pack.review.pollQuorum.source}</p>
          <LocalRules pack={pack} paths={['review.pollQuorum', 'review.pollThin', 'review.meetingQuorum']} />
        </div>
      }
    >
      <DataTable
        label="签到"
        rows={typed}
        rowKey={(person) => person.memberId}
        searchText={(person) => person.name}
        searchHint="姓名"
        left={changed.length > 0 ? <span>改了 {changed.length} 人，还没存，Ctrl+S 存下</span> : <span className="quiet">没到的改成请假、缺席或免到，写明原因</span>}
        empty={<EmptyState drawing="table" title="名单是空的">先在党员名册里录党员，再重取名单。</EmptyState>}
        foot={noReason === 0 ? `${typed.length} 人` : `${typed.length} 人，${noReason} 人没到还没写原因`}
        columns={[
          { key: 'index', title: '序号', width: wide(64), align: 'right', cell: (_, index) => index + 1 },
          { key: 'name', title: '姓名', width: wide(110), cell: (person) => person.name },
          { key: 'grade', title: '党籍', width: wide(100), cell: (person) => (person.watched ? '留党察看' : person.grade === 'full' ? '正式' : '预备') },
          {
            key: 'attendance', title: '到会', width: wide(300),
            cell: (person) => (
              <Radio.Group aria-label={`${person.name}到会`} disabled={!editable} value={person.attendance} options={[...options]} onChange={(event) => set(person, { attendance: event.target.value as Attendance })} />
            ),
          },
          {
            key: 'reason', title: '原因',
            cell: (person) =>
              person.attendance === 'present' ? (person.floating ? <span className="quiet">流动党员</span> : null) : (
                <span className="review-away">
                <AutoComplete
                  className="review-reason" size="small" popupMatchSelectWidth={false} aria-label={`${person.name}没到的原因`} disabled={!editable} value={person.reason}
                  status={person.reason.trim() === '' ? 'warning' : ''} onChange={(reason: string) => set(person, { reason: reason.slice(0, 500) })}
                  options={(person.attendance === 'exempt' ? pack.review.exemptions.value.map((one) => one.name) : leaveReasons).map((value) => ({ value }))}
                />
                  {person.attendance === 'exempt' && (
                    <Input size="small" aria-label={`${person.name}免评谁同意的`} title="哪次党员大会同意、哪级党组织批的" placeholder="谁同意的" disabled={!editable} value={person.approval} maxLength={500} status={person.approval.trim() === '' ? 'warning' : ''} onChange={(event) => set(person, { approval: event.target.value })} />
                  )}
                  {person.floating && person.attendance !== 'exempt' && (
                    <Checkbox disabled={!editable} checked={person.writtenOn !== null} onChange={(event) => set(person, { writtenOn: event.target.checked ? (review.heldOn ?? dutyContext().today) : null })}>
                      流动党员，交了书面自评
                    </Checkbox>
                  )}
                </span>
              ),
          },
        ]}
      />
    </Page>
  )
}
