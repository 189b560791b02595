import type { Scheme } from '#shared/model/scheme'
import { wall, warning, type Finding } from '#shared/rules/findings'
import { schemeSource, type BuiltInScheme } from '#shared/scheme/built-in'
import { daysBetween, firstDay, lastDay, surelyBefore } from '#shared/text/partial-date'
import { created, finish, headOf, refused, revised, type DutyContext, type Outcome } from './transition'

export type Stage = Scheme['stages'][number]
export type Task = Stage['tasks'][number]
export type StageInput = Pick<Stage, 'name' | 'from' | 'to'>
export type TaskInput = Pick<Task, 'title' | 'detail' | 'duty' | 'due'>

/** Copies a built-in scheme into the books, where every stage may be edited: superiors differ on stages, and a scheme's own count of them too. */
export function adoptScheme(context: DutyContext, builtIn: BuiltInScheme): Outcome {
  const record: Scheme = {
    ...headOf(context), kind: 'scheme', title: builtIn.title, source: schemeSource(builtIn), issuer: builtIn.issuer, issuedOn: builtIn.issuedOn, docNo: builtIn.docNo, purpose: builtIn.purpose,
    branchStandard: [...builtIn.branchStandard], memberStandard: [...builtIn.memberStandard],
    stages: builtIn.stages.map((stage) => ({
      id: context.newId(), name: stage.name, from: stage.from, to: stage.to,
      tasks: stage.tasks.map((task) => ({ id: context.newId(), ...task, doneOn: null, doneOffline: false, note: '' })),
    })),
  }
  return finish({ title: `采用了《${record.title}》`, records: [created(record)] })
}

export type SchemePatch = Partial<Pick<Scheme, 'title' | 'issuer' | 'issuedOn' | 'docNo' | 'purpose' | 'branchStandard' | 'memberStandard'>>

/** A scheme written here, from an empty sheet. */
export function writeScheme(context: DutyContext, input: SchemePatch & Pick<Scheme, 'title'>): Outcome {
  const record: Scheme = { ...headOf(context), kind: 'scheme', source: '', issuer: '', issuedOn: null, docNo: '', purpose: '', branchStandard: [], memberStandard: [], ...input, stages: [] }
  return finish({ title: `写了《${record.title}》`, records: [created(record)] })
}

export function editScheme(before: Scheme, patch: SchemePatch): Outcome {
  return finish({ title: `改了《${before.title}》`, records: [revised(before, patch)] })
}

export function addStage(context: DutyContext, before: Scheme, input: StageInput): Outcome {
  return withStages(before, [...before.stages, { id: context.newId(), ...input, tasks: [] }], `添了“${input.name}”阶段`)
}

export function editStage(before: Scheme, stageId: string, patch: Partial<StageInput>): Outcome {
  const old = before.stages.find((stage) => stage.id === stageId)
  if (old === undefined) return noSuch(before, '阶段')
  return withStages(before, before.stages.map((stage) => (stage.id === stageId ? { ...stage, ...patch } : stage)), `改了“${old.name}”阶段`)
}

export function removeStage(before: Scheme, stageId: string): Outcome {
  const old = before.stages.find((stage) => stage.id === stageId)
  if (old === undefined) return noSuch(before, '阶段')
  return withStages(before, before.stages.filter((stage) => stage.id !== stageId), `去掉了“${old.name}”阶段`)
}

/** Puts a stage at another place in the list, counted from 0. */
export function moveStage(before: Scheme, stageId: string, to: number): Outcome {
  const old = before.stages.find((stage) => stage.id === stageId)
  if (old === undefined) return noSuch(before, '阶段')
  const rest = before.stages.filter((stage) => stage.id !== stageId)
  const place = Math.max(0, Math.min(rest.length, to))
  return withStages(before, [...rest.slice(0, place), old, ...rest.slice(place)], `移动了“${old.name}”阶段`)
}

export function addTask(context: DutyContext, before: Scheme, stageId: string, input: TaskInput): Outcome {
  if (!before.stages.some((stage) => stage.id === stageId)) return noSuch(before, '阶段')
  const task: Task = { id: context.newId(), ...input, doneOn: null, doneOffline: false, note: '' }
  return withStages(before, before.stages.map((stage) => (stage.id === stageId ? { ...stage, tasks: [...stage.tasks, task] } : stage)), `添了任务“${input.title}”`)
}

export function editTask(before: Scheme, taskId: string, patch: Partial<TaskInput & Pick<Task, 'note'>>): Outcome {
  return withTask(before, taskId, (task) => ({ ...task, ...patch }), (task) => `改了任务“${task.title}”`)
}

export function removeTask(before: Scheme, taskId: string): Outcome {
  const old = taskOf(before, taskId)
  if (old === null) return noSuch(before, '任务')
  return withStages(before, before.stages.map((stage) => ({ ...stage, tasks: stage.tasks.filter((task) => task.id !== taskId) })), `去掉了任务“${old.title}”`)
}

/** Done on a day, or 线下已办: done on paper, with a note of where the paper is. A past day is as good as today. */
export function markTaskDone(before: Scheme, taskId: string, input: { readonly on: string; readonly offline: boolean; readonly note: string }): Outcome {
  return withTask(before, taskId, (task) => ({ ...task, doneOn: input.on, doneOffline: input.offline, note: input.note }), (task) => (input.offline ? `任务“${task.title}”记为线下已办` : `办完了任务“${task.title}”`))
}

export function unmarkTask(before: Scheme, taskId: string): Outcome {
  return withTask(before, taskId, (task) => ({ ...task, doneOn: null, doneOffline: false }), (task) => `任务“${task.title}”改回未办`)
}

function taskOf(scheme: Scheme, taskId: string): Task | null {
  return scheme.stages.flatMap((stage) => stage.tasks).find((task) => task.id === taskId) ?? null
}

function withTask(before: Scheme, taskId: string, change: (task: Task) => Task, title: (task: Task) => string): Outcome {
  const old = taskOf(before, taskId)
  if (old === null) return noSuch(before, '任务')
  return withStages(before, before.stages.map((stage) => ({ ...stage, tasks: stage.tasks.map((task) => (task.id === taskId ? change(task) : task)) })), title(old))
}

function withStages(before: Scheme, stages: Scheme['stages'], title: string): Outcome {
  return finish({ title, records: [revised(before, { stages })], findings: stages.flatMap(stageFindings) })
}

function stageFindings(stage: Stage, index: number): readonly Finding[] {
  const backwards = stage.from !== null && stage.to !== null && surelyBefore(stage.to, stage.from)
  const early = stage.tasks.flatMap((task, at) =>
    task.due !== null && stage.from !== null && surelyBefore(task.due, stage.from)
      ? [warning('taskBeforeStage', `任务“${task.title}”的时限早于“${stage.name}”的开始`, { field: `stages.${index}.tasks.${at}.due` })]
      : [],
  )
  return backwards ? [wall('stageBackwards', `“${stage.name}”的结束早于开始，请改其中一个`, { field: `stages.${index}.to` }), ...early] : early
}

function noSuch(scheme: Scheme, what: string): Outcome {
  return refused(wall('missing', `方案里没有这个${what}`, { recordId: scheme.id, field: 'stages' }))
}

/** The stage a full date falls in; of overlapping ones the one that began last; null between stages. Open ends reach as far as they can. */
export function stageOn(scheme: Pick<Scheme, 'stages'>, date: string): Stage | null {
  const holding = scheme.stages.filter((stage) => (stage.from !== null || stage.to !== null) && (stage.from === null || firstDay(stage.from) <= date) && (stage.to === null || date <= lastDay(stage.to)))
  return holding.reduce<Stage | null>((best, stage) => (best === null || (stage.from !== null && (best.from === null || firstDay(stage.from) >= firstDay(best.from))) ? stage : best), null)
}

export type DueTask = { readonly stage: Stage; readonly task: Task; readonly due: string; /** Above 0: late by so many days. */ readonly late: number }

/** Open tasks with a date (their own, else the end of their stage), the most pressing first. */
export function dueTasks(scheme: Pick<Scheme, 'stages'>, today: string): readonly DueTask[] {
  return scheme.stages
    .flatMap((stage) => stage.tasks.flatMap((task) => {
      const due = task.due ?? stage.to
      return task.doneOn !== null || due === null ? [] : [{ stage, task, due, late: daysBetween(lastDay(due), today) }]
    }))
    .sort((a, b) => b.late - a.late)
}
