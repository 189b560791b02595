import { AutoComplete, Button, Select } from 'antd'
import { useState } from 'react'
import { massFindings, massOpenFindings, publishMass, recallMass, recordMassFigures, satisfactionRate, sayDefinition, type MassFigures } from '#shared/duties/mass-review'
import type { Outcome } from '#shared/duties/transition'
import type { MassReview, MassRow } from '#shared/model/mass-review'
import { pathsUnder } from '#shared/rules/editable-rules'
import type { Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { Page, PageHeader } from '../../app/page-header'
import { go } from '../../app/route'
import { carryOut, dutyContext } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { attempt } from '../../ui/error-dialog'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { Field } from '../../ui/field'
import { errorAt, FindingList } from '../../ui/finding-list'
import { LocalRules } from '../../ui/local-rules'
import { PartialDateInput } from '../../ui/partial-date-input'
import { sayDate } from '../../ui/say'
import { Tick } from '../../ui/state-mark'
import { useFiguresDesk } from './figures-desk'

const sources = ['会议票', '入户问卷', '窗口问卷', '意见箱', '座谈会', '活动监督员']
const countNames = { issued: '发出', returned: '收回', valid: '有效', invalid: '无效' } as const
const numberIn = (typed: string): number => Number(typed.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).replace(/\D/g, '').slice(0, 5))

/** The figures of one 群众评议, typed whole and saved in one act: a counting page has no drafts. */
export function FiguresPage({ review, pack, editable }: { readonly review: MassReview; readonly pack: RulePack | null; readonly editable: boolean }) {
  const held = useFiguresDesk((desk) => (desk.held?.reviewId === review.id ? desk.held.figures : null))
  const hold = useFiguresDesk((desk) => desk.hold)
  const value: MassFigures = held ?? { heldOn: review.heldOn, counts: review.counts, aspects: review.aspects, members: review.members, sources: review.sources, satisfied: review.satisfied }
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const [dateProblem, setDateProblem] = useState('')
  const [publishing, setPublishing] = useState(false)
  const set = (patch: Partial<MassFigures>) => { hold({ reviewId: review.id, title: review.title, figures: { ...value, ...patch } }); setFindings([]) }
  const carry = async (outcome: Outcome): Promise<boolean> => {
    setFindings(outcome.findings ?? [])
    return outcome.ok && (await attempt(() => carryOut(outcome, {}), { title: '没有记下' })) !== undefined
  }
  const keep = async () => {
    if (pack !== null && dateProblem === '' && (await carry(recordMassFigures(review, value, pack)))) hold(null)
  }
  useShortcut('Ctrl+S', editable ? () => void keep() : null)
  const change = (list: 'aspects' | 'members', index: number, patch: Partial<MassRow>) =>
    list === 'aspects' ? set({ aspects: value.aspects.map((row, at) => (at === index ? { ...row, ...patch } : row)) }) : set({ members: value.members.map((row, at) => (at === index ? { ...row, ...patch } : row)) })
  const published = review.state === 'published'
  const rows = (list: 'aspects' | 'members', all: readonly MassRow[]) => all.map((row, index) => {
    const { percent } = satisfactionRate(row, value.counts.valid, value.satisfied)
    const sum = row.votes.reduce((all, count) => all + count, row.blank)
    const cell = (label: string, count: number, put: (next: number) => void) => (
      <td key={label}>{editable ? <input inputMode="numeric" autoComplete="off" aria-label={`${row.name}，${label}`} value={count === 0 ? '' : String(count)} onChange={(event) => put(numberIn(event.target.value))} /> : count}</td>
    )
    return (
      <tr key={`${list}${index}`}>
        <th scope="row">{row.name}</th>
        {review.scale.map((name, place) => cell(name, row.votes[place] ?? 0, (next) => change(list, index, { votes: row.votes.map((old, at) => (at === place ? next : old)) })))}
        {cell('未填', row.blank, (blank) => change(list, index, { blank }))}
        <td className="num">
          {sum === 0 ? null : sum === value.counts.valid ? <>{sum} <span className="quiet"><Tick /></span><span className="unseen">合</span></> : <>{sum} <span className="late">{sum > value.counts.valid ? '多' : '差'} {Math.abs(sum - value.counts.valid)}</span></>}
        </td>
        <td className="num">{percent === null ? '' : `${percent.toFixed(1)}%`}</td>
      </tr>
    )
  })
  return (
    <Page
      fill
      header={
        <PageHeader
          title="群众评议" fact={published ? `${sayDate(review.published.on ?? '', review.year)}公布，${review.published.way}` : held === null ? `${review.year}年度` : `${review.year}年度　录的还没存，只在内存里`}
          acts={
            <>
              <Button onClick={() => go('massReview', ['opinions'])}>群众意见</Button>
              <Button onClick={() => go('massReview', ['results'])}>印结果</Button>
              {published ? (
                <Button onClick={() => void carry(recallMass(review))}>收回公布</Button>
              ) : (
                <>
                  <Button disabled={!editable || review.counts.valid === 0 || held !== null} title={held !== null ? '先把票数存下' : '记下哪天、怎么公布的；公布就不能撤销，只能收回'} onClick={() => setPublishing(true)}>公布</Button>
                  <Button type={publishing ? 'default' : 'primary'} disabled={!editable || held === null} title="各对数都合了才能存，存下就不能撤销" onClick={() => void keep()}>存下票数</Button>
                </>
              )}
            </>
          }
        />
      }
      below={<div className="mass-below">{publishing && !published && pack !== null && <PublishStrip review={review} pack={pack} onPublish={carry} onDone={() => setPublishing(false)} />}<FindingList findings={findings.length > 0 ? findings.slice(0, 4) : massFindings(review).slice(0, 1)} label="票数" /></div>}
    >
      <div className="mass-scroll" tabIndex={0} role="group" aria-label="群众评议的票，可以滚动">
        <div className="mass-line">
          <label>
            评议日期 <PartialDateInput aria-label="评议日期" disabled={!editable} value={value.heldOn} status={dateProblem === '' ? '' : 'error'} onChange={(heldOn, problem) => { set({ heldOn }); setDateProblem(problem ?? '') }} />
          </label>
          {(Object.keys(countNames) as (keyof typeof countNames)[]).map((name) => (
            <label key={name}>
              {countNames[name]} <input inputMode="numeric" autoComplete="off" disabled={!editable} value={String(value.counts[name])} onFocus={(event) => event.target.select()} onChange={(event) => set({ counts: { ...value.counts, [name]: numberIn(event.target.value) } })} />
            </label>
          ))}
          <span>票的来源</span>
          <Select<string[]> mode="tags" aria-label="票的来源" className="mass-sources" disabled={!editable} value={value.sources} options={sources.map((name) => ({ value: name }))} onChange={(next) => set({ sources: next })} />
        </div>
        <div className="mass-line">
          <span>满意率口径</span>
          <Select<number> aria-label="满意率口径" className="mass-definition" disabled={!editable} value={value.satisfied} options={review.scale.slice(0, -1).map((_, index) => ({ value: index + 1, label: sayDefinition(review, index + 1) }))} onChange={(satisfied) => set({ satisfied })} />
          <span className="quiet small">没有填的票计在有效票内。{pack === null ? '' : `依据：${pack.massReview.satisfied.source}`}</span>
        </div>
        {pack !== null && <LocalRules pack={pack} paths={pathsUnder('massReview')} />}
        <table className="mass-table">
          <caption className="unseen">群众评议：党组织各方面和党员，各档票数和满意率</caption>
          <thead>
            <tr>
              <th scope="col">评议内容或姓名</th>
              {review.scale.map((name) => <th scope="col" key={name}>{name}</th>)}
              <th scope="col">未填</th>
              <th scope="col" className="num">合计</th>
              <th scope="col" className="num">满意率</th>
            </tr>
          </thead>
          <tbody>
            {rows('aspects', value.aspects)}
            {rows('members', value.members)}
          </tbody>
        </table>
      </div>
    </Page>
  )
}

const ways = ['公开栏', '党员大会通报', '村民代表会议通报', '书面通报']

/** 公布: which day and how; what the figures would give away is said first. */
function PublishStrip({ review, pack, onPublish, onDone }: { readonly review: MassReview; readonly pack: RulePack; readonly onPublish: (outcome: Outcome) => Promise<boolean>; readonly onDone: () => void }) {
  const [on, setOn] = useState<string | null>(dutyContext().today)
  const [way, setWay] = useState('公开栏')
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const [dateProblem, setDateProblem] = useState('')
  const publish = async () => {
    const outcome = publishMass(review, { on, way: way.trim() }, pack)
    setFindings(outcome.ok ? [] : outcome.findings)
    if (!outcome.ok || dateProblem !== '') return
    if (await onPublish(outcome)) onDone()
  }
  return (
    <ConfirmStrip act="记为公布" onAct={() => void publish()} onBack={onDone}>
      <p>公布就不能撤销，要改先收回公布。{sayDefinition(review, review.satisfied)}，有效票 {review.counts.valid} 张。</p>
      <FindingList findings={[...massOpenFindings(review, pack), ...findings.filter((found) => found.severity === 'wall' && found.where.field !== 'on' && found.where.field !== 'way')]} label="公布以前看一看" />
      <div className="mass-line">
        <Field label="哪天公布" error={dateProblem === '' ? errorAt(findings, 'on') : dateProblem}>{(control) => <PartialDateInput {...control} value={on} onChange={(next, wrong) => { setOn(next); setDateProblem(wrong ?? ''); setFindings([]) }} />}</Field>
        <Field label="怎么公布" error={errorAt(findings, 'way')}>{(control) => <AutoComplete {...control} className="mass-way" value={way} options={ways.map((value) => ({ value }))} onChange={(next: string) => { setWay(next.slice(0, 500)); setFindings([]) }} />}</Field>
      </div>
    </ConfirmStrip>
  )
}
