import { emptyHead, journalEntrySchema, type CommitDraft, type Head, type JournalEntry } from '#shared/commit/commit'
import { foldCommits } from '#shared/commit/apply'
import { commitDraftSchema } from '#shared/commit/commit'
import { HouseError, type HostError } from '#shared/errors'
import type { Call, CallInput, CallName, CallOutput, Draft, HostEvent } from '#shared/host'

/**
 * A host in memory for the tests of this folder: the journal's calls over plain arrays, with compare and swap, the lease, drafts,
 * staged content, and faults to order.
 */
export type Fault =
  /** Does not answer, and has done nothing. */
  | { readonly type: 'gone' }
  /** Does it, but the answer is lost. */
  | { readonly type: 'lostAnswer' }
  | { readonly type: 'throws'; readonly error: HouseError }

export type TestHost = {
  readonly vault: string
  readonly entries: JournalEntry[]
  readonly drafts: Map<string, Draft>
  readonly staged: Map<string, Uint8Array<ArrayBuffer>>
  readonly asked: CallName[]
  readonly head: () => Head
  readonly call: Call
  readonly putStaged: (content: Uint8Array<ArrayBuffer> | Blob, vault: string) => Promise<string>
  readonly getStaged: (sha256: string, vault: string) => Promise<Uint8Array>
  /** Orders faults for the next calls of a name, one each. */
  readonly breakNext: (name: CallName, ...faults: Fault[]) => void
  readonly onEvent: (listener: (event: HostEvent['event']) => void) => () => void
  readonly tell: (event: HostEvent['event']) => void
  /** Another writer on another machine-wide shell: straight into the journal. */
  readonly foreign: (draft: CommitDraft) => JournalEntry
  /** From now on the journal begins at a snapshot of this commit. */
  readonly rebaseAt: (seq: number) => void
  /** Cuts the journal back: what the store knows beyond is another past. */
  readonly cutTo: (seq: number) => void
  down: boolean
  repairs: string[]
  readOnly: HostError | null
  /** Entries a read returns at most; larger entries than `inlineBytes` come staged. */
  pageEntries: number
  inlineBytes: number
  leaseTab: string | null
}

/** Sixty-four hexadecimal digits that depend on every character: enough to chain by in tests. */
export function fakeHash(text: string): string {
  let out = ''
  for (let part = 0; part < 8; part += 1) {
    let hash = 2166136261 ^ part
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619)
    out += (hash >>> 0).toString(16).padStart(8, '0')
  }
  return out
}

const nobody = '00000000-0000-4000-8000-000000000000'

export function createTestHost(vault: string): TestHost {
  const faults = new Map<CallName, Fault[]>()
  const listeners = new Set<(event: HostEvent['event']) => void>()
  let hashes: string[] = []
  let base: { readonly head: Head } | null = null
  let minutes = 0
  const host: TestHost = {
    vault, entries: [], drafts: new Map(), staged: new Map(), asked: [],
    head, call, down: false, repairs: [], readOnly: null, pageEntries: 7, inlineBytes: 512 * 1024, leaseTab: null,
    putStaged: async (content) => {
      const bytes = content instanceof Blob ? new Uint8Array(await content.arrayBuffer()) : content
      const sha256 = fakeHash(new TextDecoder().decode(bytes))
      host.staged.set(sha256, bytes)
      return sha256
    },
    getStaged: async (sha256) => {
      const bytes = host.staged.get(sha256)
      if (bytes === undefined) throw new HouseError('blobMissing')
      return bytes
    },
    breakNext: (name, ...more) => void faults.set(name, [...(faults.get(name) ?? []), ...more]),
    onEvent: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tell: (event) => {
      for (const listener of [...listeners]) listener(event)
    },
    foreign: write,
    rebaseAt: (seq) => {
      base = { head: { seq, hash: hashes[seq - 1] ?? emptyHead.hash } }
    },
    cutTo: (seq) => {
      host.entries.length = seq
      hashes = hashes.slice(0, seq)
    },
  }

  function head(): Head {
    const last = host.entries.at(-1)
    return last === undefined ? emptyHead : { seq: last.seq, hash: hashes[last.seq - 1] ?? '' }
  }

  function write(draft: CommitDraft): JournalEntry {
    const before = head()
    minutes += 1
    const entry = journalEntrySchema.parse(JSON.parse(JSON.stringify({ ...draft, seq: before.seq + 1, prev: before.hash, at: new Date(Date.UTC(2026, 2, 1, 8, minutes)).toISOString() })))
    host.entries.push(entry)
    hashes.push(fakeHash(JSON.stringify(entry)))
    return entry
  }

  function append({ tab, expectedSeq, commit }: CallInput<'journal.append'>): CallOutput<'journal.append'> {
    const parsed = commitDraftSchema.parse('staged' in commit ? JSON.parse(new TextDecoder().decode(host.staged.get(commit.staged))) : commit)
    const answer = (entry: JournalEntry) => ({ seq: entry.seq, hash: hashes[entry.seq - 1] ?? '', at: entry.at })
    const known = host.entries.find((entry) => entry.id === parsed.id)
    if (known !== undefined) return answer(known)
    if (host.leaseTab !== null && host.leaseTab !== tab) throw new HouseError('notWriter')
    if (expectedSeq !== head().seq + 1) throw new HouseError('wrongSeq')
    return answer(write(parsed))
  }

  function read(after: number): CallOutput<'journal.read'> {
    if (base !== null && after < base.head.seq) {
      const upTo = foldCommits(host.entries.slice(0, base.head.seq))
      const entry: JournalEntry = {
        format: 1, id: nobody, actor: { name: '先锋档案盒', post: '' }, title: '从快照恢复', final: true, answers: null, at: '2026-03-01T08:00:00.000Z',
        seq: base.head.seq, prev: emptyHead.hash, changes: [...upTo.values()].map((record) => ({ before: null, after: record })),
      }
      return { entries: [{ ...entry, changes: [...entry.changes] }], staged: null, last: base.head, head: head() }
    }
    const rest = host.entries.slice(after, after + host.pageEntries)
    const first = rest[0]
    if (first === undefined) return { entries: [], staged: null, last: head(), head: head() }
    const large = JSON.stringify(first)
    if (large.length > host.inlineBytes) {
      const sha256 = fakeHash(large)
      host.staged.set(sha256, new TextEncoder().encode(large))
      return { entries: [], staged: { seq: first.seq, sha256 }, last: { seq: first.seq, hash: hashes[first.seq - 1] ?? '' }, head: head() }
    }
    const stop = rest.findIndex((entry) => JSON.stringify(entry).length > host.inlineBytes)
    const entries = (stop === -1 ? rest : rest.slice(0, stop)).map((entry) => structuredClone({ ...entry, changes: [...entry.changes] }))
    const seq = entries.at(-1)?.seq ?? 0
    return { entries, staged: null, last: { seq, hash: hashes[seq - 1] ?? '' }, head: head() }
  }

  function open({ tab, store }: CallInput<'vaults.open'>): CallOutput<'vaults.open'> {
    host.leaseTab ??= tab
    const now = head()
    const known = store === null || store.seq === 0 ? null : store
    const relation = known === null ? (now.seq === 0 ? 'new' : 'storeEmpty') : known.seq > now.seq || hashes[known.seq - 1] !== known.hash ? 'forked' : known.seq === now.seq ? 'same' : 'behind'
    return {
      info: { id: vault, name: '红旗村党支部', sample: false, path: '/books', createdAt: '2026-01-01T00:00:00.000Z', lastOpenedAt: null, commits: now.seq, lastBackupAt: null, lastRehearsalAt: null },
      head: now, relation, lease: { mine: host.leaseTab === tab, tab: host.leaseTab, since: '2026-03-01T08:00:00.000Z' },
      freeBytes: { vault: 1e9, profile: 1e9 }, repairs: host.repairs, readOnly: host.readOnly,
    }
  }

  function purge({ id, fields }: CallInput<'journal.purge'>): Head {
    const strip = (record: JournalEntry['changes'][number]['after']) => (record?.id === id ? { ...record, ...Object.fromEntries(fields.map((field) => [field, ''])) } : record)
    const old = host.entries.splice(0)
    hashes = []
    for (const entry of old) write({ ...entry, changes: entry.changes.map(({ before, after }) => ({ before: strip(before), after: strip(after) })) })
    return head()
  }

  function perform(name: CallName, input: unknown): unknown {
    switch (name) {
      case 'vaults.open':
        return open(input as CallInput<'vaults.open'>)
      case 'journal.append':
        return append(input as CallInput<'journal.append'>)
      case 'journal.read':
        return read((input as CallInput<'journal.read'>).after)
      case 'journal.purge':
        return purge(input as CallInput<'journal.purge'>)
      case 'lease.take': {
        const { tab } = input as CallInput<'lease.take'>
        host.leaseTab = tab
        host.tell({ type: 'lease', vault, tab })
        return { since: '2026-03-01T08:00:00.000Z' }
      }
      case 'drafts.list':
        return { drafts: [...host.drafts.values()] }
      case 'drafts.put': {
        const { draft } = input as CallInput<'drafts.put'>
        host.drafts.set(draft.form, structuredClone(draft))
        return {}
      }
      case 'drafts.drop':
        host.drafts.delete((input as CallInput<'drafts.drop'>).form)
        return {}
      default:
        throw new HouseError('bug', {}, `the test host has no ${name}`)
    }
  }

  async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    host.asked.push(name)
    const fault = faults.get(name)?.shift()
    if (host.down || fault?.type === 'gone') throw new HouseError('hostGone')
    if (fault?.type === 'throws') throw fault.error
    const value = perform(name, input)
    if (fault?.type === 'lostAnswer') throw new HouseError('hostGone')
    return value as CallOutput<N>
  }

  return host
}
