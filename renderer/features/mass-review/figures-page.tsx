import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { blankPart, massDifferences, massFindings, partFindings, partsToType, recallMass, recordMassFigures, sayDefinition, settledParts, wholeOf, type MassFigures } from '#shared/duties/mass-review'
import type { Outcome } from '#shared/duties/transition'
import type { MassPart, MassReview } from '#shared/model/mass-review'
import { pathsUnder } from '#shared/rules/editable-rules'
import type { Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { digitsTyped } from '#shared/text/digits'
import { Page, PageHeader } from '../../app/page-header'
import { go } from '../../app/route'
import { carryOut } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { attempt } from '../../ui/error-dialog'
import { FindingList } from '../../ui/finding-list'
import { LocalRules } from '../../ui/local-rules'
import { PartialDateInput } from '../../ui/partial-date-input'
import { sayDate } from '../../ui/say'
import { useFiguresDesk } from './figures-desk'
import { FiguresTable } from './figures-table'
import { PublishStrip } from './publish-strip'
import { sayTwice, TwiceActs, TwiceRoom, TwiceStrip } from './twice-room'
import { WhichReview } from './which-review'

const sources = ['会议票', '入户问卷', '窗口问卷', '意见箱', '座谈会', '活动监督员']
const countNames = { issued: '发出', returned: '收回', valid: '有效', invalid: '无效' } as const
const all = '合计'
const isEmpty = ({ counts, aspects, members }: MassPart) => Object.values(counts).every((count) => count === 0) && [...aspects, ...members].every(({ votes, blank }) => blank === 0 && votes.every((count) => count === 0))

/** The figures of one 群众评议, typed whole and saved in one act: a counting page has no drafts. Several sources are typed one by one and added up here. */
export function FiguresPage({ review, others, pack, editable: mayEdit, onAgain }: { readonly review: MassReview; readonly others: readonly MassReview[]; readonly pack: RulePack | null; readonly editable: boolean; readonly onAgain: (() => void) | null }) {
  const onDesk = useFiguresDesk((desk) => (desk.held?.reviewId === review.id && desk.held.rev === review.rev ? desk.held : null))
  const hold = useFiguresDesk((desk) => desk.hold)
  const held = onDesk?.kept === false ? onDesk : null
  const editable = mayEdit && onDesk?.kept !== true
  const value: MassFigures = onDesk?.figures ?? { heldOn: review.heldOn, satisfied: review.satisfied, parts: [...partsToType(review)] }
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
  const tooFew = several && part !== undefined && part.counts.valid < (pack?.review.fewestShown.value ?? 0)
  const set = (patch: Partial<MassFigures>) => { hold({ reviewId: review.id, rev: review.rev, title: review.title, figures: { ...value, ...patch }, twice, kept: false }); setFindings([]) }
  const change = (next: Pick<MassPart, 'counts' | 'aspects' | 'members'>) => set({ parts: value.parts.map((one) => (one === part ? { ...one, ...next } : one)) })
  const chooseSources = (typed: readonly string[]) => {
    const names = [...new Set(typed.map((name) => name.replace(/[|、]/gu, '').trim()).filter((name) => name !== '' && name !== all))]
    // A source with figures stays until they are emptied: one key must not lose an afternoon's counting.
    const kept = value.parts.filter((one) => names.includes(one.source) || !isEmpty(one))
    const next = [...kept, ...names.filter((name) => !kept.some((one) => one.source.split('、').includes(name))).map((name) => blankPart(name, review))]
    if (next.length > 0) set({ parts: next })
  }
  const carry = async (outcome: Outcome): Promise<boolean> => {
    setFindings(outcome.findings ?? [])
    return outcome.ok && (await attempt(() => carryOut(outcome, {}), { title: '没有记下' })) !== undefined
  }
  const keep = async () => {
    if (pack !== null && held !== null && twice === null && dateProblem === '' && (await carry(recordMassFigures(review, value, pack)))) hold({ ...held, kept: true })
  }
  const blankParts = () => value.parts.map(({ source }) => blankPart(source, review))
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
    if (await carry(recordMassFigures(review, { ...value, parts }, pack, { countedBy: [...twice.by], settled: differ.map(({ key, label, first, second }) => ({ cell: label, first, second, value: settled[key] ?? 0 })) }))) hold({ ...held, figures: { ...value, parts }, kept: true })
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
            <>
              <WhichReview review={review} others={others} />
              {onAgain !== null && <Button disabled={held !== null} title="一年评几次的，再建一次" onClick={onAgain}>再建一次</Button>}
              <Button onClick={() => go('massReview', ['opinions'])}>群众意见</Button>
              <Button onClick={() => go('massReview', [review.id, 'results'])}>印结果</Button>
              {published ? (
                <Button onClick={() => void carry(recallMass(review))}>收回公布</Button>
              ) : (
                <>
                  <Button disabled={!editable || review.counts.valid === 0 || held !== null} title={held !== null ? '先把票数存下' : '记下哪天、怎么公布的；公布就不能撤销，只能收回'} onClick={() => setAsking('publish')}>公布</Button>
                  <Button disabled={!editable || held !== null} title={held !== null ? '先把票数存下' : '两人各录一遍，录完才看得到对方的数'} onClick={() => setAsking('twice')}>两人录入</Button>
                  <Button type={asking === null ? 'primary' : 'default'} disabled={!editable || held === null} title="各对数都合了才能存，存下就不能撤销" onClick={() => void keep()}>存下票数</Button>
                </>
              )}
            </>
          )}
        />
      }
      below={<div className="mass-below">{asking === 'publish' && !published && pack !== null && <PublishStrip review={review} pack={pack} onPublish={carry} onDone={() => setAsking(null)} />}{asking === 'twice' && <TwiceStrip again={review.counts.valid > 0} onBegin={begin} onBack={() => setAsking(null)} />}<FindingList findings={findings.length > 0 ? findings.slice(0, 4) : massFindings(review).slice(0, 1)} label="票数" /></div>}
    >
      {twice !== null && !typing ? (
        <TwiceRoom twice={twice} differ={differ} onSettle={(key, typed) => { if (held !== null) hold({ ...held, twice: { ...twice, settled: { ...twice.settled, [key]: typed } } }); setFindings([]) }} />
      ) : (
        <div className="mass-scroll" tabIndex={0} role="group" aria-label="群众评议的票，可以滚动">
          <div className="mass-line">
            <label>
              评议日期 <PartialDateInput aria-label="评议日期" disabled={!editable} value={value.heldOn} status={dateProblem === '' ? '' : 'error'} onChange={(heldOn, problem) => { set({ heldOn }); setDateProblem(problem ?? '') }} />
            </label>
            <span>票的来源</span>
            <Select<string[]> mode="tags" aria-label="票的来源" className="mass-sources" disabled={!editable || twice !== null} value={value.parts.map(({ source }) => source)} options={sources.map((name) => ({ value: name }))} onChange={chooseSources} />
            <span>满意率口径</span>
            <Select<number> aria-label="满意率口径" className="mass-definition" disabled={!editable} value={value.satisfied} options={review.scale.slice(0, -1).map((_, index) => ({ value: index + 1, label: sayDefinition(review, index + 1) }))} onChange={(satisfied) => set({ satisfied })} />
          </div>
          <p className="quiet small">没有填的票计在有效票内。{pack === null ? '' : `依据：${pack.massReview.satisfied.source}。`}{several && '每个来源各录各的，合计由程序加。'}</p>
          {pack !== null && <LocalRules pack={pack} paths={pathsUnder('massReview')} />}
          <div className="mass-line">
            {several && <Segmented aria-label="看哪个来源的票" value={part?.source ?? all} options={[...value.parts.map(({ source }) => source), all]} onChange={setChosen} />}
            {(Object.keys(countNames) as (keyof typeof countNames)[]).map((name) => (
              <label key={name}>
                {countNames[name]} <input inputMode="numeric" autoComplete="off" disabled={!editable || part === undefined} value={String(shown.counts[name])} onFocus={(event) => event.target.select()} onChange={(event) => change({ ...shown, counts: { ...shown.counts, [name]: Number(digitsTyped(event.target.value)) } })} />
              </label>
            ))}
          </div>
          <FiguresTable review={review} value={shown} onChange={editable && part !== undefined ? change : null} satisfied={tooFew ? null : value.satisfied} />
          {review.countedBy.length > 0 && held === null && <p className="quiet small">两人独立录入：{review.countedBy.join('、')}{review.settled.length > 0 && `，有 ${review.settled.length} 处不一样，两人已定`}</p>}
        </div>
      )}
    </Page>
  )
}
