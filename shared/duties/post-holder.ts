import type { PostHolder } from '#shared/model/post-holder'
import { created, finish, headOf, refused, revised, type DutyContext, type Outcome } from './transition'
import { wall } from '#shared/rules/findings'

/** 经办人: who works in these books. A name and a post, no password, and no claim to security. */
export type PostHolderInput = Pick<PostHolder, 'name' | 'post'> & { readonly memberId?: string | null }

export function addPostHolder(context: DutyContext, input: PostHolderInput, existing: readonly PostHolder[]): Outcome {
  const [name, post] = [input.name.trim(), input.post.trim()]
  if (name === '') return refused(wall('nameMissing', '写上经办人的姓名', { field: 'name' }))
  if (existing.some((one) => !one.retired && one.name === name && one.post === post)) return refused(wall('postHolderTaken', `已经有${name}${post === '' ? '' : `（${post}）`}了`, { field: 'name' }))
  const record: PostHolder = { ...headOf(context), kind: 'postHolder', name, post, memberId: input.memberId ?? null, retired: false }
  return finish({ title: `添了经办人${name}`, records: [created(record)] })
}

export function editPostHolder(before: PostHolder, input: PostHolderInput): Outcome {
  const [name, post] = [input.name.trim(), input.post.trim()]
  if (name === '') return refused(wall('nameMissing', '写上经办人的姓名', { field: 'name' }))
  return finish({ title: `改了经办人${name}`, records: [revised(before, { name, post })] })
}

/** 不再经办: their name stays on what they did. The last one working stays, or nobody could enter anything. */
export function retirePostHolder(before: PostHolder, existing: readonly PostHolder[]): Outcome {
  if (!existing.some((one) => !one.retired && one.id !== before.id)) return refused(wall('lastPostHolder', '至少留一个经办人，先添一个再停这个', { recordId: before.id }))
  return finish({ title: `${before.name}不再经办`, records: [revised(before, { retired: true })] })
}

export function restorePostHolder(before: PostHolder): Outcome {
  return finish({ title: `${before.name}重新经办`, records: [revised(before, { retired: false })] })
}
