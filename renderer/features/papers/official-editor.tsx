import { PrinterOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { memo, useDeferredValue, useMemo, useState } from 'react'
import { makeDocument } from '#shared/documents/document'
import { officialDefinitions } from '#shared/documents/official-papers'
import { draftAgain, dropPaper, editPaper, issuePaper, paperFindings, withdrawPaper } from '#shared/duties/official-paper'
import type { Outcome } from '#shared/duties/transition'
import { isProseType, officialTypeNames, type OfficialPaper } from '#shared/model/official-paper'
import { paperSource } from '#shared/model/paper-original'
import type { Organisation } from '#shared/model/organisation'
import type { Finding } from '#shared/rules/findings'
import { exportDocuments } from '../../app/export'
import { ExportProgress } from '../../app/export-progress'
import { Page, PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { fromHere, go, hrefOf } from '../../app/route'
import { carryOut, dutyContext, useCanWrite } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { useDraft } from '../../data/use-draft'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { DraftOffer } from '../../ui/draft-offer'
import { attempt } from '../../ui/error-dialog'
import { FindingList } from '../../ui/finding-list'
import { PaperLines } from '../../ui/paper-lines'
import { PaperPreview } from '../../ui/paper-preview'
import { OfficialFieldset, contentOf, type Content, type DateProblems } from './official-fieldset'

const Paper = memo(PaperPreview)
type Asking = 'issue' | 'withdraw' | 'drop' | null

/** One paper: its fields left, the paper itself right. Issued, it stands as it went out. */
export function OfficialEditor({ organisation, paper, others }: { readonly organisation: Organisation; readonly paper: OfficialPaper; readonly others: readonly OfficialPaper[] }) {
  const canWrite = useCanWrite()
  const form = `officialPaper:${paper.id}`
  const stored = useMemo(() => contentOf(paper), [paper])
  const draft = useDraft<Content>(form, stored, { title: `《${paper.title}》` })
  const [asking, setAsking] = useState<Asking>(null)
  const [why, setWhy] = useState('')
  const [dateProblems, setDateProblems] = useState<DateProblems>({ date: '', printedOn: '' })
  const [refused, setRefused] = useState<readonly Finding[]>([])
  const [busy, setBusy] = useState(false)
  const [job, setJob] = useState<string | null>(null)
  // Between a save and the record's coming back, what was saved stands: typed into in that moment, the old text would be saved over it.
  const [saved, setSaved] = useState<{ readonly rev: number; readonly content: Content } | null>(null)
  // Not typed in, the form follows the record: an undo, another window.
  const value = draft.dirty ? draft.value : saved !== null && paper.rev < saved.rev ? saved.content : stored
  const readOnly = !canWrite || paper.state !== 'draft'
  const seen = useDeferredValue(value)
  const standing = useMemo(() => ({ ...paper, ...seen }), [paper, seen])
  const document = useMemo(() => makeDocument(officialDefinitions[paper.type], { organisation, paper: standing }), [organisation, paper.type, standing])
  const notes = useMemo(() => (readOnly ? [] : paperFindings(standing, others)), [readOnly, standing, others])
  const dateWrong = dateProblems.date !== '' || dateProblems.printedOn !== ''
  const prose = isProseType(paper.type)
  const issueWord = prose ? '定稿' : '印发'

  const foot = useMemo(() => <PaperLines document={document} original={paper.state === 'draft' ? undefined : { source: paperSource(paper.id, paper.type), title: document.title }} />, [document, paper.id, paper.state, paper.type])

  const write = (patch: Partial<Content>) => {
    setRefused([])
    draft.set({ ...value, ...patch })
  }
  const carry = async (outcome: Outcome): Promise<boolean> => {
    setRefused(outcome.ok ? [] : outcome.findings)
    if (!outcome.ok) return false
    setBusy(true)
    const saved = await attempt(() => carryOut(outcome, { form }), { title: '没有存下' })
    setBusy(false)
    return saved !== undefined
  }
  const save = async (): Promise<boolean> => {
    if (dateWrong || readOnly || busy) return false
    const typed = value
    if (!(await carry(editPaper(paper, typed)))) return false
    setSaved({ rev: paper.rev + 1, content: typed })
    draft.reset(typed)
    return true
  }
  const issue = async () => {
    if (dateWrong) return
    // What is typed is saved first, by a step of its own that can be undone; then the paper goes out.
    if (draft.dirty && !(await save())) return
    const now = draft.dirty ? { ...paper, ...value, rev: paper.rev + 1 } : paper
    if (await carry(issuePaper(now, { on: dutyContext().today }, others))) setAsking(null)
  }
  const withdraw = async () => {
    if (await carry(withdrawPaper(paper, { on: dutyContext().today, why }))) setAsking(null)
  }
  const drop = async () => {
    const then = fromHere()
    if (!(await carry(dropPaper(paper)))) return
    draft.reset(stored)
    then(() => go('papers', ['official'], { replace: true }))
  }
  const again = async () => {
    const then = fromHere()
    const outcome = draftAgain(dutyContext(), paper)
    if (!(await carry(outcome)) || !outcome.ok) return
    const made = outcome.step.records[0]?.after
    if (made != null) then(() => go('papers', ['official', made.id]))
  }
  // The paper beside the fields may be a few letters behind; what goes out is what is typed.
  const now = () => makeDocument(officialDefinitions[paper.type], { organisation, paper: { ...paper, ...value } })
  const print = () => void attempt(() => printDocument(now()), { title: '没有印出来' })
  const take = () =>
    void attempt(async () => {
      const made = now()
      setJob(await exportDocuments([{ kind: paper.type, title: made.title, name: made.title, folder: '公文文稿', sourceId: paper.id, part: '', document: made }], { year: paper.year, matter: '公文文稿' }))
    }, { title: '没有导出' })
  useShortcut('Ctrl+S', () => void save())
  useShortcut('Ctrl+E', take)

  return (
    <Page
      fill
      header={
        <PageHeader
          title={officialTypeNames[paper.type]}
          fact={`${paper.year}年度　${paper.state === 'draft' ? '在起草' : paper.state === 'issued' ? `已${issueWord}` : `已撤回：${paper.withdrawnWhy}`}`}
          back={{ label: '公文文稿', href: hrefOf('papers', ['official']) }}
          acts={
            <>
              <Button title="写成 Word 和 PDF，放进导出文件夹（Ctrl+E）" onClick={take}>导出</Button>
              <Button icon={<PrinterOutlined />} title="印这一份（Ctrl+P）" onClick={print}>打印</Button>
              {paper.state === 'draft' && asking === null && <Button disabled={readOnly} title="这份草稿不要了，能撤销" onClick={() => setAsking('drop')}>删掉草稿</Button>}
              {paper.state === 'draft' && <Button disabled={readOnly || !draft.dirty} loading={busy && asking === null} title="存下来，还能改（Ctrl+S）" onClick={() => void save()}>存下</Button>}
              {paper.state === 'draft' && asking === null && <Button type="primary" disabled={readOnly} title={`${issueWord}后不能再改，发错了可以撤回`} onClick={() => setAsking('issue')}>{issueWord}</Button>}
              {paper.state === 'issued' && asking === null && <Button disabled={!canWrite} title="写明原因，原件留着" onClick={() => setAsking('withdraw')}>撤回</Button>}
              {paper.state !== 'draft' && <Button disabled={!canWrite} title="照这份另起一份，文号和日期空着" onClick={() => void again()}>另起一份</Button>}
            </>
          }
        />
      }
      below={
        <div className="official-below">
          <DraftOffer draft={draft} />
          {asking === 'issue' && <ConfirmStrip act={issueWord} busy={busy} onAct={() => void issue()} onBack={() => setAsking(null)}><p>{issueWord}后这份照原样留着，不能再改；发错了可以撤回。</p></ConfirmStrip>}
          {asking === 'drop' && <ConfirmStrip act="删掉" busy={busy} onAct={() => void drop()} onBack={() => setAsking(null)}><p>删掉还没{issueWord}的这份草稿。删了还能撤销。</p></ConfirmStrip>}
          {asking === 'withdraw' && (
            <ConfirmStrip act="撤回" busy={busy} onAct={() => void withdraw()} onBack={() => setAsking(null)} blocked={why.trim() === '' ? '先写原因' : undefined}>
              <Input aria-label="为什么撤回" placeholder="为什么撤回" maxLength={200} value={why} onChange={(event) => setWhy(event.target.value)} />
            </ConfirmStrip>
          )}
          {job !== null && <ExportProgress jobId={job} onAgain={take} />}
        </div>
      }
    >
      <div className="official-panes">
        <div className="official-fields" tabIndex={0} role="group" aria-label="填写">
          {refused.length > 0 && <FindingList findings={refused} />}
          <OfficialFieldset value={value} prose={prose} minutes={paper.type === 'committeeMinutes'} disabled={readOnly} dateErrors={dateProblems} onWrite={write} onDateProblem={(field, problem) => setDateProblems((now) => ({ ...now, [field]: problem }))} />
          {notes.length > 0 && <FindingList findings={notes} />}
        </div>
        <Paper document={document} bare onPrint={print} foot={foot} />
      </div>
    </Page>
  )
}
