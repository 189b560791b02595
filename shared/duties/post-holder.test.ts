import { expect, test } from 'vitest'
import type { PostHolder } from '#shared/model/post-holder'
import { addPostHolder, editPostHolder, restorePostHolder, retirePostHolder } from './post-holder'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const holder = (n: number, more: Partial<PostHolder> = {}): PostHolder => ({ id: id(n), rev: 1, schema: 1, rulePack: 'current@1', createdSeq: 1, kind: 'postHolder', name: `张${n}`, post: '组织委员', memberId: null, retired: false, ...more })
const context = { newId: () => id(9), today: '2026-03-05', rulePack: 'current@1', seq: 2 }

test('a post-holder needs a name, and is not added twice', () => {
  const nameless = addPostHolder(context, { name: '  ', post: '' }, [])
  expect(nameless.ok ? null : nameless.findings[0]?.where.field).toBe('name')
  expect(addPostHolder(context, { name: ' 张1 ', post: '组织委员' }, [holder(1)]).ok).toBe(false)
  const again = addPostHolder(context, { name: '张1', post: '组织委员' }, [holder(1, { retired: true })])
  expect(again.ok && again.step.title).toBe('添了经办人张1')
})

test('the last working post-holder stays', () => {
  expect(retirePostHolder(holder(1), [holder(1), holder(2, { retired: true })]).ok).toBe(false)
  const stopped = retirePostHolder(holder(1), [holder(1), holder(2)])
  expect(stopped.ok && stopped.step.records[0]?.after).toMatchObject({ retired: true, rev: 2 })
})

test('edits trim and raise the revision; a retired one comes back', () => {
  const edited = editPostHolder(holder(1), { name: ' 李 ', post: ' 书记 ' })
  expect(edited.ok && edited.step.records[0]?.after).toMatchObject({ name: '李', post: '书记', rev: 2 })
  expect(editPostHolder(holder(1), { name: '', post: '' }).ok).toBe(false)
  const back = restorePostHolder(holder(1, { retired: true }))
  expect(back.ok && back.step.records[0]?.after).toMatchObject({ retired: false })
})
