import { useMemo, useState } from 'react'
import { assertNever } from '#shared/text/assert-never'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import type { Review } from '#shared/model/review'
import type { RulePin } from '#shared/model/rule-pin'
import { BoxesContext, useWatchedBoxes } from '../../app/machine/boxes'
import { useCanWrite } from '../../app/session'
import { AttendancePage } from './attendance-page'
import { BallotsPage } from './ballots-page'
import { CountPage } from './count-page'
import { entriesOf, firstOpen, withBoxes, type Entry } from './entries'
import { HeadPage } from './head-page'
import { MachineVote, useElectorates } from './machine-vote'
import { isPaperId } from './papers'
import { PaperPage } from './paper-page'
import { SendPage } from './send-page'
import { StepPage } from './step-page'
import { StepsColumn } from './steps-column'
import { SessionContext, usePackOf, useSaver, type Session } from './use-review'
import { VerdictPage } from './verdict-page'

export type ReviewSessionProps = {
  readonly review: Review
  /** All sessions of the same year, this one among them. */
  readonly others: readonly Review[]
  readonly organisation: Organisation
  readonly members: readonly Member[]
  readonly lastYear: Review | null
  readonly pins: readonly RulePin[]
  readonly path: readonly string[]
}

/** One session: its steps at the left, the work of one of them at the right. */
export function ReviewSession({ review, others, organisation, members, lastYear, pins, path }: ReviewSessionProps) {
  const canWrite = useCanWrite()
  const save = useSaver(review.id)
  const { pack, packMissing } = usePackOf(review, organisation, pins)
  const session = useMemo<Session>(() => ({ review, pack, packMissing, organisation, members, lastYear, canWrite, save }), [review, pack, packMissing, organisation, members, lastYear, canWrite, save])
  // A session whose figures are fixed gets no new box.
  const boxes = useWatchedBoxes(useElectorates(review, pack, packMissing), review.tallyClosedOn !== null)
  const entries = useMemo(() => withBoxes(entriesOf(review), (boxes.places ?? []).map((place) => place.status)), [review, boxes.places])
  const [wanted, paper, person] = path
  // Opened without a step it stands at the first open one, and stays there when that is done: nothing jumps under the hand.
  const [start] = useState(() => firstOpen(entries)?.id)
  const entry = entries.find((one) => one.id === wanted) ?? entries.find((one) => one.id === start) ?? entries[0]
  const machine = wanted === 'machine'
  const current = machine ? 'ballots' : wanted === 'head' || wanted === 'paper' ? wanted : (entry?.id ?? '')
  return (
    <SessionContext value={session}>
      <BoxesContext value={boxes}>
      <div className="review">
        <StepsColumn review={review} others={others} entries={entries} current={current} />
        <div className="review-main">
          {packMissing && <p className="strip late">这次评议当时依的规矩读不出来，先照现在的显示，定数和送出先停下。到数据安全里查一查。</p>}
          {machine ? <MachineVote channelId={paper ?? null} /> : current === 'head' ? <HeadPage /> : current === 'paper' ? <PaperPage key={paper} paper={isPaperId(paper) ? paper : 'ballot'} person={person ?? null} /> : entry !== undefined && <EntryPage key={entry.id} entry={entry} />}
        </div>
      </div>
      </BoxesContext>
    </SessionContext>
  )
}

function EntryPage({ entry }: { readonly entry: Entry }) {
  switch (entry.kind) {
    case 'plain':
      return <StepPage entry={entry} />
    case 'attendance':
      return <AttendancePage entry={entry} />
    case 'ballots':
      return <BallotsPage entry={entry} />
    case 'count':
      return <CountPage entry={entry} />
    case 'verdict':
      return <VerdictPage entry={entry} />
    case 'send':
      return <SendPage entry={entry} />
    default:
      return assertNever(entry.kind)
  }
}
