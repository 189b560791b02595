import { Button, Select } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { arrangeParts, counterparts, inRuleOrder, joinItems, proposeJoins, splitItem, type Joining } from '#shared/archive/join'
import { ownTitle } from '#shared/archive/catalogue'
import type { Outcome } from '#shared/duties/transition'
import { partRoles, type ArchiveItem, type ArchivePart, type PartRole } from '#shared/model/archive'
import { ofKind } from '#shared/model/kinds'
import { carryOut, useCanWrite } from '../../app/session'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import type { ArchiveFacts } from './facts'
import { underRules } from './use-archive'

type ItemPartsProps = {
  readonly facts: ArchiveFacts
  readonly item: ArchiveItem
  /** Which of its papers is looked at beside. */
  readonly shown: string | null
  readonly onShow: (part: string) => void
  /** Why nothing may be moved now; empty when it may. */
  readonly blocked: string
}

const roleOptions = partRoles.map((value) => ({ value, label: value }))

/** The papers of one 件, in their order; another one joined to it, or all of them apart again. */
export function ItemParts({ facts, item, shown, onShow, blocked }: ItemPartsProps) {
  const canWrite = useCanWrite()
  const list = useRef<HTMLOListElement>(null)
  const [busy, setBusy] = useState(false)
  const disabled = !canWrite || blocked !== '' || busy
  const { parts } = item
  const moved = useRef<{ readonly id: string; readonly to: number; readonly by: -1 | 1 } | null>(null)
  // The paper went with its place, and its button with it: whoever moves it by keyboard goes on moving it.
  useEffect(() => {
    const { id, to, by } = moved.current ?? { id: '', to: -1, by: 1 }
    if (disabled || parts?.[to]?.id !== id) return
    const buttons = [by, -by].map((way) => list.current?.querySelector<HTMLButtonElement>(`[data-part="${id}"] [data-move="${way}"]`))
    buttons.find((button) => button?.disabled === false)?.focus()
    moved.current = null
  }, [parts, disabled])
  const act = async (outcome: Outcome) => {
    setBusy(true)
    await attempt(() => carryOut(outcome))
    setBusy(false)
  }
  const move = async (part: ArchivePart, by: -1 | 1) => {
    const next = [...(parts ?? [])]
    const at = next.indexOf(part)
    next.splice(at, 1)
    next.splice(at + by, 0, part)
    moved.current = { id: part.id, to: at + by, by }
    await act(arrangeParts(item, next))
  }
  if (parts === undefined && item.number !== null) return null
  const ruled = parts === undefined || inRuleOrder(parts).every((part, at) => part === parts[at])
  return (
    <section className="item-parts" aria-labelledby="item-parts">
      {parts === undefined ? (
        <h2 className="unseen" id="item-parts">并成一件</h2>
      ) : (
        <>
          <div className="panel-sub">
            <h2 id="item-parts">这一件里有 {parts.length} 份，照这个次序放</h2>
            <span className="item-parts-acts">
              {!ruled && <Button size="small" disabled={disabled} title="正文在附件前，正本在定稿前，复文在来文前，转发文在被转发文前" onClick={() => void act(arrangeParts(item, inRuleOrder(parts)))}>照规则排</Button>}
              {item.number === null && <Button size="small" disabled={disabled} onClick={() => void act(underRules(facts, (context) => splitItem(context, item)))}>拆开</Button>}
            </span>
          </div>
          <ol className="parts" ref={list}>
            {parts.map((part, index) => (
              <li key={part.id} data-part={part.id}>
                <span>{index + 1}</span>
                <Select size="small" aria-label={`“${part.title}”是`} value={part.role} disabled={disabled} options={roleOptions} popupMatchSelectWidth={false} onChange={(role) => void act(arrangeParts(item, parts.map((one) => (one === part ? { ...one, role } : one))))} />
                <button type="button" className="linkish" aria-pressed={part.id === shown} title="在右边看这一份" onClick={() => onShow(part.id)}>{part.title}</button>
                <span className="quiet small">{part.pages === 0 ? '没有页数' : `${part.pages} 页`}</span>
                <Button size="small" data-move={-1} disabled={disabled || index === 0} aria-label={`上移“${part.title}”`} onClick={() => void move(part, -1)}>上移</Button>
                <Button size="small" data-move={1} disabled={disabled || index === parts.length - 1} aria-label={`下移“${part.title}”`} onClick={() => void move(part, 1)}>下移</Button>
              </li>
            ))}
          </ol>
          {blocked !== '' && item.number === null && <p className="quiet small">{blocked}，才能换次序</p>}
        </>
      )}
      {item.number === null && <JoinOther facts={facts} item={item} disabled={disabled} blocked={blocked} onJoin={(joining, title) => void act(underRules(facts, (context) => joinItems(context, joining, title)))} />}
    </section>
  )
}

type Incoming = keyof typeof counterparts
const incoming = Object.keys(counterparts) as Incoming[]

/** Another paper waiting to be filed becomes part of this 件. */
function JoinOther({ facts, item, disabled, blocked, onJoin }: { readonly facts: ArchiveFacts; readonly item: ArchiveItem; readonly disabled: boolean; readonly blocked: string; readonly onJoin: (joining: readonly Joining[], title: string) => void }) {
  const others = facts.unfiled.filter((one) => one.id !== item.id && one.topic === item.topic)
  const [id, setId] = useState<string | null>(null)
  const [role, setRole] = useState<Incoming>('附件')
  const other = others.find((one) => one.id === id)
  if (others.length === 0) return null
  const join = () => {
    if (other === undefined) return
    const own: PartRole = counterparts[role]
    onJoin([{ item, role: own }, { item: other, role }], role === '记录' ? (item.parts === undefined ? ownTitle(item.title) : item.title) : '')
    setId(null)
  }
  return (
    <div className="join-other">
      <Field label="把另一份并进来，算一件" hint={blocked === '' ? '附件、来文、定稿跟着正文算一件；会议记录一年一本的，一本一件' : `${blocked}，才能并`}>
        {(control) => <Select {...control} showSearch allowClear optionFilterProp="label" disabled={disabled} value={id} placeholder="选还没归档的" options={others.map((one) => ({ value: one.id, label: one.title }))} onChange={(value: string | undefined) => setId(value ?? null)} />}
      </Field>
      {other !== undefined && (
        <>
          <Field label="它是">{(control) => <Select {...control} disabled={disabled} value={role} options={incoming.map((value) => ({ value, label: value === '记录' ? '同一本里的记录' : value }))} onChange={setRole} />}</Field>
          <Button disabled={disabled} onClick={join}>并成一件</Button>
        </>
      )}
    </div>
  )
}

/** What the standard lets be one 件, beside the list of what is to be filed. */
export function JoinOffers({ facts, disabled }: { readonly facts: ArchiveFacts; readonly disabled: boolean }) {
  const { unfiled, records } = facts
  const offers = useMemo(() => proposeJoins(unfiled, ofKind(records, 'officialPaper')), [unfiled, records])
  if (offers.length === 0) return null
  return (
    <section aria-labelledby="join-offers">
      <div className="panel-sub"><h2 id="join-offers">可以并成一件的</h2></div>
      <ul className="missing">
        {offers.map(({ why, joining, title }) => (
          <li key={joining.map(({ item }) => item.id).join()}>
            <span />
            <div>
              <p>{why}</p>
              <p className="quiet small">{joining.map(({ item }) => item.title).join('；')}</p>
            </div>
            <Button size="small" disabled={disabled} aria-label={`并成一件：${why}`} onClick={() => void attempt(() => carryOut(underRules(facts, (context) => joinItems(context, joining, title))))}>
              并成一件
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
