import { alsoRecord, type DutyContext, type Outcome } from '#shared/duties/transition'
import { foundOrganisation } from '#shared/duties/organisation'
import type { VaultInfo } from '#shared/host'
import { addPostHolder } from '../../app/post-holders'
import { dutyContext, carryOut, openVault } from '../../app/session'
import { call } from '../../data/host-client'
import { errorsOf, inputOf, type FoundErrors, type FoundFields } from './found-fields'

/** The organisation and its first post-holder, in one step: a vault is never without either for longer than its creation takes. */
export function foundingStep(context: DutyContext, fields: FoundFields): { readonly outcome: Outcome; readonly errors: FoundErrors } {
  const organisation = foundOrganisation(context, inputOf(fields))
  const holder = addPostHolder(context, { name: fields.holderName, post: fields.holderPost }, [])
  const errors = errorsOf(organisation.ok ? [] : organisation.findings, holder.ok ? [] : holder.findings)
  if (!organisation.ok) return { outcome: organisation, errors }
  if (!holder.ok) return { outcome: holder, errors }
  return { outcome: alsoRecord(organisation, ...holder.step.records), errors }
}

export function checkFound(fields: FoundFields): FoundErrors {
  return foundingStep(dutyContext(), fields).errors
}

/** Makes the vault (unless there is one), opens it, and writes its first commit under the post-holder's name. */
export async function foundBranch(fields: FoundFields, vault: VaultInfo | null, place: string | null): Promise<true> {
  const info = vault ?? (await call('vaults.create', { name: fields.shortName.trim() === '' ? fields.name.trim() : fields.shortName.trim(), sample: false, place }))
  await openVault(info.id)
  const { outcome } = foundingStep(dutyContext(), fields)
  await carryOut(outcome, { actor: { name: fields.holderName.trim(), post: fields.holderPost.trim() } })
  return true
}
