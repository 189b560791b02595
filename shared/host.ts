import { z } from 'zod'
import { admissionWays, ballotFormSchema, ballotMarksSchema, ballotStatusSchema, ballotTotalsSchema } from '#shared/ballot-box'
import { commitDraftSchema, journalEntrySchema } from '#shared/commit/commit'
import { hostErrorSchema } from '#shared/errors'
import { analysisParts } from '#shared/model/analysis-report'
import { faces, printDocumentSchema } from '#shared/paper/print-document'

/**
 * The one contract between the screen and the computer.
 *
 * Calls: `POST /call/{name}` with a JSON input of at most 1 MB; the answer is `{ok: true, value}` or `{ok: false, error}`.
 * Blobs: `PUT /blob/{sha256}?vault=…[&stage=1]` streamed and hashed while written, `GET /blob/{sha256}?vault=…`.
 * Staged blobs are a passage for what is too large for a call; the host clears them. Events: `GET /events?after=n`, numbered.
 * Both sides check with the same schemas. The page never sends a path: folders are named by tokens the host gave out.
 */
export const maxJsonBytes = 1024 * 1024
/** A commit larger than this (as JSON) goes through a staged blob. */
export const maxInlineCommitBytes = 512 * 1024

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const vault = z.uuid()
const tab = z.uuid()
const head = z.object({ seq: z.int().min(0), hash: sha256 })
const nothing = z.object({})
const box = { vault, session: z.uuid() }
const openingSlips = z.tuple([z.string().max(40), z.string().max(40)])

export const vaultInfoSchema = z.object({
  id: vault,
  name: z.string(),
  sample: z.boolean(),
  /** For people to read; never sent back. */
  path: z.string(),
  createdAt: z.string(),
  lastOpenedAt: z.string().nullable(),
  commits: z.int(),
  /** The newest backup of this vault known here, and the newest that was restored as a test. */
  lastBackupAt: z.string().nullable(),
  lastRehearsalAt: z.string().nullable(),
})
export type VaultInfo = z.infer<typeof vaultInfoSchema>

export const placeSchema = z.object({
  token: z.string(),
  label: z.string(),
  path: z.string(),
  kind: z.enum(['drive', 'removable', 'home', 'folder']),
  freeBytes: z.number().nullable(),
  /** The proposed place: the first non-system drive with room. */
  recommended: z.boolean(),
})
export type Place = z.infer<typeof placeSchema>

export const exportedFileSchema = z.object({
  /** The document's kind, e.g. `memberPledge`. */
  kind: z.string(),
  title: z.string(),
  /** Relative to the job's folder, with `/`. */
  file: z.string(),
  sha256,
  size: z.int(),
  pages: z.int().optional(),
  /** The document's own, where it had one. */
  key: z.string().optional(),
  outcome: z.enum(['written', 'same', 'newEdition']),
})
export type ExportedFile = z.infer<typeof exportedFileSchema>

export const exportDocumentSchema = z.object({
  kind: z.string().min(1),
  title: z.string().min(1),
  /** File name without ending, as a person would write it; the host makes it legal and unique. */
  name: z.string().min(1),
  /** Subfolder inside the job's folder, or empty. */
  folder: z.string(),
  formats: z.array(z.enum(['docx', 'pdf'])).min(1),
  document: printDocumentSchema,
  /** Written into a superior's own Word form, a blob of the vault, instead of our own layout. Word alone. */
  form: z.object({ sha256, name: z.string(), data: z.record(z.string(), z.unknown()) }).optional(),
  /** Comes back with the files made of it: two papers may have one title. */
  key: z.string().optional(),
  /** 正本: blobs of the vault that are put beside it as they are. `label` says what they are, in the file's name. */
  originals: z.array(z.object({ sha256, name: z.string(), label: z.string() })).optional(),
  /** True creation time for the file's properties. */
  createdAt: z.string(),
})
export type ExportDocument = z.infer<typeof exportDocumentSchema>

export const jobRequestSchema = z.discriminatedUnion('type', [
  /** Documents follow by `jobs.feed`, in chunks, then `jobs.seal`. */
  z.object({ type: z.literal('export'), vault, year: z.string(), matter: z.string(), total: z.int().min(1), manifest: z.boolean(), /** Each file is kept among the vault's blobs too. */ keep: z.boolean().optional(), /** What it is done for, where that is not the export. */ title: z.string().min(1).max(40).optional() }),
  /** To a folder token, or into the vault's own 备份 folder when null. */
  z.object({ type: z.literal('backup'), vault, place: z.string().nullable() }),
  /** A staged backup file into a new, empty vault at a place (null: the proposed one). The name tells it apart. */
  z.object({ type: z.literal('restore'), staged: sha256, place: z.string().nullable(), name: z.string() }),
  /** Restore a backup into a temporary vault, compare everything, throw it away. */
  z.object({ type: z.literal('rehearse'), vault }),
  /** A year's bag, to a folder token or into the vault's own exports; `plan` is a staged `BagPlan` of no vault. */
  z.object({ type: z.literal('bag'), vault, year: z.int(), place: z.string().nullable(), plan: sha256, title: z.string().min(1).max(40).optional() }),
  /** Checks a bag from elsewhere and keeps its files; its list and catalogue are among the job's files. */
  z.object({ type: z.literal('takeBag'), vault, place: z.string() }),
  /** Reads every kept file, and asks for every file a record names. */
  z.object({ type: z.literal('check'), vault }),
])
export type JobRequest = z.infer<typeof jobRequestSchema>

export const jobStateSchema = z.object({
  id: z.uuid(),
  type: z.enum(['export', 'backup', 'restore', 'rehearse', 'bag', 'takeBag', 'check']),
  vault: vault.nullable(),
  title: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  done: z.int(),
  total: z.int(),
  /** What is being done just now. */
  current: z.string(),
  startedAt: z.string(),
  /** Shown to the person; opened by `files.reveal` with the token. */
  folder: z.string(),
  folderToken: z.string().nullable(),
  files: z.array(exportedFileSchema),
  failures: z.array(z.object({ title: z.string(), error: hostErrorSchema })),
  /** backup, restore, rehearse: what was counted and compared. */
  summary: z.object({ records: z.int(), blobs: z.int(), files: z.int(), bytes: z.int(), same: z.boolean(), vault: vault.nullable(), file: z.string() }).nullable(),
  error: hostErrorSchema.nullable(),
})
export type JobState = z.infer<typeof jobStateSchema>

export const hostEventSchema = z.object({
  n: z.int().min(1),
  event: z.discriminatedUnion('type', [
    z.object({ type: z.literal('job'), job: jobStateSchema }),
    /** The writer lease of a vault went to another tab. */
    z.object({ type: z.literal('lease'), vault, tab }),
    z.object({ type: z.literal('exit') }),
  ]),
})
export type HostEvent = z.infer<typeof hostEventSchema>

export const draftSchema = z.object({ form: z.string().min(1).max(200), at: z.string(), title: z.string(), body: z.unknown() })
export type Draft = z.infer<typeof draftSchema>

export const calls = {
  'app.state': {
    input: nothing,
    output: z.object({
      shell: z.enum(['browser', 'desktop', 'cli']),
      version: z.string(),
      /** Why PDF and printing fall back to the page itself; empty when the port works. */
      pdfMissing: z.string(),
      /** Said once at the top when the shell is not the intended one. */
      warning: z.string(),
      stateRoot: z.string(),
    }),
  },
  'app.heartbeat': { input: z.object({ tab }), output: nothing },
  /** The window closes or is loaded anew: what it may write alone is free at once. */
  'app.leave': { input: z.object({ tab }), output: nothing },
  'app.exit': { input: nothing, output: nothing },

  'places.list': { input: nothing, output: z.object({ places: z.array(placeSchema) }) },
  'places.open': { input: z.object({ token: z.string() }), output: z.object({ place: placeSchema, folders: z.array(placeSchema), parent: z.string().nullable() }) },

  'vaults.list': { input: nothing, output: z.object({ vaults: z.array(vaultInfoSchema), missing: z.array(z.object({ id: vault, name: z.string(), path: z.string() })) }) },
  'vaults.create': { input: z.object({ name: z.string().min(1), sample: z.boolean(), place: z.string().nullable() }), output: vaultInfoSchema },
  /** Takes the vault off the list and moves its folder aside; nothing is deleted. */
  'vaults.remove': { input: z.object({ vault, name: z.string() }), output: z.object({ keptAt: z.string() }) },
  /** Tells how the page's store stands to the journal. Refused with `lowSpace` before anything is opened. */
  'vaults.open': {
    input: z.object({ vault, tab, store: head.nullable() }),
    output: z.object({
      info: vaultInfoSchema,
      head,
      relation: z.enum([
        /** Nothing anywhere: a new vault. */
        'new',
        /** The store stands where the journal stands. */
        'same',
        /** The store is an earlier point of this journal: replay what it lacks. */
        'behind',
        /** The journal has entries, the store none: a fault, to be explained and repaired. */
        'storeEmpty',
        /** The store knows more than the journal, or another past: keep it aside, rebuild from the journal. */
        'forked',
      ]),
      lease: z.object({ mine: z.boolean(), tab, since: z.string() }),
      freeBytes: z.object({ vault: z.number(), profile: z.number() }),
      /** What was repaired on the way, in words: a torn tail cut, a bad middle restored from a snapshot. */
      repairs: z.array(z.string()),
      /** Set when the journal cannot be written: the books open read-only, with the reason. */
      readOnly: hostErrorSchema.nullable(),
    }),
  },
  'lease.take': { input: z.object({ vault, tab }), output: z.object({ since: z.string() }) },

  'journal.append': {
    input: z.object({ vault, tab, expectedSeq: z.int().min(1), commit: z.union([commitDraftSchema, z.object({ staged: sha256 })]) }),
    output: z.object({ seq: z.int(), hash: sha256, at: z.string() }),
  },
  /** Entries after `after`, as many as fit a call; an entry too large comes as a staged blob, alone. `hash` is that of the last one returned. */
  'journal.read': {
    input: z.object({ vault, after: z.int().min(0) }),
    output: z.object({ entries: z.array(journalEntrySchema), staged: z.object({ seq: z.int(), sha256 }).nullable(), last: head, head }),
  },
  /** Removes named fields of one record from every entry of the past; leaves a line that it was done, and by whom. The chain is made anew. */
  'journal.purge': { input: z.object({ vault, tab, id: z.uuid(), fields: z.array(z.string()).min(1), reason: z.string().min(1), by: z.string() }), output: head },

  'drafts.list': { input: z.object({ vault }), output: z.object({ drafts: z.array(draftSchema) }) },
  'drafts.put': { input: z.object({ vault, draft: draftSchema }), output: nothing },
  'drafts.drop': { input: z.object({ vault, form: z.string() }), output: nothing },

  /** Reads a staged spreadsheet (.xlsx, .csv) into rows: the answer's blob is JSON `{sheets: [{name, rows: string[][]}]}` (see `shared/text/sheet.ts`). */
  'sheet.read': { input: z.object({ vault, staged: sha256, name: z.string() }), output: z.object({ staged: sha256, sheets: z.array(z.object({ name: z.string(), rows: z.int() })), encoding: z.string() }) },

  /** Reads a staged report (.docx, .txt): its parts by their headings, and what belongs to none (`shared/duties/report-import.ts`). */
  'report.read': { input: z.object({ vault, staged: sha256, name: z.string() }), output: z.object({ parts: z.array(z.object({ part: z.enum(analysisParts), text: z.string() })), unrecognised: z.array(z.string()) }) },
  /** The placeholders of a superior's Word form, staged or kept, with their places; what is no harmless form is refused. */
  'word.readForm': {
    input: z.object({ vault, sha256, stage: z.boolean(), name: z.string() }),
    output: z.object({ tags: z.array(z.object({ name: z.string(), inside: z.array(z.string()), place: z.string() })), problems: z.array(z.object({ what: z.string(), place: z.string() })) }),
  },

  /** What a kept file is on paper: pages of a PDF, 1 of a picture, null of anything else; `unreadable` when it should be one of these and is broken. */
  'blob.pages': { input: z.object({ vault, sha256, name: z.string() }), output: z.object({ pages: z.int().nullable(), unreadable: z.boolean() }) },

  /** Renders one document as PDF into a staged blob, for looking at and printing. One too large for a call comes staged, as JSON. */
  /** `vault` null: a paper that belongs to no books, as before there are any. */
  'paper.pdf': { input: z.union([z.object({ vault: vault.nullable(), document: printDocumentSchema }), z.object({ vault, staged: sha256 })]), output: z.object({ staged: sha256, pages: z.int() }) },

  /** Which of the faces a paper needs this machine has, and what stands in for the rest; see `shared/paper/preflight.ts`. */
  'paper.preflight': {
    input: z.object({ needs: z.array(z.object({ face: z.enum(faces), characters: z.string().max(100_000) })).max(faces.length) }),
    output: z.object({ faces: z.array(z.object({ face: z.enum(faces), wanted: z.string(), used: z.string().nullable(), sameStyle: z.boolean(), lacking: z.array(z.object({ characters: z.string(), instead: z.string().nullable() })) })) }),
  },

  'jobs.start': { input: z.object({ job: jobRequestSchema }), output: z.object({ job: z.uuid() }) },
  /** A document too large for a call comes staged: the JSON of a list of documents. */
  'jobs.feed': { input: z.union([z.object({ job: z.uuid(), documents: z.array(exportDocumentSchema).min(1) }), z.object({ job: z.uuid(), vault, staged: sha256 })]), output: nothing },
  'jobs.seal': { input: z.object({ job: z.uuid() }), output: nothing },
  'jobs.cancel': { input: z.object({ job: z.uuid() }), output: nothing },
  'jobs.list': { input: nothing, output: z.object({ jobs: z.array(jobStateSchema), lastEvent: z.int() }) },

  /** 无记名机投 (`electron/host/ballot`). Makes a box and leaves it locked; slips and codes are told this once and kept nowhere. */
  'ballot.make': {
    input: z.object({ ...box, form: ballotFormSchema, electors: z.int().min(0).max(100_000), way: z.enum(admissionWays) }),
    output: z.object({ slips: z.tuple([z.string(), z.string()]), codes: z.array(z.string()) }),
  },
  /** With both slips, as they stand on paper: before the first vote, and after a power cut. */
  'ballot.open': { input: z.object({ ...box, slips: openingSlips }), output: ballotStatusSchema },
  'ballot.status': { input: z.object(box), output: ballotStatusSchema },
  /** What the voting page shows; `ticket` when the scrutineer has let someone in. */
  'ballot.booth': {
    input: nothing,
    output: z.object({
      open: z.object({ session: z.uuid(), form: ballotFormSchema, way: z.enum(admissionWays), ticket: z.string().nullable(), paused: z.boolean() }).nullable(),
      /** Why no voting window can be opened here; empty when it can. */
      missing: z.string(),
    }),
  },
  /** Opens the voting window on a profile of its own, which goes with it. */
  'ballot.window': { input: nothing, output: nothing },
  /** On the voting page, by the code of a cut slip. */
  'ballot.admit': { input: z.object({ session: z.uuid(), code: z.string().max(20) }), output: z.object({ ticket: z.string() }) },
  /** At the desk, by the scrutineer: the next of the list, or one of it who votes again. */
  'ballot.letIn': { input: z.object({ session: z.uuid(), number: z.int().nullable() }), output: z.object({ number: z.int() }) },
  'ballot.leave': { input: z.object({ session: z.uuid() }), output: nothing },
  /** At the desk: nobody more is let in until it goes on. */
  'ballot.pause': { input: z.object({ session: z.uuid(), on: z.boolean() }), output: nothing },
  'ballot.cast': { input: z.object({ session: z.uuid(), ticket: z.string().max(64), marks: ballotMarksSchema }), output: nothing },
  /** `drop`: fewer than five left over are given up. */
  'ballot.close': { input: z.object({ ...box, drop: z.boolean() }), output: ballotStatusSchema },
  /** Of a closed box alone, and with both slips; nothing else ever tells a sum. */
  'ballot.read': { input: z.object({ ...box, slips: openingSlips }), output: ballotTotalsSchema.extend({ lost: z.array(z.int()), dropped: z.int() }) },
  /** When the tally stands in the books; `giveUp`: a box that was never closed. */
  'ballot.clear': { input: z.object({ ...box, giveUp: z.boolean() }), output: nothing },

  /** A copy of one of the vault's files among what is exported, for the program it belongs to: Word. */
  'files.copyOut': { input: z.object({ vault, sha256, name: z.string().min(1), year: z.string() }), output: z.object({ file: z.string(), folder: z.string(), folderToken: z.string() }) },
  /** 打开所在文件夹 */
  'files.reveal': { input: z.object({ token: z.string() }), output: nothing },
} as const

export type CallName = keyof typeof calls
export type CallInput<N extends CallName> = z.input<(typeof calls)[N]['input']>
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['output']>
/** The host as either side sees it. */
export type Call = <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>

export function isCallName(name: string): name is CallName {
  return Object.hasOwn(calls, name)
}

export const answerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: hostErrorSchema }),
])
export type Answer = z.infer<typeof answerSchema>

/** What the desktop shell hands to the page as `vanguard`; in the browser shell there is none, and calls go over HTTP. */
export type DesktopBridge = {
  readonly shell: 'desktop'
  readonly call: (name: string, input: unknown) => Promise<Answer>
  /** Events from now on; what was missed is asked with `jobs.list`. */
  readonly onEvent: (listener: (event: HostEvent) => void) => () => void
}
