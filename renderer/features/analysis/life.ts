import { editionOf } from '#shared/duties/analysis'
import type { AnalysisReport } from '#shared/model/analysis-report'
import { assertNever } from '#shared/text/assert-never'
import { sayCellDate } from '../../ui/say'
import type { LifeStep } from '../../ui/steps-across'

/** The life of a report (D§4.3) as steps across the top, and the one act that comes next. Any step may be taken out of turn. */
export type StepId = 'feedback' | 'draft' | 'review' | 'read' | 'final' | 'opinion' | 'confirm' | 'archive'
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

/** What each step left behind: its day. */
export function stepsOf(report: AnalysisReport, year: number): readonly LifeStep<StepId>[] {
  const day = (on: string | null) => (on === null ? '' : sayCellDate(on, year))
  const final = editionOf(report, 'final')
  const returned = report.review.result === 'returned'
  const submitted = report.submittedOn !== null && !returned
  const passed = report.review.result === 'passed'
  const confirmed = report.state === 'confirmed'
  const paper = (step: StepId) => report.offline.find((one) => one.step === step)
  const steps: readonly LifeStep<StepId>[] = [
    { id: 'feedback', name: '征求意见', done: false, left: '' },
    { id: 'draft', name: '起草', done: submitted, left: returned ? '退回来改' : submitted ? day(report.submittedOn) : '' },
    { id: 'review', name: '支部审阅', done: passed, left: passed ? day(report.review.on) : returned ? `${day(report.review.on)} 退回` : '' },
    { id: 'read', name: '会上宣读', done: editionOf(report, 'meeting') !== null, left: day(report.readOn) },
    { id: 'final', name: '会后修改', done: final !== null, left: day(final?.on ?? null) },
    { id: 'opinion', name: '评议意见', done: report.opinion.text !== '', left: day(report.opinion.on) },
    { id: 'confirm', name: '本人确认', done: confirmed, left: confirmed ? day(report.confirmedOn) : '' },
    { id: 'archive', name: '归档', done: false, left: '' },
  ]
  return steps.map((step) => {
    const mark = step.done ? undefined : paper(step.id)
    return mark === undefined ? step : { ...step, done: true, left: [day(mark.on), '线下'].filter((part) => part !== '').join(' ') }
  })
}

export function stepNow(report: AnalysisReport): StepId {
  switch (report.state) {
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
      return report.opinion.text === '' && !report.offline.some((one) => one.step === 'opinion') ? 'opinion' : 'confirm'
    case 'confirmed':
      return 'confirm'
    default:
      return assertNever(report.state)
  }
}

/** The act that comes next; after 本人确认 only the way back. */
export function nextAct(report: AnalysisReport): ActId {
  if (report.state === 'confirmed') return 'reopen'
  return actOfStep(stepNow(report), report) ?? 'final'
}

/** What pressing a step of the row does: its act, or null where there is nothing left to do there. */
export function actOfStep(step: StepId, report: AnalysisReport): ActId | null {
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
