import { Button, Checkbox, Radio } from 'antd'
import { useMemo, useState } from 'react'
import { plansOfYear } from '#shared/documents/of-year'
import { exportDocuments } from '../../app/export'
import { ExportProgress } from '../../app/export-progress'
import { useJobs } from '../../app/jobs'
import { Page, PageHeader } from '../../app/page-header'
import { fromHere, go, hrefOf } from '../../app/route'
import { useVault } from '../../app/session'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { chosenPlans, countOf, kindsOf, lacking, makeBatch, peopleOf, type Binding } from './batch'
import type { PaperBooks } from './use-papers'

type Who = 'all' | 'some' | `group:${string}`
const matter = '批量'

/** 批量: the people, the papers, one file each or bound together; then how far it is. */
export function BatchPage({ books, jobId }: { readonly books: PaperBooks; readonly jobId: string | null }) {
  const vault = useVault()
  const plans = useMemo(() => plansOfYear(books.records, books.year, books.today), [books])
  const everybody = useMemo(() => peopleOf(books), [books])
  const kinds = useMemo(() => kindsOf(plans), [plans])
  const [who, setWho] = useState<Who>('all')
  const [some, setSome] = useState<readonly string[]>([])
  const [wanted, setWanted] = useState<readonly string[]>(() => kinds.slice(0, 1).map(({ kind }) => kind))
  const [formats, setFormats] = useState<readonly ('docx' | 'pdf')[]>(['docx', 'pdf'])
  const [bindings, setBindings] = useState<readonly Binding[]>(['each'])
  const [busy, setBusy] = useState(false)
  const jobs = useJobs()
  const running = jobs.find((job) => job.state === 'running' && (jobId === null ? job.vault === vault?.id && job.title === `导出 ${matter}` : job.id === jobId))
  const people = useMemo(() => everybody.filter(({ id, groupId }) => (who === 'all' ? true : who === 'some' ? some.includes(id) : who === `group:${groupId ?? ''}`)), [everybody, who, some])
  const chosen = useMemo(() => chosenPlans(plans, { people, kinds: wanted }), [plans, people, wanted])
  const missing = useMemo(() => lacking(plans, { people, kinds: wanted }), [plans, people, wanted])
  const without = useMemo(() => new Set(missing.flatMap(({ ids }) => ids)), [missing])
  const whose = who === 'all' ? '全体' : who === 'some' ? `${people.length}人` : (books.organisation.groups.find(({ id }) => who === `group:${id}`)?.name ?? '')
  // Of one kind, all of a kind and all of it are the same file.
  const bound = bindings.filter((binding) => binding !== 'kind' || wanted.length > 1)
  const count = countOf(chosen, bound)
  const start = async () => {
    setBusy(true)
    const then = fromHere()
    const id = await attempt(async () => exportDocuments(await makeBatch(chosen, { bound, whose, year: books.year }), { year: books.year, matter, formats }), { title: '没有做成' })
    setBusy(false)
    if (id !== undefined) then(() => go('papers', ['batch', String(books.year), id]))
  }
  const back = { label: '文书样式', href: hrefOf('papers') }
  if (kinds.length === 0) return <EmptyState drawing="page" title={`${books.year}年还没有一人一份的文书`} act={{ label: '回文书样式', onAct: () => go('papers') }}>写了承诺书、报告，或者评了议，这里就能一次做出所有人的。</EmptyState>
  if (jobId !== null)
    return (
      <Page header={<PageHeader title="批量做" back={back} acts={running === undefined && <Button onClick={() => go('papers', ['batch'])}>再做一批</Button>} />}>
        <ExportProgress jobId={jobId} />
      </Page>
    )
  const reason = wanted.length === 0 ? '先选文书' : people.length === 0 ? '先选人' : bound.length === 0 ? '先选怎么订' : formats.length === 0 ? '先选格式' : count === 0 ? '这些人还没有这种文书' : ''
  return (
    <Page
      header={
        <PageHeader
          title="批量做"
          back={back}
          fact="选好人和文书，一次做完"
          {...(reason === '' ? {} : { reason })}
          acts={<Button type="primary" loading={busy} disabled={reason !== ''} title="写进这套资料的导出文件夹，没变的不重写" onClick={() => void start()}>{`做 ${count} 份`}</Button>}
        />
      }
    >
      {busy && <p role="status">正在备 {chosen.length} 份，备好就开始写。</p>}
      {running !== undefined && !busy && (
        <p role="status">
          有一批正在做，{running.done} / {running.total} 份。<a href={hrefOf('papers', ['batch', String(books.year), running.id])}>看做到哪里了</a>
        </p>
      )}
      <div className="batch-form">
        <div>
          <fieldset>
            <legend>哪种文书</legend>
            {kinds.map(({ kind, name, count: has }) => (
              <Checkbox key={kind} checked={wanted.includes(kind)} onChange={(event) => setWanted(kinds.map((one) => one.kind).filter((one) => (one === kind ? event.target.checked : wanted.includes(one))))}>
                {name}　<span className="quiet">{has} 人有</span>
              </Checkbox>
            ))}
          </fieldset>
          <fieldset>
            <legend>怎么订</legend>
            <Checkbox.Group value={[...bound]} onChange={setBindings} options={[{ value: 'each', label: '一人一份' }, ...(wanted.length > 1 ? [{ value: 'kind', label: '每种合成一个文件' } as const] : []), { value: 'whole', label: wanted.length > 1 ? '全部合成一个文件' : '合成一个文件' }]} />
          </fieldset>
          <fieldset>
            <legend>格式</legend>
            <Checkbox.Group value={[...formats]} onChange={setFormats} options={[{ value: 'docx', label: 'Word' }, { value: 'pdf', label: 'PDF' }]} />
          </fieldset>
          {missing.map(({ kind, names }) => (
            <p key={kind} className="late">
              缺 {names.length} 人的{kinds.find((one) => one.kind === kind)?.name}：{names.slice(0, 8).join('、')}{names.length > 8 ? '等' : ''}
            </p>
          ))}
        </div>
        <div>
          <fieldset>
            <legend>哪些人</legend>
            <Radio.Group value={who} onChange={(event) => setWho(event.target.value as Who)} options={[{ value: 'all', label: `全体 ${everybody.length} 人` }, ...books.organisation.groups.map(({ id, name }) => ({ value: `group:${id}`, label: name })), { value: 'some', label: '挑几个人' }]} />
          </fieldset>
          <ul className="batch-people" aria-label="名单" tabIndex={0}>
            {(who === 'some' ? everybody : people).map(({ id, name }) => (
              <li key={id}>
                {who === 'some' ? <Checkbox checked={some.includes(id)} onChange={(event) => setSome(event.target.checked ? [...some, id] : some.filter((one) => one !== id))}>{name}</Checkbox> : name}
                {without.has(id) && <span className="quiet">　没有这份</span>}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Page>
  )
}
