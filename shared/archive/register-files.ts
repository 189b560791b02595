import { created, finish, headOf, refused, type DutyContext, type Outcome } from '#shared/duties/transition'
import type { ArchiveItem } from '#shared/model/archive'
import { advice, wall } from '#shared/rules/findings'
import type { WorkingBox } from '#shared/rules/pack'
import { ownTitle } from './catalogue'

export type DroppedFile = Pick<ArchiveItem['files'][number], 'blob' | 'pages' | 'unreadable'>

/** Files dropped on a working box: one 件 each, named by its file until somebody writes its title; what lies in the archive already, by content, is not taken twice. */
export function registerFiles(context: DutyContext, { box, year, topic = '', files }: { readonly box: Pick<WorkingBox, 'no' | 'retention'>; readonly year: number; readonly topic?: string | undefined; readonly files: readonly DroppedFile[] }, items: readonly ArchiveItem[]): Outcome {
  const holder = new Map(items.flatMap((item) => item.files.map((file) => [file.blob.sha256, item.title] as const)))
  const fresh = files.filter(({ blob }, index) => !holder.has(blob.sha256) && files.findIndex((other) => other.blob.sha256 === blob.sha256) === index)
  const twins = files.filter(({ blob }) => holder.has(blob.sha256)).map(({ blob }) => advice('fileKnown', `“${blob.name}”已经附在“${holder.get(blob.sha256) ?? ''}”里，没有再收`, { field: 'files' }))
  const [first] = twins
  if (fresh.length === 0) return refused(first === undefined ? wall('nothingNew', '没有新的文件') : { ...first, severity: 'wall' })
  const records = fresh.map((file): ArchiveItem => ({
    ...headOf(context), kind: 'archiveItem', year, retention: box.retention, topic, number: null, title: ownTitle(stem(file.blob.name)), author: '', docNo: '', date: null, pages: file.pages ?? 0, secrecy: '', note: '',
    workingBox: box.no, boxId: null, source: null, files: [{ role: 'copy', ...file }], filedOn: null,
  }))
  return finish({ title: `收进 ${fresh.length} 个文件${twins.length === 0 ? '' : `，${twins.length} 个早就有了`}`, records: records.map(created), findings: twins })
}

function stem(name: string): string {
  const bare = name.replace(/\.[A-Za-z0-9]{1,5}$/, '').trim().slice(0, 200)
  return bare === '' ? '未命名' : bare
}
