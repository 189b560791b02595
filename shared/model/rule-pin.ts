import { z } from 'zod'
import { line, recordBase } from './record'

/** The resolved rule pack a session or round was held under, pinned at first use, so that the past never changes when a pack does. */
export const rulePinSchema = z.object({
  ...recordBase,
  kind: z.literal('rulePin'),
  pack: line.min(1),
  /** The whole resolved pack, as data (validated by `shared/rules/pack.ts` when read). */
  content: z.unknown(),
})
export type RulePin = Readonly<z.infer<typeof rulePinSchema>>

/** A dated local change laid over a built-in pack: which value, to what, on whose word. */
export const ruleOverrideSchema = z.object({
  ...recordBase,
  kind: z.literal('ruleOverride'),
  pack: line.min(1),
  path: line.min(1),
  value: z.unknown(),
  source: line.min(1),
  who: line,
  on: line,
})
export type RuleOverride = Readonly<z.infer<typeof ruleOverrideSchema>>
