import { useMemo } from 'react'
import { alsoRecord, type DutyContext, type Outcome } from '#shared/duties/transition'
import { ofKind } from '#shared/model/kinds'
import type { RulePack } from '#shared/rules/pack'
import { packInUse } from '#shared/rules/pin'
import { builtInPacks } from '#shared/rules/packs/built-in'
import { dutyContext, useYear } from '../../app/session'
import { useAllRecords } from '../../data/queries'
import { archiveFacts, type ArchiveFacts } from './facts'

/** The archive of the year in hand, live. null while the books are first being read. */
export function useArchive(): ArchiveFacts | null {
  const records = useAllRecords()
  const year = useYear()
  const { today } = dutyContext()
  return useMemo(() => {
    const organisation = records === undefined ? undefined : ofKind(records, 'organisation')[0]
    if (records === undefined || organisation === undefined) return null
    const pack = packInUse(dutyContext(organisation.era), organisation.era, ofKind(records, 'ruleOverride'), [])?.pack ?? builtInPacks[0]
    return pack === undefined ? null : archiveFacts(records, organisation, pack, year, today)
  }, [records, year, today])
}

/** A duty under the rules in use now; a first use of local rules writes them down in the same step. */
export function underRules({ records, organisation, pack }: ArchiveFacts, duty: (context: DutyContext, pack: RulePack) => Outcome): Outcome {
  const context = dutyContext(organisation.era)
  const use = packInUse(context, organisation.era, ofKind(records, 'ruleOverride'), ofKind(records, 'rulePin'))
  if (use === null) return duty(context, pack)
  const outcome = duty({ ...context, rulePack: use.name }, use.pack)
  return use.pin === null ? outcome : alsoRecord(outcome, use.pin)
}
