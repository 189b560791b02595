import { safeFileName } from '#shared/text/safe-file-name'

/** Short enough that a bag may lie 60 characters deep on a Windows drive. */
export const maxFolder = 44
export const maxFile = 64

/** Names no other in the folder has. A percent sign is written wide: RFC 8493 has it encoded in manifests, and not every validator undoes that. */
export function namer() {
  const taken = new Map<string, Set<string>>()
  return (folder: string, given: string, maxChars: number): string => {
    const title = given.replaceAll('%', '％')
    const names = taken.get(folder) ?? new Set<string>()
    taken.set(folder, names)
    const dot = title.lastIndexOf('.')
    const ending = dot > 0 && /^\.[A-Za-z0-9]{1,5}$/.test(title.slice(dot)) ? title.slice(dot) : ''
    const name = safeFileName(ending === '' ? title : title.slice(0, dot), names, { maxChars, ending })
    names.add(name)
    return name
  }
}

/** The bag's own folder, without an edition. */
export function bagFolder({ name, shortName }: { readonly name: string; readonly shortName: string }, what: string): string {
  return safeFileName(shortName === '' ? name : shortName, new Set(), { maxChars: 36, suffix: ` ${what}` })
}
