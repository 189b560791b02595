import type { ReactNode } from 'react'
import { Page, PageHeader } from '../page-header'
import { hrefOf } from '../route'
import { useBoxes, useMachineDesk, type BoxPlace } from './boxes'

/** What every stage of a box has in common: its name, whose box it is, the way back. */
export function MachineFrame({ place, fact, acts, below, children }: { readonly place: BoxPlace; readonly fact: string; readonly acts?: ReactNode; readonly below?: ReactNode; readonly children: ReactNode }) {
  const { back } = useMachineDesk()
  const several = (useBoxes().places ?? []).length > 1
  return (
    <Page
      header={<PageHeader title={several ? `无记名机投：${place.electorate.name}` : '无记名机投'} fact={fact} back={{ label: back.label, href: hrefOf(back.place, back.path) }} acts={acts} />}
      below={below === undefined ? undefined : <div className="machine-below">{below}</div>}
    >
      <div className="machine">{children}</div>
    </Page>
  )
}
