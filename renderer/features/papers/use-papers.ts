import { useMemo } from 'react'
import { ofKind, type AnyRecord } from '#shared/model/kinds'
import type { Organisation } from '#shared/model/organisation'
import { dutyContext, useYear } from '../../app/session'
import { useAllRecords } from '../../data/queries'

/** The books every paper here is filled from. null while they are first being read. */
export type PaperBooks = { readonly organisation: Organisation; readonly records: readonly AnyRecord[]; readonly year: number; readonly today: string }

export function usePapers(): PaperBooks | null {
  const records = useAllRecords()
  const year = useYear()
  const { today } = dutyContext()
  return useMemo(() => {
    const organisation = records === undefined ? undefined : ofKind(records, 'organisation')[0]
    return records === undefined || organisation === undefined ? null : { organisation, records, year, today }
  }, [records, year, today])
}
