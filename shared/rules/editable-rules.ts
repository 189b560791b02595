import type { RuleOverride } from '#shared/model/rule-pin'
import type { GradeName } from '#shared/model/review'
import { assertNever } from '#shared/text/assert-never'
import { formatDate } from '#shared/text/partial-date'
import { packName, type QuorumRule, type RulePack, type Share } from './pack'
import { builtInPack } from './packs/built-in'
import { canonical } from './pin'
import { citedPaths, resolvePack } from './resolve'
import { sayShare } from './review-check'

/** The rules a person may lay a local one over in 设置, each by its path in the pack, and how its value is typed and said. */
export type RuleShape =
  | { readonly as: 'share'; /** What it is a share of, as in 不超过正式党员的三分之一. */ readonly before: string; /** How the lack of it is said; absent: there must be one. */ readonly none?: string }
  | { readonly as: 'quorum'; readonly bases: readonly QuorumRule['base'][] }
  | { readonly as: 'number'; readonly unit: string; readonly least: number; readonly most: number }
  | { readonly as: 'choice'; readonly choices: readonly { readonly value: string | boolean; readonly label: string }[] }
  | { readonly as: 'list'; readonly hint: string }
  | { readonly as: 'grades' }
  | { readonly as: 'days' }
export type EditableRule = { readonly path: string; readonly group: string; readonly name: string; readonly shape: RuleShape }

const [review, ballots, mass, others] = ['民主评议', '测评票', '群众评议', '公示']
export const gradeChoices: readonly { readonly id: GradeName; readonly name: string }[] = [{ id: 'excellent', name: '优秀' }, { id: 'qualified', name: '合格' }, { id: 'basic', name: '基本合格' }, { id: 'unqualified', name: '不合格' }]
export const quorumBases: Readonly<Record<QuorumRule['base'], string>> = { due: '应到人数', dueLessExempt: '应到人数（不算免到）', votingDue: '有表决权的应到人数' }

export const editableRules: readonly EditableRule[] = [
  { path: 'review.excellentCap', group: review, name: '优秀的比例', shape: { as: 'share', before: '不超过正式党员的', none: '没有比例' } },
  { path: 'review.pollQuorum', group: review, name: '测评到会人数', shape: { as: 'quorum', bases: ['due', 'dueLessExempt', 'votingDue'] } },
  { path: 'review.pollThin', group: review, name: '到会偏少的提醒', shape: { as: 'share', before: '不到应到的' } },
  { path: 'review.meetingQuorum', group: review, name: '党员大会到会人数', shape: { as: 'quorum', bases: ['votingDue'] } },
  { path: 'review.meetingPass', group: review, name: '党员大会通过的票数', shape: { as: 'quorum', bases: ['votingDue'] } },
  { path: 'review.probationaryGraded', group: review, name: '预备党员', shape: { as: 'choice', choices: [{ value: false, label: '参加评议，不定等次' }, { value: true, label: '和正式党员一样定等次' }] } },
  { path: 'review.correctWithin', group: review, name: '限期改正最长', shape: { as: 'number', unit: '个月', least: 1, most: 12 } },
  { path: 'review.grades', group: ballots, name: '等次', shape: { as: 'grades' } },
  { path: 'review.committeeScale', group: ballots, name: '支部班子分几档', shape: { as: 'list', hint: '一行一档，最好的写在前面，2 到 6 档' } },
  { path: 'review.subScores', group: ballots, name: '分项票的各项', shape: { as: 'list', hint: '一行一项，最多 8 项；只计总体评价' } },
  { path: 'review.subMarks', group: ballots, name: '分项票分几档', shape: { as: 'list', hint: '一行一档，最好的写在前面，2 到 4 档' } },
  { path: 'review.problemCodes', group: ballots, name: '存在问题的代号', shape: { as: 'list', hint: '一行一种，票上写代号，第 1 行就是 1' } },
  { path: 'review.invalidRow', group: ballots, name: '一行没填好', shape: { as: 'choice', choices: [{ value: 'rowOnly', label: '只这一行无效，其余各行有效' }, { value: 'wholeBallot', label: '整张票作废' }] } },
  { path: 'review.percentOf', group: ballots, name: '比例的底数', shape: { as: 'choice', choices: [{ value: 'valid', label: '有效票' }, { value: 'returned', label: '收回的票' }] } },
  { path: 'review.fewestShown', group: ballots, name: '几张以上才单列', shape: { as: 'number', unit: '张', least: 5, most: 50 } },
  { path: 'massReview.scale', group: mass, name: '满意度分几档', shape: { as: 'list', hint: '一行一档，最满意的写在前面，2 到 6 档' } },
  { path: 'massReview.branchAspects', group: mass, name: '评党组织的几个方面', shape: { as: 'list', hint: '一行一个方面，“总体评价”会自动加在最后' } },
  { path: 'massReview.memberAspects', group: mass, name: '评党员的几个方面', shape: { as: 'list', hint: '一行一个方面，印在党员满意度测评表上' } },
  { path: 'massReview.satisfied', group: mass, name: '前几档算满意', shape: { as: 'number', unit: '档', least: 1, most: 5 } },
  { path: 'notice.days', group: others, name: '公示多少天', shape: { as: 'days' } },
]

/** One Chinese phrase for a value of a rule, as it stands in a pack. */
export function sayRule({ shape }: EditableRule, value: unknown): string {
  switch (shape.as) {
    case 'share': {
      const share = shareIn(value)
      return share === null ? (shape.none ?? '') : `${shape.before}${sayShare(share)}`
    }
    case 'quorum': {
      const { share, inclusive, base } = value as QuorumRule
      return `${quorumBases[base]}的${sayShare(share)}${inclusive ? '以上（含）' : '以上（不含）'}`
    }
    case 'number':
      return `${String(value)} ${shape.unit}`
    case 'choice':
      return shape.choices.find((choice) => choice.value === value)?.label ?? ''
    case 'list': {
      // Where a line has marks of its own, theirs do not part the lines.
      const lines = value as readonly string[]
      return lines.join(lines.some((line) => /[、，]/u.test(line)) ? '；' : '、')
    }
    case 'grades':
      return (value as RulePack['review']['grades']['value']).map((grade) => grade.name).join('、')
    case 'days': {
      const { count, working } = value as RulePack['notice']['days']['value']
      return `${count} 个${working ? '工作日' : '自然日'}`
    }
    default:
      return assertNever(shape)
  }
}

/** The share of a rule that is one, bare (到会偏少) or within more (优秀的比例). */
export function shareIn(value: unknown): Share | null {
  if (typeof value !== 'object' || value === null) return null
  return 'share' in value ? (value.share as Share) : (value as Share)
}

export function pathsUnder(part: 'review' | 'massReview'): readonly string[] {
  return editableRules.map(({ path }) => path).filter((path) => path.startsWith(`${part}.`))
}

export type LocalRule = { readonly rule: EditableRule; readonly said: string; readonly source: string; /** The day it was laid down; empty where the books no longer say. */ readonly on: string }

/**
 * Which of a pack's rules are the branch's own, and on whose word. A session's pack is pinned and its overrides may be gone since, so
 * what differs is told from the built-in pack; the day is that of the override that says the same.
 */
export function localRules(pack: RulePack, overrides: readonly RuleOverride[], paths: readonly string[]): readonly LocalRule[] {
  const builtIn = builtInPack(packName(pack))
  if (builtIn === null) return []
  const [before, now] = [valuesOf(builtIn), valuesOf(pack)]
  return editableRules.filter(({ path }) => paths.includes(path)).flatMap((rule) => {
    const own = now.get(rule.path)
    if (own === undefined || canonical(own) === canonical(before.get(rule.path))) return []
    const laid = resolvePack(builtIn, overrides.filter(({ path }) => path === rule.path)).overridden.find((one) => one.source === own.source && canonical(one.now) === canonical(own.value))
    return [{ rule, said: sayRule(rule, own.value), source: own.source, on: laid?.on ?? '' }]
  })
}

export type ChangedRule = { readonly rule: EditableRule; /** How it stands now. */ readonly said: string }

/** Which rules a branch changed, or took back, since the rules of something under way were pinned. */
export function changedSince(pinned: RulePack, overrides: readonly RuleOverride[], paths: readonly string[]): readonly ChangedRule[] {
  const builtIn = builtInPack(packName(pinned))
  if (builtIn === null) return []
  const [then, now] = [valuesOf(pinned), valuesOf(resolvePack(builtIn, overrides).pack)]
  return editableRules.filter(({ path }) => paths.includes(path) && canonical(then.get(path)?.value) !== canonical(now.get(path)?.value)).map((rule) => ({ rule, said: sayRule(rule, now.get(rule.path)?.value) }))
}

export function valuesOf(pack: RulePack): ReadonlyMap<string, { readonly value: unknown; readonly source: string; readonly certainty: string }> {
  return new Map(citedPaths(pack).map(({ path, ...cited }) => [path, cited]))
}

/** 本支部按《…》（2026年3月1日）：优秀的比例不超过正式党员的五分之一；… Rules of one source are said under it together. */
export function sayLocal(local: readonly LocalRule[]): string {
  const bySource = new Map<string, string[]>()
  for (const { rule, said, source, on } of local) {
    const head = `本支部按${source}${on === '' ? '' : `（${formatDate(on, 'paper')}）`}`
    bySource.set(head, [...(bySource.get(head) ?? []), sayNow(rule, said)])
  }
  return [...bySource].map(([head, rules]) => `${head}：${rules.join('；')}`).join('。')
}

/** 优秀的比例不超过正式党员的五分之一, 等次为优秀、合格 */
export function sayNow({ name, shape }: EditableRule, said: string): string {
  return `${name}${shape.as === 'share' ? '' : shape.as === 'list' ? '：' : '为'}${said}`
}
