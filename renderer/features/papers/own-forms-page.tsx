import { Button, Select } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { plansOfYear, type PlannedDocument } from '#shared/documents/of-year'
import { placeholderOf, type FormProblem, type TemplateField } from '#shared/documents/template-words'
import { dropForm } from '#shared/duties/word-form'
import { ofKind } from '#shared/model/kinds'
import type { WordForm } from '#shared/model/word-form'
import { ExportProgress } from '../../app/export-progress'
import { Page, PageHeader } from '../../app/page-header'
import { fromHere, go, hrefOf } from '../../app/route'
import { carryOut, useCanWrite } from '../../app/session'
import { copyText } from '../../ui/copy-text'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { fillableKinds, fillFrom, labelOf, takeForm, type LeftEmpty } from './own-forms'
import type { PaperBooks } from './use-papers'

/** 上级的 Word 表: left the forms kept and what was wrong with the last one, right the names to write into a form. */
export function OwnFormsPage({ books, jobId }: { readonly books: PaperBooks; readonly jobId: string | null }) {
  const canWrite = useCanWrite()
  const plans = useMemo(() => plansOfYear(books.records, books.year, books.today), [books])
  const kinds = useMemo(() => fillableKinds(plans), [plans])
  const forms = ofKind(books.records, 'wordForm')
  const [wanted, setWanted] = useState<string | null>(null)
  const plan = kinds.find(({ kind }) => kind === wanted) ?? kinds.find(({ kind }) => kind === 'memberPledge') ?? kinds[0]
  const fields = useMemo(() => plan?.make().words?.fields ?? [], [plan])
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [leftEmpty, setLeftEmpty] = useState<{ readonly job: string; readonly empty: readonly LeftEmpty[] } | null>(null)
  const [busy, setBusy] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  const take = async (file: File | undefined) => {
    if (file === undefined || plan === undefined) return
    setBusy(true)
    setProblems([])
    const found = await attempt(() => takeForm(file, plan, fields, forms), { title: '没有收下这份表' })
    setBusy(false)
    setProblems(found ?? [])
  }
  const fill = (form: WordForm, whom: readonly PlannedDocument[]) =>
    void attempt(async () => {
      const then = fromHere()
      const { job, empty } = await fillFrom(books, form, whom)
      setLeftEmpty({ job, empty })
      then(() => go('papers', ['own-forms', job], { replace: true }))
    }, { title: '没有填成' })
  if (plan === undefined) return <EmptyState drawing="page" title={`${books.year}年还没有能填进表里的资料`} act={{ label: '回文书样式', onAct: () => go('papers') }}>写了承诺书，就能照上级的表填。</EmptyState>
  return (
    <Page
      header={
        <PageHeader
          title="上级的 Word 表"
          back={{ label: '文书样式', href: hrefOf('papers') }}
          fact="在表上写好记号，收下后年年照着填"
          acts={
            <>
              <Select aria-label="填哪种文书的资料" className="own-whom" value={plan.kind} onChange={(kind) => { setWanted(kind); setProblems([]) }} options={kinds.map(({ kind, name }) => ({ value: kind, label: name }))} />
              <Button type="primary" loading={busy} disabled={!canWrite} title="写好记号的 .docx" onClick={() => picker.current?.click()}>收一份表</Button>
              <input ref={picker} type="file" accept=".docx" hidden aria-label="选 Word 表" onChange={(event) => { void take(event.target.files?.[0]); event.target.value = '' }} />
            </>
          }
        />
      }
    >
      <div className="own-two">
        <div>
          {problems.length > 0 && (
            <section aria-label="没有收下" role="alert">
              <h2>没有收下，有 {problems.length} 处要改</h2>
              <ul className="own-problems">
                {problems.map(({ what, place }) => <li key={`${place} ${what}`}><span className="late">{what}</span><br /><span className="quiet">{place}</span></li>)}
              </ul>
            </section>
          )}
          <section aria-label="收着的表">
            <h2>收着的表</h2>
            {forms.length === 0 ? <p className="quiet">还没有。先照右边把记号写进上级的表，再按“收一份表”。</p> : (
              <ul className="own-list">
                {forms.map((form) => <KeptForm key={form.id} form={form} books={books} plans={plans.filter(({ kind }) => kind === form.document)} disabled={!canWrite} onFill={fill} />)}
              </ul>
            )}
          </section>
          {leftEmpty !== null && leftEmpty.job === jobId && leftEmpty.empty.length > 0 && <EmptyFields empty={leftEmpty.empty} />}
          {jobId !== null && <ExportProgress key={jobId} jobId={jobId} />}
        </div>
        <FieldList name={plan.name} fields={fields} />
      </div>
    </Page>
  )
}

/** A blank on the superior's form is found here, not at the superior's. */
function EmptyFields({ empty }: { readonly empty: readonly LeftEmpty[] }) {
  return (
    <section aria-label="空着的项">
      <h2>有 {empty.length} 份还有空着的项</h2>
      <p className="quiet">资料里还没有写，表上就空着。手写补上，或者写好了再填一次。</p>
      <ul className="own-problems own-empty" tabIndex={0} aria-label="谁的哪几项空着">
        {empty.map(({ who, names }) => <li key={who}>{who}：{names.join('、')}</li>)}
      </ul>
    </section>
  )
}

type KeptProps = { readonly form: WordForm; readonly books: PaperBooks; readonly plans: readonly PlannedDocument[]; readonly disabled: boolean; readonly onFill: (form: WordForm, plans: readonly PlannedDocument[]) => void }

function KeptForm({ form, books, plans, disabled, onFill }: KeptProps) {
  const [whom, setWhom] = useState<number>(-1)
  const chosen = whom < 0 ? plans : plans.slice(whom, whom + 1)
  return (
    <li>
      <span>{form.name}</span>
      {plans.length > 1 && (
        <Select aria-label={`“${form.name}”填谁的`} className="own-whom" value={whom} onChange={setWhom} options={[{ value: -1, label: `全部 ${plans.length} 份` }, ...plans.map((plan, index) => ({ value: index, label: labelOf(books, plan) }))]} />
      )}
      <Button size="small" disabled={chosen.length === 0} title={chosen.length === 0 ? '这一年还没有这种文书' : '写进这套资料的导出文件夹'} onClick={() => onFill(form, chosen)}>填 {chosen.length} 份</Button>
      <Button size="small" disabled={disabled} aria-label={`不再用${form.name}`} onClick={() => void attempt(() => carryOut(dropForm(form)))}>不再用</Button>
    </li>
  )
}

function FieldList({ name, fields }: { readonly name: string; readonly fields: readonly TemplateField[] }) {
  const [copied, setCopied] = useState('')
  const copy = async (text: string) => {
    if (await copyText(text)) setCopied(text)
  }
  return (
    <section aria-label="能填的项">
      <h2>{name}能填的项</h2>
      <p className="quiet">把记号连花括号一起写进表格。成行的写在同一行里，前后用 {'{#…}'} 和 {'{/…}'} 包住，一条一行。</p>
      <p className="small" role="status">{copied === '' ? '按“抄”，再到 Word 里粘贴。' : `抄下了 ${copied}，到 Word 里粘贴。`}</p>
      <table className="own-fields">
        <thead>
          <tr><th>记号</th><th>现在填出来是</th><th>抄</th></tr>
        </thead>
        <tbody>
          {fields.map((field) => {
            const text = placeholderOf(field)
            return (
              <tr key={`${field.inside} ${field.name}`}>
                <td>{field.inside === '' ? '' : '　'}{text}</td>
                <td className="quiet">{field.sample === '' ? '（空）' : field.sample.length > 22 ? `${field.sample.slice(0, 22)}…` : field.sample}</td>
                <td><Button size="small" aria-label={`抄${text}`} onClick={() => void copy(text)}>抄</Button></td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
