import { created, finish, headOf, refused, removed, type DutyContext, type Outcome } from '#shared/duties/transition'
import type { BlobRef } from '#shared/model/record'
import type { ReceivedBag } from '#shared/model/received-bag'
import { wall } from '#shared/rules/findings'

export type ReceiveInput = Pick<ReceivedBag, 'title' | 'files' | 'bytes'> & { readonly on: string; readonly list: BlobRef; readonly catalogue: BlobRef | null }

/** A bag that was checked and kept becomes a box to look into. The same content a second time is no second box. */
export function receiveBag(context: DutyContext, { on, ...input }: ReceiveInput, standing: readonly ReceivedBag[]): Outcome {
  const twin = standing.find((bag) => bag.list.sha256 === input.list.sha256)
  if (twin !== undefined) return refused(wall('nothingNew', `这一包收过了，就是“${twin.title}”`, { recordId: twin.id }))
  return finish({ title: `收下外来盒“${input.title}”`, records: [created({ ...headOf(context), kind: 'receivedBag', receivedOn: on, ...input })] })
}

export function dropBag(bag: ReceivedBag): Outcome {
  return finish({ title: `去掉外来盒“${bag.title}”`, records: [removed(bag)] })
}
