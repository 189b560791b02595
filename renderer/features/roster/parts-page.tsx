import { useMemo } from 'react'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { packInUse } from '#shared/rules/pin'
import { Page, PageHeader } from '../../app/page-header'
import { go, hrefOf } from '../../app/route'
import { dutyContext, useCanWrite, useRecords } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { FindingList } from '../../ui/finding-list'
import { countRows, rosterRows } from './list-rows'
import { PartList } from './part-list'
import { sizeFindings } from './size-findings'
import { TermsPart } from './terms-part'

/** 党小组, units of a 联合党支部, and the terms of its committee. */
export function PartsPage({ organisation, members }: { readonly organisation: Organisation; readonly members: readonly Member[] }) {
  const canWrite = useCanWrite()
  const overrides = useRecords('ruleOverride')
  const pins = useRecords('rulePin')
  const { today } = dutyContext()
  const rows = useMemo(() => rosterRows(members, today, 'roster'), [members, today])
  const counts = useMemo(() => countRows(rows), [rows])
  const pack = useMemo(() => (packInUse(dutyContext(), organisation.era, overrides, pins) ?? packInUse(dutyContext(), 'current', [], []))?.pack ?? null, [organisation.era, overrides, pins])
  useShortcut('Esc', () => go('roster'))
  const joint = organisation.type === '联合党支部' || organisation.units.length > 0
  return (
    <Page header={<PageHeader title="党小组和班子" back={{ label: '党员名册', href: hrefOf('roster') }} fact={organisation.name} />}>
      <div className="roster-parts">
        {pack !== null && <FindingList findings={sizeFindings(counts, organisation.terms.length > 0, pack)} />}
        <PartList part="groups" organisation={organisation} rows={rows} canWrite={canWrite} pack={pack} />
        {joint && <PartList part="units" organisation={organisation} rows={rows} canWrite={canWrite} pack={pack} />}
        <TermsPart organisation={organisation} canWrite={canWrite} />
      </div>
    </Page>
  )
}
