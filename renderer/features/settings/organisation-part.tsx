import { Button, Input, Select } from 'antd'
import { formatArchiveCode } from '#shared/archive/archive-code'
import { useEffect, useRef, useState } from 'react'
import { editOrganisation, type OrganisationPatch } from '#shared/duties/organisation'
import { organisationTypes, sectors, type Organisation } from '#shared/model/organisation'
import type { Finding } from '#shared/rules/findings'
import { builtInPacks } from '#shared/rules/packs/built-in'
import { carryOut, useCanWrite, useSingle } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { useDraft } from '../../data/use-draft'
import { DraftOffer } from '../../ui/draft-offer'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { errorAt, FindingList } from '../../ui/finding-list'
import { PartialDateInput } from '../../ui/partial-date-input'

const edited = ['name', 'shortName', 'type', 'sector', 'superior', 'fondsName', 'fondsCode', 'topicCode', 'era', 'founded', 'telephone', 'supervisionPhone', 'address'] as const
type Fields = Pick<Organisation, (typeof edited)[number]>

function fieldsOf(organisation: Organisation): Fields {
  const { name, shortName, type, sector, superior, fondsName, fondsCode, era, founded, telephone, supervisionPhone, address } = organisation
  return { name, shortName, type, sector, superior, fondsName, fondsCode, topicCode: organisation.topicCode ?? '', era, founded, telephone, supervisionPhone, address }
}

export function OrganisationPart() {
  const organisation = useSingle('organisation')
  if (organisation === null) return <EmptyState drawing="table" title="还没有党组织的资料" />
  return <OrganisationForm key={organisation.id} organisation={organisation} />
}

function OrganisationForm({ organisation }: { readonly organisation: Organisation }) {
  const canWrite = useCanWrite()
  const stands = fieldsOf(organisation)
  const formName = `organisation:${organisation.id}`
  const kept = useDraft<Fields>(formName, stands, { title: '党组织的资料' })
  const draft = kept.value
  const [dateProblem, setDateProblem] = useState<string | null>(null)
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { dirty, reset } = kept
  // The record moved on (an undo, another window): what was not touched here follows; what was typed stays, and a save would say so.
  const current = useRef({ dirty, organisation })
  useEffect(() => {
    current.current = { dirty, organisation }
  })
  useEffect(() => {
    if (!current.current.dirty) reset(fieldsOf(current.current.organisation))
  }, [organisation.rev, reset])
  const patch: OrganisationPatch = Object.fromEntries(edited.filter((field) => draft[field] !== stands[field]).map((field) => [field, draft[field]]))
  const changed = Object.keys(patch).length

  const set = <F extends keyof Fields>(field: F, value: Fields[F]) => {
    kept.set((now) => ({ ...now, [field]: value }))
    setFindings((before) => before.filter((finding) => finding.where.field !== field))
  }
  const typed = (field: 'name' | 'shortName' | 'superior' | 'fondsName' | 'telephone' | 'supervisionPhone' | 'address') => ({
    value: draft[field],
    disabled: !canWrite,
    onChange: (event: { readonly target: { readonly value: string } }) => set(field, event.target.value),
  })
  const save = async () => {
    if (changed === 0 || dateProblem !== null) return
    const outcome = editOrganisation(organisation, patch)
    setFindings(outcome.ok ? (outcome.findings ?? []) : outcome.findings)
    if (!outcome.ok) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    setBusy(true)
    const saved = await attempt(() => carryOut(outcome, { form: formName }))
    setBusy(false)
    if (saved !== undefined) kept.reset(draft)
  }
  useShortcut('Ctrl+S', canWrite && changed > 0 ? () => void save() : null)
  const error = (field: string) => errorAt(findings, field)
  const era = builtInPacks.find((pack) => pack.id === draft.era)

  return (
    <form
      ref={form}
      className="settings-part"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div className="settings-acts settings-top">
        <Button type="primary" htmlType="submit" loading={busy} disabled={!canWrite || changed === 0 || dateProblem !== null}>
          存下改动
        </Button>
        {changed > 0 && (
          <Button onClick={() => { kept.reset(stands); void kept.discard(); setDateProblem(null) }}>照原样</Button>
        )}
        <span className="quiet small">{!canWrite ? '现在只能看，不能改' : dateProblem !== null ? '成立时间还要改' : changed === 0 ? '还没有改动' : `改了 ${changed} 处，Ctrl+S 存下`}</span>
      </div>
      <DraftOffer draft={kept} />
      <section className="fields">
        <Field label="全称" required hint="和公章上的一样" error={error('name')}>
          {(control) => <Input {...control} {...typed('name')} maxLength={200} />}
        </Field>
        <div className="fields-two">
          <Field label="简称" error={error('shortName')}>
            {(control) => <Input {...control} {...typed('shortName')} maxLength={100} />}
          </Field>
          <Field label="上级党组织" error={error('superior')}>
            {(control) => <Input {...control} {...typed('superior')} maxLength={200} />}
          </Field>
          <Field label="组织类别" error={error('type')}>
            {(control) => <Select {...control} disabled={!canWrite} value={draft.type} options={organisationTypes.map((value) => ({ value, label: value }))} onChange={(value) => set('type', value)} />}
          </Field>
          <Field label="所在领域" error={error('sector')}>
            {(control) => <Select {...control} disabled={!canWrite} value={draft.sector} options={sectors.map((value) => ({ value, label: value }))} onChange={(value) => set('sector', value)} />}
          </Field>
          <Field label="归入哪个全宗" hint="多半是村委会或单位；不知道就空着" error={error('fondsName')}>
            {(control) => <Input {...control} {...typed('fondsName')} maxLength={200} />}
          </Field>
          <Field label="全宗号" hint="档案馆给的 4 位，村里另有编法的照它写；没有就空着" error={error('fondsCode')}>
            {(control) => <Input {...control} value={draft.fondsCode} disabled={!canWrite} maxLength={12} onChange={(event) => set('fondsCode', event.target.value.trim().toUpperCase())} />}
          </Field>
          <Field label="机构(问题)代码" hint={`档号里本支部那一段，以后收的件用。现在的样子：${formatArchiveCode({ fondsCode: draft.fondsCode, year: 2026, retention: 'D10', topic: draft.topicCode ?? '', number: 1 })}。别的程序把中间的点写成句点，读得懂，这里总写间隔号`} error={error('topicCode')}>
            {(control) => <Input {...control} value={draft.topicCode ?? ''} disabled={!canWrite} maxLength={4} onChange={(event) => set('topicCode', event.target.value.trim().toUpperCase())} />}
          </Field>
          <Field label="照哪几年的规矩办" hint={era === undefined ? undefined : `${era.note}只管以后新办的事。`} error={error('era')}>
            {(control) => <Select {...control} disabled={!canWrite} value={draft.era} options={builtInPacks.map((pack) => ({ value: pack.id, label: pack.title }))} onChange={(value) => set('era', value)} />}
          </Field>
          <Field label="成立时间" error={error('founded') === '' ? (dateProblem ?? '') : error('founded')}>
            {(control) => <PartialDateInput {...control} disabled={!canWrite} value={draft.founded} onChange={(value, problem) => { set('founded', value); setDateProblem(problem) }} />}
          </Field>
          <Field label="电话" error={error('telephone')}>
            {(control) => <Input {...control} {...typed('telephone')} maxLength={50} />}
          </Field>
          <Field label="监督电话" hint="印在每一张公示上" error={error('supervisionPhone')}>
            {(control) => <Input {...control} {...typed('supervisionPhone')} maxLength={50} />}
          </Field>
        </div>
        <Field label="通讯地址" error={error('address')}>
          {(control) => <Input {...control} {...typed('address')} maxLength={300} />}
        </Field>
      </section>
      <FindingList findings={findings.filter((finding) => finding.severity !== 'wall')} />
    </form>
  )
}
