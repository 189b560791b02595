import { Button, Input } from 'antd'
import { useRef, useState } from 'react'
import { editRound, openRound } from '#shared/duties/pledge-round'
import { alsoRecord, type Outcome } from '#shared/duties/transition'
import type { PledgeRound } from '#shared/model/pledge'
import type { Finding } from '#shared/rules/findings'
import { packIdOfYear } from '#shared/rules/packs/built-in'
import { packInUse } from '#shared/rules/pin'
import { Page, PageHeader } from '../../app/page-header'
import { fromHere, hrefOf } from '../../app/route'
import { carryOut, dutyContext, useCanWrite, useRecords, useSingle, useYear } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { useRecords as useLiveRecords } from '../../data/queries'
import { useDraft } from '../../data/use-draft'
import { DraftOffer } from '../../ui/draft-offer'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { errorAt, FindingList } from '../../ui/finding-list'
import { PartialDateInput } from '../../ui/partial-date-input'
import { boardHref, toBoard } from './addresses'
import { focusFirstWrong } from './focus'

type Fields = Pick<PledgeRound, 'title' | 'from' | 'to'>

/** The first of a year stands under the empty state; another one beside the rounds there are is a page with a way back. */
export function NewRound({ first }: { readonly first: boolean }) {
  const year = useYear()
  const organisation = useSingle('organisation')
  const overrides = useRecords('ruleOverride')
  const pins = useRecords('rulePin')
  // What is proposed depends on the rounds there are: the form waits until they are read.
  const all = useLiveRecords('pledgeRound')
  const rounds = (all ?? []).filter((round) => round.year === year)
  const { today } = dutyContext()
  const initial: Fields = {
    title: rounds.length === 0 ? `${year}年度` : `${year}年度第 ${rounds.length + 1} 轮`,
    from: rounds.length > 0 && today.startsWith(`${year}`) ? today : `${year}-01-01`, to: `${year}-12-31`,
  }
  const open = (fields: Fields): Outcome => {
    const context = dutyContext()
    const inUse = packInUse(context, packIdOfYear(year, organisation?.era ?? ''), overrides, pins)
    const outcome = openRound({ ...context, rulePack: inUse?.name ?? context.rulePack }, { year, ...fields })
    return inUse === null || inUse.pin === null ? outcome : alsoRecord(outcome, inUse.pin)
  }
  return (
    <Page header={<PageHeader title={first ? '公开承诺' : '再开一轮承诺'} fact={`${year}年度`} {...(first ? {} : { back: { label: '公开承诺', href: hrefOf('pledge') } })} />}>
      {first && (
        <EmptyState drawing="table" title={`${year}年度还没有开始承诺`}>
          先开一轮，写上起止时间；再由党支部和党员提诺、审诺、公示，年中记践诺，年末评诺。
        </EmptyState>
      )}
      {all !== undefined && <RoundForm key={year} form={`pledgeRound:new:${year}`} initial={initial} outcomeOf={open} act="开这一轮" hint="开了以后，名册上的党员都会列在表里" center={first} />}
    </Page>
  )
}

export function EditRound({ round }: { readonly round: PledgeRound }) {
  const { title, from, to } = round
  return (
    <Page header={<PageHeader title="改这一轮" fact={round.title} back={{ label: '公开承诺', href: boardHref(round.id) }} />}>
      <RoundForm form={`pledgeRound:${round.id}`} initial={{ title, from, to }} outcomeOf={(fields) => editRound(round, fields)} act="存下改动" hint="名称印在承诺书、公示表和台账上" />
    </Page>
  )
}

type RoundFormProps = { readonly form: string; readonly initial: Fields; readonly outcomeOf: (fields: Fields) => Outcome; readonly act: string; readonly hint: string; readonly center?: boolean }

function RoundForm({ form, initial, outcomeOf, act, hint, center = false }: RoundFormProps) {
  const canWrite = useCanWrite()
  const draft = useDraft<Fields>(form, initial, { title: '一轮公开承诺' })
  const [problems, setProblems] = useState({ from: '', to: '' })
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const [busy, setBusy] = useState(false)
  const box = useRef<HTMLFormElement>(null)
  const { value } = draft
  const set = (patch: Partial<Fields>) => {
    draft.set((now) => ({ ...now, ...patch }))
    setFindings([])
  }
  const save = async () => {
    const outcome = outcomeOf(value)
    setFindings(outcome.findings ?? [])
    if (!outcome.ok || problems.from !== '' || problems.to !== '') return focusFirstWrong(box.current)
    setBusy(true)
    const then = fromHere()
    const saved = await attempt(() => carryOut(outcome, { form }))
    setBusy(false)
    const made = outcome.step.records.flatMap(({ after }) => (after?.kind === 'pledgeRound' ? [after] : []))[0]
    if (saved !== undefined && made !== undefined) then(() => toBoard(made.id))
  }
  useShortcut('Ctrl+S', canWrite ? () => void save() : null)
  const date = (field: 'from' | 'to', label: string) => (
    <Field label={label} error={problems[field] === '' ? errorAt(findings, field) : problems[field]}>
      {(control) => (
        <PartialDateInput {...control} disabled={!canWrite} value={value[field]} onChange={(on, problem) => { set({ [field]: on }); setProblems((now) => ({ ...now, [field]: problem ?? '' })) }} />
      )}
    </Field>
  )
  return (
    <form
      ref={box}
      className={center ? 'pledge-round pledge-round-center' : 'pledge-round'}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <DraftOffer draft={draft} />
      <Field label="这一轮叫什么" required hint="例如 2026年度，或者 喜迎党代会公开承诺" error={errorAt(findings, 'title')}>
        {(control) => <Input {...control} disabled={!canWrite} value={value.title} maxLength={100} onChange={(event) => set({ title: event.target.value })} />}
      </Field>
      <div className="fields-two">
        {date('from', '从哪天起')}
        {date('to', '到哪天止')}
      </div>
      <FindingList findings={findings.filter((found) => found.severity !== 'wall')} />
      <div className="pledge-round-acts">
        <Button type="primary" htmlType="submit" loading={busy} disabled={!canWrite} title={hint}>
          {act}
        </Button>
        <span className="quiet small">{canWrite ? hint : '现在只能看，不能改'}</span>
      </div>
    </form>
  )
}
