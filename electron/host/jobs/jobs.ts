import path from 'node:path'
import type { Head, StoredRecord } from '#shared/commit/commit'
import { HouseError, toHostError } from '#shared/errors'
import type { ExportDocument, HostEvent, JobRequest, JobState, VaultInfo } from '#shared/host'
import { assertNever } from '#shared/text/assert-never'
import { stateDigest } from '../bag/canonical'
import { bagsFolder } from '../bag/write-backup'
import { mutex, type Mutex } from '../mutex'
import { booksFolder } from '../places'
import type { Ports } from '../ports'
import { uuid } from '../vaults'
import { backupEnding } from './backup'
import { folderFor } from './export'
import { freezeBooks } from './freeze'
import { openCard, type JobCard } from './job-board'
import type { Runner, Running } from './runner'
import type { Outcome, Task } from './task'

/** What jobs need of an open vault, and of the list of vaults. */
export type JobVault = {
  readonly id: string
  readonly root: string
  readonly info: () => VaultInfo
  readonly head: () => Head
  /** Nothing is appended while this runs. */
  readonly quiet: <T>(work: () => Promise<T>) => Promise<T>
  readonly state: () => Promise<ReadonlyMap<string, StoredRecord>>
}
export type JobVaults = {
  readonly get: (id: string) => Promise<JobVault>
  readonly list: () => Promise<{ readonly vaults: readonly { readonly id: string }[]; readonly missing: readonly { readonly id: string }[] }>
  readonly adopt: (folder: string) => Promise<VaultInfo>
  readonly noteBackup: (id: string, at: string) => Promise<void>
  readonly noteRehearsal: (id: string, at: string) => Promise<void>
  readonly proposedPlace: () => Promise<string>
  /** Throws `unknownToken`. */
  readonly placePath: (token: string) => string
  readonly tokenFor: (folder: string) => string
}

export type JobsOptions = {
  readonly ports: Pick<Ports, 'files' | 'clock' | 'random' | 'freeBytes' | 'drives' | 'pdf' | 'stateRoot' | 'version'>
  readonly vaults: JobVaults
  readonly emit: (event: HostEvent['event']) => void
  readonly runner: Runner
  /** Where a staged upload lies; the default is the place `openStaging` uses for what belongs to no vault. */
  readonly stagedFile?: (sha256: string) => string
  /** An export whose documents stop coming is ended after this long: the page that sent them is gone. */
  readonly feedIdleMs?: number
}

export type Jobs = {
  /** Throws what is wrong with the request itself; what happens later is in the job's state. */
  readonly start: (request: JobRequest) => Promise<string>
  readonly feed: (id: string, documents: readonly ExportDocument[]) => void
  /** No more documents come. */
  readonly seal: (id: string) => void
  readonly cancel: (id: string) => void
  /** Running ones and the last that ended, newest first: a reloaded page finds its job again. */
  readonly list: () => readonly JobState[]
  /** How many have not ended. */
  readonly running: () => number
  /** Resolves when the job has ended. */
  readonly finished: (id: string) => Promise<JobState>
  /** Stops what runs, keeping what is finished. */
  readonly close: () => Promise<void>
}

const keptJobs = 50
const defaultFeedIdleMs = 120_000

type Plan = {
  readonly vault: JobVault | null
  readonly title: string
  readonly total: number
  readonly folder: string
  /** Jobs with the same key run one after the other. */
  readonly key: string
  /** Looks up and copies what the task needs; its own folder is gone when the job ends. */
  readonly prepare: (desk: string) => Promise<Task>
  readonly conclude: (outcome: Outcome, note: (failure: JobState['failures'][number]) => void) => Promise<Partial<JobState>>
}
type Entry = {
  readonly card: JobCard
  readonly type: JobRequest['type']
  running: Running | null
  sealed: boolean
  cancelled: boolean
  fed: number
  idle: NodeJS.Timeout | null
  gone: HouseError | null
  readonly early: ExportDocument[]
  ended: Promise<JobState>
}

export function createJobs(options: JobsOptions): Jobs {
  const { ports, vaults, emit, runner } = options
  const { files } = ports
  const desks = path.join(ports.stateRoot, 'jobs')
  const stagedFile = options.stagedFile ?? ((sha256) => path.join(ports.stateRoot, 'staged', 'none', sha256.slice(0, 2), sha256))
  const entries = new Map<string, Entry>()
  const lanes = new Map<string, Mutex>()
  // What a crash left on the desks (copies of the books) goes before anything else.
  const swept = files.remove(desks).catch(() => undefined)

  const nowText = (): string => ports.clock().toISOString()
  const newId = (): string => uuid(ports.random(16))

  async function planExport(request: Extract<JobRequest, { type: 'export' }>): Promise<Plan> {
    const vault = await vaults.get(request.vault)
    const folder = await folderFor(files, path.join(vault.root, '导出'), [request.year, request.matter])
    return {
      vault, folder, title: request.title ?? `导出 ${request.matter}`, total: request.total, key: `export ${folder}`,
      prepare: async () => ({ type: 'export', folder, root: vault.root, total: request.total, manifest: request.manifest, keep: request.keep ?? false }),
      conclude: async () => ({}),
    }
  }

  async function planBackup(request: Extract<JobRequest, { type: 'backup' }>): Promise<Plan> {
    const vault = await vaults.get(request.vault)
    const folder = request.place === null ? path.join(vault.root, '备份') : vaults.placePath(request.place)
    const { name } = vault.info()
    return {
      vault, folder, title: `备份 ${name}`, total: 0, key: `backup ${vault.id}`,
      prepare: async (desk) => {
        await vault.quiet(() => freezeBooks(files, vault.root, desk))
        return { type: 'backup', vault: { id: vault.id, name }, root: vault.root, frozen: desk, folder, app: ports.version }
      },
      conclude: async (_outcome, note) => {
        // The file is made and verified: a list that cannot be written now takes nothing away from that.
        await vaults.noteBackup(vault.id, nowText()).catch((thrown: unknown) => note({ title: '记下备份的时间', error: toHostError(thrown) }))
        return {}
      },
    }
  }

  async function planRestore(request: Extract<JobRequest, { type: 'restore' }>): Promise<Plan> {
    const chosen = request.place === null ? null : vaults.placePath(request.place)
    const place = chosen === null ? await vaults.proposedPlace() : (await ports.drives()).some((drive) => path.relative(drive.path, chosen) === '') ? path.join(chosen, booksFolder) : chosen
    const known = await vaults.list()
    const name = request.name.trim()
    return {
      vault: null, folder: place, title: name === '' ? '恢复备份' : `恢复 ${name}`, total: 0, key: 'restore',
      prepare: async () => ({
        type: 'restore', file: stagedFile(request.staged), fileName: '选的文件', place, name,
        takenIds: [...known.vaults, ...known.missing].map((vault) => vault.id), freshId: newId(),
      }),
      conclude: concludeRestore,
    }
  }

  /** The restored vault as the app itself opens it must be the one that was backed up. */
  async function concludeRestore(outcome: Outcome): Promise<Partial<JobState>> {
    const { summary, restored, folder } = outcome
    if (summary === null || restored === null) return {}
    let info: VaultInfo
    try {
      info = await vaults.adopt(folder)
    } catch (thrown) {
      await files.remove(folder)
      throw thrown
    }
    const vault = await vaults.get(info.id)
    const same = summary.same && vault.head().seq === restored.seq && stateDigest(await vault.state()) === restored.stateDigest
    return {
      vault: info.id,
      summary: { ...summary, same },
      title: restored.freshId ? `恢复 ${info.name}（原来那套还在，这一套另外编了号）` : `恢复 ${info.name}`,
    }
  }

  async function planRehearse(request: Extract<JobRequest, { type: 'rehearse' }>): Promise<Plan> {
    const vault = await vaults.get(request.vault)
    const { name } = vault.info()
    const folder = path.join(vault.root, '备份')
    return {
      vault, folder, title: `试恢复 ${name}`, total: 0, key: `backup ${vault.id}`,
      prepare: async (desk) => {
        const frozen = path.join(desk, 'frozen')
        const names = (await files.list(folder)).filter((entry) => !entry.folder && entry.name.endsWith(backupEnding)).map((entry) => entry.name)
        if (names.length === 0) throw new HouseError('noBackup')
        await vault.quiet(() => freezeBooks(files, vault.root, frozen))
        return { type: 'rehearse', vault: { id: vault.id, name }, frozen, backups: newestFirst(names).map((file) => path.join(folder, file)), temp: path.join(desk, 'restored') }
      },
      conclude: async ({ summary }) => {
        if (summary?.same === true) await vaults.noteRehearsal(vault.id, nowText())
        return {}
      },
    }
  }

  async function planBag(request: Extract<JobRequest, { type: 'bag' }>): Promise<Plan> {
    const vault = await vaults.get(request.vault)
    const own = request.place === null
    const year = `${request.year}年度`
    const exports = path.join(vault.root, '导出')
    const folder = request.place === null ? await folderFor(files, exports, [year, bagsFolder]) : vaults.placePath(request.place)
    return {
      vault, folder, title: request.title ?? `写移交包 ${year}`, total: 0, key: `bag ${folder}`,
      prepare: async () => ({ type: 'bag', vault: vault.id, root: vault.root, folder, own, exports: await folderFor(files, exports, [year, '归档']), plan: stagedFile(request.plan) }),
      conclude: async () => ({}),
    }
  }

  async function planTakeBag(request: Extract<JobRequest, { type: 'takeBag' }>): Promise<Plan> {
    const vault = await vaults.get(request.vault)
    const bag = vaults.placePath(request.place)
    return {
      vault, folder: bag, title: `收移交包 ${path.basename(bag)}`, total: 0, key: `takeBag ${vault.id}`,
      prepare: async () => ({ type: 'takeBag', vault: vault.id, root: vault.root, bag }),
      conclude: async () => ({}),
    }
  }

  async function planCheck(request: Extract<JobRequest, { type: 'check' }>): Promise<Plan> {
    const vault = await vaults.get(request.vault)
    return {
      vault, folder: vault.root, title: `核对全部档案 ${vault.info().name}`, total: 0, key: `check ${vault.id}`,
      prepare: async (desk) => {
        await vault.quiet(() => freezeBooks(files, vault.root, desk))
        return { type: 'check', vault: vault.id, root: vault.root, frozen: desk }
      },
      conclude: async () => ({}),
    }
  }

  function plan(request: JobRequest): Promise<Plan> {
    switch (request.type) {
      case 'export':
        return planExport(request)
      case 'backup':
        return planBackup(request)
      case 'restore':
        return planRestore(request)
      case 'rehearse':
        return planRehearse(request)
      case 'bag':
        return planBag(request)
      case 'takeBag':
        return planTakeBag(request)
      case 'check':
        return planCheck(request)
      default:
        return assertNever(request)
    }
  }

  async function run(id: string, entry: Entry, planned: Plan): Promise<JobState> {
    const { card } = entry
    const desk = path.join(desks, id)
    try {
      await swept
      if (entry.cancelled) throw new HouseError('cancelled')
      const task = await planned.prepare(desk)
      const running = runner.start(task, ports, (step) => {
        watch(id, entry)
        card.step(step)
      })
      entry.running = running
      if (entry.early.length > 0) running.feed(entry.early.splice(0))
      if (entry.sealed) running.seal()
      if (entry.cancelled) running.cancel()
      const outcome = await running.finished
      if (entry.gone !== null) throw entry.gone
      if (outcome.cancelled) throw new HouseError('cancelled')
      const folder = outcome.folder
      card.step({ current: '' })
      const more = await planned.conclude(outcome, (failure) => card.step({ failure }))
      card.set({ folder, folderToken: vaults.tokenFor(folder), done: entry.type !== 'export' ? card.state().total : card.state().done, summary: outcome.summary, ...more, state: 'done' })
    } catch (thrown) {
      const stopped = entry.gone === null && thrown instanceof HouseError && thrown.code === 'cancelled'
      card.set({ state: stopped ? 'cancelled' : 'failed', current: '', error: toHostError(thrown), folderToken: card.state().files.length > 0 ? vaults.tokenFor(planned.folder) : null })
    } finally {
      if (entry.idle !== null) clearTimeout(entry.idle)
      await files.remove(desk).catch(() => undefined)
      forgetOld()
    }
    return card.state()
  }

  /** Starts the wait for the next documents anew. */
  function watch(id: string, entry: Entry): void {
    if (entry.idle !== null) clearTimeout(entry.idle)
    entry.idle = null
    if (entry.type !== 'export' || entry.sealed || entry.cancelled) return
    entry.idle = setTimeout(() => {
      entry.gone = new HouseError('feedStopped', { left: Math.max(1, entry.card.state().total - entry.fed) })
      cancel(id)
    }, options.feedIdleMs ?? defaultFeedIdleMs)
    entry.idle.unref()
  }

  function forgetOld(): void {
    const over = [...entries].filter(([, entry]) => entry.card.state().state !== 'running')
    for (const [id, entry] of over.slice(0, Math.max(0, over.length - keptJobs))) {
      entry.card.close()
      entries.delete(id)
    }
  }

  function found(id: string): Entry {
    const entry = entries.get(id)
    if (entry === undefined) throw new HouseError('badInput', { field: 'job' }, `no job ${id}`)
    return entry
  }

  function lane(key: string): Mutex {
    const known = lanes.get(key) ?? mutex()
    lanes.set(key, known)
    return known
  }

  function cancel(id: string): void {
    const entry = found(id)
    entry.cancelled = true
    entry.running?.cancel()
  }

  return {
    start: async (request) => {
      const planned = await plan(request)
      const id = newId()
      const first: JobState = {
        id, type: request.type, vault: planned.vault?.id ?? null, title: planned.title, state: 'running', done: 0, total: planned.total, current: '', startedAt: nowText(),
        folder: planned.folder, folderToken: null, files: [], failures: [], summary: null, error: null,
      }
      const card = openCard(first, (job) => emit({ type: 'job', job }))
      const entry: Entry = { card, type: request.type, running: null, sealed: false, cancelled: false, fed: 0, idle: null, gone: null, early: [], ended: Promise.resolve(first) }
      entries.set(id, entry)
      watch(id, entry)
      card.set({})
      entry.ended = lane(planned.key)(() => run(id, entry, planned))
      return id
    },
    feed: (id, documents) => {
      const entry = found(id)
      if (entry.type !== 'export' || entry.sealed) throw new HouseError('badInput', { field: 'job' }, `job ${id} takes no documents`)
      entry.fed += documents.length
      watch(id, entry)
      if (entry.running === null) entry.early.push(...documents)
      else entry.running.feed(documents)
    },
    seal: (id) => {
      const entry = found(id)
      entry.sealed = true
      watch(id, entry)
      entry.running?.seal()
    },
    cancel,
    list: () => [...entries.values()].map((entry) => entry.card.state()).reverse(),
    running: () => [...entries.values()].filter((entry) => entry.card.state().state === 'running').length,
    finished: (id) => found(id).ended,
    close: async () => {
      for (const [id, entry] of entries) if (entry.card.state().state === 'running') cancel(id)
      await runner.close()
      await Promise.allSettled([...entries.values()].map((entry) => entry.ended))
      for (const entry of entries.values()) entry.card.close()
    },
  }
}

/** By the date in the name, which a person can see; the name itself decides where there is none. */
export function newestFirst(names: readonly string[]): readonly string[] {
  const dateIn = (name: string): string => /(\d{4}-\d{2}-\d{2} \d{4})(?:（(\d+)）)?\.vbox$/.exec(name)?.slice(1).map((part) => (part ?? '1').padStart(4, '0')).join(' ') ?? ''
  return [...names].sort((a, b) => {
    const [left, right] = [`${dateIn(a)} ${a}`, `${dateIn(b)} ${b}`]
    return left < right ? 1 : left > right ? -1 : 0
  })
}
