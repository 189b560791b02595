import type { VaultInfo } from '#shared/host'
import { carryOut, chooseActor, currentVault, dutyContext, openVault } from '../../app/session'
import { call } from '../../data/host-client'
import type { FoundErrors, FoundFields } from './found-fields'
import { foundingStep } from './founding'

export function checkFound(fields: FoundFields): FoundErrors {
  return foundingStep(dutyContext(), fields).errors
}

/**
 * Makes the vault (unless there is one), opens it, and writes its first commit under the post-holder's name. Where an earlier try stopped
 * after the vault was made, that vault is open, and it is used: never a second one.
 */
export async function foundBranch(fields: FoundFields, vault: VaultInfo | null, place: string | null): Promise<true> {
  const shortName = fields.shortName.trim()
  const info = vault ?? currentVault() ?? (await call('vaults.create', { name: shortName === '' ? fields.name.trim() : shortName, sample: false, place }))
  if (currentVault()?.id !== info.id) await openVault(info.id)
  const actor = { name: fields.holderName.trim(), post: fields.holderPost.trim() }
  await carryOut(foundingStep(dutyContext(fields.era), fields).outcome, { actor })
  chooseActor(actor)
  return true
}
