import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { sayBeside } from '#shared/duties/review-beside'
import { recordVerdicts } from '#shared/duties/review-verdict'
import type { GradeName } from '#shared/model/review'
import { gradeName } from '#shared/rules/review-check'
import { useShortcut } from '../../app/shortcuts'
import { useDraft } from '../../data/use-draft'
import { DraftOffer } from '../../ui/draft-offer'
import { Field, FieldError } from '../../ui/field'
import { SidePanel } from '../../ui/side-panel'
import { Told } from './told'
import { useReviewSession } from './use-review'
import { blankShare, gradeShares, sayLast, type VerdictRow } from './verdict-rows'

type Texts = { readonly grade: GradeName | null; readonly selfSummary: string; readonly peerOpinion: string; readonly conduct: string; readonly opinion: string; readonly reason: string }

/** What stands in one person's 登记表: own summary, peers' opinion, the branch's opinion and grade. */
export function VerdictPanel({ row, editable, onClose }: { readonly row: VerdictRow; readonly editable: boolean; readonly onClose: () => void }) {
  const { verdict } = row
  // A grade given in the list shows here at once; what is being written stays a draft.
  return <Form key={JSON.stringify(verdict)} row={row} editable={editable} onClose={onClose} />
}

function Form({ row, editable, onClose }: { readonly row: VerdictRow; readonly editable: boolean; readonly onClose: () => void }) {
  const { review, pack, save, lastYear } = useReviewSession()
  const { person, verdict, tally, ungraded, differs } = row
  const formName = `review:${review.id}:verdict:${person.memberId}`
  const stands: Texts = { grade: verdict?.grade ?? null, selfSummary: verdict?.selfSummary ?? '', peerOpinion: verdict?.peerOpinion ?? '', conduct: verdict?.conduct ?? '', opinion: verdict?.opinion ?? '', reason: verdict?.reason ?? '' }
  const draft = useDraft<Texts>(formName, stands, { title: `${person.name}的评议登记` })
  const { value } = draft
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const set = (change: Partial<Texts>) => draft.set((now) => ({ ...now, ...change }))
  const changed = (Object.keys(stands) as (keyof Texts)[]).some((key) => stands[key] !== value[key])
  const keep = async () => {
    setBusy(true)
    const outcome = await save((now) => recordVerdicts(now, [{ memberId: person.memberId, ...value }], pack), { form: formName })
    setBusy(false)
    setProblem(outcome?.ok === false ? outcome.findings.map((found) => found.text).join('；') : '')
  }
  useShortcut('Ctrl+S', editable && changed ? () => void keep() : null, 'panel')
  const poll = tally === null ? '' : gradeShares(tally, review).map((share) => `${gradeName(share.grade)} ${share.votes}${share.share === '' ? '' : `（${share.share}）`}`).join('，') + (tally.blank === 0 ? '' : `，未填 ${tally.blank}（${blankShare(tally, review).share}）`)
  const area = (label: string, name: 'selfSummary' | 'peerOpinion' | 'conduct' | 'opinion' | 'reason', rows: number, hint?: string) => (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(control) => <Input.TextArea {...control} value={value[name]} disabled={!editable} rows={rows} maxLength={name === 'reason' ? 500 : 3000} onChange={(event) => set({ [name]: event.target.value })} />}
    </Field>
  )
  return (
    <SidePanel
      title={person.name}
      fact={[person.grade === 'full' ? '正式党员' : '预备党员', person.post].filter((part) => part !== '').join('　')}
      onClose={onClose}
      keys="在表里按 ↑ ↓ 换人　Ctrl+S 存下　Esc 关"
      acts={
        <Button type="primary" size="large" disabled={!editable || !changed} loading={busy} onClick={() => void keep()}>
          存下
        </Button>
      }
    >
      <DraftOffer draft={draft} />
      <div className="fields">
        {poll !== '' && <p>测评：{poll}，有效票 {review.counts.valid} 张</p>}
        <Told label="票上的分项和代号" lines={sayBeside(review, person.memberId)} />
        {lastYear !== null && <p className="quiet">{lastYear.year}年度：{sayLast(lastYear, person.memberId)}</p>}
        {ungraded !== '' ? (
          <p className="quiet">{ungraded}</p>
        ) : (
          <Field label="评定等次">
            {(control) => (
              <Select<GradeName | ''>
                {...control} disabled={!editable} value={value.grade ?? ''} onChange={(grade) => set({ grade: grade === '' ? null : grade })}
                options={[{ value: '', label: '未定' }, ...review.grades.map((grade) => ({ value: grade, label: gradeName(grade) }))]}
              />
            )}
          </Field>
        )}
        {(differs !== '' || value.reason !== '') && area('与测评不同的理由', 'reason', 2, differs === '' ? undefined : differs)}
        {area('个人自评', 'selfSummary', 7)}
        {area('党员互评意见', 'peerOpinion', 4)}
        {area('平时表现', 'conduct', 3, '评定除了看票数，还要看平时')}
        {area('支部评定意见', 'opinion', 4)}
        {problem !== '' && <FieldError>{problem}</FieldError>}
      </div>
    </SidePanel>
  )
}
