import type { BlobRef } from '#shared/model/record'
import type { WordForm } from '#shared/model/word-form'
import { wall } from '#shared/rules/findings'
import { created, finish, headOf, refused, removed, type DutyContext, type Outcome } from './transition'

/** Keeps a superior's own Word form; the same file for the same document is kept once. */
export function keepForm(context: DutyContext, input: { readonly name: string; readonly document: string; readonly file: BlobRef }, existing: readonly WordForm[]): Outcome {
  const twin = existing.find((one) => one.document === input.document && one.file.sha256 === input.file.sha256)
  if (twin !== undefined) return refused(wall('formTwice', `这份表已经收着了，叫“${twin.name}”`, { recordId: twin.id, field: 'file' }))
  const record: WordForm = { ...headOf(context), kind: 'wordForm', name: input.name.trim(), document: input.document, file: input.file, addedOn: context.today }
  return finish({ title: `收下了 Word 表“${record.name}”`, records: [created(record)] })
}

/** Takes it off the list; what was filled from it stays in its folder. */
export function dropForm(before: WordForm): Outcome {
  return finish({ title: `不再用 Word 表“${before.name}”`, records: [removed(before)] })
}
