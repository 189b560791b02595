import { Button } from 'antd'
import { useMemo } from 'react'
import { stepNames, unmarkOffline } from '#shared/duties/analysis'
import { answerFeedback } from '#shared/duties/feedback'
import { openRectifications, problemLines } from '#shared/duties/rectification'
import { analysisSteps, type AnalysisPart, type AnalysisStepId } from '#shared/model/analysis-report'
import type { Feedback } from '#shared/model/feedback'
import { lastYearOf, type FeedbackState } from '#shared/rules/report-check'
import { itemsOf, openingOf, problemFor, type ReportItem } from '#shared/rules/report-items'
import { hrefOf } from '../../app/route'
import { carryOut, dutyContext } from '../../app/session'
import { attempt } from '../../ui/error-dialog'
import { sayCellDate } from '../../ui/say'
import { Tick } from '../../ui/state-mark'
import type { CheckAnswer } from './check-worker'
import type { ReportBooks } from './use-reports'
import type { Writing } from './writing'

/** Left, above the guide: what was said and what became of it, last year's problems, passages alike; and what is done with the whole report. */
export type HeardPaneProps = {
  readonly books: ReportBooks
  readonly states: readonly FeedbackState[]
  /** As at the last pause. */
  readonly parts: Writing['parts']
  readonly alike: CheckAnswer['alike']
  readonly readOnly: boolean
  readonly onGo: (part: AnalysisPart, range?: { readonly from: number; readonly to: number } | null) => void
  readonly onImport: () => void
  readonly onOffline: (step: AnalysisStepId) => void
}

export function HeardPane({ books, states, parts, alike, readOnly, onGo, onImport, onOffline }: HeardPaneProps) {
  const { report, who, all } = books
  const problems = useMemo(() => itemsOf(parts.problems), [parts.problems])
  const last = useMemo(() => {
    const entries = all.rectifications.filter((one) => one.year === report.year - 1 && one.memberId === report.memberId).map(({ id, problem, state, result }) => ({ id, problem, became: state === 'closed' ? `销号　${result}` : state === 'lasting' ? '长期坚持' : '没有改完' }))
    const before = lastYearOf(all.reports, report)
    return entries.length > 0 || before === null ? entries : itemsOf(before.parts.problems).map((item) => ({ id: item.number, problem: item.text, became: '去年报告里写的' }))
  }, [all, report])
  // Offered first: what cannot tick itself.
  const firstOpen = analysisSteps.find((step) => !report.offline.some((one) => one.step === step)) ?? 'learning'
  const open = states.filter((one) => one.state === 'open').length
  const entered = all.rectifications.filter((one) => one.sourceId === report.id).length
  const intoLedger = () => {
    const names = all.members.map((member) => member.name)
    void attempt(() => carryOut(openRectifications(dutyContext(), report, who, problemLines(report, names), all.rectifications)), { title: '没有记进整改台账' })
  }
  const answer = (one: Feedback, item: ReportItem | null) =>
    void attempt(() => carryOut(answerFeedback(one, { way: item === null ? 'open' : 'problem', on: dutyContext().today, note: one.answer.note, problem: item === null ? '' : openingOf(item) })), { title: '没有存下' })
  const see = (item: { readonly number: string; readonly from: number; readonly to: number }) => (
    <button type="button" className="linkish small" onClick={() => onGo('problems', item)}><Tick />见二、{item.number}</button>
  )
  return (
    <>
      <section>
        <h2>征求到的意见 <span className="quiet small">{states.length === 0 ? '还没有' : `${states.length} 条${open === 0 ? '' : `，${open} 条没回应`}`}</span></h2>
        <ol className="analysis-heard">
          {states.map(({ feedback: one, state, problem, by, guess }) => (
            <li key={one.id} className={state === 'open' ? 'analysis-heard-open' : undefined}>
              <p>{one.text}</p>
              <p className="small quiet">
                {one.way} {one.on === null ? '' : sayCellDate(one.on, report.year)}{one.source === '' ? '，不记名' : ''}　
                {problem !== null ? <>{see(problem)}{by === 'words' && <Act disabled={readOnly} title="字句像，说的不是一回事" onAct={() => answer(one, null)}>不是这条</Act>}</> : state === 'open' ? <b className="late">还没有回应</b> : <span>{state === 'handled' ? '已经办了' : state === 'notNeeded' ? '不需要回应' : '写进了报告'}</span>}
                {guess !== null && <>　可能是{see(guess)}<Act disabled={readOnly} title="这条问题就是回应它的" onAct={() => answer(one, guess)}>就是这条</Act></>}
              </p>
            </li>
          ))}
        </ol>
        <a className="small" href={hrefOf('analysis', ['feedback'])}>记一条意见</a>
      </section>
      {last.length > 0 && (
        <section>
          <h2>去年的问题 <span className="quiet small">{report.year - 1}年，{last.length} 条</span></h2>
          <ol className="analysis-heard">
            {last.map((one) => {
              const again = problemFor(one.problem, problems)?.item ?? null
              return (
                <li key={one.id}>
                  <p>{[...one.problem].slice(0, 40).join('')}</p>
                  <p className="small quiet">{one.became}　{again !== null && see(again)}</p>
                </li>
              )
            })}
          </ol>
        </section>
      )}
      {alike.length > 0 && (
        <section>
          <h2>相近的段落</h2>
          <ul className="analysis-heard">
            {[...new Map(alike.map((one) => [one.b, one])).values()].map((one) => (
              <li key={one.b}>
                <p className="small">有 {one.length} 个字和{one.name}一样。<a href={hrefOf('analysis', [report.id, 'alike', one.b])}>对照看</a></p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>办这份报告</h2>
        <p className="analysis-acts">
          <Button size="small" disabled={readOnly || report.state === 'confirmed'} title="从 Word 或文本文件里取文字" onClick={onImport}>导入</Button>
          <Button size="small" disabled={readOnly} title="哪一步是在纸上办的" onClick={() => onOffline(firstOpen)}>线下已办</Button>
          <Button size="small" disabled={readOnly} title="问题和措施一条一条记进整改台账" onClick={intoLedger}>进整改台账{entered === 0 ? '' : `（已有 ${entered} 条）`}</Button>
        </p>
        {report.offline.length > 0 && (
          <ul className="analysis-heard" aria-label="线下已办的">
            {report.offline.map((one) => (
              <li key={one.step} className="small">
                {stepNames[one.step]}　线下已办{one.on === null ? '' : `　${sayCellDate(one.on, report.year)}`}{one.note === '' ? '' : `　${one.note}`}
                <Act disabled={readOnly} title="记错了，这一步没有在纸上办" onAct={() => void attempt(() => carryOut(unmarkOffline(report, one.step, who)), { title: '没有存下' })}>不算了</Act>
              </li>
            ))}
          </ul>
        )}
        {report.editions.length >= 2 && <a className="small" href={hrefOf('analysis', [report.id, 'difference'])}>会上稿和定稿改了哪里</a>}
        {report.history.length > 0 && (
          <details className="small">
            <summary>经过，{report.history.length} 步</summary>
            <ol className="analysis-heard">
              {report.history.map((event, index) => (
                <li key={index}>{event.on === null ? '' : `${sayCellDate(event.on, report.year)}　`}{event.act}　{event.who}{event.note === '' ? '' : `：${event.note}`}</li>
              ))}
            </ol>
          </details>
        )}
      </section>
    </>
  )
}

function Act({ disabled, title, onAct, children }: { readonly disabled: boolean; readonly title: string; readonly onAct: () => void; readonly children: string }) {
  return <button type="button" className="linkish small" disabled={disabled} title={title} onClick={onAct}>{children}</button>
}
