import { Button, Input, Select } from 'antd'
import { useRef, useState } from 'react'
import { startReport } from '#shared/duties/analysis'
import { dayInYear, rosterAsOf } from '#shared/duties/roster'
import { alsoRecord, type Outcome } from '#shared/duties/transition'
import type { AnalysisReport } from '#shared/model/analysis-report'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import type { RuleOverride, RulePin } from '#shared/model/rule-pin'
import type { Finding } from '#shared/rules/findings'
import { packIdOfYear } from '#shared/rules/packs/built-in'
import { packInUse } from '#shared/rules/pin'
import { fromHere, go } from '../../app/route'
import { carryOut, dutyContext, useCanWrite, useRecords } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { useDraft } from '../../data/use-draft'
import { DraftOffer } from '../../ui/draft-offer'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { errorAt, FindingList } from '../../ui/finding-list'
import { SidePanel } from '../../ui/side-panel'
import type { Books } from './use-reports'

type Rules = { readonly organisation: Organisation; readonly overrides: readonly RuleOverride[]; readonly pins: readonly RulePin[] }
type Input = { readonly member: Member | null; readonly year: number; readonly title?: string; readonly subtitle?: string }

/** Opens a report under the rules as they stand now, written down with it. */
export function openReport({ organisation, overrides, pins }: Rules, { member, year, title, subtitle }: Input, others: readonly AnalysisReport[]): Outcome {
  const context = dutyContext()
  const inUse = packInUse(context, packIdOfYear(year, organisation.era), overrides, pins)
  const outcome = startReport(
    { ...context, rulePack: inUse?.name ?? context.rulePack },
    { memberId: member?.id ?? null, memberName: member?.name ?? '党支部', year, ...(title === undefined ? {} : { title }), ...(subtitle === undefined ? {} : { subtitle }) },
    others,
  )
  return inUse === null || inUse.pin === null ? outcome : alsoRecord(outcome, inUse.pin)
}

/** The new report, once it is saved. */
export async function carryOutOpening(outcome: Outcome, form?: string): Promise<void> {
  const made = outcome.ok ? outcome.step.records.find(({ after }) => after?.kind === 'analysisReport')?.after : undefined
  const then = fromHere()
  const saved = await attempt(() => carryOut(outcome, form === undefined ? {} : { form }), { title: '没有开成这份报告' })
  if (saved !== undefined && made != null) then(() => go('analysis', [made.id]))
}

export function useRules(organisation: Organisation): Rules {
  const overrides = useRecords('ruleOverride')
  const pins = useRecords('rulePin')
  return { organisation, overrides, pins }
}

type Fields = { readonly memberId: string; readonly title: string; readonly subtitle: string }

/** 写一份: for whom, and under what title. Those who have none yet stand first. */
export function StartPanel({ books, year, onClose }: { readonly books: Books; readonly year: number; readonly onClose: () => void }) {
  const canWrite = useCanWrite()
  const rules = useRules(books.organisation)
  const form = `analysisReport:new:${year}`
  const has = new Set(books.reports.filter((report) => report.year === year).map((report) => report.memberId))
  const here = rosterAsOf(books.members, dayInYear(year, books.today))
  const people = [...here.filter(({ member }) => !has.has(member.id)), ...here.filter(({ member }) => has.has(member.id))]
  const draft = useDraft<Fields>(form, { memberId: '', title: '党性分析报告', subtitle: '' }, { title: '写一份党性分析报告' })
  const { value } = draft
  const [refused, setRefused] = useState<readonly Finding[]>([])
  const [nobody, setNobody] = useState('')
  const [busy, setBusy] = useState(false)
  const box = useRef<HTMLFormElement>(null)
  const set = (patch: Partial<Fields>) => {
    draft.set((now) => ({ ...now, ...patch }))
    setRefused([])
    setNobody('')
  }
  const run = async () => {
    const member = here.find((one) => one.member.id === value.memberId)?.member
    const outcome = member === undefined ? null : openReport(rules, { member, year, title: value.title.trim(), subtitle: value.subtitle.trim() }, books.reports)
    if (outcome === null || !outcome.ok) {
      setNobody(outcome === null ? '选一名党员' : '')
      setRefused(outcome?.findings ?? [])
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    setBusy(true)
    await carryOutOpening(outcome, form)
    setBusy(false)
  }
  useShortcut('Ctrl+S', canWrite ? () => void run() : null, 'panel')
  return (
    <SidePanel
      title="写一份"
      fact={`${year}年度，名册上 ${here.length} 人`}
      onClose={onClose}
      keys="Ctrl+S 开始写　Esc 关"
      acts={
        <Button type="primary" size="large" loading={busy} disabled={!canWrite} title="开一份空白的，四个部分备好" onClick={() => void run()}>
          开始写
        </Button>
      }
    >
      <form ref={box} className="fields" noValidate onSubmit={(event) => { event.preventDefault(); void run() }}>
        <DraftOffer draft={draft} />
        <Field label="谁的" required error={nobody}>
          {({ status, ...control }) => (
            <Select
              {...control}
              status={status}
              autoFocus
              showSearch={{ optionFilterProp: 'label' }}
              value={value.memberId === '' ? null : value.memberId}
              placeholder="选一名党员"
              onChange={(memberId) => set({ memberId: memberId ?? '' })}
              options={people.map(({ member }) => ({ value: member.id, label: has.has(member.id) ? `${member.name}（已有一份）` : member.name }))}
            />
          )}
        </Field>
        <Field label="题目" required error={errorAt(refused, 'title')} hint="也可以写党性分析总结、个人对照检查材料">
          {(control) => <Input {...control} maxLength={200} value={value.title} onChange={(event) => set({ title: event.target.value })} />}
        </Field>
        <Field label="副题" hint="没有就空着">
          {(control) => <Input {...control} maxLength={200} value={value.subtitle} onChange={(event) => set({ subtitle: event.target.value })} />}
        </Field>
        <FindingList findings={refused.filter((found) => found.where.field !== 'title')} />
        {/* Enter in a field starts, as everywhere. */}
        <button type="submit" hidden />
      </form>
    </SidePanel>
  )
}
