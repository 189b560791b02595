import { assertNever } from '#shared/text/assert-never'
import { runBackup } from './backup'
import { runExport } from './export'
import { runRehearse, runRestore } from './restore'
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
