import { Button, Input } from 'antd'
import { useState } from 'react'
import type { Outcome } from '#shared/duties/transition'
import type { PostHolder } from '#shared/model/post-holder'
import { addPostHolder, editPostHolder, restorePostHolder, retirePostHolder } from '#shared/duties/post-holder'
import { carryOut, chooseActor, dutyContext, useActor, useCanWrite, useRecords } from '../../app/session'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { errorAt, FindingList } from '../../ui/finding-list'
import type { Finding } from '#shared/rules/findings'

/** Who works in these books: add, correct, stop; and who works now. */
export function HoldersPart() {
  const holders = useRecords('postHolder')
  const actor = useActor()
  const canWrite = useCanWrite()
  const [editing, setEditing] = useState<string | null>(null)
  const [findings, setFindings] = useState<readonly Finding[]>([])

  const act = async (outcome: Outcome) => {
    setFindings(outcome.ok ? [] : outcome.findings)
    if (outcome.ok) await attempt(() => carryOut(outcome))
  }
  const isNow = (one: PostHolder) => actor?.name === one.name && actor.post === one.post

  return (
    <div className="settings-part">
      <ul className="settings-holders" aria-label="经办人">
        {holders.map((one) =>
          editing === one.id ? (
            <li key={one.id}>
              <HolderForm start={one} act="改好" onBack={() => setEditing(null)} make={(name, post) => editPostHolder(one, { name, post })} onDone={(record) => { setEditing(null); if (isNow(one)) chooseActor(record) }} />
            </li>
          ) : (
            <li key={one.id}>
              <p>
                <b>{one.name}</b>　<span className="quiet">{one.post}</span>
                {isNow(one) && <span>　现在经办</span>}
                {one.retired && <span className="quiet">　不再经办</span>}
              </p>
              {!one.retired && !isNow(one) && (
                <Button size="small" title="从现在起，办的事记在这个人名下" onClick={() => chooseActor(one)}>
                  换这个人办
                </Button>
              )}
              {canWrite && !one.retired && (
                <Button size="small" onClick={() => setEditing(one.id)}>
                  改
                </Button>
              )}
              {canWrite && !isNow(one) && (
                <Button size="small" title={one.retired ? '又能选这个人' : '以前办的事还记着这个名字'} onClick={() => void act(one.retired ? restorePostHolder(one) : retirePostHolder(one, holders))}>
                  {one.retired ? '重新经办' : '不再经办'}
                </Button>
              )}
            </li>
          ),
        )}
      </ul>
      <FindingList findings={findings} />
      {canWrite &&
        (editing === 'new' ? (
          <HolderForm start={{ name: '', post: '' }} act="添上" onBack={() => setEditing(null)} make={(name, post) => addPostHolder(dutyContext(), { name, post }, holders)} onDone={() => setEditing(null)} />
        ) : (
          <div className="settings-acts">
            <Button onClick={() => setEditing('new')}>添一个经办人</Button>
            <span className="quiet small">只记是谁办的，不设密码。</span>
          </div>
        ))}
    </div>
  )
}

type HolderFormProps = {
  readonly start: Pick<PostHolder, 'name' | 'post'>
  readonly act: string
  readonly make: (name: string, post: string) => Outcome
  readonly onDone: (record: PostHolder) => void
  readonly onBack: () => void
}

function HolderForm({ start, act, make, onDone, onBack }: HolderFormProps) {
  const [name, setName] = useState(start.name)
  const [post, setPost] = useState(start.post)
  const [error, setError] = useState('')
  const save = async () => {
    const outcome = make(name, post)
    if (!outcome.ok) {
      setError(errorAt(outcome.findings, 'name'))
      return
    }
    const done = await attempt(async () => {
      await carryOut(outcome)
      return true
    })
    const record = outcome.step.records[0]?.after
    if (done === true && record?.kind === 'postHolder') onDone(record)
  }
  return (
    <form
      className="settings-acts"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Field label="姓名" required error={error}>
        {(control) => <Input {...control} value={name} autoFocus autoComplete="off" maxLength={50} onChange={(event) => { setName(event.target.value); setError('') }} />}
      </Field>
      <Field label="职务">{(control) => <Input {...control} value={post} autoComplete="off" maxLength={50} onChange={(event) => setPost(event.target.value)} />}</Field>
      <Button onClick={onBack}>先不</Button>
      <Button type="primary" htmlType="submit">
        {act}
      </Button>
    </form>
  )
}
