import type { ImportDryRun, ImportRow } from '#shared/duties/roster-import'
import { HouseError } from '#shared/errors'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { call, getStaged, putStaged } from '../../data/host-client'
import type { FromWorker, SheetInfo, ToWorker } from './import-messages'

/** Larger than any roster; the host would refuse it too, but only after all of it was sent there. */
export const maxSheetBytes = 20 * 1024 ** 2

/** A file read by the host and open in the worker. */
export type OpenedFile = {
  readonly name: string
  readonly sheets: readonly SheetInfo[]
  /** The one that looks most like a roster. */
  readonly picked: number
  readonly run: (sheet: number, members: readonly Member[], organisation: Organisation, context: RunContext, onProgress: (done: number, total: number) => void) => Promise<ImportDryRun>
  readonly close: () => void
}
export type RunContext = { readonly today: string; readonly rulePack: string; readonly seq: number }

/** Refuses in one sentence what is no roster; nothing of it is kept. */
export async function openSheetFile(file: File, vault: string): Promise<OpenedFile> {
  const { name, size } = file
  if (size === 0) throw new HouseError('sheetEmpty', { name })
  if (size > maxSheetBytes) throw new HouseError('tooLarge', { name, mb: Math.ceil(size / 1024 ** 2), maxMb: maxSheetBytes / 1024 ** 2, next: '只留下党员名册那一张表，另存为 .xlsx，再导入。' })
  const staged = await putStaged(await readable(file), vault)
  const read = await call('sheet.read', { vault, staged, name: name.slice(0, 200) })
  const bytes = (await getStaged(read.staged, vault)).buffer
  const line = startWorker()
  try {
    const { sheets, picked } = await line.ask({ type: 'file', bytes }, 'sheets', { transfer: [bytes] })
    if (picked === null) throw new HouseError('sheetNoNames', { name })
    return { name, sheets, picked, close: line.close, run: (...how) => run(line, ...how) }
  } catch (thrown) {
    line.close()
    throw thrown
  }
}

/** A file moved or locked since it was chosen cannot be read; said as such, not as a fault of the app. */
async function readable(file: File): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch (thrown) {
    throw new HouseError('sheetUnreadable', { name: file.name }, thrown instanceof Error ? thrown.message : String(thrown))
  }
}

const slice = 200
const breath = () => new Promise<void>((resolve) => { setTimeout(resolve, 0) })

async function run(line: Line, sheet: number, members: readonly Member[], organisation: Organisation, context: RunContext, onProgress: (done: number, total: number) => void): Promise<ImportDryRun> {
  line.send({ type: 'members', members: members.slice(0, slice), first: true })
  for (let from = slice; from < members.length; from += slice) {
    await breath()
    line.send({ type: 'members', members: members.slice(from, from + slice), first: false })
  }
  const rows: ImportRow[] = []
  const { result } = await line.ask({ type: 'run', sheet, organisation, context }, 'result', {
    meanwhile: (message) => {
      if (message.type !== 'rows') return
      rows.push(...message.rows)
      onProgress(rows.length, message.total)
    },
  })
  return { ...result, rows }
}

type Answer<T extends FromWorker['type']> = Extract<FromWorker, { readonly type: T }>
type Asking = { readonly transfer?: Transferable[]; readonly meanwhile?: (message: FromWorker) => void }
type Line = {
  readonly send: (message: ToWorker, transfer?: Transferable[]) => void
  readonly ask: <T extends FromWorker['type']>(message: ToWorker, awaited: T, options: Asking) => Promise<Answer<T>>
  readonly close: () => void
}

function startWorker(): Line {
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module' })
  const send = (message: ToWorker, transfer: Transferable[] = []) => worker.postMessage(message, transfer)
  let stop: ((thrown: HouseError) => void) | null = null
  return {
    send,
    ask: <T extends FromWorker['type']>(message: ToWorker, awaited: T, { transfer, meanwhile }: Asking) =>
      new Promise<Answer<T>>((resolve, reject) => {
        stop = reject
        worker.onerror = (event) => reject(new HouseError('bug', {}, `import worker: ${event.message}`))
        worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
          if (data.type === 'failed') reject(new HouseError('bug', {}, data.technical))
          else if (isAnswer(data, awaited)) resolve(data)
          else meanwhile?.(data)
        }
        send(message, transfer)
      }),
    close: () => {
      worker.terminate()
      stop?.(new HouseError('cancelled'))
    },
  }
}

function isAnswer<T extends FromWorker['type']>(message: FromWorker, awaited: T): message is Answer<T> {
  return message.type === awaited
}
