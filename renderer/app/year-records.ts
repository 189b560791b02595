import { useEffect, useMemo } from 'react'
import { gapsOf, type YearRecords } from '#shared/duties/year-view'
import { setGaps } from './gaps'
import { dutyContext, useRecords, useSingle, useYear } from './session'

/** What the desk and the sidebar work their lists out of. */
export function useYearRecords(): YearRecords {
  const organisation = useSingle('organisation')
  const members = useRecords('member')
  const schemes = useRecords('scheme')
  const rounds = useRecords('pledgeRound')
  const pledges = useRecords('pledge')
  const reports = useRecords('analysisReport')
  const reviews = useRecords('review')
  const handlings = useRecords('handling')
  return useMemo(() => ({ organisation, members, schemes, rounds, pledges, reports, reviews, handlings }), [organisation, members, schemes, rounds, pledges, reports, reviews, handlings])
}

/** Keeps what the sidebar says beside each room; stands once, in the frame. */
export function useKeepGaps(): void {
  const records = useYearRecords()
  const year = useYear()
  useEffect(() => setGaps(gapsOf(records, year, dutyContext().today)), [records, year])
}
