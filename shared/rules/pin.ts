import type { RuleOverride, RulePin } from '#shared/model/rule-pin'
import { created, headOf, type DutyContext, type StepRecord } from '#shared/duties/transition'
import { rulePackSchema, packName, type RulePack } from './pack'
import { builtInPack } from './packs/built-in'
import { resolvePack } from './resolve'

/**
 * The past never changes: what a session or round is held under is written down once, at first use, and named in the records as
 * `id@version#<pin id>`. A built-in pack without local changes needs no pin, for it never changes either.
 */
export type PackInUse = {
  readonly pack: RulePack
  /** For the `rulePack` field of the records made. */
  readonly name: string
  /** The pin to write in the same step; null when there is one already or none is needed. */
  readonly pin: StepRecord | null
}

export function packInUse(context: DutyContext, packId: string, overrides: readonly RuleOverride[], pins: readonly RulePin[]): PackInUse | null {
  const builtIn = builtInPack(packId)
  if (builtIn === null) return null
  const resolved = resolvePack(builtIn, overrides)
  const plain = packName(builtIn)
  if (resolved.overridden.length === 0) return { pack: builtIn, name: plain, pin: null }
  const content = canonical(resolved.pack)
  const same = pins.find((pin) => pin.pack === plain && canonical(pin.content) === content)
  if (same !== undefined) return { pack: resolved.pack, name: `${plain}#${same.id}`, pin: null }
  const head = { ...headOf(context), rulePack: plain }
  const pin: RulePin = { ...head, kind: 'rulePin', pack: plain, content: resolved.pack }
  return { pack: resolved.pack, name: `${plain}#${pin.id}`, pin: created(pin) }
}

/** The pack a record was made under; null when its pin is missing or unreadable, which a document must say rather than guess. */
export function packFor(rulePack: string, pins: readonly RulePin[]): RulePack | null {
  const [name = '', pinId] = rulePack.split('#')
  if (pinId === undefined) return builtInPack(name)
  const pin = pins.find((candidate) => candidate.id === pinId)
  const parsed = rulePackSchema.safeParse(pin?.content)
  return parsed.success ? parsed.data : null
}

/** JSON with sorted keys: the same content in any order of keys reads the same. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}
