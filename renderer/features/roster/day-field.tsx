import { useState } from 'react'
import { dutyContext } from '../../app/session'
import { PartialDateInput } from '../../ui/partial-date-input'
import { setListView, useListView } from './list-view'

/** 截至: the day the roster is looked at, said in full; emptied it is today again. */
export function DayField() {
  const { today } = dutyContext()
  const { day } = useListView()
  const [typed, setTyped] = useState(day ?? today)
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <>
      <label className="roster-day" title="看过去某一天的名册；空着就是今天">
        <span>截至</span>
        <PartialDateInput
          value={typed === '' ? null : typed}
          status={problem === null ? '' : 'error'}
          aria-invalid={problem !== null}
          onChange={(value, wrong) => {
            setTyped(value ?? '')
            setProblem(wrong)
            if (wrong === null) setListView({ day: value === today ? null : value })
          }}
        />
      </label>
      {problem !== null && (
        <span className="late small" role="alert">
          {problem}
        </span>
      )}
    </>
  )
}
