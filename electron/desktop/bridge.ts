import type { Answer, DesktopBridge, HostEvent } from '#shared/host'
import { channels } from './channels'

export type IpcRendererPart = {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>
  on(channel: string, listener: (event: unknown, ...args: unknown[]) => void): unknown
  removeListener(channel: string, listener: (event: unknown, ...args: unknown[]) => void): unknown
}

/** What the page gets, and all it gets: two functions and a name. `ipcRenderer` itself and its events stay behind. */
export function makeBridge(ipcRenderer: IpcRendererPart): DesktopBridge {
  return Object.freeze({
    shell: 'desktop' as const,
    call: (name: string, input: unknown) => ipcRenderer.invoke(channels.call, name, input) as Promise<Answer>,
    onEvent: (listener: (event: HostEvent) => void) => {
      const pass = (_: unknown, event: unknown): void => listener(event as HostEvent)
      ipcRenderer.on(channels.event, pass)
      return () => void ipcRenderer.removeListener(channels.event, pass)
    },
  })
}
