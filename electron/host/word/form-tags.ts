import type { FormProblem, FormTag } from '#shared/documents/template-words'
import { linesOf, short } from './form-lines'
import { textOf, type WordForm } from './open-form'

/** The placeholders of a form with their places. */
export type FormTags = { readonly tags: readonly FormTag[]; readonly problems: readonly FormProblem[] }

export function tagsOf(form: WordForm): FormTags {
  const tags: FormTag[] = []
  const problems: FormProblem[] = []
  for (const part of form.texts) {
    const open: { readonly name: string; readonly place: string }[] = []
    for (const { text, place } of linesOf(textOf(form.parts.get(part)), part)) {
      for (const [whole] of text.matchAll(/[{｛][^{}｛｝]*[}｝]?|[}｝]/gu)) {
        if (/[｛｝]/u.test(whole)) {
          problems.push({ what: `花括号是全角的，换成英文的 { }：${short(whole)}`, place })
          continue
        }
        if (!whole.startsWith('{') || !whole.endsWith('}')) {
          problems.push({ what: `记号没有写完整：${short(whole)}`, place })
          continue
        }
        const inner = whole.slice(1, -1).trim()
        const [sign, name] = /^[#/^]/u.test(inner) ? [inner.slice(0, 1), inner.slice(1).trim()] : ['', inner]
        if (!/^[\p{L}\p{N}_]+$/u.test(name)) problems.push({ what: `认不得的记号：${short(whole)}`, place })
        else if (sign === '/') {
          const last = open.pop()
          if (last?.name !== name) problems.push({ what: `{/${name}} 没有对应的 {#${name}}`, place })
        } else {
          tags.push({ name, inside: open.map((one) => one.name), place })
          if (sign !== '') open.push({ name, place })
        }
      }
    }
    for (const { name, place } of open) problems.push({ what: `{#${name}} 没有收尾的 {/${name}}`, place })
  }
  return { tags, problems }
}
