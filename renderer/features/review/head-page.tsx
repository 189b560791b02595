import { Button } from 'antd'
import { useRef, useState } from 'react'
import { editReviewHead } from '#shared/duties/review'
import { pathsUnder } from '#shared/rules/editable-rules'
import type { Finding } from '#shared/rules/findings'
import { Page, PageHeader } from '../../app/page-header'
import { go } from '../../app/route'
import { useShortcut } from '../../app/shortcuts'
import { useDraft } from '../../data/use-draft'
import { DraftOffer } from '../../ui/draft-offer'
import { LocalRules, RulesSince } from '../../ui/local-rules'
import { HeadFields, type Head } from './head-fields'
import { useReviewSession } from './use-review'

/** 基本情况 of a session, changed later. */
export function HeadPage() {
  const { review } = useReviewSession()
  return <Form key={review.rev} />
}

function Form() {
  const { review, pack, canWrite, save } = useReviewSession()
  const { title, heldOn, place, chair, recorder } = review
  const stands: Head = { title, heldOn, place, chair, recorder }
  const formName = `review:${review.id}:head`
  const draft = useDraft<Head>(formName, stands, { title: `${review.title}的基本情况` })
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const [dateProblem, setDateProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const sent = review.state === 'sent'
  const editable = canWrite && !sent
  const changed = (Object.keys(stands) as (keyof Head)[]).filter((key) => stands[key] !== draft.value[key]).length
  const keep = async () => {
    if (changed === 0 || dateProblem !== null || !editable) return
    setBusy(true)
    const outcome = await save((now) => editReviewHead(now, draft.value), { form: formName })
    setBusy(false)
    if (outcome === undefined) return
    setFindings(outcome.ok ? [] : outcome.findings)
    if (!outcome.ok) requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  useShortcut('Ctrl+S', changed > 0 ? () => void keep() : null)
  return (
    <form ref={form} className="review-form" noValidate onSubmit={(event) => { event.preventDefault(); void keep() }}>
      <Page header={<PageHeader title="基本情况" fact={`依${pack.title}`} acts={<Button onClick={() => go('review', ['new'])}>再建一次评议</Button>} />}>
        <div className="review-sheet">
          <DraftOffer draft={draft} />
          <HeadFields
            value={draft.value} findings={findings} dateProblem={dateProblem} onDateProblem={setDateProblem} disabled={!editable} names={review.roster.map((person) => person.name)}
            set={(change) => { draft.set((now) => ({ ...now, ...change })); setFindings([]) }}
          />
          <LocalRules pack={pack} paths={pathsUnder('review')} />
          {review.state !== 'sent' && <RulesSince pack={pack} paths={pathsUnder('review')} />}
          <p className="quiet">名单 {review.roster.length} 人，在“到会”里看和重取；改了日期不会动名单。</p>
          <div className="review-line">
            <Button type="primary" htmlType="submit" loading={busy} disabled={!editable || changed === 0 || dateProblem !== null}>
              存下改动
            </Button>
            <span className="quiet small">{!canWrite ? '现在只能看，不能改' : sent ? '评定已经送出，要改先收回评定' : changed === 0 ? '还没有改动' : `改了 ${changed} 处，Ctrl+S 存下`}</span>
          </div>
        </div>
      </Page>
    </form>
  )
}
