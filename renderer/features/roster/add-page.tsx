import { Button, Input, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { addMember } from '#shared/duties/roster-member'
import { posts as allPosts, type Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import type { Finding } from '#shared/rules/findings'
import { Page, PageHeader } from '../../app/page-header'
import { go, hrefOf } from '../../app/route'
import { carryOut, dutyContext, useCanWrite } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { useDraft } from '../../data/use-draft'
import { DraftOffer } from '../../ui/draft-offer'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { errorAt } from '../../ui/finding-list'
import { arrivalProblem, blankDraft, inputOf, type AddDraft } from './add-draft'
import { AddedList, type Added } from './added-list'
import { ChoiceField, DateField, PersonalFields, type FieldsProps, type PersonalField, type Problems } from './member-fields'

const formName = 'member:new'
const firstFields: readonly PersonalField[] = ['name', 'gender', 'idNumber', 'birth']
const workFields: readonly PersonalField[] = ['workplace', 'jobTitle', 'phone', 'education']
const moreFields: readonly PersonalField[] = ['ethnicity', 'nativePlace', 'startedWork', 'landline', 'address', 'note']

/** One after another by the keyboard: Enter saves and the next blank line stands there. Only the name is compulsory. */
export function AddPage({ organisation, members }: { readonly organisation: Organisation; readonly members: readonly Member[] }) {
  const canWrite = useCanWrite()
  const draft = useDraft<AddDraft>(formName, blankDraft, { title: '添一名党员' })
  const { value } = draft
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const [problems, setProblems] = useState<Problems>({})
  const [added, setAdded] = useState<readonly Added[]>([])
  const [more, setMore] = useState(false)
  const [round, setRound] = useState(0)
  const busy = useRef(false)
  const form = useRef<HTMLFormElement>(null)
  // The caret stands in 姓名 at first and after each one saved.
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[data-field="name"]')?.focus()
  }, [round])
  const back = () => go('roster')
  useShortcut('Esc', back)

  const change = (patch: Partial<AddDraft>) => {
    draft.set((now) => ({ ...now, ...patch }))
    // A day of arrival answers to its own name in the findings.
    const touched = Object.keys(patch).map((field) => (field === 'arrivedOn' || field === 'arrival' ? 'arrival.on' : field))
    setFindings((before) => before.filter((finding) => !touched.includes(finding.where.field ?? '')))
  }
  const set = <F extends keyof AddDraft>(field: F, next: AddDraft[F]) => change({ [field]: next })
  const onProblem = (field: string, problem: string | null) => setProblems((before) => ({ ...before, [field]: problem ?? '' }))
  const error = (field: string) => (problems[field] ?? '') || errorAt(findings, field)
  const focusWrong = () => requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())

  const save = async () => {
    if (busy.current) return
    const outcome = addMember(dutyContext(), members, inputOf(value))
    const missing = arrivalProblem(value)
    const walls = outcome.ok ? [] : outcome.findings
    setFindings(missing === '' ? walls : [...walls, { code: 'arrival', severity: 'wall', text: missing, source: '', where: { field: 'arrival.on' } }])
    if (!outcome.ok || missing !== '' || Object.values(problems).some((problem) => problem !== undefined && problem !== '')) {
      focusWrong()
      return
    }
    const made = outcome.step.records[0]?.after
    busy.current = true
    const done = await attempt(() => carryOut(outcome, { form: formName }), { title: `${value.name}没有添上` })
    busy.current = false
    if (done === undefined || made == null) return
    setAdded((before) => [{ id: made.id, findings: (outcome.findings ?? []).filter((finding) => finding.severity === 'warning') }, ...before])
    draft.reset(blankDraft)
    setProblems({})
    setRound((before) => before + 1)
  }
  useShortcut('Ctrl+S', canWrite ? () => void save() : null)
  const shared: Omit<FieldsProps, 'fields'> = { value, set: (field, next) => change({ [field]: next }), error, onProblem, disabled: !canWrite }
  const joint = organisation.units.length > 0

  return (
    <form ref={form} className="roster-form" noValidate onSubmit={(event) => { event.preventDefault(); void save() }}>
      <Page
        header={
          <PageHeader
            title="添党员"
            back={{ label: '党员名册', href: hrefOf('roster') }}
            fact="只有姓名必填，别的以后再补"
            acts={
              <>
                <span className="key">Enter 添上，接着下一位</span>
                <Button onClick={back}>填完了</Button>
                <Button type="primary" htmlType="submit" disabled={!canWrite}>
                  添上这一位
                </Button>
              </>
            }
          />
        }
      >
        <DraftOffer draft={draft} />
        {/* A date field keeps what is being typed; a new person gets new ones. */}
        <div className="roster-grid" key={round}>
          <PersonalFields {...shared} fields={firstFields} />
          <ChoiceField label="来历" value={value.arrival} disabled={!canWrite} options={[{ value: 'here', label: '本来就在' }, { value: 'transferIn', label: '转入' }, { value: 'admit', label: '新接收' }]} onChange={(arrival) => set('arrival', arrival)} />
          {value.arrival === 'admit' ? (
            <DateField label="接收为预备党员" hint="党员大会票决那天，就是入党时间" required value={value.arrivedOn} error={error('arrival.on')} disabled={!canWrite} onChange={(date, problem) => { set('arrivedOn', date); onProblem('arrival.on', problem) }} />
          ) : (
            <>
              <DateField label="入党时间" value={value.joined} error={error('joined')} disabled={!canWrite} onChange={(date, problem) => { set('joined', date); onProblem('joined', problem) }} />
              <ChoiceField label="类别" value={value.grade} disabled={!canWrite} options={[{ value: 'full', label: '正式' }, { value: 'probationary', label: '预备' }]} onChange={(grade) => set('grade', grade)} />
              {value.grade === 'full' && (
                <DateField label="转正时间" hint="党龄从这天算" value={value.becameFull} error={error('becameFull')} disabled={!canWrite} onChange={(date, problem) => { set('becameFull', date); onProblem('becameFull', problem) }} />
              )}
            </>
          )}
          {value.arrival === 'transferIn' && (
            <>
              <DateField label="转入日期" required value={value.arrivedOn} error={error('arrival.on')} disabled={!canWrite} onChange={(date, problem) => { set('arrivedOn', date); onProblem('arrival.on', problem) }} />
              <Field label="从哪个党组织转来">
                {(control) => <Input {...control} value={value.counterpart} disabled={!canWrite} maxLength={200} onChange={(event) => set('counterpart', event.target.value)} />}
              </Field>
            </>
          )}
          <PersonalFields {...shared} fields={workFields} />
          <Field label="党内职务">
            {(control) => <Select {...control} mode="multiple" disabled={!canWrite} value={[...value.posts]} options={allPosts.map((post) => ({ value: post, label: post }))} onChange={(next) => set('posts', next)} placeholder="没有就空着" />}
          </Field>
          {organisation.groups.length > 0 && <PlaceField label="党小组" places={organisation.groups} value={value.groupId} disabled={!canWrite} onChange={(id) => set('groupId', id)} />}
          {joint && <PlaceField label="成员单位" places={organisation.units} value={value.unitId} disabled={!canWrite} onChange={(id) => set('unitId', id)} />}
          {more && <PersonalFields {...shared} fields={moreFields} />}
        </div>
        <p className="roster-more">
          <button type="button" className="linkish" aria-expanded={more} onClick={() => setMore(!more)}>
            {more ? '收起民族、籍贯、住址' : '还要填民族、籍贯、参加工作、固定电话、住址、备注'}
          </button>
        </p>
        <AddedList added={added} members={members} />
      </Page>
    </form>
  )
}

function PlaceField({ label, places, value, disabled, onChange }: { readonly label: string; readonly places: Organisation['groups']; readonly value: string; readonly disabled: boolean; readonly onChange: (id: string) => void }) {
  return (
    <Field label={label}>
      {(control) => <Select {...control} disabled={disabled} value={value} options={[{ value: '', label: '还没定' }, ...places.map((place) => ({ value: place.id, label: place.name }))]} onChange={onChange} />}
    </Field>
  )
}
