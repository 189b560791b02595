import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { chromiumPdf } from '../browser/pdf'
import { findChromium } from '../browser/chromium'
import { createHost } from '#host/create-host'
import { nodePorts } from '#host/node-ports'
import type { Host } from '#host/assemble-host'
import type { Call } from '#shared/host'

/** The host of one command: in a state folder and a home of its own, with a clock the command sets. */
export type CommandHost = { readonly host: Host; readonly call: Call; readonly close: () => Promise<void> }

export async function openCommandHost(room: { readonly stateRoot: string; readonly home: string; readonly clock: () => Date; readonly random?: (bytes: number) => Uint8Array }): Promise<CommandHost> {
  const pdf = chromiumPdf({ find: () => findChromium({ platform: process.platform, env: process.env, home: homedir(), exists: existsSync }) })
  const host = await createHost({
    ...nodePorts({ shell: 'cli', stateRoot: room.stateRoot, warning: '', pdf, quit: () => undefined }),
    drives: async () => [{ path: room.home, label: '', kind: 'home', system: false }],
    clock: room.clock,
    ...(room.random === undefined ? {} : { random: room.random }),
  })
  return {
    host,
    // The host has checked the answer with the same schema the type comes from.
    call: (async (name, input) => host.call(name, input)) as Call,
    close: async () => {
      await host.close()
      await pdf.close()
    },
  }
}
