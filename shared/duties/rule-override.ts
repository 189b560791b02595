import type { RuleOverride } from '#shared/model/rule-pin'
import { editableRules, sayRule, valuesOf } from '#shared/rules/editable-rules'
import { isWall, wall, warning, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { canonical } from '#shared/rules/pin'
import { resolvePack } from '#shared/rules/resolve'
import { formatDate, isPartialDate } from '#shared/text/partial-date'
import { created, finish, headOf, refused, removed, type DutyContext, type Outcome } from './transition'

/**
 * A local rule laid over a built-in pack: to what, on whose word, of which day. It is for what begins afterwards; what has begun keeps the
 * rules it began under (`pin.ts`).
 */
export type RuleInput = { readonly path: string; readonly value: unknown; readonly source: string; readonly on: string | null; readonly who: string }

export function layRule(context: DutyContext, input: RuleInput, pack: RulePack, overrides: readonly RuleOverride[]): Outcome {
  const rule = editableRules.find(({ path }) => path === input.path)
  if (rule === undefined) return refused(wall('ruleUnknown', '规矩里没有这一项', { field: 'value' }))
  const { shape } = rule
  const lines = shape.as === 'list' && Array.isArray(input.value) ? input.value.map((line) => String(line).trim()).filter((line) => line !== '') : null
  const value: unknown = lines ?? input.value
  const findings: Finding[] = []
  const source = input.source.trim()
  if (source === '') findings.push(wall('sourceMissing', '写明依据：哪份通知、哪次会议定的', { field: 'source' }))
  if (input.on === null || !isPartialDate(input.on)) findings.push(wall('dayMissing', '写上哪天定的', { field: 'on' }))
  else if (input.on > context.today) findings.push(wall('dayAhead', '日子还没到，到了那天再改', { field: 'on' }))
  const twice = lines?.find((line, index) => lines.indexOf(line) !== index)
  if (twice !== undefined) findings.push(wall('lineTwice', `“${twice}”写了两遍，留一个`, { field: 'value' }))
  if (shape.as === 'number' && (typeof value !== 'number' || value < shape.least || value > shape.most)) findings.push(wall('outOfRange', `要在 ${shape.least} 到 ${shape.most} ${shape.unit}之间`, { field: 'value' }))
  if (shape.as === 'grades' && Array.isArray(value) && value.length < 2) findings.push(wall('gradesFew', '至少留两个等次', { field: 'value' }))
  const now = resolvePack(pack, overrides)
  const old = valuesOf(now.pack).get(input.path)
  if (canonical(old?.value) === canonical(value)) findings.push(wall('nothingNew', '和现在的一样，没有可改的', { field: 'value' }))
  const record: RuleOverride = { ...headOf(context), kind: 'ruleOverride', pack: pack.id, path: input.path, value, source, who: input.who, on: input.on ?? '' }
  if (!findings.some(isWall)) {
    const then = resolvePack(pack, [...overrides, record])
    const no = then.refused.find(({ where }) => where.recordId === record.id)
    const later = now.overridden.find(({ path }) => path === input.path)
    if (no !== undefined) findings.push(wall('valueWrong', no.text.replace(/^.*没有改成：/u, ''), { field: 'value' }))
    else if (!then.overridden.some(({ overrideId }) => overrideId === record.id)) findings.push(wall('olderThanNow', `现在用的是${later === undefined ? '' : formatDate(later.on, 'paper')}定的，比这一条晚；先收回那一条，或者写对日期`, { field: 'on' }))
    else if (then.pack.massReview.satisfied.value >= then.pack.massReview.scale.value.length) findings.push(wall('allSatisfied', `满意度分 ${then.pack.massReview.scale.value.length} 档，前 ${then.pack.massReview.satisfied.value} 档算满意，那就都算满意了，请改其中一个`, { field: 'value' }))
  }
  if (findings.some(isWall)) return refused(...findings)
  if (old?.certainty === 'rule') findings.push(warning('overRule', `${old.source}有规定，改了要有上级的依据`, { field: 'value', source: old.source }))
  return finish({ title: `${rule.name}改为${sayRule(rule, value)}`, records: [created(record)], findings })
}

/** 收回: what stood before it stands again, an earlier local rule or the pack's own. */
export function takeBackRule(override: RuleOverride): Outcome {
  const rule = editableRules.find(({ path }) => path === override.path)
  return finish({ title: `收回了本支部的规矩：${rule?.name ?? override.path}`, records: [removed(override)] })
}
