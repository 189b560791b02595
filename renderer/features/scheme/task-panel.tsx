import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import type { Scheme } from '#shared/model/scheme'
import { markTaskDone, unmarkTask } from '#shared/duties/scheme'
import { carryOut, dutyContext, useCanWrite } from '../../app/session'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { PartialDateInput } from '../../ui/partial-date-input'
import { SidePanel } from '../../ui/side-panel'

type Stage = Scheme['stages'][number]

/** One task: what it is, and the note that it was done, here or on paper. */
export function TaskPanel({ scheme, stage, task, onClose }: { readonly scheme: Scheme; readonly stage: Stage; readonly task: Stage['tasks'][number]; readonly onClose: () => void }) {
  const canWrite = useCanWrite()
  const [on, setOn] = useState<string | null>(task.doneOn ?? dutyContext().today)
  const [problem, setProblem] = useState('')
  const [offline, setOffline] = useState(task.doneOffline)
  const [note, setNote] = useState(task.note)
  const mark = () => {
    if (on === null) {
      setProblem(problem === '' ? '写上哪天办的' : problem)
      return
    }
    void attempt(() => carryOut(markTaskDone(scheme, task.id, { on, offline, note })))
  }
  return (
    <SidePanel
      title={task.title}
      fact={stage.name}
      onClose={onClose}
      keys="↑ ↓ 换一项　　Esc 关"
      acts={
        <>
          <Button type="primary" disabled={!canWrite} onClick={mark}>
            {task.doneOn === null ? '记为办完' : '改这一笔'}
          </Button>
          {task.doneOn !== null && (
            <Button disabled={!canWrite} onClick={() => void attempt(() => carryOut(unmarkTask(scheme, task.id)))}>
              改回未办
            </Button>
          )}
        </>
      }
    >
      <p>{task.detail}</p>
      <Field label="哪天办的" error={problem}>
        {(control) => (
          <PartialDateInput {...control} disabled={!canWrite} value={on} onChange={(value, wrong) => { setOn(value); setProblem(wrong ?? '') }} />
        )}
      </Field>
      <Checkbox checked={offline} disabled={!canWrite} onChange={(event) => setOffline(event.target.checked)}>
        线下已办，材料在纸上
      </Checkbox>
      <Field label="记一句" hint="比如材料放在哪里">
        {(control) => <Input.TextArea {...control} value={note} disabled={!canWrite} rows={3} maxLength={2000} onChange={(event) => setNote(event.target.value)} />}
      </Field>
    </SidePanel>
  )
}
