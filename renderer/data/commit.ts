import { checkCommit, sayConflicts } from '#shared/commit/check'
import { emptyHead, type Actor, type Change, type CommitDraft } from '#shared/commit/commit'
import { fromHostError, HouseError, toHostError, type ErrorCode } from '#shared/errors'
import { maxInlineCommitBytes, type CallOutput } from '#shared/host'
import type { AnyRecord } from '#shared/model/kinds'
import { currentSchema, liftRecord } from '#shared/model/migrate'
import { applyEntries } from './apply-entries'
import { mapBreathing } from './breathe'
import { historyOf } from './history'
import { replay } from './replay'
import { currentSession, type SessionState } from './session-store'
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
    changes: await mapBreathing(step.records, (record) => stamp(record, seq)),
  })
  return save(session, build, options.form ?? null)
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

/** check -> append -> apply, under the one lock. `build` is asked again when another writer was quicker. */
export async function save(session: VaultSession, build: (seq: number) => Promise<CommitDraft>, form: string | null): Promise<Committed> {
  const { ports, id, state } = session
  return ports.locks.exclusive(writeLock(id), async () => {
    const { mode } = state.getState()
    if (mode.type === 'readOnly') throw fromHostError(mode.reason)
    if (mode.type !== 'open') throw new HouseError('noVault')
    try {
      try {
        return await attempt(session, build, form)
      } catch (thrown) {
        if (!(thrown instanceof HouseError && thrown.code === 'wrongSeq')) throw thrown
        await replay(session)
        return await attempt(session, build, form)
      }
    } catch (thrown) {
      if (thrown instanceof HouseError && lasting.includes(thrown.code)) lookOn(session, thrown)
      throw thrown
    }
  })
}

async function attempt(session: VaultSession, build: (seq: number) => Promise<CommitDraft>, form: string | null): Promise<Committed> {
  const { books, state } = session
  const stored = await books.now()
  const head = stored ?? emptyHead
  const { draft, letters, lifted } = await lettered(await build(head.seq + 1))
  const delta = check(session, draft)
  const booksOnly = form === null && draft.changes.every(({ before }) => before === null || liftRecord(before).ok)
  if (form !== null) await markCommitting(session, form, draft.id)
  const appended = await append(session, draft, letters, head.seq + 1)
  const entry = { ...draft, seq: appended.seq, prev: head.hash, at: appended.at }
  try {
    if (appended.seq === head.seq + 1) await applyEntries(session, [entry], appended, { from: stored, whole: false, delta, booksOnly, known: new Map(lifted.map((record) => [record.id, record])) })
    else await replay(session)
  } catch (thrown) {
    await catchUp(session, thrown)
  }
  state.setState({ savedAt: appended.at, lastAct: { seq: appended.seq, title: draft.title, final: draft.final, at: appended.at } })
  if (form !== null) await session.keepers.get(form)?.committed()
  if (form !== null) session.ports.call('drafts.drop', { vault: session.id, form }).catch(() => undefined)
  return { seq: appended.seq }
}

type Lettered = { readonly draft: CommitDraft; readonly letters: Letters; readonly lifted: readonly AnyRecord[] }
/** The commit as JSON: what stands around its changes, and each of them. */
type Letters = { readonly rest: string; readonly changes: readonly string[] }

/** Through JSON once, so that what is applied is to the letter what the journal keeps; every record of it is valid. */
async function lettered({ changes, ...rest }: CommitDraft): Promise<Lettered> {
  if (changes.length === 0) throw new HouseError('badInput', { field: 'records' }, 'an empty commit')
  const letters: Letters & { readonly changes: string[] } = { rest: JSON.stringify(rest), changes: [] }
  const lifted: AnyRecord[] = []
  const read = await mapBreathing(changes, (change) => {
    const json = JSON.stringify(change)
    const same = JSON.parse(json) as Change
    letters.changes.push(json)
    if (same.after === null) return same
    const after = liftRecord(same.after)
    if (!after.ok) throw new HouseError('badInput', { field: after.why }, `${same.after.kind} ${same.after.id}`)
    lifted.push(after.record)
    return same
  })
  return { draft: { ...(JSON.parse(letters.rest) as Omit<CommitDraft, 'changes'>), changes: read }, letters, lifted }
}

/** How many records more there will be. */
function check({ books }: VaultSession, draft: CommitDraft): number {
  const conflicts = checkCommit(draft, books.standing, books.of('organisation')[0]?.id ?? null)
  if (conflicts.length > 0) throw new HouseError('conflict', { what: sayConflicts(conflicts) }, conflicts.map(({ type, id }) => `${type} ${id}`).slice(0, 5).join(', '))
  return draft.changes.reduce((sum, change) => sum + (change.after === null ? 0 : 1) - (change.before === null ? 0 : 1), 0)
}

/** The draft names the commit made of it, so that a crash between append and apply does not offer again what is saved. */
async function markCommitting({ store }: VaultSession, form: string, commitId: string): Promise<void> {
  const row = await store.drafts.get(form)
  if (row !== undefined && !row.dropped) await store.drafts.put({ ...row, committing: commitId })
}

type Appended = CallOutput<'journal.append'>

async function append(session: VaultSession, draft: CommitDraft, letters: Letters, expectedSeq: number): Promise<Appended> {
  const { ports, id, tab, unanswered } = session
  const send = async () => {
    const large = await largeCommit(letters)
    const sent = large === null ? { ...draft, changes: [...draft.changes] } : { staged: await ports.putStaged(large, id) }
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

const inOnePiece = 200

/** What is too large for a call, put together in pieces: encoding ten thousand records at once would hold up the window. null when a call carries it. */
async function largeCommit({ rest, changes }: Letters): Promise<Blob | null> {
  const length = changes.reduce((sum, json) => sum + json.length + 1, rest.length)
  // No letter takes more than three bytes.
  if (length * 3 <= maxInlineCommitBytes) return null
  const starts = Array.from({ length: Math.ceil(changes.length / inOnePiece) }, (_, n) => n * inOnePiece)
  const pieces = await mapBreathing(starts, (start) => new Blob([start === 0 ? '' : ',', changes.slice(start, start + inOnePiece).join(',')]))
  const whole = new Blob([rest.slice(0, -1), ',"changes":[', ...pieces, ']}'])
  return whole.size <= maxInlineCommitBytes ? null : whole
}

/** The commit is saved; only the working copy lacks it. Once more from the journal, else read-only until it can be. */
async function catchUp(session: VaultSession, why: unknown): Promise<void> {
  try {
    await replay(session)
  } catch (thrown) {
    lookOn(session, new HouseError('storeBehind', {}, `${toHostError(why).technical}; ${toHostError(thrown).technical}`))
  }
}
