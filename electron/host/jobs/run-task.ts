import { assertNever } from '#shared/text/assert-never'
import { runBackup } from './backup'
import { runBag } from './bag'
import { runCheck } from './check'
import { runExport } from './export'
import { runRehearse, runRestore } from './restore'
import { runTakeBag } from './take-bag'
import type { Outcome, Task, TaskRoom } from './task'

const stopped: Outcome = { cancelled: true, folder: '', summary: null, restored: null }

function choose(task: Task, room: TaskRoom): Promise<Outcome> {
  switch (task.type) {
    case 'export':
      return runExport(task, room)
    case 'backup':
      return runBackup(task, room)
    case 'restore':
      return runRestore(task, room)
    case 'rehearse':
      return runRehearse(task, room)
    case 'bag':
      return runBag(task, room)
    case 'takeBag':
      return runTakeBag(task, room)
    case 'check':
      return runCheck(task, room)
    default:
      return assertNever(task)
  }
}

/** One task from beginning to end, in whichever thread. Being stopped is an outcome, not an error. */
export async function runTask(task: Task, room: TaskRoom): Promise<Outcome> {
  try {
    return await choose(task, room)
  } catch (thrown) {
    if (room.signal.aborted) return stopped
    throw thrown
  }
}
