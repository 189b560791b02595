import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { sayBox } from '#shared/duties/machine-box'
import { sayMassMachine, whyNoRecount } from '#shared/duties/mass-machine'
import { blankPart, isFromBox, machineSource, massDifferences, massFindings, partFindings, partsToType, recallMass, recordMassFigures, sayDefinition, settledParts, wholeOf, type MassFigures } from '#shared/duties/mass-review'
import { keptSettled } from '#shared/duties/review-stood'
import type { Outcome } from '#shared/duties/transition'
import type { MassPart, MassReview } from '#shared/model/mass-review'
import { pathsUnder } from '#shared/rules/editable-rules'
import { warning, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { digitsTyped } from '#shared/text/digits'
import { useBoxes, useStandingBox } from '../../app/machine/boxes'
import { Page, PageHeader } from '../../app/page-header'
import { carryOut } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { useWorkingOn } from '../../app/unkept'
import { attempt } from '../../ui/error-dialog'
import { FindingList } from '../../ui/finding-list'
import { LocalRules } from '../../ui/local-rules'
import { PartialDateInput } from '../../ui/partial-date-input'
import { sayDate } from '../../ui/say'
import { FiguresActs } from './figures-acts'
import { unkeptFigures, useFiguresDesk } from './figures-desk'
import { FiguresTable } from './figures-table'
import { PublishStrip } from './publish-strip'
import { sayTwice, TwiceActs, TwiceRoom, TwiceStrip } from './twice-room'

const sources = ['会议票', '入户问卷', '窗口问卷', '意见箱', '座谈会', '活动监督员']
const countNames = { issued: '发出', returned: '收回', valid: '有效', invalid: '无效' } as const
const all = '合计'
const isEmpty = ({ counts, aspects, members }: MassPart) => Object.values(counts).every((count) => count === 0) && [...aspects, ...members].every(({ votes, blank }) => blank === 0 && votes.every((count) => count === 0))

type FiguresPageProps = { readonly review: MassReview; readonly others: readonly MassReview[]; readonly pack: RulePack | null; readonly editable: boolean; /** Why no ballot box is made now; empty where one may be. */ readonly blocked: string; readonly onAgain: (() => void) | null }

/** The figures of one 群众评议, typed whole and saved in one act: a counting page has no drafts. Several sources are typed one by one and added up here. */
export function FiguresPage({ review, others, pack, editable: mayEdit, blocked, onAgain }: FiguresPageProps) {
  const onDesk = useFiguresDesk((desk) => (desk.held?.reviewId === review.id && desk.held.rev === review.rev ? desk.held : null))
  const hold = useFiguresDesk((desk) => desk.hold)
  const held = onDesk?.kept === false ? onDesk : null
  useWorkingOn(held === null ? null : 'massReview')
  // One at a time in the hand: what is typed here would take the place of another's.
  const unkept = useFiguresDesk(unkeptFigures)
  const editable = mayEdit && onDesk?.kept !== true && (unkept === null || held !== null)
  const value: MassFigures = onDesk?.figures ?? { heldOn: review.heldOn, satisfied: review.satisfied, machine: review.machine, parts: [...partsToType(review)] }
  const [chosen, setChosen] = useState<string | null>(null)
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const [dateProblem, setDateProblem] = useState('')
  const [asking, setAsking] = useState<'publish' | 'twice' | null>(null)
  const several = value.parts.length > 1
  const part = chosen === all ? undefined : (value.parts.find((one) => one.source === chosen) ?? value.parts[0])
  const shown = part ?? wholeOf(review, value.parts)
  const twice = held?.twice ?? null
  const comparing = twice?.stage === 'compare'
  const differ = twice !== null && comparing ? massDifferences(review, twice.first, value.parts) : []
  const openCells = differ.filter(({ key }) => (twice?.settled[key] ?? '') === '').length
  const fromBox = part !== undefined && isFromBox(value, part)
  const { destroy } = useBoxes()
  const standing = useStandingBox()
  // What came out of a box just now stands in this window alone until it is kept.
  const justOpened = value.machine !== null && value.machine.by.length > 0 && (review.machine === null || review.machine.by.length === 0)
  const box = justOpened ? undefined : standing?.status
  const typed = held !== null && value.parts.some((one) => !isFromBox(value, one) && !isEmpty(one))
  const fewest = pack?.review.fewestShown.value ?? 0
  // One alone is not merged but refused, while others are to come.
  const withBallots = value.parts.filter(({ counts }) => counts.valid > 0)
  const few = withBallots.length > 1 && held !== null && twice === null ? withBallots.filter(({ counts }) => counts.valid < fewest) : []
  const tooFew = several && part !== undefined && part.counts.valid < fewest
  const set = (patch: Partial<MassFigures>) => { hold({ reviewId: review.id, rev: review.rev, title: review.title, figures: { ...value, ...patch }, twice, kept: false }); setFindings([]) }
  const change = (next: Pick<MassPart, 'counts' | 'aspects' | 'members'>) => set({ parts: value.parts.map((one) => (one === part ? { ...one, ...next } : one)) })
  const chooseSources = (typed: readonly string[]) => {
    const names = [...new Set(typed.map((name) => name.replace(/[|、]/gu, '').trim()).filter((name) => name !== '' && name !== all && name !== machineSource))]
    // A source with figures stays until they are emptied: one key must not lose an afternoon's counting.
    const kept = value.parts.filter((one) => names.includes(one.source) || !isEmpty(one) || isFromBox(value, one))
    const next = [...kept, ...names.filter((name) => !kept.some((one) => one.source.split('、').includes(name))).map((name) => blankPart(name, review))]
    if (next.length > 0) set({ parts: next })
    const stays = kept.find((one) => !names.includes(one.source))
    if (stays !== undefined) setFindings([warning('sourceStays', isFromBox(value, stays) ? `${stays.source}的票是开箱记进来的，不能去掉` : `${stays.source}有票数，清空了才能去掉`, { field: 'sources' })])
  }
  const carry = async (outcome: Outcome): Promise<boolean> => {
    setFindings(outcome.findings ?? [])
    return outcome.ok && (await attempt(() => carryOut(outcome, {}), { title: '没有记下' })) !== undefined
  }
  const keep = async () => {
    if (pack !== null && held !== null && twice === null && dateProblem === '' && (await carry(recordMassFigures(review, value, pack)))) await kept(held)
  }
  const kept = async (now: NonNullable<typeof held>) => {
    hold({ ...now, kept: true })
    if (justOpened) await destroy([review.id])
  }
  const blankParts = () => value.parts.map((one) => (isFromBox(value, one) ? one : blankPart(one.source, review)))
  const begin = (by: readonly [string, string]) => {
    hold({ reviewId: review.id, rev: review.rev, title: review.title, figures: { ...value, parts: blankParts() }, twice: { by, stage: 'first', first: [], settled: {} }, kept: false })
    setAsking(null)
    setChosen(null)
  }
  /** One is done: only sums that agree are handed on. */
  const typedOut = () => {
    if (held === null || twice === null || dateProblem !== '') return
    const found = partFindings(review, value.parts)
    setFindings(found)
    if (found.length > 0) return
    setChosen(null)
    hold(twice.stage === 'first' ? { ...held, figures: { ...value, parts: blankParts() }, twice: { ...twice, stage: 'between', first: value.parts } } : { ...held, twice: { ...twice, stage: 'compare' } })
  }
  const keepBoth = async () => {
    if (pack === null || held === null || twice === null) return
    const settled = Object.fromEntries(Object.entries(twice.settled).map(([key, typed]) => [key, Number(typed)]))
    const parts = [...settledParts(twice.first, settled)]
    if (await carry(recordMassFigures(review, { ...value, parts }, pack, { countedBy: [...twice.by], settled: keptSettled(differ.map((cell) => ({ ...cell, value: settled[cell.key] ?? 0 }))) }))) await kept({ ...held, figures: { ...value, parts } })
  }
  useShortcut('Ctrl+S', editable ? () => void keep() : null)
  const published = review.state === 'published'
  const typing = twice === null || twice.stage === 'first' || twice.stage === 'second'
  const fact = twice !== null ? sayTwice(twice, differ.length) : [others.length > 1 ? '' : review.title, held === null ? '' : '录的还没存，只在内存里'].filter((words) => words !== '').join('　')
  const twiceActs = twice === null || held === null ? null : (
    <TwiceActs twice={twice} open={openCells} onDrop={() => { hold(null); setFindings([]) }} onTyped={typedOut} onSecond={() => hold({ ...held, twice: { ...twice, stage: 'second' } })} onAgreed={() => void keepBoth()} />
  )
  return (
    <Page
      fill
      header={
        <PageHeader
          title="群众评议" fact={published ? `${sayDate(review.published.on ?? '', review.year)}公布，${review.published.way}` : fact}
          {...(openCells > 0 ? { reason: `还有 ${openCells} 处没定` } : {})}
          acts={twiceActs ?? (
            <FiguresActs
              review={review} others={others} box={box} blocked={blocked} asking={asking !== null}
              onAgain={onAgain === null ? null : { act: onAgain, disabled: unkept !== null }} onRecall={() => void carry(recallMass(review))}
              publish={{ act: () => setAsking('publish'), disabled: !editable || review.counts.valid === 0, why: unkept !== null ? '先把票数存下' : box !== undefined ? '票箱里的票还没有记进来' : '' }}
              twice={{ act: () => setAsking('twice'), disabled: !editable, why: typed ? '先把票数存下' : justOpened ? '' : whyNoRecount(review) }}
              keep={{ act: () => void keep(), disabled: !editable || held === null }}
            />
          )}
        />
      }
      below={<div className="mass-below">{unkept !== null && held === null && mayEdit && <p className="late" role="status">{unkept.title}的票录到一半，先存下或者不要了，再动这里的。</p>}{asking === 'publish' && !published && pack !== null && <PublishStrip review={review} pack={pack} onPublish={carry} onDone={() => setAsking(null)} />}{asking === 'twice' && <TwiceStrip again={review.counts.valid > 0} onBegin={begin} onBack={() => setAsking(null)} />}<FindingList findings={findings.length > 0 ? findings.slice(0, 4) : massFindings(review).slice(0, 1)} label="票数" /></div>}
    >
      {twice !== null && !typing ? (
        <TwiceRoom twice={twice} differ={differ} onSettle={(key, typed) => { if (held !== null) hold({ ...held, twice: { ...twice, settled: { ...twice.settled, [key]: typed } } }); setFindings([]) }} />
      ) : (
        <div className="mass-scroll" tabIndex={0} role="group" aria-label="群众评议的票，可以滚动">
          <div className="mass-line">
            <label>
              评议日期 <PartialDateInput aria-label="评议日期" disabled={!editable} value={value.heldOn} status={dateProblem === '' ? '' : 'error'} onChange={(heldOn, problem) => { set({ heldOn }); setDateProblem(problem ?? '') }} />
            </label>
            <label>
              票的来源 <Select<string[]> mode="tags" aria-label="票的来源" className="mass-sources" disabled={!editable || twice !== null} value={value.parts.map(({ source }) => source)} options={sources.map((name) => ({ value: name }))} onChange={chooseSources} />
            </label>
            <label>
              满意率口径 <Select<number> aria-label="满意率口径" className="mass-definition" disabled={!editable} value={value.satisfied} options={review.scale.slice(0, -1).map((_, index) => ({ value: index + 1, label: sayDefinition(review, index + 1) }))} onChange={(satisfied) => set({ satisfied })} />
            </label>
          </div>
          <p className="quiet small">没有填的票计在有效票内。{pack === null ? '' : value.satisfied === pack.massReview.satisfied.value ? `依据：${pack.massReview.satisfied.source}。` : '口径是这次自己选的，公布时一起写明。'}{several && '每个来源各录各的，合计由程序加。'}</p>
          {few.length > 0 && <p className="soon small" role="status">{few.map(({ source, counts }) => `${source}有效票 ${counts.valid} 张`).join('，')}，不足 {fewest} 张：存下时各来源的票数不单独存，只存合计，以后也分不开。</p>}
          {box !== undefined && <p role="status">这次用机投：{sayBox(box)}。</p>}
          {justOpened && <p role="status">票箱开了，票数只在内存里：别的来源录好了，存下票数，一起记进账里。</p>}
          {pack !== null && <LocalRules pack={pack} paths={pathsUnder('massReview')} />}
          <div className="mass-line">
            {several && <Segmented aria-label="看哪个来源的票" value={part?.source ?? all} options={[...value.parts.map(({ source }) => source), all]} onChange={setChosen} />}
            {(Object.keys(countNames) as (keyof typeof countNames)[]).map((name) => (
              <label key={name}>
                {countNames[name]} <input inputMode="numeric" autoComplete="off" disabled={!editable || part === undefined || fromBox} value={String(shown.counts[name])} onFocus={(event) => event.target.select()} onChange={(event) => change({ ...shown, counts: { ...shown.counts, [name]: Number(digitsTyped(event.target.value)) } })} />
              </label>
            ))}
          </div>
          {sayMassMachine(value) !== '' && <p className="quiet small">{sayMassMachine(value)}。{fromBox && '开箱记进来的票不能改。'}</p>}
          <FiguresTable review={review} value={shown} onChange={editable && part !== undefined && !fromBox ? change : null} parts={part === undefined ? value.parts : [part]} satisfied={tooFew ? null : value.satisfied} />
          {review.countedBy.length > 0 && held === null && <p className="quiet small">两人独立录入：{review.countedBy.join('、')}{review.settled.length > 0 && `，有 ${review.settled.length} 处不一样，两人已定`}</p>}
        </div>
      )}
    </Page>
  )
}
