import { Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { Field } from './field'

export type TwoNames = {
  readonly by: readonly [string, string]
  /** What is still wanting, in words; empty when two people stand there. */
  readonly why: string
  readonly fields: ReactNode
}

/** Who answers for a count: two people, by name. */
export function useTwoNames(labels: readonly [string, string], wanting = '写上两个人的姓名'): TwoNames {
  const [typed, setTyped] = useState<readonly [string, string]>(['', ''])
  const by: readonly [string, string] = [typed[0].trim(), typed[1].trim()]
  return {
    by, why: by.includes('') ? wanting : by[0] === by[1] ? '要是两个人' : '',
    fields: (
      <div className="fields-two">
        {labels.map((label, at) => <Field key={label} label={label} required>{(control) => <Input {...control} autoComplete="off" value={typed[at]} maxLength={50} onChange={(event) => setTyped(at === 0 ? [event.target.value, typed[1]] : [typed[0], event.target.value])} />}</Field>)}
      </div>
    ),
  }
}
