import { checkCommit, sayConflicts, type Standing } from '#shared/commit/check'
import { emptyHead, subjectOf, type Actor, type Change, type CommitDraft } from '#shared/commit/commit'
import { fromHostError, HouseError, toHostError, type ErrorCode } from '#shared/errors'
import { maxInlineCommitBytes, type CallOutput } from '#shared/host'
import type { AnyRecord } from '#shared/model/kinds'
import { currentSchema, liftRecord } from '#shared/model/migrate'
import { applyEntries } from './apply-entries'
import { eachBreathing } from './breathe'
import { historyOf } from './history'
import { replay } from './replay'
import { currentSession, type SessionState } from './session-store'
import { readHead } from './store'
import { lookOn, writeLock, type VaultSession } from './vault-session'

/** One thing a person did, as the duties hand it over (`Step` of `shared/duties/transition` fits). */
export type CommitStep = {
  readonly title: string
  readonly final: boolean
  readonly records: readonly { readonly before: AnyRecord | null; readonly after: AnyRecord | null }[]
  /** A named counter-act: of the latest final commit that touched `recordId`, or of commit `seq`. */
  readonly answers?: { readonly name: string; readonly recordId: string } | { readonly name: string; readonly seq: number }
}
export type CommitOptions = {
  /** The form it was typed in: its draft goes with the commit. */
  readonly form?: string
  /** Where no actor is picked yet (founding the books). */
  readonly actor?: Actor
}
export type Committed = { readonly seq: number }

/** Saves. Resolves only when it is on the disk and in the working copy; else throws a `HouseError` and nothing was applied. */
export async function commit(step: CommitStep, options: CommitOptions = {}): Promise<Committed> {
  return commitTo(currentSession(), step, options)
}

/** Answers commit `seq` by a named counter-act (撤回公示, 移出归档); both stay visible. */
export async function counter(seq: number, name: string, step: Omit<CommitStep, 'answers'>, options: CommitOptions = {}): Promise<Committed> {
  return commit({ ...step, answers: { seq, name } }, options)
}

export async function commitTo(session: VaultSession, step: CommitStep, options: CommitOptions = {}): Promise<Committed> {
  const id = session.ports.newId()
  const build = async (seq: number): Promise<CommitDraft> => ({
    format: 1,
    id,
    actor: actorOf(session.state.getState(), options),
    title: step.title.length > 200 ? `${step.title.slice(0, 199)}…` : step.title,
    final: step.final,
    answers: await answersOf(session, step),
    changes: step.records.map((record) => stamp(record, seq)),
  })
  return save(session, step.records.flatMap(({ before, after }) => before?.id ?? after?.id ?? []), build, options.form ?? null)
}

function actorOf({ actor }: SessionState, options: CommitOptions): Actor {
  const who = options.actor ?? actor
  if (who === null) throw new HouseError('noActor')
  return who
}

async function answersOf(session: VaultSession, { answers }: CommitStep): Promise<CommitDraft['answers']> {
  if (answers === undefined) return null
  if ('seq' in answers) {
    const answered = await session.store.log.get(answers.seq)
    if (answered?.final !== true) throw new HouseError('cannotUndo', { why: `第 ${answers.seq} 笔没有定下来，用不着“${answers.name}”` })
    return { seq: answers.seq, how: 'counter', name: answers.name }
  }
  const past = await historyOf(session.store, answers.recordId)
  const target = past.find((row) => row.final && row.answers?.how !== 'counter')
  if (target === undefined) throw new HouseError('cannotUndo', { why: `没有定下来的一笔可以“${answers.name}”` })
  return { seq: target.seq, how: 'counter', name: answers.name }
}

/** What is created learns its true place in the order: another window may have saved since the form was opened. */
function stamp({ before, after }: CommitStep['records'][number], seq: number): Change {
  if (after === null) return { before, after }
  const whole = { ...after, schema: currentSchema(after.kind) }
  return { before, after: before === null ? { ...whole, createdSeq: seq } : whole }
}

/** Faults that will meet the next save too: from now on these books are only looked at, until they are over. */
const lasting: readonly string[] = ['hostGone', 'diskFull', 'lowSpace', 'noAccess', 'vaultMissing', 'vaultBusy', 'journalBroken', 'notWriter'] satisfies ErrorCode[]

/** check -> append -> apply, under the one lock. `ids` is what the commit touches; `build` is asked again when another writer was quicker. */
export async function save(session: VaultSession, ids: readonly string[], build: (seq: number) => Promise<CommitDraft>, form: string | null): Promise<Committed> {
  const { ports, id, state } = session
  return ports.locks.exclusive(writeLock(id), async () => {
    const { mode } = state.getState()
    if (mode.type === 'readOnly') throw fromHostError(mode.reason)
    if (mode.type !== 'open') throw new HouseError('noVault')
    try {
      try {
        return await attempt(session, ids, build, form)
      } catch (thrown) {
        if (!(thrown instanceof HouseError && thrown.code === 'wrongSeq')) throw thrown
        await replay(session)
        return await attempt(session, ids, build, form)
      }
    } catch (thrown) {
      if (thrown instanceof HouseError && lasting.includes(thrown.code)) lookOn(session, thrown)
      throw thrown
    }
  })
}

async function attempt(session: VaultSession, ids: readonly string[], build: (seq: number) => Promise<CommitDraft>, form: string | null): Promise<Committed> {
  const { store, state } = session
  const [stored, standings] = await Promise.all([readHead(store), standingsOf(session, ids)])
  const head = stored ?? { ...emptyHead, records: 0 }
  const { draft, json, lifted } = await lettered(await build(head.seq + 1))
  const delta = await check(session, draft, standings)
  const booksOnly = form === null && draft.changes.every(({ before }) => before === null || liftRecord(before).ok)
  if (form !== null) await markCommitting(session, form, draft.id)
  const appended = await append(session, draft, json, head.seq + 1)
  const entry = { ...draft, seq: appended.seq, prev: head.hash, at: appended.at }
  for (const record of lifted) session.cache.keep(record)
  try {
    if (appended.seq === head.seq + 1) await applyEntries(session, [entry], appended, { from: stored, whole: false, delta, booksOnly })
    else await replay(session)
  } catch (thrown) {
    await catchUp(session, thrown)
  }
  state.setState({ savedAt: appended.at, lastAct: { seq: appended.seq, title: draft.title, final: draft.final, at: appended.at } })
  if (form !== null) await session.keepers.get(form)?.committed()
  if (form !== null) session.ports.call('drafts.drop', { vault: session.id, form }).catch(() => undefined)
  return { seq: appended.seq }
}

type Lettered = { readonly draft: CommitDraft; readonly json: string; readonly lifted: readonly AnyRecord[] }

/** Through JSON once, so that what is applied is to the letter what the journal keeps; every record of it is valid. */
async function lettered({ changes, ...rest }: CommitDraft): Promise<Lettered> {
  if (changes.length === 0) throw new HouseError('badInput', { field: 'records' }, 'an empty commit')
  const letters: string[] = []
  const read: Change[] = []
  const lifted: AnyRecord[] = []
  await eachBreathing(changes, (change) => {
    const json = JSON.stringify(change)
    const same = JSON.parse(json) as Change
    letters.push(json)
    read.push(same)
    if (same.after === null) return
    const after = liftRecord(same.after)
    if (!after.ok) throw new HouseError('badInput', { field: after.why }, `${same.after.kind} ${same.after.id}`)
    lifted.push(after.record)
  })
  const json = `${JSON.stringify(rest).slice(0, -1)},"changes":[${letters.join(',')}]}`
  return { draft: { ...(JSON.parse(JSON.stringify(rest)) as Omit<CommitDraft, 'changes'>), changes: read }, json, lifted }
}

const manyIds = 500

/** What stands for these ids. Many new ones are not looked up one by one. */
async function standingsOf({ store }: VaultSession, ids: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
  let known = ids
  if (ids.length > manyIds) {
    const there = new Set(await store.records.toCollection().primaryKeys())
    known = ids.filter((id) => there.has(id))
  }
  const rows = await store.records.bulkGet([...known])
  return new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.id, { rev: row.rev, kind: row.kind }] as const])))
}

/** How many records more there will be. */
async function check(session: VaultSession, draft: CommitDraft, standings: ReadonlyMap<string, Standing>): Promise<number> {
  const organisations = draft.changes.some((change) => subjectOf(change).kind === 'organisation') ? await session.store.records.where('kind').equals('organisation').primaryKeys() : []
  const conflicts = checkCommit(draft, (id) => standings.get(id) ?? null, organisations[0] ?? null)
  if (conflicts.length > 0) throw new HouseError('conflict', { what: sayConflicts(conflicts) }, conflicts.map(({ type, id }) => `${type} ${id}`).slice(0, 5).join(', '))
  return draft.changes.reduce((sum, change) => sum + (change.after === null ? 0 : 1) - (change.before === null ? 0 : 1), 0)
}

/** The draft names the commit made of it, so that a crash between append and apply does not offer again what is saved. */
async function markCommitting({ store }: VaultSession, form: string, commitId: string): Promise<void> {
  const row = await store.drafts.get(form)
  if (row !== undefined && !row.dropped) await store.drafts.put({ ...row, committing: commitId })
}

type Appended = CallOutput<'journal.append'>

async function append(session: VaultSession, draft: CommitDraft, json: string, expectedSeq: number): Promise<Appended> {
  const { ports, id, tab, unanswered } = session
  const send = async () => {
    const large = json.length * 3 > maxInlineCommitBytes ? new TextEncoder().encode(json) : null
    const sent = large !== null && large.length > maxInlineCommitBytes ? { staged: await ports.putStaged(large, id) } : { ...draft, changes: [...draft.changes] }
    return ports.call('journal.append', { vault: id, tab, expectedSeq, commit: sent })
  }
  try {
    return await send()
  } catch (thrown) {
    if (!(thrown instanceof HouseError && thrown.code === 'hostGone')) throw thrown
  }
  // Perhaps only the answer was lost: the same id is recognised, not written twice.
  try {
    return await send()
  } catch (thrown) {
    if (thrown instanceof HouseError && thrown.code === 'hostGone') unanswered.add(draft.id)
    throw thrown
  }
}

/** The commit is saved; only the working copy lacks it. Once more from the journal, else read-only until it can be. */
async function catchUp(session: VaultSession, why: unknown): Promise<void> {
  try {
    await replay(session)
  } catch (thrown) {
    lookOn(session, new HouseError('storeBehind', {}, `${toHostError(why).technical}; ${toHostError(thrown).technical}`))
  }
}
