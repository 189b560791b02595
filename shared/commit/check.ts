import { isKind, kinds } from '#shared/model/kinds'
import { assertNever } from '#shared/text/assert-never'
import { subjectOf, type Change, type CommitDraft, type StoredRecord } from './commit'

/** What stands in the store for an id just now; null when nothing does. */
export type Standing = { readonly rev: number; readonly kind: string }
export type StandingOf = (id: string) => Standing | null

export type ConflictType =
  /** Someone revised it since: the store holds another rev. */
  | 'moved'
  /** It was removed since. */
  | 'gone'
  /** A record said to be new is there already. */
  | 'exists'
  /** The next revision does not follow the one before. */
  | 'wrongRev'
  /** One commit changes a record at most once. */
  | 'twice'
  /** A vault is one organisation's books. */
  | 'secondOrganisation'
export type Conflict = { readonly type: ConflictType; readonly id: string; readonly kind: string; /** As messages name it: 党员“马小军”. */ readonly name: string }

/** A record as messages name it. */
export function nameOfRecord(record: StoredRecord): string {
  const kind = isKind(record.kind) ? kinds[record.kind].name : record.kind
  const label = [record['name'], record['title']].find((value): value is string => typeof value === 'string' && value !== '')
  return label === undefined ? kind : `${kind}“${label.length > 30 ? `${label.slice(0, 29)}…` : label}”`
}

/**
 * A draft against what stands now: `before` is what the store holds, `after` its next revision, what is created was not there.
 * A draft that answers by undo may bring a removed record back at a rev above 1: revs go on rising.
 */
export function checkCommit(draft: Pick<CommitDraft, 'changes' | 'answers'>, standing: StandingOf, organisationId: string | null): readonly Conflict[] {
  const seen = new Set<string>()
  const conflicts: Conflict[] = []
  const restoring = draft.answers?.how === 'undo'
  for (const change of draft.changes) {
    const subject = subjectOf(change)
    const type = seen.has(subject.id) ? 'twice' : conflictOf(change, standing(subject.id), restoring)
    seen.add(subject.id)
    if (type !== null) conflicts.push({ type, id: subject.id, kind: subject.kind, name: nameOfRecord(subject) })
  }
  return [...conflicts, ...organisations(draft.changes, organisationId)]
}

function conflictOf({ before, after }: Change, now: Standing | null, restoring: boolean): ConflictType | null {
  if (before === null) {
    if (now !== null) return 'exists'
    return after !== null && after.rev !== 1 && !restoring ? 'wrongRev' : null
  }
  if (now === null) return 'gone'
  if (now.rev !== before.rev || now.kind !== before.kind) return 'moved'
  return after !== null && after.rev !== before.rev + 1 ? 'wrongRev' : null
}

function organisations(changes: readonly Change[], organisationId: string | null): readonly Conflict[] {
  const left = new Set(organisationId === null ? [] : [organisationId])
  let last: StoredRecord | null = null
  for (const change of changes) {
    const subject = subjectOf(change)
    if (subject.kind !== 'organisation') continue
    if (change.after === null) left.delete(subject.id)
    else {
      left.add(subject.id)
      if (change.before === null) last = change.after
    }
  }
  return left.size > 1 && last !== null ? [{ type: 'secondOrganisation', id: last.id, kind: last.kind, name: nameOfRecord(last) }] : []
}

/** The first conflict in words that fit 别处先改了…; how many more there are. */
export function sayConflicts(conflicts: readonly Conflict[]): string {
  const first = conflicts[0]
  if (first === undefined) return ''
  const more = conflicts.length > 1 ? `等 ${conflicts.length} 条` : ''
  return `${first.name}${more}（${sayType(first.type)}）`
}

function sayType(type: ConflictType): string {
  switch (type) {
    case 'moved':
      return '内容已经不是打开时的样子'
    case 'gone':
      return '已经去掉了'
    case 'exists':
      return '已经有了'
    case 'wrongRev':
      return '版次接不上'
    case 'twice':
      return '一次改了两回'
    case 'secondOrganisation':
      return '一套资料只有一个党组织'
    default:
      return assertNever(type)
  }
}
