import { foundOrganisation } from '#shared/duties/organisation'
import { alsoRecord, type DutyContext, type Outcome } from '#shared/duties/transition'
import { addPostHolder } from '#shared/duties/post-holder'
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
