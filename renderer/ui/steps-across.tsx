import { Tick } from './state-mark'
import './ui.css'

/** A document's life across the top (at most 8 steps): done with what it left behind, current under the red bar, later in grey. */
export type LifeStep<Id extends string = string> = { readonly id: Id; readonly name: string; readonly done: boolean; readonly left?: string }
export type StepsAcrossProps<Id extends string> = { readonly steps: readonly LifeStep<Id>[]; readonly current: Id; readonly onGo?: (id: Id) => void; readonly label?: string }

export function StepsAcross<Id extends string>({ steps, current, onGo, label = '步骤' }: StepsAcrossProps<Id>) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step) => {
        const text = step.left === undefined || step.left === '' ? step.name : `${step.name} ${step.left}`
        return (
          <li key={step.id} aria-current={step.id === current ? 'step' : undefined}>
            {step.done && (
              <>
                <Tick />
                <span className="unseen">已办</span>
              </>
            )}
            {onGo === undefined ? (
              <span>{text}</span>
            ) : (
              <button type="button" className="linkish" onClick={() => onGo(step.id)}>
                {text}
              </button>
            )}
          </li>
        )
      })}
    </ol>
  )
}
