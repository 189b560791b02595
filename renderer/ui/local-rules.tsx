import { changedSince, localRules, sayLocal, sayNow } from '#shared/rules/editable-rules'
import type { RulePack } from '#shared/rules/pack'
import { hrefOf } from '../app/route'
import { useRecords } from '../app/session'

/** Where a rule of the branch's own acts, it says so: 本支部按…（哪天）. Nothing where the pack's own rules stand. */
export function LocalRules({ pack, paths }: { readonly pack: RulePack; readonly paths: readonly string[] }) {
  const local = localRules(pack, useRecords('ruleOverride'), paths)
  if (local.length === 0) return null
  return (
    <p className="small local-rules">
      {sayLocal(local)}。<a href={hrefOf('settings', ['rules'])}>看规矩</a>
    </p>
  )
}

/** What is under way keeps the rules it began with: which of them were changed since, so that nobody wonders why they do not act here. */
export function RulesSince({ pack, paths }: { readonly pack: RulePack; readonly paths: readonly string[] }) {
  const changed = changedSince(pack, useRecords('ruleOverride'), paths)
  if (changed.length === 0) return null
  return (
    <p className="soon small local-rules">
      建了这次以后规矩改过：{changed.map(({ rule, said }) => sayNow(rule, said)).join('；')}。这次照建的时候的办；要照新的办，再建一次评议。
    </p>
  )
}
