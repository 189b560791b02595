import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import type { PartialDate } from '#shared/text/partial-date'
import { go } from '../../app/route'
import { dutyContext, useCanWrite } from '../../app/session'
import { SidePanel } from '../../ui/side-panel'
import { ActChoice } from './act-choice'
import { ContactForm } from './contact-form'
import { DatesForm } from './dates-form'
import { EditForm } from './edit-form'
import { EventForm } from './event-form'
import { jobOf, rowOf, sayState } from './list-rows'
import { actNames, isAct } from './member-acts'
import { MemberFacts } from './member-facts'
import { PlaceForm } from './place-form'

export type MemberPanelProps = {
  readonly organisation: Organisation
  readonly members: readonly Member[]
  readonly member: Member
  /** The day the list is looked at. */
  readonly day: PartialDate
  /** '' looking; `edit`, `dates`, `acts`, an act, or `event` to correct one. */
  readonly mode: string
  readonly eventId: string
  readonly onClose: () => void
}

/** What every form of the panel is given. */
export type PanelFormProps = { readonly organisation: Organisation; readonly members: readonly Member[]; readonly member: Member; readonly onDone: () => void }

/** One member: facts, history, and the acts on them. */
export function MemberPanel(props: MemberPanelProps) {
  const { organisation, members, member, day, mode, eventId, onClose } = props
  const canWrite = useCanWrite()
  const row = rowOf(member, day)
  const to = (next: string, more: readonly string[] = []) => go('roster', [member.id, ...(next === '' ? [] : [next]), ...more], { replace: true })
  const back = () => to('')
  const form: PanelFormProps = { organisation, members, member, onDone: back }
  const last = useRef(mode)
  const acts = useRef<HTMLButtonElement>(null)
  // Back from a form, the keyboard stands where it set out.
  useEffect(() => {
    if (mode === '' && last.current !== '') acts.current?.focus()
    last.current = mode
  }, [mode])
  const event = member.events.find((one) => one.id === eventId) ?? null

  if (canWrite && mode === 'edit') return <EditForm {...form} />
  if (canWrite && mode === 'dates') return <DatesForm {...form} />
  if (canWrite && mode === 'acts') return <ActChoice {...form} row={rowOf(member, dutyContext().today)} onChoose={(act) => to(act)} />
  if (canWrite && mode === 'event' && event !== null) return <EventForm key={event.id} {...form} type={event.type} event={event} />
  if (canWrite && isAct(mode)) {
    switch (mode) {
      case 'contact':
        return <ContactForm {...form} />
      case 'group':
      case 'unit':
      case 'posts':
        return <PlaceForm key={mode} {...form} act={mode} />
      default:
        return <EventForm key={mode} {...form} type={mode} event={null} />
    }
  }
  const grade = row.then.grade === null ? '' : row.then.grade === 'full' ? '正式党员' : '预备党员'
  const state = sayState(row, day)
  return (
    <SidePanel
      title={member.name}
      fact={[jobOf(member), grade, state === '正常' ? '' : state].filter((part) => part !== '').join('　')}
      onClose={onClose}
      keys="↑ ↓ 换人　　Esc 关"
      acts={
        <>
          <Button ref={acts} type="primary" disabled={!canWrite} title={`${actNames.transferOut}、${actNames.becomeFull}、${actNames.posts}、${actNames.goAway}……都在这里`} onClick={() => to('acts')}>
            记一件事
          </Button>
          <Button disabled={!canWrite} title="姓名、身份证号、单位、电话这些" onClick={() => to('edit')}>
            改资料
          </Button>
          <Button disabled={!canWrite} title="更正入党、转正日期" onClick={() => to('dates')}>
            改日期
          </Button>
        </>
      }
    >
      <MemberFacts organisation={organisation} row={row} day={day} canWrite={canWrite} onCorrect={(id) => to('event', [id])} />
    </SidePanel>
  )
}
