import { Button, Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { addPart, removePart, renamePart } from '#shared/duties/organisation'
import type { Outcome } from '#shared/duties/transition'
import type { Organisation } from '#shared/model/organisation'
import type { Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { carryOut, dutyContext } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { useDraft } from '../../data/use-draft'
import { attempt } from '../../ui/error-dialog'
import { Field, FieldError } from '../../ui/field'
import { errorAt, FindingList } from '../../ui/finding-list'
import type { RosterRow } from './list-rows'

type Part = 'groups' | 'units'
const words = {
  groups: { title: '党小组', none: '没有分党小组。人少的支部可以不分。', label: '党小组的名称', like: '如 第一党小组', add: '添党小组' },
  units: { title: '成员单位', none: '还没有成员单位。', label: '成员单位的名称', like: '和单位公章一样', add: '添成员单位' },
} as const

type PartListProps = { readonly part: Part; readonly organisation: Organisation; readonly rows: readonly RosterRow[]; readonly canWrite: boolean; readonly pack: RulePack | null }

/** 党小组 or units with how many stand in each: add, rename in place, take away when empty. */
export function PartList({ part, organisation, rows, canWrite, pack }: PartListProps) {
  const { title, none, label, like, add } = words[part]
  const formName = `organisation:${organisation.id}:${part}`
  const draft = useDraft(formName, '', { title: add })
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const [renaming, setRenaming] = useState<string | null>(null)
  const field = useRef<InputRef>(null)
  const here = rows.filter((row) => row.state === 'here' || row.state === 'suspended')
  const inside = (id: string) => here.filter(({ then }) => (part === 'groups' ? then.groupId : then.unitId) === id).length
  const without = here.filter(({ then }) => (part === 'groups' ? then.groupId : then.unitId) === null).length
  const carry = async (outcome: Outcome, form?: string) => {
    setFindings(outcome.ok ? (outcome.findings ?? []) : outcome.findings)
    if (!outcome.ok) return false
    return (await attempt(() => carryOut(outcome, form === undefined ? {} : { form }), { title: '没有改成' })) !== undefined
  }
  const addOne = async () => {
    const done = await carry(addPart(dutyContext(), organisation, part, draft.value, pack ?? undefined), formName)
    if (done) draft.reset('')
    field.current?.focus()
  }
  return (
    <section>
      <h2>{title}</h2>
      {organisation[part].length === 0 ? <p className="quiet">{none}</p> : (
        <ul className="roster-part" aria-label={title}>
          {organisation[part].map((one) => (
            <li key={one.id}>
              {renaming === one.id ? (
                <Rename name={one.name} label={`${one.name}改名为`} onBack={() => { setRenaming(null); setFindings([]) }} problem={errorAt(findings, `${part}.name`)} onName={(name) => void carry(renamePart(organisation, part, one.id, name)).then((done) => { if (done) setRenaming(null) })} />
              ) : (
                <>
                  <p>
                    {one.name}
                    <span className="quiet">{inside(one.id)} 人</span>
                  </p>
                  <Button size="small" disabled={!canWrite} aria-label={`给${one.name}改名`} onClick={() => { setRenaming(one.id); setFindings([]) }}>
                    改名
                  </Button>
                  <Button size="small" disabled={!canWrite || inside(one.id) > 0} aria-label={`撤销${one.name}`} title={inside(one.id) > 0 ? '里面还有人，先在名册里把人调到别处' : '里面没有人了，可以撤掉；过去的记录不变'} onClick={() => void carry(removePart(organisation, part, one.id, inside(one.id)))}>
                    撤掉
                  </Button>
                  {inside(one.id) > 0 && <span className="small quiet">有人在，不能撤掉</span>}
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {organisation[part].length > 0 && without > 0 && <p className="small quiet">还有 {without} 人没有编进来，在名册里点开这个人，记“{part === 'groups' ? '换党小组' : '换单位'}”。</p>}
      {canWrite && (
        <form className="roster-part-add" onSubmit={(event) => { event.preventDefault(); void addOne() }}>
          <Field label={label} hint={like} error={renaming === null ? errorAt(findings, `${part}.name`) : ''}>
            {(control) => <Input {...control} ref={field} value={draft.value} maxLength={100} onChange={(event) => { draft.set(event.target.value); setFindings([]) }} />}
          </Field>
          <Button htmlType="submit">{add}</Button>
        </form>
      )}
      <FindingList findings={findings.filter((finding) => finding.severity !== 'wall' || finding.where.field !== `${part}.name`)} />
    </section>
  )
}

function Rename({ name, label, problem, onName, onBack }: { readonly name: string; readonly label: string; readonly problem: string; readonly onName: (name: string) => void; readonly onBack: () => void }) {
  const [value, setValue] = useState(name)
  const field = useRef<InputRef>(null)
  useShortcut('Esc', onBack, 'panel')
  useEffect(() => field.current?.focus({ cursor: 'all' }), [])
  return (
    <form className="roster-rename" onSubmit={(event) => { event.preventDefault(); onName(value) }}>
      <Input ref={field} aria-label={label} aria-invalid={problem !== ''} status={problem === '' ? '' : 'error'} value={value} maxLength={100} onChange={(event) => setValue(event.target.value)} />
      <Button htmlType="submit">改好</Button>
      <Button onClick={onBack}>不改</Button>
      {problem !== '' && <FieldError>{problem}</FieldError>}
    </form>
  )
}
