import Docxtemplater from 'docxtemplater'
import PizZip from 'pizzip'
import { HouseError } from '#shared/errors'
import { tagsOf } from './form-tags'
import { openForm } from './open-form'

/**
 * A superior's own Word form filled from a document's fields. docxtemplater heals split runs and repeats rows and paragraphs; its plain
 * parser looks names up and runs no code. Everything is looked through before a byte is made, so a form that does not fit writes nothing.
 */
export type FormData = Readonly<Record<string, unknown>>

/** Files of the same form and fields are the same to the byte. */
const packedOn = new Date('1980-01-01T00:00:00Z')

export function fillForm(bytes: Uint8Array, name: string, data: FormData): Uint8Array {
  const form = openForm(bytes, name)
  const { tags, problems } = tagsOf(form)
  const [problem] = problems
  if (problem !== undefined) throw new HouseError('formTags', { name, what: problem.what, place: problem.place })
  const unknown = tags.find((tag) => !known(data, tag.name, tag.inside))
  if (unknown !== undefined) throw new HouseError('formTags', { name, what: `没有“${unknown.name}”这一项`, place: unknown.place })
  try {
    const zip = new PizZip()
    for (const [part, content] of form.parts) zip.file(part, content, { date: packedOn })
    const filled = new Docxtemplater(zip, { paragraphLoop: true, linebreaks: true, errorLogging: false, nullGetter: () => '' }).render(data).getZip()
    // What was filled in has been written anew, with the clock of now.
    for (const part of Object.values(filled.files)) part.date = packedOn
    return filled.generate({ type: 'uint8array', compression: 'DEFLATE' })
  } catch (thrown) {
    throw new HouseError('formRefused', { name, why: '填不进去' }, thrown instanceof Error ? thrown.message : String(thrown))
  }
}

/** Looked for from the innermost list outwards. A list with no row today says nothing of its rows' names: those pass, for nothing of them is printed. */
function known(data: FormData, name: string, inside: readonly string[]): boolean {
  if (Object.hasOwn(data, name)) return true
  const [list, ...rest] = inside
  if (list === undefined) return false
  const value = data[list]
  const rows: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (Array.isArray(value) && rows.length === 0) return true
  return rows.some((row) => typeof row === 'object' && row !== null && known(row as FormData, name, rest))
}
