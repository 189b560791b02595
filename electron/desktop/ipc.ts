import { HouseError, toHostError } from '#shared/errors'
import { maxJsonBytes, type Answer, type HostEvent } from '#shared/host'
import { channels } from './channels'
import type { InvokePart, IpcMainPart, WindowContentsPart } from './electron-parts'
import { appHost, scheme } from './protocol'

export type IpcHost = {
  readonly call: (name: string, input: unknown) => Promise<unknown>
  readonly events: { readonly subscribe: (listener: (event: HostEvent) => void) => () => void }
}

/** The one place that touches `ipcMain`. Returns what undoes it. */
export function wireIpc(ipcMain: IpcMainPart, host: IpcHost, windows: () => readonly WindowContentsPart[]): () => void {
  ipcMain.handle(channels.call, async (event, name, input): Promise<Answer> => {
    try {
      if (!isOurs(event, windows())) throw new HouseError('badInput', { field: 'sender' }, 'not our page')
      if (typeof name !== 'string') throw new HouseError('badInput', { field: 'name' })
      // The same measure as over HTTP; the host checks the rest.
      const json = JSON.stringify(input ?? null)
      if (Buffer.byteLength(json) > maxJsonBytes) throw new HouseError('badInput', { field: 'size' })
      return { ok: true, value: await host.call(name, JSON.parse(json)) }
    } catch (error) {
      // Electron would pass on an error's message alone: errors cross as data.
      return { ok: false, error: toHostError(error) }
    }
  })
  const unsubscribe = host.events.subscribe((event) => {
    for (const contents of windows()) if (!contents.isDestroyed()) contents.send(channels.event, event)
  })
  return () => {
    unsubscribe()
    ipcMain.removeHandler(channels.call)
  }
}

/** The top frame of one of our windows, and nothing inside it. */
export function isOurs(event: InvokePart, windows: readonly WindowContentsPart[]): boolean {
  if (event.senderFrame === null || event.senderFrame.parent !== null) return false
  if (!windows.some((contents) => contents.id === event.sender.id)) return false
  try {
    const { protocol, host } = new URL(event.senderFrame.url)
    return protocol === `${scheme}:` && host === appHost
  } catch {
    return false
  }
}
