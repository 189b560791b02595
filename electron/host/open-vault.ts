import path from 'node:path'
import type { CommitDraft, Head, StoredRecord } from '#shared/commit/commit'
import type { VaultInfo } from '#shared/host'
import { openBlobs, type Blobs } from './blobs'
import { plainCodec } from './codec'
import { openDrafts, type Drafts } from './drafts'
import { openJournal, type Appended, type Journal } from './journal/journal'
import type { Ports } from './ports'
import { openSnapshots, snapshotEvery, type Snapshots } from './snapshots'
import { sweep } from './vault-folder'
import { takeVaultLock, type VaultLock } from './vault-lock'

export type OpenVault = {
  readonly id: string
  /** The vault's folder. */
  readonly root: string
  readonly info: () => VaultInfo
  readonly head: () => Head
  /** Nothing is appended while this runs. */
  readonly quiet: <T>(work: () => Promise<T>) => Promise<T>
  /** Every record as it is now, folded from the journal. */
  readonly state: () => Promise<ReadonlyMap<string, StoredRecord>>
  readonly blobs: Blobs
  readonly drafts: Drafts
  readonly journal: Journal
  readonly snapshots: Snapshots
  /** Held against other hosts on the same folder. */
  readonly lock: VaultLock
  /** Appends, and takes a snapshot in the background when it is time. */
  readonly append: (draft: CommitDraft, expectedSeq: number) => Promise<Appended>
  readonly close: () => Promise<void>
}

export async function openVault(ports: Pick<Ports, 'files' | 'clock' | 'freeBytes' | 'random' | 'self' | 'shell'>, id: string, root: string, info: (commits: number) => VaultInfo): Promise<OpenVault> {
  const { files, clock } = ports
  const codec = plainCodec
  const lock = await takeVaultLock(ports, root)
  // The other host's temporaries are its own.
  if (lock.busy() === null) await sweep(files, root)
  const snapshots = openSnapshots({ files, codec, folder: path.join(root, 'snapshots') })
  const found = await openJournal({ files, codec, clock, root, snapshots, readOnly: lock.busy() })
  const mine = async <T>(work: () => Promise<T>): Promise<T> => {
    await lock.check()
    return work()
  }
  const journal: Journal = {
    ...found,
    readOnly: () => found.readOnly() ?? lock.busy(),
    append: (draft, expectedSeq) => mine(() => found.append(draft, expectedSeq)),
    purge: (request) => mine(() => found.purge(request)),
    writeSnapshot: () => mine(found.writeSnapshot),
  }
  const drafts = openDrafts({ files, codec, clock, root })
  let snapshotAt = (await snapshots.list())[0]?.seq ?? 0
  let background: Promise<void> = Promise.resolve()

  return {
    id,
    root,
    info: () => info(journal.head().seq),
    head: journal.head,
    quiet: journal.quiet,
    state: journal.state,
    blobs: openBlobs({ files, codec, freeBytes: ports.freeBytes, folder: path.join(root, 'blobs') }),
    drafts: { list: drafts.list, put: (draft) => mine(() => drafts.put(draft)), drop: (form) => mine(() => drafts.drop(form)) },
    journal,
    snapshots,
    lock,
    append: async (draft, expectedSeq) => {
      const appended = await journal.append(draft, expectedSeq)
      if (appended.seq - snapshotAt >= snapshotEvery) {
        snapshotAt = appended.seq
        // The commit is safe without it; one that could not be written now comes with the next two hundred, or at close.
        background = background.then(journal.writeSnapshot).catch(() => undefined)
      }
      return appended
    },
    close: async () => {
      await background
      await journal.writeSnapshot().catch(() => undefined)
      await lock.release().catch(() => undefined)
    },
  }
}
