import type { OrganisationInput } from '#shared/duties/organisation'
import { organisationTypes, sectors, type Organisation } from '#shared/model/organisation'
import type { Finding } from '#shared/rules/findings'
import { builtInPacks } from '#shared/rules/packs/built-in'

/** What the form 建一个支部 holds, all of it text as typed; kept outside the vault until there is one. */
export type FoundFields = {
  readonly name: string
  readonly shortName: string
  readonly type: Organisation['type']
  readonly sector: Organisation['sector']
  readonly superior: string
  readonly fondsName: string
  readonly fondsCode: string
  readonly era: string
  readonly holderName: string
  readonly holderPost: string
}

export const emptyFound: FoundFields = { name: '', shortName: '', type: '党支部', sector: '农村', superior: '', fondsName: '', fondsCode: '', era: 'current', holderName: '', holderPost: '' }

/** The years a pack is for stand in its title; the newest is proposed. */
export const eras = builtInPacks.map((pack) => ({ id: pack.id, title: pack.title, note: pack.note }))

export function inputOf(fields: FoundFields): OrganisationInput {
  return {
    name: fields.name.trim(),
    shortName: fields.shortName.trim(),
    type: fields.type,
    sector: fields.sector,
    superior: fields.superior.trim(),
    fondsName: fields.fondsName.trim(),
    fondsCode: fields.fondsCode.trim().toUpperCase(),
    era: fields.era,
    sample: false,
  }
}

/** Errors by field, of the duties' findings; a post-holder's come under their own names. */
export type FoundErrors = Readonly<Partial<Record<keyof FoundFields, string>>>

export function errorsOf(organisation: readonly Finding[], holder: readonly Finding[]): FoundErrors {
  const errors: Partial<Record<keyof FoundFields, string>> = {}
  for (const { severity, where, text } of organisation) {
    if (severity === 'wall' && where.field !== undefined && where.field in emptyFound) errors[where.field as keyof FoundFields] ??= text
  }
  for (const { severity, where, text } of holder) {
    if (severity !== 'wall') continue
    if (where.field === 'name') errors.holderName ??= text
    if (where.field === 'post') errors.holderPost ??= text
  }
  return errors
}

const key = 'vb-found-draft'

/** The form survives a closed window; there is no vault yet to keep a draft in. */
export function keptFound(): FoundFields {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return emptyFound
    const text = (name: keyof FoundFields): string => {
      const value: unknown = (kept as Record<string, unknown>)[name]
      return typeof value === 'string' ? value : emptyFound[name]
    }
    return {
      name: text('name'),
      shortName: text('shortName'),
      type: organisationTypes.find((type) => type === text('type')) ?? emptyFound.type,
      sector: sectors.find((sector) => sector === text('sector')) ?? emptyFound.sector,
      superior: text('superior'),
      fondsName: text('fondsName'),
      fondsCode: text('fondsCode'),
      era: eras.find((era) => era.id === text('era'))?.id ?? emptyFound.era,
      holderName: text('holderName'),
      holderPost: text('holderPost'),
    }
  } catch {
    return emptyFound
  }
}

export function keepFound(fields: FoundFields): void {
  localStorage.setItem(key, JSON.stringify(fields))
}

export function dropFound(): void {
  localStorage.removeItem(key)
}
