import { sourcesOf } from '#shared/archive/parts'
import { editionOf } from '#shared/duties/analysis'
import type { AnalysisReport } from '#shared/model/analysis-report'
import type { ArchiveItem } from '#shared/model/archive'
import type { Feedback } from '#shared/model/feedback'
import { byDate } from '#shared/text/partial-date'
import { assertNever } from '#shared/text/assert-never'
import { sayCellDate } from '../../ui/say'
import type { LifeStep } from '../../ui/steps-across'

/** The life of a report (D§4.3) as steps across the top, and the one act that comes next. Any step may be taken out of turn. */
export type StepId = 'learning' | 'feedback' | 'draft' | 'review' | 'read' | 'final' | 'opinion' | 'confirm' | 'archive'
export type ActId = 'submit' | 'review' | 'read' | 'final' | 'opinion' | 'confirm' | 'reopen' | 'offline'

export const actNames: Readonly<Record<ActId, string>> = { submit: '交支部审阅', review: '审阅', read: '会上宣读', final: '定稿', opinion: '记评议意见', confirm: '本人确认', reopen: '改回修改稿', offline: '线下已办' }
export const actHints: Readonly<Record<ActId, string>> = {
  submit: '存下来，记上哪天交的',
  review: '记支部的意见：通过，或退回写明哪里要改',
  read: '把会上读的这一稿原样留下',
  final: '会后改好了，把这一稿留作定稿',
  opinion: '会后支委会（没有支委会的由党员大会）对这份报告的意见',
  confirm: '本人认可定稿，往后不再改',
  reopen: '还要改，定稿照样留着',
  offline: '哪一步是在纸上办的，记上日期和纸件在哪里',
}

/** What the books hold besides the report: by this the steps that are nobody's act tick themselves. */
export type LifeFacts = {
  /** Of the same person (or the branch) and year. */
  readonly feedback: readonly Feedback[]
  /** Put into the archive in the year: the report's own papers, and what proves the study. */
  readonly items: readonly ArchiveItem[]
}
export const nothingElse: LifeFacts = { feedback: [], items: [] }

/** The working box of 主题党日与党员学习, and what names a sheet of study wherever it lies. */
const isStudy = (item: ArchiveItem) => item.workingBox === '06' || /学习/u.test(item.title)

/** What each step left behind: its day. What exists ticks its step; what was done on paper is marked by hand (线下已办). */
export function stepsOf(report: AnalysisReport, year: number, { feedback, items }: LifeFacts = nothingElse): readonly LifeStep<StepId>[] {
  const day = (on: string | null) => (on === null ? '' : sayCellDate(on, year))
  const last = (dates: readonly (string | null)[]) => day(dates.filter((on) => on !== null).sort(byDate).at(-1) ?? null)
  const final = editionOf(report, 'final')
  const returned = report.review.result === 'returned'
  const submitted = report.submittedOn !== null && !returned
  const passed = report.review.result === 'passed'
  const confirmed = report.state === 'confirmed'
  const study = items.filter((item) => item.year === report.year && isStudy(item))
  const kept = items.filter((item) => sourcesOf(item).some(({ id }) => id === report.id))
  const paper = (step: StepId) => report.offline.find((one) => one.step === step)
  const steps: readonly LifeStep<StepId>[] = [
    { id: 'learning', name: '学习', done: study.length > 0, left: study.length > 0 ? `${study.length} 件` : '' },
    { id: 'feedback', name: '征求意见', done: feedback.length > 0, left: feedback.length > 0 ? `${feedback.length} 条` : '' },
    { id: 'draft', name: '起草', done: submitted, left: returned ? '退回来改' : submitted ? day(report.submittedOn) : '' },
    { id: 'review', name: '支部审阅', done: passed, left: passed ? day(report.review.on) : returned ? `${day(report.review.on)} 退回` : '' },
    { id: 'read', name: '会上宣读', done: editionOf(report, 'meeting') !== null, left: day(report.readOn) },
    { id: 'final', name: '会后修改', done: final !== null, left: day(final?.on ?? null) },
    { id: 'opinion', name: '评议意见', done: report.opinion.text !== '', left: day(report.opinion.on) },
    { id: 'confirm', name: '本人确认', done: confirmed, left: confirmed ? day(report.confirmedOn) : '' },
    { id: 'archive', name: '归档', done: kept.length > 0, left: kept.length > 0 ? last(kept.map((item) => item.filedOn)) : '' },
  ]
  return steps.map((step) => {
    const mark = step.done ? undefined : paper(step.id)
    return mark === undefined ? step : { ...step, done: true, left: [day(mark.on), '线下'].filter((part) => part !== '').join(' ') }
  })
}

const order = ['draft', 'review', 'read', 'final', 'opinion', 'confirm'] as const

/** Where it is: the first step after the furthest one reached that was not done on paper either. */
export function stepNow(report: AnalysisReport): StepId {
  const onPaper = (step: StepId) => report.offline.some((one) => one.step === step)
  const reached = reachedBy(report.state)
  return order.slice(order.indexOf(reached)).find((step) => step === 'confirm' || (!onPaper(step) && !(step === 'opinion' && report.opinion.text !== ''))) ?? 'confirm'
}

function reachedBy(state: AnalysisReport['state']): (typeof order)[number] {
  switch (state) {
    case 'draft':
    case 'returned':
      return 'draft'
    case 'submitted':
      return 'review'
    case 'reviewed':
      return 'read'
    case 'read':
      return 'final'
    case 'revised':
      return 'opinion'
    case 'confirmed':
      return 'confirm'
    default:
      return assertNever(state)
  }
}

/** The act that comes next; after 本人确认 only the way back. */
export function nextAct(report: AnalysisReport): ActId {
  if (report.state === 'confirmed') return 'reopen'
  return actOfStep(stepNow(report), report) ?? 'final'
}

/** What pressing a step of the row does: its act, or null where there is nothing left to do there. */
export function actOfStep(step: StepId, report: AnalysisReport): ActId | null {
  if (step === 'learning') return 'offline'
  if (step === 'feedback' || step === 'archive') return null
  if (report.state === 'confirmed') return step === 'confirm' ? 'reopen' : null
  if (step === 'draft') return 'submit'
  if (step === 'read' && editionOf(report, 'meeting') !== null) return null
  return step
}

/** In one word how far it is, for lists; the day stands in its own column. */
export const stateWords: Readonly<Record<AnalysisReport['state'], string>> = {
  draft: '在写', submitted: '等支部审', returned: '退回来改', reviewed: '等会上读', read: '会后在改', revised: '等本人确认', confirmed: '确认了',
}
