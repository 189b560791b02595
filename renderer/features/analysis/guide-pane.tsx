import { Input } from 'antd'
import { memo, useEffect, useRef } from 'react'
import type { ReportLengths } from '#shared/duties/analysis'
import type { AnalysisPart, AnalysisReport } from '#shared/model/analysis-report'
import type { Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { hrefOf } from '../../app/route'
import { Field } from '../../ui/field'
import { FindingList } from '../../ui/finding-list'
import { PartialDateInput } from '../../ui/partial-date-input'
import { sayCellDate, sayDate, sayNumber } from '../../ui/say'
import { editionName } from './papers'
import { analysisParts, partHeadings, partOf } from './part-names'
import type { Writing } from './writing'

/** Left: what belongs in each part and how long it is, what there is to look at of the whole (the rest stands beside its line), and what has become of the report so far. */
export type GuidePaneProps = {
  readonly report: AnalysisReport
  readonly pack: RulePack
  readonly lengths: ReportLengths
  readonly notes: readonly Finding[]
  /** The note F8 has come to. */
  readonly current: Finding | null
  readonly onDismiss: (finding: Finding) => void
  /** null: nothing can be changed. */
  readonly onBringBack: (() => void) | null
  readonly onGo: (part: AnalysisPart) => void
}

export const GuidePane = memo(function GuidePane({ report, pack, lengths, notes, current, onDismiss, onBringBack, onGo }: GuidePaneProps) {
  const { low, high, few, many } = pack.analysis.length.value
  const whole = notes.filter((note) => partOf(note) === null)
  return (
    <>
      {report.review.result !== '' && <Opinion report={report} />}
      <section>
        <h2>各部分写什么</h2>
        <ul className="analysis-guide">
          {analysisParts.map((part) => {
            const own = notes.filter((note) => partOf(note) === part).length
            return (
              <li key={part}>
                <div className="analysis-guide-line">
                  <button type="button" className="analysis-go" title="到这一部分去写" onClick={() => onGo(part)}>
                    {partHeadings[part]}
                  </button>
                  <span className="quiet small">{lengths.parts[part].total === 0 ? '还没写' : `${sayNumber(lengths.parts[part].total)} 字`}{own > 0 && `，提醒 ${own}`}</span>
                </div>
                <p className="quiet small">{pack.analysis.parts.value.find((one) => one.id === part)?.hint}</p>
              </li>
            )
          })}
        </ul>
      </section>
      <section>
        <h2>
          写多长 <span className="quiet small">全文 {sayNumber(lengths.whole.total)} 字</span>
        </h2>
        <p>
          建议 {sayNumber(low)}–{sayNumber(high)} 字。
        </p>
        <p className="quiet small">
          少于 {sayNumber(few)} 字、多于 {sayNumber(many)} 字会提醒，不拦着交。字数和 Word 的“字数”一样数。
        </p>
        <Notes notes={whole} current={current} label="全文的提醒" onDismiss={onDismiss} />
        {report.setAside.length > 0 && (
          <details className="small">
            <summary>不再提醒的，{report.setAside.length} 条</summary>
            <ul className="analysis-heard">
              {report.setAside.map((one) => <li key={one.key}>{one.on === null ? '' : `${sayCellDate(one.on, report.year)}　`}{one.said}</li>)}
            </ul>
            {onBringBack !== null && <button type="button" className="linkish" onClick={onBringBack}>都再提醒</button>}
          </details>
        )}
      </section>
      {report.editions.length > 0 && <Editions report={report} />}
    </>
  )
})

function Notes({ notes, current, label, onDismiss }: { readonly notes: readonly Finding[]; readonly current: Finding | null; readonly label: string; readonly onDismiss: (finding: Finding) => void }) {
  const box = useRef<HTMLDivElement>(null)
  const now = current !== null && notes.includes(current)
  // Come to by F8, it is in view.
  useEffect(() => {
    if (now) box.current?.scrollIntoView({ block: 'nearest' })
  }, [now, current])
  if (notes.length === 0) return null
  return (
    <div ref={box} className={now ? 'analysis-notes analysis-notes-now' : 'analysis-notes'}>
      <FindingList findings={notes} label={label} onDismiss={onDismiss} />
    </div>
  )
}

function Opinion({ report }: { readonly report: AnalysisReport }) {
  const { result, on, by, opinion } = report.review
  return (
    <section className={result === 'returned' ? 'analysis-opinion analysis-opinion-returned' : 'analysis-opinion'}>
      <h2>{result === 'returned' ? '支部退回来改' : '支部审阅通过'}</h2>
      <p className="small quiet">{[by, on === null ? '' : sayDate(on, report.year)].filter((part) => part !== '').join('　')}</p>
      {opinion !== '' && <p className="analysis-typed">{opinion}</p>}
    </section>
  )
}

function Editions({ report }: { readonly report: AnalysisReport }) {
  return (
    <section>
      <h2>留下来的稿子</h2>
      <ul className="analysis-editions">
        {report.editions.map((edition, index) => (
          <li key={index}>
            <a href={hrefOf('analysis', [report.id, 'edition', String(index + 1)])}>{editionName(report, index)}</a>
            <span className="quiet small">{edition.on === null ? '' : sayCellDate(edition.on, report.year)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What the head and foot of the paper say. */
export type HeadFieldsProps = {
  readonly value: Writing
  readonly disabled: boolean
  readonly titleError: string
  readonly dateError: string
  readonly onWrite: (patch: Partial<Pick<Writing, 'title' | 'subtitle' | 'writtenOn'>>) => void
  readonly onDateProblem: (problem: string) => void
}

export function HeadFields({ value, disabled, titleError, dateError, onWrite, onDateProblem }: HeadFieldsProps) {
  return (
    <section>
      <h2>题目和日期</h2>
      <div className="analysis-head">
        <Field label="题目" error={titleError}>
          {(control) => <Input {...control} maxLength={200} disabled={disabled} value={value.title} onChange={(event) => onWrite({ title: event.target.value })} />}
        </Field>
        <Field label="副题" hint="没有就空着，纸上只印姓名">
          {(control) => <Input {...control} maxLength={200} disabled={disabled} value={value.subtitle} onChange={(event) => onWrite({ subtitle: event.target.value })} />}
        </Field>
        <Field label="哪天写成的" hint="印在本人签名下面；空着就手写" error={dateError}>
          {(control) => <PartialDateInput {...control} disabled={disabled} value={value.writtenOn} onChange={(writtenOn, problem) => { onWrite({ writtenOn }); onDateProblem(problem ?? '') }} />}
        </Field>
      </div>
    </section>
  )
}
