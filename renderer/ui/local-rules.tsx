import { localRules, sayLocal } from '#shared/rules/editable-rules'
import type { RulePack } from '#shared/rules/pack'
import { hrefOf } from '../app/route'
import { useRecords } from '../app/session'

/** Where a rule of the branch's own acts, it says so: 本支部按…（哪天）. Nothing where the pack's own rules stand. */
export function LocalRules({ pack, paths }: { readonly pack: RulePack; readonly paths: readonly string[] }) {
  const local = localRules(pack, useRecords('ruleOverride'), paths)
  if (local.length === 0) return null
  return (
    <p className="small local-rules">
      {local.map(sayLocal).join('；')}。<a href={hrefOf('settings', ['rules'])}>看规矩</a>
    </p>
  )
}
