import { Button, Input, InputNumber, Segmented } from 'antd'
import { peersFromReviews, recordEvaluation, satisfactionWords } from '#shared/duties/pledge-evaluate'
import { pledgeGrades, type Pledge, type PledgeEvaluation } from '#shared/model/pledge'
import { useRecords } from '../../app/session'
import { Field } from '../../ui/field'
import { PartialDateInput } from '../../ui/partial-date-input'
import { dayFor, type Party } from './board'
import { DayField } from './item-form'
import { PanelForm, type PanelFrame } from './panel-form'
import type { Books } from './use-books'

const sides = [
  { field: 'self', label: '自评', hint: '本人怎么说' },
  { field: 'peers', label: '党员互评', hint: '其他党员怎么说' },
  { field: 'organisation', label: '党组织评', hint: '比如 两条都兑现' },
  { field: 'masses', label: '群众评', hint: '服务对象、村民代表怎么说' },
] as const

/** 评诺: what each side said as it comes in, how many of the people were satisfied, and the grade of the whole. */
export function EvaluateForm({ books, pledge, party, frame, onDone }: { readonly books: Books; readonly pledge: Pledge; readonly party: Party; readonly frame: PanelFrame; readonly onDone: () => void }) {
  const kept = pledge.items.filter((item) => item.closedOn !== null).length
  const unkept = pledge.items.filter((item) => item.unkeptReason !== '').length
  const fromReview = peersFromReviews(useRecords('review'), pledge.memberId, pledge.year)
  const { evaluation } = pledge
  const own = pledge.memberId === null
  const initial: PledgeEvaluation = evaluation.on === null && evaluation.grade === '' ? { ...evaluation, on: dayFor(books, '评诺'), by: party.reviewedBy } : evaluation
  return (
    <PanelForm<PledgeEvaluation>
      frame={frame}
      form={`pledge:${pledge.id}:evaluate`}
      draftTitle={`${party.name}的评诺`}
      heading={<p>承诺 {pledge.items.length} 条，兑现 {kept} 条{unkept === 0 ? '' : `，没办成 ${unkept} 条`}。</p>}
      initial={initial}
      outcomeOf={(value) => recordEvaluation(pledge, { ...value, who: party.name })}
      act={(value) => (value.grade === '' ? '先存着' : `评为${value.grade}`)}
      onDone={onDone}
    >
      {(fields) => (
        <>
          {sides.map(({ field, label, hint }) => (
            <Field key={field} label={own && field === 'organisation' ? '上级党组织评' : label} hint={hint} error={fields.error(field)}>
              {(control) => <Input.TextArea {...control} autoFocus={field === 'self'} rows={2} maxLength={2000} disabled={!fields.canWrite} value={fields.value[field]} onChange={(event) => fields.set({ [field]: event.target.value })} />}
            </Field>
          ))}
          {fromReview !== '' && !fields.value.peers.includes(fromReview) && (
            <div className="pledge-item-acts">
              <Button size="small" disabled={!fields.canWrite} title={fromReview} onClick={() => fields.set({ peers: [fields.value.peers, fromReview].filter((part) => part !== '').join('\n') })}>
                抄民主评议的票数到互评
              </Button>
            </div>
          )}
          <div className="fields-two">
            <Field label="问了多少群众" hint="没有问就是 0">
              {(control) => <InputNumber {...control} min={0} precision={0} suffix="人" disabled={!fields.canWrite} value={fields.value.asked} onChange={(asked) => fields.set({ asked: asked ?? 0 })} />}
            </Field>
            <Field label="满意的" hint={satisfactionWords(fields.value)} error={fields.error('satisfied')}>
              {(control) => <InputNumber {...control} min={0} precision={0} suffix="人" disabled={!fields.canWrite} value={fields.value.satisfied} onChange={(satisfied) => fields.set({ satisfied: satisfied ?? 0 })} />}
            </Field>
          </div>
          <Field label="综合等次" hint="定了等次才算评过" error={fields.error('grade')}>
            {({ id: _id, status: _status, ...control }) => (
              <Segmented<PledgeEvaluation['grade']> {...control} block aria-label="综合等次" disabled={!fields.canWrite} value={fields.value.grade} options={[{ value: '', label: '没定' }, ...pledgeGrades.map((grade) => ({ value: grade, label: grade }))]} onChange={(grade) => fields.set({ grade })} />
            )}
          </Field>
          <DayField fields={fields} label="哪天评的" />
          <Field label="谁评的" hint="党员大会、支委会、上级党组织">
            {(control) => <Input {...control} maxLength={200} disabled={!fields.canWrite} value={fields.value.by} onChange={(event) => fields.set({ by: event.target.value })} />}
          </Field>
          <Field label="结果哪天公开" hint="还没公开先空着" error={fields.error('publishedOn')}>
            {(control) => <PartialDateInput {...control} disabled={!fields.canWrite} value={fields.value.publishedOn} onChange={(publishedOn, problem) => { fields.set({ publishedOn }); fields.problem('publishedOn', problem) }} />}
          </Field>
        </>
      )}
    </PanelForm>
  )
}
