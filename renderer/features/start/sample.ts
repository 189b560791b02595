import type { VaultInfo } from '#shared/host'
import { openSample, sampleActor, sampleYearNumber } from '#shared/sample/year'
import { whilePreparing } from '../../app/preparing'
import { openVault, setYear } from '../../app/session'
import { commit } from '../../data/commit'
import { call } from '../../data/host-client'
import { dropLastAct } from '../../data/session-store'

/** A filled sample branch in a vault of its own, marked as one: every step of its year, carried out in turn through the same commits as a person's. */
export async function createSampleVault(place: string | null = null): Promise<VaultInfo> {
  return whilePreparing('正在建示例', async (say) => {
    const book = openSample(() => crypto.randomUUID())
    const name = book.all('organisation')[0]?.shortName ?? '示例支部'
    const info = await call('vaults.create', { name, sample: true, place })
    await openVault(info.id, sampleActor)
    for (const [index, { step }] of book.steps.entries()) {
      say(`正在建示例，已办 ${index} 笔，共 ${book.steps.length} 笔`)
      await commit(step)
    }
    setYear(sampleYearNumber)
    // Nobody did the last of these just now.
    dropLastAct()
    return info
  })
}
