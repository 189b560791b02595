import { PrinterOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { closeTally, closingFindings, reopenTally } from '#shared/duties/review'
import { besideLines } from '#shared/duties/review-beside'
import { isStandingBox, sayBox } from '#shared/duties/machine-box'
import { sayCounted } from '#shared/duties/review-count'
import { recountOf, sayMachine } from '#shared/duties/review-machine'
import type { Review } from '#shared/model/review'
import { isWall, type Finding } from '#shared/rules/findings'
import { decidingBody } from '#shared/rules/pack'
import { borderline, openFindings } from '#shared/rules/review-check'
import { useBoxes } from '../../app/machine/boxes'
import { Page, PageHeader } from '../../app/page-header'
import { go } from '../../app/route'
import { dutyContext } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { Field } from '../../ui/field'
import { FindingList } from '../../ui/finding-list'
import { LocalRules } from '../../ui/local-rules'
import { PartialDateInput } from '../../ui/partial-date-input'
import { sayDate } from '../../ui/say'
import { begin, useCountingDesk, type Count } from './counting-desk'
import { BeginStrip } from './counting-parts'
import { OpinionsOfTotals } from './opinions-of-totals'
import { CountingRoom } from './counting-room'
import { CommitteeTotals } from './committee-line'
import { CountSums } from './count-sums'
import { CountTable } from './count-table'
import { progressOf, rowState } from './counting'
import type { Entry } from './entries'
import { sayNames } from './people'
import { StepLine } from './step-line'
import { Told } from './told'
import { useReviewSession } from './use-review'

/** 计票 and 定数. */
export function CountPage({ entry }: { readonly entry: Entry }) {
  const { review } = useReviewSession()
  const count = useCountingDesk((desk) => desk.count)
  return count !== null && count.reviewId === review.id && review.tallyClosedOn === null ? <CountingRoom count={count} /> : <TotalsPage entry={entry} />
}

function TotalsPage({ entry }: { readonly entry: Entry }) {
  const { review, pack, packMissing, canWrite, save } = useReviewSession()
  const [asking, setAsking] = useState<'close' | 'reopen' | Count['how'] | null>(null)
  const put = useCountingDesk((desk) => desk.put)
  const busyElsewhere = useCountingDesk((desk) => desk.count !== null)
  /** 定数 was refused: the pairs that fail, until they agree. */
  const [refused, setRefused] = useState(false)
  const box = useBoxes().places?.find((place) => isStandingBox(place.status))
  const closed = review.tallyClosedOn !== null
  const again = recountOf(review)
  const noCount = busyElsewhere ? '另一次评议的票还没录完' : again !== null && 'why' in again ? again.why : ''
  const progress = progressOf(review)
  const close = borderline(review)
  const walls = closed ? [] : gathered(closingFindings(review, pack).filter(isWall), review)
  const toPrint = () => go('review', [review.id, 'paper', 'tally'])
  useShortcut('Ctrl+P', closed ? toPrint : null)
  const full = review.roster.filter((person) => person.grade === 'full').length
  const body = decidingBody(pack, full)
  const candidates = review.roster.filter((person) => person.grade === 'probationary').length
  const still = progress.off > 0 ? `还有 ${progress.off} 处要核` : progress.open > 0 ? `还有 ${progress.open} 人没计` : ''

  const ask = async () => {
    // Rows still in the hand are written first: leaving the field put them in the queue before this.
    const outcome = await save((now) => closeTally(now, dutyContext().today, pack), { dry: true })
    if (outcome === undefined) return
    setRefused(!outcome.ok)
    setAsking(outcome.ok ? 'close' : null)
  }
  return (
    <Page
      fill
      header={
        <PageHeader
          title={entry.name}
          fact={closed ? `${sayDate(review.tallyClosedOn ?? '', review.year)}定数，有效票 ${review.counts.valid} 张${review.state === 'sent' ? '，评定已经送出' : ''}` : `${review.heldOn === null ? '' : `${sayDate(review.heldOn, review.year)}　`}${box !== undefined || review.countedHow === 'machine' ? '机投' : '纸质票'}`}
          {...(closed || still === '' ? {} : { reason: still })}
          acts={
            <>
              {!closed && box !== undefined && <Button title={`这次用机投：${sayBox(box.status)}`} onClick={() => go('review', [review.id, 'machine', box.electorate.id])}>去机投</Button>}
              {!closed && progress.people > 0 && box === undefined && (
                <>
                  <Button disabled={!canWrite || noCount !== ''} title={noCount === '' ? '两人各录一遍，录完才看得到对方的数' : noCount} onClick={() => setAsking('twice')}>
                    两人录入
                  </Button>
                  <Button disabled={!canWrite || noCount !== ''} title={noCount === '' ? '照着票，一格一键' : noCount} onClick={() => setAsking('sheets')}>
                    一张一张录
                  </Button>
                </>
              )}
              <Button icon={<PrinterOutlined aria-hidden />} disabled={!closed} title={closed ? '印民主测评汇总表' : '定数以后出汇总表'} onClick={toPrint}>
                {closed ? '印汇总表' : '定数后印汇总表'}
              </Button>
              {closed ? (
                <>
                  <Button disabled={!canWrite || review.state === 'sent'} title={review.state === 'sent' ? '评定已经送出，先收回评定' : '票数留着，改好再定数'} onClick={() => setAsking('reopen')}>
                    重新计票
                  </Button>
                  <Button type={asking === null && review.state === 'counted' ? 'primary' : 'default'} onClick={() => go('review', [review.id, 'verdict'])}>
                    去评定
                  </Button>
                </>
              ) : (
                <Button type={asking === null ? 'primary' : 'default'} disabled={!canWrite || packMissing} title="各对数都合了才能定，定了就不能撤销" onClick={() => void ask()}>
                  定数
                </Button>
              )}
            </>
          }
        />
      }
      below={
        <div className="review-below">
          {refused && walls.length > 0 && <Refused walls={walls} onFix={setFocus} />}
          {asking === 'close' && <CloseStrip onDone={() => setAsking(null)} />}
          {(asking === 'twice' || asking === 'sheets') && !closed && <BeginStrip how={asking} onBack={() => setAsking(null)} onBegin={(by) => { put(begin(review, asking, by)); setAsking(null) }} />}
          {asking === 'reopen' && <ReopenStrip onDone={() => setAsking(null)} />}
        </div>
      }
    >
      <CountSums />
      <CountTable />
      <CommitteeTotals />
      <div className="review-foot">
        <span>
          {progress.agree}/{progress.people} 人合{sayCounted(review) !== '' && `　${sayCounted(review)}`}
        </span>
        {review.machine.length > 0 && sayMachine(review.machine, review) !== '' && <span className="soon">{sayMachine(review.machine, review)}</span>}
        <span className="quiet">
          票数不等于等次，等次由{body}结合平时表现评定。{candidates > 0 && `预备党员 ${candidates} 人参加，不定等次。`}
        </span>
      </div>
      <Told label={`票数接近 ${close.length} 人：${sayNames(close.map((one) => one.name))}`} lines={close.map((one) => `${one.name}：${one.said}`)} />
      <Told {...besideLines(review)} />
      {closed ? <Told label={`票上写的意见 ${review.opinions.length} 条`} lines={review.opinions} /> : <OpinionsOfTotals />}
      <LocalRules pack={pack} paths={['review.pollQuorum', 'review.percentOf', 'review.invalidRow', 'review.fewestShown', 'review.committeeScale']} />
      <StepLine entry={entry} />
    </Page>
  )
}

/** Rows nobody has counted are one finding with their names, not one each: what is wrong stands out beside what is only not done yet. */
function gathered(walls: readonly Finding[], review: Review): readonly Finding[] {
  const rowAt = (found: Finding) => (found.code === 'rowSum' ? review.tally[Number(/^tally\.(\d+)/.exec(found.where.field ?? '')?.[1])] : undefined)
  const open = (found: Finding) => {
    const row = rowAt(found)
    return row !== undefined && !rowState(row, review.grades, review.counts.valid).counted
  }
  const first = walls.find(open)
  if (first === undefined) return walls
  const names = walls.filter(open).flatMap((found) => rowAt(found)?.name ?? [])
  return [...walls.filter((found) => !open(found)), { ...first, code: 'rowsOpen', text: names.length === 1 ? `${names.join('')}还没计` : `还有 ${names.length} 人没计：${sayNames(names)}` }]
}

/** To the cell a finding speaks of: `tally.3`, `committee`, `counts.due`. */
function setFocus(found: Finding): void {
  const row = /^tally\.(\d+)/.exec(found.where.field ?? '')?.[1]
  const cell = found.where.field === 'committee' ? document.querySelector<HTMLElement>('.review-committee input') : row === undefined ? document.querySelector<HTMLElement>('.review-sums input[aria-invalid="true"]') ?? document.querySelector<HTMLElement>('.review-sums input') : document.querySelector<HTMLElement>(`.review-count-table input[data-row="${row}"]`)
  cell?.scrollIntoView({ block: 'center' })
  cell?.focus()
}

function Refused({ walls, onFix }: { readonly walls: readonly Finding[]; readonly onFix: (found: Finding) => void }) {
  return (
    <section className="review-refused" role="alert" aria-label="还不能定数">
      <h2>还不能定数，有 {walls.length} 处不合</h2>
      <div className="review-refused-list" tabIndex={0} role="group" aria-label="不合的地方">
        <FindingList findings={walls} actOf={(found) => ({ label: '去改', onAct: () => onFix(found) })} />
      </div>
    </section>
  )
}

function CloseStrip({ onDone }: { readonly onDone: () => void }) {
  const { review, pack, save } = useReviewSession()
  const { today } = dutyContext()
  // Ballots are counted where they were cast: the day of the session, where it is past.
  const [on, setOn] = useState<string | null>(review.heldOn !== null && review.heldOn <= today ? review.heldOn : today)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const warnings = [...closingFindings(review, pack).filter((found) => !isWall(found)), ...openFindings(review, pack)]
  const close = async () => {
    if (on === null) return
    setBusy(true)
    const outcome = await save((now) => closeTally(now, on, pack))
    setBusy(false)
    if (outcome?.ok === false) setProblem(outcome.findings.filter(isWall).map((found) => found.text).join('；'))
    else if (outcome !== undefined) onDone()
  }
  return (
    <ConfirmStrip act="就按这个定数" onAct={() => void close()} onBack={onDone} busy={busy} blocked={on === null ? (problem ?? '写上哪天定的') : undefined}>
      <p>
        有效票 {review.counts.valid} 张，{review.tally.length} 人的票数都合。定了就不能撤销，要改只能重新计票，写明原因。
      </p>
      <FindingList findings={warnings} />
      <Field label="定数日期" error={problem ?? ''}>
        {(control) => <PartialDateInput {...control} value={on} onChange={(value, wrong) => { setOn(value); setProblem(wrong) }} />}
      </Field>
    </ConfirmStrip>
  )
}

function ReopenStrip({ onDone }: { readonly onDone: () => void }) {
  const { save } = useReviewSession()
  const [why, setWhy] = useState('')
  const [busy, setBusy] = useState(false)
  const reopen = async () => {
    setBusy(true)
    const outcome = await save((now) => reopenTally(now, { on: dutyContext().today, why: why.trim() }))
    setBusy(false)
    if (outcome !== undefined) onDone()
  }
  return (
    <ConfirmStrip act="重新计票" onAct={() => void reopen()} onBack={onDone} busy={busy} blocked={why.trim() === '' ? '写明为什么' : undefined}>
      <p>票数都留着，改好再定数。上一次定数和这次的原因都留在账上。</p>
      <Field label="为什么重新计票" required>
        {(control) => <Input {...control} value={why} maxLength={300} onChange={(event) => setWhy(event.target.value)} />}
      </Field>
    </ConfirmStrip>
  )
}
