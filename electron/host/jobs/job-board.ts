import type { JobState } from '#shared/host'
import type { Step } from './task'

/** One job's state as the page sees it, and when the page is told of it. */
export type JobCard = {
  readonly state: () => JobState
  readonly step: (step: Step) => void
  /** Changes and tells at once; the end of a job is never held back. */
  readonly set: (change: Partial<JobState>) => void
  readonly close: () => void
}

/** About ten times a second; less often for a long list of files, because every event carries the whole of it. */
const pauseFor = (state: JobState): number => Math.min(1000, 100 + state.files.length)

export function openCard(first: JobState, tell: (state: JobState) => void, now: () => number = Date.now): JobCard {
  let state = first
  let toldAt = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | null = null

  function tellNow(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    toldAt = now()
    tell(state)
  }

  return {
    state: () => state,
    step: (step) => {
      state = {
        ...state,
        done: step.done ?? state.done,
        total: step.total ?? state.total,
        current: step.current ?? state.current,
        files: step.file === undefined ? state.files : [...state.files, step.file],
        failures: step.failure === undefined ? state.failures : [...state.failures, step.failure],
      }
      const wait = pauseFor(state) - (now() - toldAt)
      if (wait <= 0) tellNow()
      else if (timer === null) {
        timer = setTimeout(tellNow, wait)
        timer.unref()
      }
    },
    set: (change) => {
      state = { ...state, ...change }
      tellNow()
    },
    close: () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}
