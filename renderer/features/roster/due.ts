import { useEffect, useMemo, useState } from 'react'
import { dueItems, type DueItem } from '#shared/duties/roster-due'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'

/** Many members are gone through in slices, so that the window never stands still; few are answered at once. */
const slice = 400

export function useDueItems(organisation: Organisation, members: readonly Member[], today: string): readonly DueItem[] {
  const few = members.length <= slice
  const now = useMemo(() => (few ? dueItems(organisation, members, today) : null), [few, organisation, members, today])
  const [later, setLater] = useState<readonly DueItem[]>([])
  useEffect(() => {
    if (few) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const found: DueItem[] = []
    const go = (from: number) => {
      found.push(...dueItems(from === 0 ? organisation : null, members.slice(from, from + slice), today))
      if (from + slice < members.length) timer = setTimeout(() => go(from + slice), 0)
      else setLater([...found].sort((a, b) => a.days - b.days))
    }
    timer = setTimeout(() => go(0), 100)
    return () => clearTimeout(timer)
  }, [few, organisation, members, today])
  return now ?? later
}
