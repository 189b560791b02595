import { z } from 'zod'
import { commitDraftSchema } from '#shared/commit/commit'
import { HouseError, toHostError } from '#shared/errors'
import { calls, exportDocumentSchema, isCallName, type CallName, type CallOutput } from '#shared/host'
import { printDocumentSchema } from '#shared/paper/print-document'
import { createBoxes } from './ballot/boxes'
import { openStaging, type Blobs } from './blobs'
import { copyOut } from './copy-out'
import { plainCodec } from './codec'
import { eventRing, type Events } from './events'
import type { HostParts } from './host-parts'
import { sha256 } from './journal/line'
import { createLeases } from './lease'
import { once, paperPdf } from './paper-pdf'
import { createPlaces } from './places'
import { maxScanBytes, scanPages } from './scan-pages'
import { createPreflight } from './fonts/preflight'
import type { Ports } from './ports'
import { createVaults, relationOf, uuid, type OpenVault, type Vaults } from './vaults'
import { maxReportBytes, readReport } from './word/read-report'

export type BlobAddress = { readonly sha256: string; readonly vault: string | null; readonly stage: boolean }
export type Host = {
  /** Name and input are checked here; what is unknown or malformed is refused with `badInput`. */
  readonly call: (name: string, input: unknown) => Promise<unknown>
  readonly putBlob: (blob: BlobAddress & { readonly body: AsyncIterable<Uint8Array> }) => Promise<{ readonly size: number }>
  readonly getBlob: (blob: BlobAddress) => Promise<AsyncIterable<Uint8Array>>
  readonly events: Events
  /** A job runs: the shell must not leave. */
  readonly busy: () => boolean
  readonly lastHeartbeat: () => Date | null
  readonly vaults: Vaults
  readonly close: () => Promise<void>
}

type Handlers = { readonly [N in CallName]: (input: z.output<(typeof calls)[N]['input']>) => Promise<z.input<(typeof calls)[N]['output']>> }

/** Entries of one answer; the rest of the 1 MB is for what stands around them. */
const readBytes = 768 * 1024
const maxStagedBytes = 256 * 1024 * 1024
const maxSheetBytes = 64 * 1024 * 1024
const exportListSchema = z.array(exportDocumentSchema).min(1)

export async function assembleHost(ports: Ports, parts: HostParts): Promise<Host> {
  const { files, clock, freeBytes } = ports
  const ring = eventRing()
  const leases = createLeases(clock, ring.emit)
  const places = createPlaces(ports)
  const staging = openStaging({ files, codec: plainCodec, freeBytes, stateRoot: ports.stateRoot })
  await staging.clear()
  const vaults = await createVaults(ports, places)
  const jobs = parts.createJobs({ vaults, emit: ring.emit })
  const preflight = createPreflight(ports)
  const boxes = createBoxes(ports)
  let closing: Promise<void> | null = null

  async function stage(vault: string, bytes: Uint8Array): Promise<string> {
    const name = sha256(bytes)
    await staging.of(vault).put(name, once(bytes))
    return name
  }

  /** A full disk is named as the person knows it. */
  async function naming<T>(vault: OpenVault, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (thrown) {
      if (thrown instanceof HouseError && thrown.code === 'diskFull') throw new HouseError('diskFull', { ...thrown.facts, drive: await places.driveName(vault.root) }, thrown.technical)
      throw thrown
    }
  }

  /** What was too large for a call, checked as a call's input would be. */
  async function stagedJson<T>(vault: string, name: string, schema: z.ZodType<T>, field: string): Promise<T> {
    const parsed = schema.safeParse(jsonOf(await staging.of(vault).read(name, maxStagedBytes)))
    if (!parsed.success) throw new HouseError('badInput', { field }, parsed.error.message.slice(0, 500))
    return parsed.data
  }

  async function commitOf(vault: string, commit: z.output<(typeof calls)['journal.append']['input']>['commit']) {
    return 'staged' in commit ? stagedJson(vault, commit.staged, commitDraftSchema, 'commit') : commit
  }

  const handlers: Handlers = {
    'app.state': async () => ({ shell: ports.shell, version: ports.version, pdfMissing: await ports.pdf.missing(), warning: ports.warning, stateRoot: ports.stateRoot }),
    'app.heartbeat': async ({ tab }) => {
      leases.beat(tab)
      await vaults.beat()
      return {}
    },
    'app.leave': async ({ tab }) => {
      leases.leave(tab)
      return {}
    },
    'app.exit': async () => {
      if (boxes.busy()) throw new HouseError('boxState', { why: '票箱还开着，现在退出，没有封存的票就没有了', next: '先封箱，再退出。' })
      ring.emit({ type: 'exit' })
      // After this answer is on its way.
      setImmediate(ports.quit)
      return {}
    },

    'places.list': async () => ({ places: [...(await places.list())] }),
    'places.open': async ({ token }) => {
      const { place, folders, parent } = await places.open(token)
      return { place, folders: [...folders], parent }
    },

    'vaults.list': async () => {
      const { vaults: found, missing } = await vaults.list()
      return { vaults: [...found], missing: [...missing] }
    },
    'vaults.create': (input) => vaults.create(input),
    'vaults.remove': async ({ vault, name }) => {
      const answer = await vaults.remove(vault, name)
      leases.drop(vault)
      return answer
    },
    'vaults.open': async ({ vault: id, tab, store }) => {
      const free = await vaults.guardSpace(id)
      const vault = await vaults.fresh(id)
      await vaults.noteOpened(id)
      const readOnly = vault.journal.readOnly()
      return {
        info: vault.info(),
        head: vault.head(),
        relation: relationOf(vault.journal, store),
        lease: leases.ask(id, tab),
        freeBytes: free,
        repairs: [...vault.journal.repairs],
        readOnly: readOnly === null ? null : toHostError(readOnly),
      }
    },
    'lease.take': async ({ vault, tab }) => {
      await vaults.get(vault)
      return leases.take(vault, tab)
    },

    'journal.append': async ({ vault: id, tab, expectedSeq, commit }) => {
      const vault = await vaults.get(id)
      leases.need(id, tab)
      const draft = await commitOf(id, commit)
      const appended = await naming(vault, () => vault.append(draft, expectedSeq))
      if ('staged' in commit) await staging.of(id).remove(commit.staged).catch(() => undefined)
      return appended
    },
    'journal.read': async ({ vault: id, after }) => {
      const { journal } = await vaults.get(id)
      const { entries, large, last } = await journal.read(after, readBytes)
      const staged = large === null ? null : { seq: large.seq, sha256: await stage(id, large.json) }
      return { entries: entries.map((entry) => ({ ...entry, changes: [...entry.changes] })), staged, last, head: journal.head() }
    },
    'journal.purge': async ({ vault: id, tab, ...request }) => {
      const vault = await vaults.get(id)
      leases.need(id, tab)
      return naming(vault, () => vault.journal.purge({ ...request, commitId: uuid(ports.random(16)) }))
    },

    'drafts.list': async ({ vault }) => ({ drafts: [...(await (await vaults.get(vault)).drafts.list())] }),
    'drafts.put': async ({ vault: id, draft }) => {
      const vault = await vaults.get(id)
      await naming(vault, () => vault.drafts.put(draft))
      return {}
    },
    'drafts.drop': async ({ vault, form }) => {
      await (await vaults.get(vault)).drafts.drop(form)
      return {}
    },

    'sheet.read': async ({ vault, staged, name }) => {
      const bytes = await staging.of(vault).read(staged, maxSheetBytes).catch((thrown: unknown) => {
        throw thrown instanceof HouseError && thrown.code === 'tooLarge' ? new HouseError('tooLarge', { ...thrown.facts, name }) : thrown
      })
      const sheet = await parts.readSheet(bytes, name)
      return {
        staged: await stage(vault, Buffer.from(JSON.stringify({ sheets: sheet.sheets }))),
        sheets: sheet.sheets.map((one) => ({ name: one.name, rows: one.rows.length })),
        encoding: sheet.encoding,
      }
    },
    'report.read': async ({ vault, staged, name }) => {
      const bytes = await staging.of(vault).read(staged, maxReportBytes).catch((thrown: unknown) => {
        throw thrown instanceof HouseError && thrown.code === 'tooLarge' ? new HouseError('tooLarge', { ...thrown.facts, name }) : thrown
      })
      const { parts: found, unrecognised } = readReport(bytes, name)
      return { parts: [...found], unrecognised: [...unrecognised] }
    },
    'word.readForm': async ({ vault, sha256: form, stage: staged, name }) => {
      const { tags, problems } = parts.readForm(await (staged ? staging.of(vault) : (await vaults.get(vault)).blobs).read(form, maxSheetBytes), name)
      return { tags: tags.map((tag) => ({ ...tag, inside: [...tag.inside] })), problems: [...problems] }
    },
    'blob.pages': async ({ vault, sha256: blob, name }) => scanPages(await (await vaults.get(vault)).blobs.read(blob, maxScanBytes), name),
    'paper.pdf': async (input) => {
      const document = 'staged' in input ? await stagedJson(input.vault, input.staged, printDocumentSchema, 'document') : input.document
      return paperPdf(ports.pdf, parts.toHtml, document, input.vault === null ? null : (await vaults.get(input.vault)).blobs, staging.of(input.vault))
    },
    'paper.preflight': async ({ needs }) => ({ faces: (await preflight(needs)).map((one) => ({ ...one, lacking: [...one.lacking] })) }),

    'jobs.start': async ({ job }) => ({ job: await jobs.start(job) }),
    'jobs.feed': async (input) => {
      jobs.feed(input.job, 'staged' in input ? await stagedJson(input.vault, input.staged, exportListSchema, 'documents') : input.documents)
      return {}
    },
    'jobs.seal': async ({ job }) => {
      jobs.seal(job)
      return {}
    },
    'jobs.cancel': async ({ job }) => {
      jobs.cancel(job)
      return {}
    },
    'jobs.list': async () => {
      // The number first: an event between the two is told again, never missed.
      const lastEvent = ring.last()
      return { jobs: [...jobs.list()], lastEvent }
    },

    'ballot.make': async ({ vault, ...wish }) => {
      await vaults.get(vault)
      const { slips, codes } = await boxes.make(vault, wish)
      return { slips: [...slips], codes: [...codes] }
    },
    'ballot.open': ({ slips, ...box }) => boxes.open(box, slips),
    'ballot.status': (box) => boxes.status(box),
    'ballot.booth': async () => ({ open: boxes.booth(), missing: ports.booth.missing() }),
    'ballot.window': async () => {
      if (ports.booth.missing() !== '') throw new HouseError('boxNotMade', { why: ports.booth.missing() })
      await ports.booth.open()
      return {}
    },
    'ballot.admit': async ({ session, code }) => ({ ticket: (await boxes.live(session).admit({ code })).ticket }),
    // The ticket goes to the voting page alone.
    'ballot.letIn': async ({ session, number }) => ({ number: (await boxes.live(session).admit({ number })).number ?? 0 }),
    'ballot.leave': async ({ session }) => {
      boxes.live(session).leave()
      return {}
    },
    'ballot.pause': async ({ session, on }) => {
      boxes.live(session).pause(on)
      return {}
    },
    'ballot.cast': async ({ session, ticket, marks }) => {
      await boxes.live(session).cast(ticket, marks)
      return {}
    },
    'ballot.close': async ({ session, drop }) => {
      const status = await boxes.close(session, drop)
      await ports.booth.close().catch(() => undefined)
      return status
    },
    'ballot.read': async ({ slips, ...box }) => {
      const totals = await boxes.read(box, slips)
      return { ...totals, lost: [...totals.lost] }
    },
    'ballot.clear': async ({ giveUp, ...box }) => {
      await boxes.clear(box, giveUp)
      return {}
    },

    'files.copyOut': async ({ vault: id, ...wanted }) => {
      const vault = await vaults.get(id)
      const { file, folder } = await naming(vault, () => copyOut(ports.files, vault, wanted))
      return { file, folder, folderToken: places.tokenFor(folder) }
    },
    'files.reveal': async ({ token }) => {
      await ports.reveal(places.pathOf(token))
      return {}
    },
  }

  async function call<N extends CallName>(name: N, input: unknown): Promise<CallOutput<N>> {
    const schemas = calls[name]
    const parsed = schemas.input.safeParse(input)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      throw new HouseError('badInput', { field: issue?.path.join('.') ?? '' }, `${name}: ${issue?.message ?? ''}`)
    }
    // The one place where a name and its types part ways: the mapped type above has checked each pair.
    const run = handlers[name] as (checked: unknown) => Promise<unknown>
    return schemas.output.parse(await run(parsed.data)) as CallOutput<N>
  }

  async function shelf(blob: BlobAddress): Promise<Blobs> {
    if (blob.stage) {
      if (blob.vault !== null && !uuidPattern.test(blob.vault)) throw new HouseError('badInput', { field: 'vault' })
      return staging.of(blob.vault)
    }
    if (blob.vault === null) throw new HouseError('badInput', { field: 'vault' }, 'a blob that is not staged belongs to a vault')
    return (await vaults.get(blob.vault)).blobs
  }

  async function close(): Promise<void> {
    // First of all: what may be sealed is sealed.
    await boxes.letGo().catch(() => undefined)
    await ports.booth.close().catch(() => undefined)
    await jobs.close()
    ring.emit({ type: 'exit' })
    ring.close()
    await vaults.close()
    await staging.clear().catch(() => undefined)
  }

  return {
    call: async (name, input) => {
      if (closing !== null) throw new HouseError('hostGone', {}, 'closing')
      if (!isCallName(name)) throw new HouseError('badInput', { field: name.slice(0, 60) }, 'no such call')
      return call(name, input)
    },
    putBlob: async (blob) => {
      if (closing !== null) throw new HouseError('hostGone', {}, 'closing')
      return (await shelf(blob)).put(blob.sha256, blob.body)
    },
    // Staged or kept, whichever there is: a page that was given a hash need not know.
    getBlob: async (blob) => {
      const found = await shelf(blob)
      if (!blob.stage && !(await found.has(blob.sha256)) && (await staging.of(blob.vault).has(blob.sha256))) return staging.of(blob.vault).stream(blob.sha256)
      return found.stream(blob.sha256)
    },
    events: ring,
    busy: () => jobs.running() > 0 || boxes.busy(),
    lastHeartbeat: leases.lastBeat,
    vaults,
    close: () => (closing ??= close()),
  }
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return null
  }
}
