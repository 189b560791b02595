import type { PlannedDocument } from '#shared/documents/of-year'
import { emptyTags, unknownTags, type FormProblem, type TemplateField } from '#shared/documents/template-words'
import { keepForm } from '#shared/duties/word-form'
import { ofKind } from '#shared/model/kinds'
import type { WordForm } from '#shared/model/word-form'
import { exportDocuments } from '../../app/export'
import { carryOut, currentVault, dutyContext } from '../../app/session'
import { call, putBlob, putStaged } from '../../data/host-client'
import { yieldToWindow } from '../../data/breathe'
import type { PaperBooks } from './use-papers'

/** The documents of the year, one of each kind. */
export function fillableKinds(plans: readonly PlannedDocument[]): readonly PlannedDocument[] {
  return plans.filter((one, index) => plans.findIndex((other) => other.kind === one.kind) === index)
}

export function labelOf({ records }: PaperBooks, plan: PlannedDocument): string {
  return ofKind(records, 'member').find(({ id }) => id === plan.memberId)?.name ?? plan.name
}

/** Looks a form through before it is kept: what does not fit is named with its place, and nothing is kept. Empty: it was kept. */
export async function takeForm(file: File, plan: PlannedDocument, fields: readonly TemplateField[], existing: readonly WordForm[]): Promise<readonly FormProblem[]> {
  const vault = currentVault()?.id ?? ''
  const { tags, problems } = await call('word.readForm', { vault, sha256: await putStaged(file, vault), stage: true, name: file.name })
  const found = [...problems, ...unknownTags(tags, fields)]
  if (found.length > 0) return found
  if (tags.length === 0) return [{ what: '表上一个记号也没有，照“能填的项”写上再放', place: file.name }]
  const blob = { sha256: await putBlob(file, vault), size: file.size, name: file.name.slice(0, 200), type: file.type.slice(0, 100) }
  await carryOut(keepForm(dutyContext(), { name: file.name.replace(/\.docx$/iu, ''), document: plan.kind, file: blob }, existing))
  return []
}

export type LeftEmpty = { readonly who: string; readonly names: readonly string[] }

/** One Word file each, in the job that writes all others; with what the form asks for and nobody has written yet. */
export async function fillFrom(books: PaperBooks, form: WordForm, plans: readonly PlannedDocument[]): Promise<{ readonly job: string; readonly empty: readonly LeftEmpty[] }> {
  const { tags } = await call('word.readForm', { vault: currentVault()?.id ?? '', sha256: form.file.sha256, stage: false, name: form.file.name })
  const made = []
  const empty: LeftEmpty[] = []
  for (const plan of plans) {
    const one = plan.make()
    const title = `${form.name}（${labelOf(books, plan)}）`
    const names = emptyTags(tags, one.words?.data ?? {})
    if (names.length > 0) empty.push({ who: labelOf(books, plan), names })
    made.push({ ...one, kind: `wordForm:${form.id}`, title, name: title, folder: '', form: { sha256: form.file.sha256, name: form.file.name, data: one.words?.data ?? {} } })
    await yieldToWindow()
  }
  return { job: await exportDocuments(made, { year: books.year, matter: '上级的 Word 表', formats: ['docx'] }), empty }
}
