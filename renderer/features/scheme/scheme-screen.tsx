import { Button, Select } from 'antd'
import { useMemo, useState } from 'react'
import type { Scheme } from '#shared/model/scheme'
import { adoptScheme, dueTasks } from '#shared/duties/scheme'
import { builtInSchemes, taskDuties, type TaskDuty } from '#shared/scheme/built-in'
import { Page, PageHeader } from '../../app/page-header'
import { fromHere, go, useRoute } from '../../app/route'
import { carryOut, dutyContext, useCanWrite, useRecords, useYear } from '../../app/session'
import { DataTable } from '../../ui/data-table'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { WithPanel } from '../../ui/side-panel'
import { Stamp } from '../../ui/stamp'
import { StateMark } from '../../ui/state-mark'
import { sayCellDate } from '../../ui/say'
import { StageTimeline } from '../../ui/stage-timeline'
import { TaskPanel } from './task-panel'
import './scheme.css'

/** 方案与计划: adopt a built-in scheme, see its stages on a timeline, mark what was done. */
export function SchemeScreen() {
  const schemes = useRecords('scheme')
  const { path } = useRoute()
  const scheme = schemes.find((one) => one.id === path[0]) ?? schemes.at(-1) ?? null
  const [choosing, setChoosing] = useState(false)
  if (scheme === null || choosing) return <ChooseScheme taken={schemes} onBack={schemes.length === 0 ? null : () => setChoosing(false)} onChosen={() => setChoosing(false)} />
  return <OneScheme key={scheme.id} scheme={scheme} others={schemes} taskId={path[1] ?? null} onChoose={() => setChoosing(true)} />
}

function ChooseScheme({ taken, onBack, onChosen }: { readonly taken: readonly Scheme[]; readonly onBack: (() => void) | null; readonly onChosen: () => void }) {
  const year = useYear()
  const canWrite = useCanWrite()
  const adopt = (make: (typeof builtInSchemes)[number]['make']) =>
    void attempt(async () => {
      const outcome = adoptScheme(dutyContext(), make(year))
      const then = fromHere()
      await carryOut(outcome)
      const made = outcome.ok ? outcome.step.records[0]?.after : undefined
      onChosen()
      if (made != null) then(() => go('scheme', [made.id]))
    })
  return (
    <Page header={<PageHeader title="方案与计划" fact="采用一个，各阶段和任务都能再改" acts={onBack === null ? undefined : <Button onClick={onBack}>不选了</Button>} />}>
      {taken.length === 0 && (
        <EmptyState drawing="year" title={`${year}年度还没有方案`}>
          先采用一个现成的，再照自己的实际改。
        </EmptyState>
      )}
      <ul className="offers" aria-label="现成的方案">
        {builtInSchemes.map((offer, index) => {
          const made = offer.make(year)
          const has = taken.some((one) => one.source === `${made.id}@${made.version}` && one.title === made.title)
          return (
            <li key={offer.id}>
              <div>
                <h2>{offer.yearly ? made.title : offer.title}</h2>
                <p>{offer.about}</p>
                <p className="quiet">{made.stages.map((stage) => stage.name).join('　')}</p>
              </div>
              {has ? (
                <span className="quiet">已经采用</span>
              ) : (
                <Button type={taken.length === 0 && index === 0 ? 'primary' : 'default'} disabled={!canWrite} onClick={() => adopt(offer.make)} aria-label={`采用${offer.title}`}>
                  采用
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Page>
  )
}

type Line = { readonly stage: Scheme['stages'][number]; readonly task: Scheme['stages'][number]['tasks'][number]; readonly late: number }

function OneScheme({ scheme, others, taskId, onChoose }: { readonly scheme: Scheme; readonly others: readonly Scheme[]; readonly taskId: string | null; readonly onChoose: () => void }) {
  const { today } = dutyContext()
  const late = useMemo(() => new Map(dueTasks(scheme, today).map((due) => [due.task.id, due.late])), [scheme, today])
  const lines: Line[] = scheme.stages.flatMap((stage) => stage.tasks.map((task) => ({ stage, task, late: late.get(task.id) ?? 0 })))
  const chosen = lines.find((line) => line.task.id === taskId) ?? null
  const done = lines.filter((line) => line.task.doneOn !== null).length
  // A campaign that ended years ago is history: its open tasks are not late, they were not recorded.
  const history = scheme.stages.every((stage) => stage.to !== null && stage.to < `${Number(today.slice(0, 4)) - 1}`)
  return (
    <Page
      fill
      header={
        <PageHeader
          title="方案与计划"
          fact={`${scheme.stages.length} 个阶段，${done}/${lines.length} 项办了`}
          acts={
            <>
              {others.length > 1 && (
                <Select aria-label="看哪个方案" className="scheme-pick" value={scheme.id} onChange={(id) => go('scheme', [id])} options={others.map((one) => ({ value: one.id, label: one.title }))} />
              )}
              <Button onClick={onChoose}>再采用一个方案</Button>
            </>
          }
        />
      }
    >
      <WithPanel panel={chosen === null ? null : <TaskPanel key={chosen.task.id} scheme={scheme} stage={chosen.stage} task={chosen.task} onClose={() => go('scheme', [scheme.id], { replace: true })} />}>
        <div className="scheme">
          <h2 className="scheme-title">{scheme.title}</h2>
          <StageTimeline stages={scheme.stages} today={today} />
          <DataTable
            label="方案里的任务"
            rows={lines}
            rowKey={(line) => line.task.id}
            chosen={taskId}
            onChoose={(line) => go('scheme', [scheme.id, line.task.id], { replace: true })}
            searchText={(line) => `${line.stage.name} ${line.task.title} ${line.task.detail}`}
            searchHint="任务"
            group={(line) => line.stage.name}
            empty={<EmptyState drawing="table" title="这个方案还没有任务" />}
            foot={scheme.branchStandard.length === 0 ? undefined : `${scheme.branchStandard.join('、')}；${scheme.memberStandard.join('、')}`}
            columns={[
              { key: 'title', title: '任务', cell: (line) => <>{line.task.title}<span className="scheme-detail quiet">{line.task.detail}</span></> },
              { key: 'duty', title: '在哪里办', width: 110, cell: (line) => taskDuties[line.task.duty as Exclude<TaskDuty, ''>] ?? '' },
              { key: 'due', title: '时限', width: 120, cell: (line) => (line.task.due === null ? '' : sayCellDate(line.task.due)) },
              {
                key: 'done', title: '办了没有', width: 150,
                cell: (line) =>
                  line.task.doneOn !== null ? <StateMark state="done">{sayCellDate(line.task.doneOn)}{line.task.doneOffline ? '　线下' : ''}</StateMark> : line.late > 0 && !history ? <><Stamp mark="逾" title="" /> <span className="late">{line.late} 天</span></> : '',
              },
            ]}
          />
        </div>
      </WithPanel>
    </Page>
  )
}
