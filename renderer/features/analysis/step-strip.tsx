import { Input, Segmented, Select } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { confirmReport, finalEdition, giveOpinion, markOffline, readAtMeeting, reopenReport, reviewReport, stepNames, submitReport, yearsOf } from '#shared/duties/analysis'
import { proposedDay } from '#shared/duties/day-of-act'
import { analysisParts, analysisSteps, type AnalysisPart, type AnalysisReport, type AnalysisStepId } from '#shared/model/analysis-report'
import type { Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { assertNever } from '#shared/text/assert-never'
import { dutyContext } from '../../app/session'
import { useDraft } from '../../data/use-draft'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { DraftOffer } from '../../ui/draft-offer'
import { Field } from '../../ui/field'
import { errorAt, FindingList } from '../../ui/finding-list'
import { PartialDateInput } from '../../ui/partial-date-input'
import { actNames, type ActId } from './life'
import { formOf, type Duty } from './writing'

type Fields = { readonly on: string | null; readonly result: 'passed' | 'returned'; readonly by: string; readonly opinion: string; readonly step: AnalysisStepId; readonly beside: readonly Beside[] }
/** A comment beside one paragraph. */
type Beside = { readonly part: AnalysisPart; readonly quote: string; readonly text: string }
type StepStripProps = {
  readonly act: ActId
  /** Which step 线下已办 begins with. */
  readonly step: AnalysisStepId
  /** With what is typed in it. */
  readonly report: AnalysisReport
  readonly who: string
  readonly pack: RulePack
  /** 支委会 or 党员大会, as the branch has it. */
  readonly body: string
  readonly busy: boolean
  readonly isAway: (finding: Finding) => boolean
  readonly onSave: (duty: Duty) => Promise<{ readonly saved: boolean; readonly findings: readonly Finding[] }>
  readonly onBack: () => void
}

const asked: Readonly<Record<Exclude<ActId, 'reopen'>, string>> = { submit: '哪天交的', review: '哪天审的', read: '哪天读的', final: '哪天改好的', opinion: '哪天提的', offline: '哪天办的', confirm: '哪天确认的' }
const said: Readonly<Record<ActId, string>> = {
  submit: '交出去以后还能改。',
  review: '审阅意见印在报告后面。',
  read: '会上读的这一稿原样留下，以后能看，改不了。',
  final: '现在这一稿留作定稿；再改再定，先前的也留着。',
  opinion: '印在报告后面；再提一次，先前的记在经过里。',
  offline: '先在纸上办了的，记上日期和纸件放在哪里。',
  confirm: '本人看过、认可了再记。记了以后文字就不能改。',
  reopen: '定稿照样留着，文字又能改。改完再定稿、再确认。',
}

function dutyOf(act: ActId, { on, result, by, opinion, step, beside }: Fields, who: string, pack: RulePack): Duty {
  const day = on ?? ''
  return (report) => {
    switch (act) {
      case 'submit':
        return submitReport(report, { on: day, who }, pack)
      case 'review':
        return reviewReport(report, { on: day, result, by: by.trim(), opinion: opinion.trim(), who, comments: beside.map((one) => ({ ...one, id: dutyContext().newId() })) })
      case 'read':
        return readAtMeeting(report, { on: day, who })
      case 'final':
        return finalEdition(report, { on: day, who })
      case 'confirm':
        return confirmReport(report, { on: day, who })
      case 'reopen':
        return reopenReport(report, who, dutyContext().today)
      case 'opinion':
        return giveOpinion(report, { on: day, by: by.trim(), text: opinion.trim(), who })
      case 'offline':
        return markOffline(report, step, { on, note: opinion.trim(), who })
      default:
        return assertNever(act)
    }
  }
}

/** Where a duty's shape findings speak of the record's own fields, the form has one date. */
const dateFields: readonly string[] = ['submittedOn', 'review.on', 'readOn']
const isDate = (field: string | undefined) => field !== undefined && (field === 'opinion.on' || field === 'confirmedOn' || dateFields.includes(field) || /^editions\.\d+\.on$/.test(field) || field === 'writtenOn')

/** One step of the report's life, with its own day, under the steps; what is typed is saved with it. */
export function StepStrip({ act, step, report, who, pack, body, busy, isAway, onSave, onBack }: StepStripProps) {
  const draft = useDraft<Fields>(act === 'offline' ? `${formOf(report.id)}:${act}:${step}` : `${formOf(report.id)}:${act}`, { on: proposedDay(yearsOf(report), dutyContext().today), result: 'passed', by: body, opinion: '', step, beside: [] }, { title: `${who}的《${report.title}》${actNames[act]}` })
  const { value, set } = draft
  const [dateProblem, setDateProblem] = useState('')
  const [refused, setRefused] = useState<readonly Finding[]>([])
  const box = useRef<HTMLDivElement>(null)
  const change = (patch: Partial<Fields>) => {
    set((now) => ({ ...now, ...patch }))
    setRefused([])
  }
  const expected = useMemo(() => dutyOf(act, value, who, pack)(report).findings ?? [], [act, value, who, pack, report])
  const warnings = expected.filter((found) => found.severity !== 'wall' && !isAway(found))

  const run = async () => {
    const wrong = act !== 'reopen' && act !== 'offline' && value.on === null
    if (wrong && dateProblem === '') setDateProblem('写上日期')
    if (!wrong && (act === 'reopen' || dateProblem === '')) {
      const { saved, findings } = await onSave(dutyOf(act, value, who, pack))
      if (saved) {
        await draft.discard()
        onBack()
        return
      }
      setRefused(findings)
    }
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  const atDate = dateProblem !== '' ? dateProblem : (refused.find((found) => found.severity === 'wall' && isDate(found.where.field))?.text ?? '')
  const elsewhere = refused.filter((found) => found.severity === 'wall' && !isDate(found.where.field) && found.where.field !== 'by' && found.where.field !== 'opinion')
  return (
    <div className="analysis-strip" ref={box}>
      <ConfirmStrip act={act === 'review' ? (value.result === 'passed' ? '审阅通过' : '退回') : actNames[act]} onAct={() => void run()} onBack={onBack} busy={busy}>
        <DraftOffer draft={draft} />
        <div className={act === 'review' || act === 'opinion' ? 'analysis-step analysis-step-review' : 'analysis-step'}>
          {act === 'review' && (
            <div className="field">
              <span className="field-label">审得怎么样</span>
              <Segmented<Fields['result']>
                aria-label="审得怎么样"
                value={value.result}
                options={[{ value: 'passed', label: '通过' }, { value: 'returned', label: '退回' }]}
                onChange={(result) => change({ result })}
              />
            </div>
          )}
          {act !== 'reopen' && (
            <Field label={asked[act]} error={atDate}>
              {(control) => <PartialDateInput {...control} value={value.on} onChange={(on, problem) => { change({ on }); setDateProblem(problem ?? '') }} />}
            </Field>
          )}
          {(act === 'review' || act === 'opinion') && (
            <>
              <Field label={act === 'review' ? '谁审的' : '谁提的'} error={errorAt(refused, 'by')}>
                {(control) => <Input {...control} maxLength={200} value={value.by} onChange={(event) => change({ by: event.target.value })} />}
              </Field>
              <Field label={act === 'opinion' || value.result === 'passed' ? '意见' : '哪里要改'} required={act === 'opinion' || value.result === 'returned'} error={errorAt(refused, 'opinion')}>
                {(control) => <Input.TextArea {...control} rows={2} maxLength={2000} value={value.opinion} onChange={(event) => change({ opinion: event.target.value })} />}
              </Field>
            </>
          )}
          {act === 'offline' && (
            <>
              <Field label="哪一步">
                {({ status, ...control }) => <Select<AnalysisStepId> {...control} status={status} className="analysis-pick" value={value.step} options={analysisSteps.map((step) => ({ value: step, label: stepNames[step] }))} onChange={(step) => change({ step })} />}
              </Field>
              <Field label="纸件在哪里，怎么办的" error={errorAt(refused, 'note')}>
                {(control) => <Input {...control} maxLength={500} value={value.opinion} onChange={(event) => change({ opinion: event.target.value })} />}
              </Field>
            </>
          )}
          {act === 'review' && <BesideList report={report} beside={value.beside} onChange={(beside) => change({ beside })} />}
          <p className="quiet analysis-step-said">{said[act]}</p>
        </div>
        <FindingList findings={[...elsewhere, ...warnings]} />
      </ConfirmStrip>
    </div>
  )
}

/** 段旁批注: pick a paragraph, say what is to be changed in it. */
function BesideList({ report, beside, onChange }: { readonly report: AnalysisReport; readonly beside: readonly Beside[]; readonly onChange: (beside: readonly Beside[]) => void }) {
  const paragraphs = analysisParts.flatMap((part) => report.parts[part].split('\n').filter((line) => line.trim() !== '').map((line, index) => ({ part, line, value: `${part}:${index}` })))
  const used = new Set(beside.map((one) => `${one.part}:${one.quote}`))
  return (
    <div className="analysis-beside">
      {beside.map((one, index) => (
        <Field key={`${one.part}:${one.quote}`} label={`批在“${[...one.quote].slice(0, 16).join('')}”旁`}>
          {(control) => <Input {...control} maxLength={2000} value={one.text} placeholder="这一段怎么改；空着就不批" onChange={(event) => onChange(beside.map((old, at) => (at === index ? { ...old, text: event.target.value } : old)))} />}
        </Field>
      ))}
      {paragraphs.length > 0 && (
        <Select<string>
          aria-label="批在哪一段旁边"
          className="analysis-beside-pick"
          placeholder="批在哪一段旁边"
          value={null}
          options={paragraphs.filter((one) => !used.has(`${one.part}:${one.line}`)).map(({ line, value }) => ({ value, label: [...line].slice(0, 40).join('') }))}
          onChange={(chosen) => {
            const found = paragraphs.find((one) => one.value === chosen)
            if (found !== undefined) onChange([...beside, { part: found.part, quote: found.line, text: '' }])
          }}
        />
      )}
    </div>
  )
}
