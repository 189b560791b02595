import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { layRule, takeBackRule } from '#shared/duties/rule-override'
import type { Outcome } from '#shared/duties/transition'
import { editableRules, sayRule, valuesOf, type EditableRule } from '#shared/rules/editable-rules'
import type { Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { builtInPack, builtInPacks } from '#shared/rules/packs/built-in'
import { resolvePack, type ResolvedPack } from '#shared/rules/resolve'
import { formatDate } from '#shared/text/partial-date'
import { carryOut, dutyContext, useActor, useCanWrite, useRecords, useSingle } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { useDraft } from '../../data/use-draft'
import { DraftOffer } from '../../ui/draft-offer'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { errorAt, FindingList } from '../../ui/finding-list'
import { PartialDateInput } from '../../ui/partial-date-input'
import { RuleValue, typedOf, valueOf } from './rule-value'

const firmness = { rule: '有规定', local: '各地不一', custom: '没有统一规定' } as const

/** 规矩: what the pack says, what the branch laid over it and on whose word. It is for what begins afterwards. */
export function RulesPart() {
  const organisation = useSingle('organisation')
  const overrides = useRecords('ruleOverride')
  const [chosen, setChosen] = useState<string | null>(null)
  const pack = builtInPack(chosen ?? organisation?.era ?? 'current')
  if (pack === null) return null
  const resolved = resolvePack(pack, overrides)
  const groups = [...new Set(editableRules.map(({ group }) => group))]
  return (
    <div className="settings-part settings-rules">
      <div className="settings-acts">
        <Select aria-label="哪一套规矩" className="settings-rule-pack" value={pack.id} options={builtInPacks.map(({ id, title }) => ({ value: id, label: id === organisation?.era ? `${title}（现在用的）` : title }))} onChange={setChosen} />
        <span className="quiet">上级或支部大会另有要求的，在这里改，写明依据。只管以后新办的事，办过的照当时的规矩。</span>
      </div>
      <FindingList findings={resolved.refused} label="没有用上的" />
      {groups.map((group) => (
        <section key={group}>
          <h2>{group}</h2>
          <ul className="settings-rule-list" aria-label={group}>
            {editableRules.filter((rule) => rule.group === group).map((rule) => <RuleRow key={`${pack.id}:${rule.path}`} rule={rule} pack={pack} resolved={resolved} />)}
          </ul>
        </section>
      ))}
    </div>
  )
}

function RuleRow({ rule, pack, resolved }: { readonly rule: EditableRule; readonly pack: RulePack; readonly resolved: ResolvedPack }) {
  const overrides = useRecords('ruleOverride')
  const canWrite = useCanWrite()
  const [open, setOpen] = useState(false)
  const [warnings, setWarnings] = useState<readonly Finding[]>([])
  const now = valuesOf(resolved.pack).get(rule.path)
  const local = resolved.overridden.find(({ path }) => path === rule.path)
  const record = overrides.find(({ id }) => id === local?.overrideId)
  if (now === undefined) return null
  const carry = async (outcome: Outcome): Promise<boolean> => {
    const done = outcome.ok ? await attempt(() => carryOut(outcome, { form: formOf(pack, rule) }), { title: '规矩没有改' }) : undefined
    if (done === undefined) return false
    setWarnings(outcome.findings ?? [])
    setOpen(false)
    return true
  }
  return (
    <li aria-label={rule.name}>
      <b>{rule.name}</b>
      <div>
        <p>{sayRule(rule, now.value)}</p>
        {local === undefined ? (
          <p className="quiet small">{firmness[now.certainty as keyof typeof firmness]}　{now.source}</p>
        ) : (
          <p className="small">
            本支部按{local.source}（{formatDate(local.on, 'paper')}{local.who === '' ? '' : `，${local.who}记`}）　<span className="quiet">原来：{sayRule(rule, local.was)}</span>
          </p>
        )}
        <FindingList findings={warnings} />
      </div>
      <span className="settings-rule-acts">
        {record !== undefined && (
          <Button size="small" disabled={!canWrite} aria-label={`收回${rule.name}`} title={`改回：${sayRule(rule, local?.was)}`} onClick={() => void carry(takeBackRule(record))}>
            收回
          </Button>
        )}
        <Button size="small" disabled={!canWrite} aria-expanded={open} aria-label={`改${rule.name}`} onClick={() => setOpen(!open)}>
          改
        </Button>
      </span>
      {open && <RuleForm key={local?.overrideId ?? ''} rule={rule} pack={pack} value={now.value} onBack={() => setOpen(false)} onCarry={carry} />}
    </li>
  )
}

const formOf = (pack: RulePack, rule: EditableRule) => `rule:${pack.id}:${rule.path}`
type Form = { readonly typed: unknown; readonly source: string; readonly on: string | null }

function readForm(body: unknown): Form | null {
  if (typeof body !== 'object' || body === null || !('typed' in body) || !('source' in body) || !('on' in body)) return null
  const { typed, source, on } = body
  return typeof source === 'string' && (on === null || typeof on === 'string') ? { typed, source, on } : null
}

function RuleForm({ rule, pack, value, onBack, onCarry }: { readonly rule: EditableRule; readonly pack: RulePack; readonly value: unknown; readonly onBack: () => void; readonly onCarry: (outcome: Outcome) => Promise<boolean> }) {
  const overrides = useRecords('ruleOverride')
  const actor = useActor()
  const draft = useDraft<Form>(formOf(pack, rule), { typed: typedOf(rule, value), source: '', on: null }, { title: `规矩：${rule.name}`, read: readForm })
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const [dateProblem, setDateProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const set = (patch: Partial<Form>) => {
    draft.set((now) => ({ ...now, ...patch }))
    setFindings([])
  }
  const keep = async () => {
    const { typed, source, on } = draft.value
    if (dateProblem !== '') return
    const outcome = layRule(dutyContext(pack.id), { path: rule.path, value: valueOf(rule, typed), source, on, who: actor?.name ?? '' }, pack, overrides)
    setFindings(outcome.ok ? [] : outcome.findings)
    if (!outcome.ok) return
    setBusy(true)
    await onCarry(outcome)
    setBusy(false)
  }
  useShortcut('Ctrl+S', () => void keep())
  useShortcut('Esc', onBack, 'panel')
  const hint = rule.shape.as === 'list' ? { hint: rule.shape.hint } : {}
  return (
    <form className="settings-rule-form" noValidate onSubmit={(event) => { event.preventDefault(); void keep() }}>
      <DraftOffer draft={draft} />
      <Field label={`${rule.name}改为`} error={errorAt(findings, 'value')} {...hint}>
        {(control) => <RuleValue rule={rule} typed={draft.value.typed} onType={(typed) => set({ typed })} control={control} />}
      </Field>
      <div className="fields-two">
        <Field label="依据" required hint="哪份通知，或哪次会议定的" error={errorAt(findings, 'source')}>
          {(control) => <Input {...control} value={draft.value.source} maxLength={200} onChange={(event) => set({ source: event.target.value })} />}
        </Field>
        <Field label="哪天定的" required error={dateProblem === '' ? errorAt(findings, 'on') : dateProblem}>
          {(control) => <PartialDateInput {...control} value={draft.value.on} onChange={(on, problem) => { set({ on }); setDateProblem(problem ?? '') }} />}
        </Field>
      </div>
      <div className="settings-acts">
        <Button onClick={onBack}>先不改</Button>
        <Button type="primary" htmlType="submit" loading={busy}>
          照这个办
        </Button>
      </div>
    </form>
  )
}
