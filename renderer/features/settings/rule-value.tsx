import { Checkbox, Input, InputNumber, Radio, Select } from 'antd'
import { gradeChoices, quorumBases, shareIn, type EditableRule } from '#shared/rules/editable-rules'
import type { QuorumRule, RulePack, Share } from '#shared/rules/pack'
import { assertNever } from '#shared/text/assert-never'
import type { FieldControl } from '../../ui/field'

/** A rule's value as it is typed: lists as lines, the rest as they stand in the pack. */
export function typedOf({ shape }: EditableRule, value: unknown): unknown {
  return shape.as === 'list' ? (value as readonly string[]).join('\n') : value
}

export function valueOf({ shape }: EditableRule, typed: unknown): unknown {
  return shape.as === 'list' ? String(typed).split('\n') : typed
}

const third: Share = { numerator: 1, denominator: 3 }
const capOf = (share: Share) => ({ share, of: 'fullMembers', rounding: 'floor', soft: true })

type ValueProps = { readonly rule: EditableRule; readonly typed: unknown; readonly onType: (typed: unknown) => void; readonly control: FieldControl }

export function RuleValue({ rule, typed, onType, control }: ValueProps) {
  const { shape } = rule
  switch (shape.as) {
    case 'share': {
      const share = shareIn(typed)
      const put = (next: Share) => onType(rule.path === 'review.excellentCap' ? capOf(next) : next)
      return (
        <span className="settings-rule-value">
          {shape.none !== undefined && <Checkbox checked={share === null} onChange={(event) => (event.target.checked ? onType(null) : put(third))}>{shape.none}</Checkbox>}
          {share !== null && <>{shape.before} <ShareFields control={control} share={share} onShare={put} /></>}
        </span>
      )
    }
    case 'quorum': {
      const quorum = typed as QuorumRule
      const set = (patch: Partial<QuorumRule>) => onType({ ...quorum, ...patch })
      return (
        <span className="settings-rule-value">
          {shape.bases.length > 1 ? <Select<QuorumRule['base']> aria-label="照什么算" className="settings-rule-base" value={quorum.base} options={shape.bases.map((value) => ({ value, label: quorumBases[value] }))} onChange={(base) => set({ base })} /> : quorumBases[quorum.base]}
          的 <ShareFields control={control} share={quorum.share} onShare={(share) => set({ share })} />
          <Radio.Group aria-label="含不含本数" value={quorum.inclusive} options={[{ value: true, label: '以上（含）' }, { value: false, label: '以上（不含）' }]} onChange={(event) => set({ inclusive: event.target.value as boolean })} />
        </span>
      )
    }
    case 'number':
      return <span className="settings-rule-value"><InputNumber {...control} min={shape.least} max={shape.most} precision={0} value={typed as number} onChange={onType} /> {shape.unit}</span>
    case 'choice':
      return <Radio.Group className="settings-rule-choices" aria-label={rule.name} value={typed} options={[...shape.choices]} onChange={(event) => onType(event.target.value)} />
    case 'list':
      return <Input.TextArea {...control} value={String(typed)} rows={Math.min(12, Math.max(3, String(typed).split('\n').length + 1))} maxLength={2000} onChange={(event) => onType(event.target.value)} />
    case 'grades': {
      const chosen = (typed as RulePack['review']['grades']['value']).map((grade) => grade.id)
      return <Checkbox.Group aria-label={rule.name} value={chosen} options={gradeChoices.map(({ id, name }) => ({ value: id, label: name }))} onChange={(ids) => onType(gradeChoices.filter(({ id }) => ids.includes(id)))} />
    }
    case 'days': {
      const days = typed as RulePack['notice']['days']['value']
      return (
        <span className="settings-rule-value">
          <InputNumber {...control} min={1} max={60} precision={0} value={days.count} onChange={(count) => onType({ ...days, count: count ?? 1 })} /> 个
          <Radio.Group aria-label="按什么日子算" value={days.working} options={[{ value: true, label: '工作日' }, { value: false, label: '自然日' }]} onChange={(event) => onType({ ...days, working: event.target.value as boolean })} />
        </span>
      )
    }
    default:
      return assertNever(shape)
  }
}

/** 三分之一: the lower number is said first. */
function ShareFields({ share, onShare, control }: { readonly share: Share; readonly onShare: (share: Share) => void; readonly control: FieldControl }) {
  return (
    <>
      <InputNumber aria-label="几分" min={1} max={100} precision={0} value={share.denominator} onChange={(denominator) => onShare({ ...share, denominator: denominator ?? 1 })} /> 分之
      <InputNumber {...control} aria-label="之几" min={1} max={100} precision={0} value={share.numerator} onChange={(numerator) => onShare({ ...share, numerator: numerator ?? 1 })} />
    </>
  )
}
