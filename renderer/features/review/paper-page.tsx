import { PrinterOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useMemo, useState } from 'react'
import type { MadeDocument } from '#shared/documents/of-year'
import type { NameOrder } from '#shared/documents/review-results'
import { ordersFor } from '#shared/duties/ballot-order'
import { chooseForm, formOf } from '#shared/duties/review-beside'
import { paperSource } from '#shared/model/paper-original'
import { assertNever } from '#shared/text/assert-never'
import { exportDocuments } from '../../app/export'
import { revealFolder, stopJob, useJob } from '../../app/jobs'
import { Page, PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { go, hrefOf } from '../../app/route'
import { useRecords } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { JobProgress } from '../../ui/job-progress'
import { PaperLines } from '../../ui/paper-lines'
import { PaperPreview } from '../../ui/paper-preview'
import { BallotChoices, copiesFor, type BallotChoice } from './ballot-choices'
import { entriesOf } from './entries'
import { ballotsOf, bookOf, registersOf, reportOf, slipsOf, tallyOf, together, type PaperId } from './papers'
import { useReviewSession } from './use-review'

const titles: Readonly<Record<PaperId, string>> = { ballot: '测评表', tally: '汇总表', register: '登记表', slip: '反馈单', book: '登记册', report: '上报表' }

/** The paper itself, before it is printed or carried out. */
export function PaperPage({ paper, person }: { readonly paper: PaperId; readonly person: string | null }) {
  const { review, pack, organisation, members, lastYear, canWrite, save } = useReviewSession()
  const handlings = useRecords('handling')
  const rectifications = useRecords('rectification')
  const [choice, setChoice] = useState<BallotChoice>({ form: formOf(review), electors: '党员', mixed: false, copies: copiesFor(review, '党员') })
  const [order, setOrder] = useState<NameOrder>('roster')
  const [job, setJob] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const state = useJob(job)
  const papers = useMemo<readonly MadeDocument[]>(() => {
    switch (paper) {
      case 'ballot':
        return ballotsOf({ organisation, review }, pack, { ...choice, orders: choice.mixed ? ordersFor(choice.copies, pack.review.fewestShown.value) : [null] })
      case 'tally':
        return review.tallyClosedOn === null ? [] : [tallyOf({ organisation, review }, lastYear, order)]
      case 'register':
        return registersOf({ organisation, review }, members, person)
      case 'slip':
        return slipsOf({ organisation, review }, person)
      case 'book':
        return [bookOf({ organisation, review }, pack)]
      case 'report':
        return [reportOf({ organisation, review }, { handlings, rectifications })]
      default:
        return assertNever(paper)
    }
  }, [paper, person, choice, order, lastYear, pack, organisation, review, members, handlings, rectifications])
  const document = useMemo(() => together(papers, `${review.year}年度民主评议党员${titles[paper]}`), [papers, paper, review.year])
  const only = papers.length === 1 ? (papers[0] ?? null) : null
  const choose = (next: BallotChoice) => {
    setChoice(next)
    // What is printed is what is voted on, by whichever way: until something is counted.
    if (next.form !== formOf(review) && canWrite && review.tallyClosedOn === null) void save((now) => chooseForm(now, next.form, pack))
  }
  const print = () => {
    if (document === null || busy) return
    setBusy(true)
    void attempt(() => printDocument(document), { title: `${titles[paper]}没有印出来` }).then(() => setBusy(false))
  }
  const carryOutPapers = async () => {
    const id = await attempt(() => exportDocuments(papers.map((one) => ({ ...one, folder: '' })), { year: review.year, matter: '民主评议' }), { title: '没有导出' })
    if (id !== undefined) setJob(id)
  }
  useShortcut('Ctrl+P', print)
  useShortcut('Ctrl+E', papers.length === 0 || state?.state === 'running' ? null : () => void carryOutPapers())
  const perPerson = paper === 'register' || paper === 'slip'
  const send = entriesOf(review).find((one) => one.kind === 'send')?.id ?? 'send'
  const back = { ballot: 'ballots', tally: 'count', register: 'verdict', slip: send, book: send, report: send }[paper]
  useShortcut('Esc', () => go('review', [review.id, back]))
  return (
    <Page
      fill
      header={
        <PageHeader
          title={titles[paper]}
          fact={paper === 'ballot' ? (choice.mixed ? `印 ${choice.copies} 张，${papers.length} 种次序` : `印 ${choice.copies} 张，每张都一样`) : perPerson ? `${papers.length} 张，一人一张` : paper === 'report' ? '报上级党组织' : paper === 'book' ? '只写等次，不写票数，可以照着通报' : `有效票 ${review.counts.valid} 张`}
          back={{ label: '回到这一步', href: hrefOf('review', [review.id, back]) }}
          acts={
            <>
              <Button disabled={papers.length === 0 || state?.state === 'running'} title="写成 Word 和 PDF，放进导出文件夹（Ctrl+E）" onClick={() => void carryOutPapers()}>
                导出 Word 和 PDF
              </Button>
              <Button type="primary" icon={<PrinterOutlined aria-hidden />} title="Ctrl+P" loading={busy} disabled={document === null} onClick={print}>
                打印
              </Button>
            </>
          }
        />
      }
      below={
        <div className="review-below">
          <div className="review-line">
            {paper === 'ballot' && (
              <BallotChoices value={choice} onChange={choose} orders={papers.length} />
            )}
            {paper === 'tally' && (
              <>
                <label htmlFor="review-order">姓名次序</label>
                <Select<NameOrder> id="review-order" className="review-body" value={order} options={[{ value: 'roster', label: '照名册' }, { value: 'strokes', label: '姓氏笔画' }]} onChange={setOrder} />
              </>
            )}
            {perPerson && (
              <>
                <label htmlFor="review-person">印谁的</label>
                <Select
                  id="review-person" className="review-person" showSearch={{ optionFilterProp: 'label' }} value={person ?? ''} onChange={(id) => go('review', [review.id, 'paper', paper, ...(id === '' ? [] : [id])], { replace: true })}
                  options={[{ value: '', label: `全部 ${review.roster.length} 人` }, ...review.roster.map((one) => ({ value: one.memberId, label: one.name }))]}
                />
              </>
            )}
          </div>
          {state !== null && <JobProgress job={state} onStop={() => void attempt(() => stopJob(state.id))} onReveal={(token) => void attempt(() => revealFolder(token))} />}
        </div>
      }
    >
      {document === null ? (
        <EmptyState drawing="table" title={paper === 'tally' ? '还没有定数，汇总表出不来' : paper === 'slip' ? '还没有评定，反馈单出不来' : '名册里没有这些人，登记表出不来'} act={paper === 'tally' ? { label: '去计票', onAct: () => go('review', [review.id, 'count']) } : { label: '去党员名册', onAct: () => go('roster') }} />
      ) : (
        <PaperPreview bare document={document} foot={<PaperLines document={document} {...(papers.length > 1 ? { note: `共 ${papers.length} 份` } : {})} original={only === null ? undefined : { source: paperSource(only.sourceId, only.kind, only.part), title: only.title }} />} />
      )}
    </Page>
  )
}
