import type { RuleOverride } from '#shared/model/rule-pin'
import { byDate } from '#shared/text/partial-date'
import { warning, type Finding } from './findings'
import { packName, rulePackSchema, type RulePack } from './pack'

/**
 * Local changes laid over a built-in pack. A path names one cited value (`review.excellentCap`, `archive.retention.memberPledge`);
 * its value and source are replaced, its certainty becomes `local`, and the whole pack must still be a pack. What does not fit is refused
 * with the reason; the others stand.
 */
export type Overridden = {
  readonly overrideId: string
  readonly path: string
  readonly was: unknown
  readonly now: unknown
  readonly wasSource: string
  readonly source: string
  readonly who: string
  readonly on: string
}
export type ResolvedPack = { readonly pack: RulePack; readonly overridden: readonly Overridden[]; readonly refused: readonly Finding[] }

type OverrideFacts = Pick<RuleOverride, 'id' | 'pack' | 'path' | 'value' | 'source' | 'who' | 'on' | 'createdSeq'>

/** Laid in the order of their dates, then of the journal; a later one on the same path wins. Those of another pack are left alone. */
export function resolvePack(pack: RulePack, overrides: readonly OverrideFacts[]): ResolvedPack {
  const mine = overrides
    .filter((override) => override.pack === pack.id || override.pack === packName(pack))
    .sort((a, b) => byDate(a.on === '' ? null : a.on, b.on === '' ? null : b.on) || a.createdSeq - b.createdSeq)
  return mine.reduce<ResolvedPack>((state, override) => layOver(state, override), { pack, overridden: [], refused: [] })
}

function layOver(state: ResolvedPack, override: OverrideFacts): ResolvedPack {
  const refuse = (text: string): ResolvedPack => ({ ...state, refused: [...state.refused, warning('overrideRefused', `“${override.path}”没有改成：${text}`, { recordId: override.id, field: 'value' })] })
  if (override.source.trim() === '') return refuse('要写明依据')
  const keys = override.path.split('.')
  const old = at(state.pack, keys)
  if (!isCited(old)) return refuse('规则里没有这一项')
  const content = put(state.pack, keys, { value: override.value, source: override.source, certainty: 'local' })
  const parsed = rulePackSchema.safeParse(content)
  if (!parsed.success) {
    const said = parsed.error.issues.map((issue) => issue.message).find((message) => /[\u4e00-\u9fff]/.test(message))
    return refuse(said ?? '这个值不合规矩')
  }
  const entry: Overridden = { overrideId: override.id, path: override.path, was: old.value, now: override.value, wasSource: old.source, source: override.source, who: override.who, on: override.on }
  return { pack: parsed.data, overridden: [...state.overridden.filter((other) => other.path !== override.path), entry], refused: state.refused }
}

/** Every path an override may name, with its present value. */
export function citedPaths(pack: RulePack): readonly { readonly path: string; readonly value: unknown; readonly source: string; readonly certainty: string }[] {
  const walk = (node: unknown, path: string): ReturnType<typeof citedPaths> => {
    if (isCited(node)) return [{ path, value: node.value, source: node.source, certainty: node.certainty }]
    if (!isPlain(node)) return []
    return Object.entries(node).flatMap(([key, value]) => walk(value, path === '' ? key : `${path}.${key}`))
  }
  return walk(pack, '')
}

type Plain = Readonly<Record<string, unknown>>

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isCited(value: unknown): value is { readonly value: unknown; readonly source: string; readonly certainty: string } {
  return isPlain(value) && 'value' in value && typeof value['source'] === 'string' && typeof value['certainty'] === 'string'
}

function at(node: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((found, key) => (isPlain(found) && Object.hasOwn(found, key) ? found[key] : undefined), node)
}

function put(node: unknown, keys: readonly string[], value: unknown): unknown {
  const [key, ...rest] = keys
  if (key === undefined) return value
  return isPlain(node) ? { ...node, [key]: put(node[key], rest, value) } : node
}
