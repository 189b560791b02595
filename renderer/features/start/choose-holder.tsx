import { Button, Input } from 'antd'
import { useState } from 'react'
import type { PostHolder } from '#shared/model/post-holder'
import { addPostHolder } from '#shared/duties/post-holder'
import { useShortcut } from '../../app/shortcuts'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { errorAt } from '../../ui/finding-list'
import { carryOut, chooseActor, closeVault, dutyContext, lastActorOf } from '../../app/session'
import './start.css'

/** Who works now. No password, no claim to security: it only says whose name stands at what is done. */
export type ChooseHolderProps = { readonly vaultId: string; readonly branch: string; readonly holders: readonly PostHolder[]; readonly readOnly: boolean }

export function ChooseHolder({ vaultId, branch, holders, readOnly }: ChooseHolderProps) {
  const working = holders.filter((one) => !one.retired)
  const remembered = lastActorOf(vaultId)
  const [chosen, setChosen] = useState(working.find((one) => one.id === remembered)?.id ?? working[0]?.id ?? 'new')
  const [name, setName] = useState('')
  const [post, setPost] = useState('')
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  useShortcut('Esc', closeVault)

  const enter = async () => {
    const one = working.find((holder) => holder.id === chosen)
    if (one !== undefined) {
      chooseActor(one)
      return
    }
    const outcome = addPostHolder(dutyContext(), { name, post }, holders)
    if (!outcome.ok) {
      setError(errorAt(outcome.findings, 'name'))
      return
    }
    setBusy(true)
    await attempt(async () => {
      await carryOut(outcome, { actor: { name: name.trim(), post: post.trim() } })
      const record = outcome.step.records[0]?.after
      if (record?.kind === 'postHolder') chooseActor(record)
    })
    setBusy(false)
  }

  return (
    <main className="start">
      <form
        className="start-sheet"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void enter()
        }}
      >
        <header>
          <h1>{branch}</h1>
          <p>今天谁来办？每一笔都记下是谁办的，不设密码。</p>
        </header>
        <ul className="start-holders" role="radiogroup" aria-label="经办人">
          {working.map((one, index) => (
            <li key={one.id} role="none">
              <label>
                <input type="radio" name="holder" value={one.id} checked={chosen === one.id} autoFocus={chosen === one.id || (index === 0 && chosen === 'new')} onChange={() => setChosen(one.id)} />
                <b>{one.name}</b>
                <span className="quiet">{one.post}</span>
              </label>
            </li>
          ))}
          {!readOnly && (
            <li role="none">
              <label>
                <input type="radio" name="holder" value="new" checked={chosen === 'new'} onChange={() => setChosen('new')} />
                <span>{working.length === 0 ? '写上经办人' : '换了人，写一个新的'}</span>
              </label>
            </li>
          )}
        </ul>
        {chosen === 'new' && !readOnly && (
          <div className="fields-two">
            <Field label="姓名" required error={error}>
              {(control) => <Input {...control} value={name} autoFocus={working.length === 0} autoComplete="off" maxLength={50} onChange={(event) => { setName(event.target.value); setError('') }} />}
            </Field>
            <Field label="职务" hint="例如 组织委员；可以空着">
              {(control) => <Input {...control} value={post} autoComplete="off" maxLength={50} onChange={(event) => setPost(event.target.value)} />}
            </Field>
          </div>
        )}
        <div className="start-foot">
          <button type="button" className="linkish" onClick={closeVault}>
            换一套资料
          </button>
          <Button type="primary" htmlType="submit" loading={busy} disabled={working.length === 0 && readOnly}>
            开始
          </Button>
        </div>
        <p className="start-secret">
          <b>不得录入涉密信息。</b>
        </p>
      </form>
    </main>
  )
}
