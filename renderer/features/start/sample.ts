import type { VaultInfo } from '#shared/host'
import { openVault } from '../../app/session'
import { call } from '../../data/host-client'

/** What fills a new sample vault once it is open: the commits of `shared/sample`, each carried out in turn. */
export type SampleFiller = (vault: VaultInfo) => Promise<void>

let filler: SampleFiller | null = null

/** Called once at start-up by the wiring; without it the start screen does not offer a sample. */
export function provideSample(fill: SampleFiller): void {
  filler = fill
}

export function hasSample(): boolean {
  return filler !== null
}

/** A filled sample branch in a vault of its own, marked as one: removable as a whole. */
export async function createSampleVault(place: string | null = null): Promise<VaultInfo> {
  const fill = filler
  if (fill === null) throw new Error('no sample was provided')
  const info = await call('vaults.create', { name: '示例支部', sample: true, place })
  await openVault(info.id)
  await fill(info)
  return info
}
