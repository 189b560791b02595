import { FullscreenExitOutlined, FullscreenOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { memo, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { bringBackNotes, editionOf, reportLengths, setAsideNote, settleComment } from '#shared/duties/analysis'
import type { AnalysisPart, AnalysisStepId, ReportComment } from '#shared/model/analysis-report'
import type { Finding } from '#shared/rules/findings'
import { feedbackStates } from '#shared/rules/report-check'
import { exportDocuments } from '../../app/export'
import { ExportProgress } from '../../app/export-progress'
import { useFullWriting, useNarrowSidebar } from '../../app/narrow'
import { PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { go, hrefOf } from '../../app/route'
import { dutyContext, useActor, useCanWrite } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { DraftOffer } from '../../ui/draft-offer'
import { attempt } from '../../ui/error-dialog'
import { PaperLines } from '../../ui/paper-lines'
import { PaperPreview } from '../../ui/paper-preview'
import { sayClock, sayNumber } from '../../ui/say'
import { useTightRoom } from '../../ui/side-panel'
import { StepsAcross } from '../../ui/steps-across'
import { GuidePane, HeadFields } from './guide-pane'
import { actHints, actNames, actOfStep, nextAct, stateWords, stepNow, stepsOf, type ActId } from './life'
import { madePaper, paperOf, paperSourceOf } from './papers'
import { noteKey, partOf, rangeOf } from './part-names'
import { besideOf } from './beside'
import { FindBar } from './find-bar'
import { HeardPane } from './heard-pane'
import { ImportPanel } from './import-panel'
import { useChecks } from './use-checks'
import { PartsEditor, type PartsEditorHandle } from './parts-editor'
import { StepStrip } from './step-strip'
import { useNotes } from './use-notes'
import { usePaused } from './use-paused'
import type { ReportBooks } from './use-reports'
import { useWriting, type WritingDesk } from './use-writing'
import { withWriting } from './writing'

/** Long enough that a sentence is typed in peace, short enough that the page seems to follow; a very long text takes longer to lay out. */
const pageFollowsAfter = (letters: number) => 400 + letters / 15
const Paper = memo(PaperPreview)

/** One report: left what belongs where, in the middle the writing, at the right its paper; its life across the top. */
export function EditorPage({ books }: { readonly books: ReportBooks }) {
  useNarrowSidebar()
  const { report, member, who, organisation, pack, body } = books
  const canWrite = useCanWrite()
  const tight = useTightRoom()
  const desk = useWriting(report, who)
  const { value } = desk
  const [act, setAct] = useState<ActId | null>(null)
  const [offlineStep, setOfflineStep] = useState<AnalysisStepId>('learning')
  const [full, setFull] = useState(false)
  const [paperOver, setPaperOver] = useState(false)
  const [refused, setRefused] = useState<readonly Finding[]>([])
  const [dateProblem, setDateProblem] = useState('')
  const [note, setNote] = useState<Finding | null>(null)
  const [job, setJob] = useState<string | null>(null)
  const [finding, setFinding] = useState<'find' | 'replace' | null>(null)
  const [importing, setImporting] = useState(false)
  const editor = useRef<PartsEditorHandle>(null)
  const page = useRef<HTMLDivElement>(null)
  const turnFull = (on: boolean) => {
    setFull(on)
    requestAnimationFrame(() => editor.current?.focus())
  }
  useFullWriting(full, turnFull)
  const close = () => {
    setAct(null)
    requestAnimationFrame(() => page.current?.querySelector<HTMLElement>('[data-next]')?.focus())
  }

  const settled = report.state === 'confirmed'
  const readOnly = !canWrite || settled
  // Typing comes first: lengths and notes follow when there is time, the paper at a pause.
  const parts = useDeferredValue(value.parts)
  const lengths = useMemo(() => reportLengths(parts), [parts])
  const seen = usePaused(value, pageFollowsAfter(lengths.whole.total))
  const { findings: checked, alike } = useChecks(books, seen)
  const { notes, isAway } = useNotes(report, parts, readOnly ? null : pack, checked)
  const states = useMemo(() => feedbackStates(books.feedback, seen.parts.problems), [books.feedback, seen.parts.problems])
  const beside = useMemo(() => besideOf({ report, parts: seen.parts, notes, now: note, states }), [report, seen.parts, notes, note, states])
  const actor = useActor()?.name ?? who
  const { apart, save: saveDesk } = desk
  const dismiss = useCallback((finding: Finding) => apart((before) => setAsideNote(before, { key: noteKey(finding), said: finding.text, on: dutyContext().today, who: actor })), [apart, actor])
  const settle = (comment: ReportComment) => void saveDesk((before) => settleComment(before, comment.id, dutyContext().today, who))
  const latestSettle = useRef(settle)
  useEffect(() => { latestSettle.current = settle })
  const onSettle = useCallback((comment: ReportComment) => latestSettle.current(comment), [])
  const askOffline = (step: AnalysisStepId) => {
    setOfflineStep(step)
    setAct('offline')
  }
  const standing = useMemo(() => withWriting(report, seen), [report, seen])
  const paper = useMemo(() => paperOf({ organisation, report: standing, member }), [organisation, standing, member])

  const now = () => paperOf({ organisation, report: withWriting(report, value), member })
  // What is typed is printed, not what the preview, a moment behind, shows; the preview keeps one and the same act.
  const asTyped = useRef(now)
  useEffect(() => {
    asTyped.current = now
  })
  const print = useCallback(() => void attempt(() => printDocument(asTyped.current()), { title: '报告没有印出来' }), [])
  const carry = () =>
    void attempt(async () => setJob(await exportDocuments([madePaper({ organisation, report, member }, now())], { year: report.year, matter: '党性分析' })), { title: '没有导出' })
  const goTo = useCallback((part: AnalysisPart, range?: { readonly from: number; readonly to: number } | null) => editor.current?.goTo(part, range), [])
  const save = async () => {
    if (readOnly || desk.busy || !desk.dirty || dateProblem !== '') return
    const { findings } = await desk.save(null)
    const walls = findings.filter((found) => found.severity === 'wall')
    setRefused(walls)
    const part = walls.map(partOf).find((one) => one !== null)
    if (part != null) goTo(part)
    else if (walls.length > 0) requestAnimationFrame(() => {
      const wrong = page.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
      wrong?.focus()
      wrong?.scrollIntoView({ block: 'center' })
    })
  }
  const { writePart: put } = desk
  const writePart = useCallback((part: AnalysisPart, text: string) => {
    setRefused((before) => (before.length === 0 ? before : []))
    put(part, text)
  }, [put])
  const nextNote = () => {
    const next = notes[(note === null ? -1 : notes.indexOf(note)) + 1] ?? notes[0] ?? null
    setNote(next)
    const part = next === null ? null : partOf(next)
    if (next !== null && part !== null) goTo(part, rangeOf(next))
  }
  useShortcut('Ctrl+S', () => void save())
  useShortcut('Ctrl+E', carry)
  useShortcut('F8', notes.length === 0 ? null : nextNote)
  useShortcut('Esc', () => {
    if (full) return turnFull(false)
    // In the middle of a text Esc means the input method or nothing: not the way out.
    if (document.activeElement instanceof HTMLTextAreaElement) return false
    go('analysis')
    return true
  })

  const paperFoot = useMemo(() => <PaperLines document={paper} original={{ source: paperSourceOf(books), title: paper.title }} />, [paper, books])
  const next = nextAct(report)
  const { low, high } = pack.analysis.length.value
  const problemAt = (field: string) => refused.find((found) => found.where.field === field)?.text ?? ''
  const foot = <Foot desk={desk} notes={notes} note={note} readOnly={readOnly} why={settled ? '本人确认了，要改先改回修改稿' : '现在只能看，不能改'} {...(full ? { onBack: () => turnFull(false) } : {})} />
  return (
    <div
      ref={page}
      className={`analysis-page${full ? ' analysis-full' : ''}`}
      onKeyDown={(event) => {
        const key = event.key.toLowerCase()
        if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || (key !== 'f' && key !== 'h')) return
        event.preventDefault()
        setFinding(key === 'h' && !readOnly ? 'replace' : 'find')
      }}
    >
      <PageHeader
        title={report.title}
        fact={`${who}　${report.year}年度　${stateWords[report.state]}`}
        back={{ label: '党性分析', href: hrefOf('analysis') }}
        acts={
          <>
            <span className="quiet analysis-length">
              {sayNumber(lengths.whole.total)} 字，建议 {sayNumber(low)}–{sayNumber(high)} 字
            </span>
            {tight && <Button onClick={() => setPaperOver(!paperOver)}>{paperOver ? '回去写' : '看样'}</Button>}
            {!readOnly && (
              <Button icon={<FullscreenOutlined />} title="只留下文字，Esc 回来" onClick={() => turnFull(true)}>
                全屏写
              </Button>
            )}
            <Button title="写成 Word 和 PDF，放进导出文件夹（Ctrl+E）" onClick={carry}>
              导出
            </Button>
            <Button icon={<PrinterOutlined />} title="印这一份（Ctrl+P）" onClick={print}>
              打印
            </Button>
            {!settled && (
              <Button disabled={readOnly || !desk.dirty} loading={desk.busy && act === null} title="把草稿存成正式的一稿（Ctrl+S）" onClick={() => void save()}>
                存下
              </Button>
            )}
            {act === null && (
              <Button data-next type={settled ? 'default' : 'primary'} disabled={!canWrite} title={actHints[next]} onClick={() => setAct(next)}>
                {actNames[next]}
              </Button>
            )}
          </>
        }
      />
      <StepsAcross
        label="这份报告走到哪一步"
        steps={stepsOf(report, report.year, { feedback: books.feedback, items: books.all.items })}
        current={stepNow(report)}
        onGo={(step) => {
          if (step === 'feedback') return go('analysis', ['feedback'])
          if (step === 'archive') return go('archive')
          const wanted = actOfStep(step, report)
          if (step === 'read' && wanted === null && editionOf(report, 'meeting') !== null) go('analysis', [report.id, 'edition', String(report.editions.findIndex((one) => one.label === 'meeting') + 1)])
          else if (canWrite && wanted === 'offline' && step === 'learning') askOffline(step)
          else if (canWrite) setAct(wanted)
        }}
      />
      <div className="analysis-below">
        {desk.offered && <DraftOffer draft={desk.draft} />}
        {desk.overtaken && <Overtaken onRestore={desk.restore} />}
        {act !== null && (
          <StepStrip
            key={`${act}:${offlineStep}`} act={act} step={offlineStep} report={withWriting(report, value)} who={who} pack={pack} body={body} busy={desk.busy} isAway={isAway}
            onBack={close}
            onSave={async (duty) => (dateProblem === '' ? desk.save(duty) : { saved: false, findings: [] })}
          />
        )}
        {importing && <ImportPanel parts={value.parts} onWrite={writePart} onClose={() => setImporting(false)} />}
        {job !== null && (
          <div className="analysis-job">
            <ExportProgress jobId={job} onAgain={carry} />
            <Button size="small" onClick={() => setJob(null)}>收起</Button>
          </div>
        )}
      </div>
      <div className={tight ? 'analysis-panes analysis-panes-tight' : 'analysis-panes'}>
        <div className="analysis-left" tabIndex={0} role="group" aria-label="征求到的意见、去年的问题、各部分写什么">
          <HeardPane books={books} states={states} parts={seen.parts} alike={alike} readOnly={!canWrite} onGo={goTo} onImport={() => setImporting(true)} onOffline={askOffline} />
          <GuidePane report={report} pack={pack} lengths={lengths} notes={notes} current={note} onDismiss={dismiss} onBringBack={readOnly ? null : () => apart(bringBackNotes)} onGo={goTo} />
          <HeadFields value={value} disabled={readOnly} titleError={problemAt('title')} dateError={dateProblem === '' ? problemAt('writtenOn') : dateProblem} onWrite={desk.write} onDateProblem={setDateProblem} />
        </div>
        <div className="analysis-middle">
          {full && <h1 className="unseen">{`${report.title}　${who}`}</h1>}
          {finding !== null && <FindBar key={finding} mode={finding} parts={value.parts} onWrite={writePart} onGo={goTo} onClose={() => { setFinding(null); editor.current?.focus() }} />}
          <PartsEditor parts={value.parts} lengths={lengths} notes={notes} beside={beside} checked={seen.parts} year={report.year} onDismiss={readOnly ? null : dismiss} onSettle={canWrite && !settled ? onSettle : null} pack={pack} readOnly={readOnly} problemOf={(part) => (problemAt(`parts.${part}`) === '' ? '' : '这一部分太长，最多 20,000 个字符，先删减再存；草稿留着')} onWrite={writePart} foot={foot} handle={editor} />
        </div>
        {(!tight || paperOver) && (
          <div className="analysis-right">
            <Paper document={paper} bare onPrint={print} foot={paperFoot} />
          </div>
        )}
      </div>
    </div>
  )
}

function Overtaken({ onRestore }: { readonly onRestore: () => void }) {
  return (
    <div className="strip strip-confirm" role="group" aria-label="存着的稿子又变了">
      <p>存着的稿子在这期间又变了（撤销了一步，或在别的窗口改过）。再存就换成这里写的。</p>
      <div className="strip-acts">
        <Button onClick={onRestore}>照存着的</Button>
      </div>
    </div>
  )
}

type FootProps = { readonly desk: WritingDesk; readonly notes: readonly Finding[]; readonly note: Finding | null; readonly readOnly: boolean; readonly why: string; readonly onBack?: () => void }

/** Below the text: what there is to look at, and how safe what was typed is. */
function Foot({ desk, notes, note, readOnly, why, onBack }: FootProps) {
  const { kept } = desk.draft
  const at = note === null ? -1 : notes.indexOf(note)
  return (
    <>
      <p className="analysis-foot-notes" role="status">
        {notes.length === 0 ? !readOnly && <span className="quiet">没有要提醒的</span> : <b className="soon">{notes.length} 条提醒</b>}
        {notes.length > 0 && (at >= 0 ? <span>{notes[at]?.text}</span> : <span className="quiet">F8 看下一条</span>)}
      </p>
      <p className="quiet">
        {readOnly ? why : kept.failed !== null ? <span className="late">草稿没有存住，按 Ctrl+S 存下</span> : !desk.dirty ? '停笔就存' : kept.at === null ? '停笔就存' : `停笔就存，${sayClock(kept.at)} 已存草稿`}
      </p>
      {desk.dirty && !readOnly && (
        <button type="button" className="linkish" title="丢掉没存下的，回到存过的样子" onClick={desk.restore}>
          照原样
        </button>
      )}
      {onBack !== undefined && (
        <Button size="small" icon={<FullscreenExitOutlined />} title="Esc 也能回来" onClick={onBack}>
          回来
        </Button>
      )}
    </>
  )
}
