import { useEffect, useRef, useState } from 'react'
import { SidePanel } from '../../ui/side-panel'
import type { RosterRow } from './list-rows'
import { actHints, actIds, actNames, likelyActs, type ActId } from './member-acts'
import type { PanelFormProps } from './member-panel'

/** 记一件事: what fits how the member stands comes first. */
export function ActChoice({ organisation, member, row, onChoose, onDone }: PanelFormProps & { readonly row: RosterRow; readonly onChoose: (act: ActId) => void }) {
  const [all, setAll] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  // The keyboard goes on where the button was.
  useEffect(() => box.current?.querySelector('button')?.focus(), [])
  const likely = likelyActs(row, organisation.units.length > 0)
  const rest = actIds.filter((act) => !likely.includes(act) && (act !== 'unit' || organisation.units.length > 0))
  return (
    <SidePanel title="记一件事" fact={member.name} onClose={onDone} keys="Esc 回去">
      <div ref={box}>
        <ActButtons label="记什么" acts={likely} onChoose={onChoose} />
      </div>
      {all ? (
        <>
          <h3 className="roster-older">补记以前的</h3>
          <ActButtons label="补记以前的" acts={rest} onChoose={onChoose} />
        </>
      ) : (
        <button type="button" className="linkish roster-older" onClick={() => setAll(true)}>
          别的事，或者补记以前的
        </button>
      )}
    </SidePanel>
  )
}

function ActButtons({ label, acts, onChoose }: { readonly label: string; readonly acts: readonly ActId[]; readonly onChoose: (act: ActId) => void }) {
  return (
    <ul className="roster-acts" aria-label={label}>
      {acts.map((act) => (
        <li key={act}>
          <button type="button" onClick={() => onChoose(act)}>
            <b>{actNames[act]}</b>
            <span>{actHints[act]}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
