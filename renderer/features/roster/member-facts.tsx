import { useState, type ReactNode } from 'react'
import { partyYears } from '#shared/duties/roster'
import { probationEnd } from '#shared/duties/roster-times'
import type { Organisation } from '#shared/model/organisation'
import { maskIdNumber } from '#shared/text/id-number'
import { formatDate, type PartialDate } from '#shared/text/partial-date'
import { absencesOf, historyOf, placesOf, type HistoryLine } from './history'
import { nameIn, type RosterRow } from './list-rows'

const date = (value: PartialDate | null) => (value === null ? '' : formatDate(value, 'paper'))

/** What is known of a member. The ID number stays covered until it is asked for: others look at the screen too. */
export function MemberFacts({ organisation, row, day, canWrite, onCorrect }: { readonly organisation: Organisation; readonly row: RosterRow; readonly day: PartialDate; readonly canWrite: boolean; readonly onCorrect: (eventId: string) => void }) {
  const { member, then } = row
  const [open, setOpen] = useState(false)
  const years = row.state === 'here' ? partyYears(member, day) : null
  const ends = row.state === 'here' ? probationEnd(member, day) : null
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['性别、民族', [member.gender, member.ethnicity].filter((part) => part !== '').join('，')],
    ['出生', date(member.birth)],
    ['身份证号', member.idNumber === '' ? '' : (
      <>
        {open ? member.idNumber : maskIdNumber(member.idNumber)}{' '}
        <button type="button" className="linkish" aria-pressed={open} onClick={() => setOpen(!open)}>{open ? '遮住' : '看全号'}</button>
      </>
    )],
    ['入党', date(member.joined)],
    ['转正', member.becameFull === null ? (ends === null ? '' : `预备期到${date(ends)}满`) : `${date(member.becameFull)}${years === null || years === 0 ? '' : `，党龄 ${years} 年`}`],
    ['党内职务', then.posts.join('、')],
    ['党小组', nameIn(organisation.groups, then.groupId)],
    ['成员单位', nameIn(organisation.units, then.unitId)],
    ['学历', member.education],
    ['籍贯', member.nativePlace],
    ['参加工作', date(member.startedWork)],
    ['工作单位', member.workplace],
    ['职务或岗位', member.jobTitle],
    ['电话', [member.phone, member.landline].filter((part) => part !== '').join('，')],
    ['住址', member.address],
    ['备注', member.note],
  ]
  const absences = absencesOf(member)
  return (
    <>
      <dl className="roster-facts">
        {facts.flatMap(([label, value]) => (value === '' ? [] : [<div key={label}><dt>{label}</dt><dd>{value}</dd></div>]))}
      </dl>
      <History title="经历" lines={historyOf(member)} act={canWrite ? onCorrect : null} />
      <History title="职务和党小组" lines={placesOf(member, organisation)} act={null} />
      {absences.length > 0 && (
        <section className="roster-history">
          <h3>外出和联系</h3>
          <ol>
            {absences.map((absence) => (
              <li key={absence.key}>
                <span className="roster-when">{absence.when}</span>
                <div>
                  {absence.text}
                  {absence.contacts.map((contact) => (
                    <p key={contact.key} className="small quiet">
                      {contact.when}　{contact.text}
                    </p>
                  ))}
                </div>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  )
}

function History({ title, lines, act }: { readonly title: string; readonly lines: readonly HistoryLine[]; readonly act: ((eventId: string) => void) | null }) {
  if (lines.length === 0) return null
  return (
    <section className="roster-history">
      <h3>{title}</h3>
      <ol>
        {lines.map(({ key, when, text, note, eventId }) => (
          <li key={key}>
            <span className="roster-when">{when}</span>
            <div>
              {text}
              {note !== '' && <p className="small quiet">{note}</p>}
            </div>
            {eventId !== null && act !== null && (
              <button type="button" className="linkish small" aria-label={`更正：${text}`} title="更正或划去这一笔" onClick={() => act(eventId)}>
                更正
              </button>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
