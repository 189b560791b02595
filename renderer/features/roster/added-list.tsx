import type { Member } from '#shared/model/member'
import type { Finding } from '#shared/rules/findings'
import { hrefOf } from '../../app/route'
import { FindingList } from '../../ui/finding-list'
import { sayCellDate } from '../../ui/say'

/** Those just typed in, newest first, each with what should be looked at again. An undo takes the line away too. */
export type Added = { readonly id: string; readonly findings: readonly Finding[] }

export function AddedList({ added, members }: { readonly added: readonly Added[]; readonly members: readonly Member[] }) {
  const lines = added.flatMap(({ id, findings }) => {
    const member = members.find((one) => one.id === id)
    return member === undefined ? [] : [{ member, findings }]
  })
  if (lines.length === 0) return null
  return (
    <section className="roster-added">
      <h2>这次添了 {lines.length} 人</h2>
      <ol aria-label="这次添的">
        {lines.map(({ member, findings }) => (
          <li key={member.id}>
            <p>
              <b>{member.name}</b>
              <span className="quiet">{[member.gender, member.birth === null ? '' : `${sayCellDate(member.birth)}生`, member.joined === null ? '' : `${sayCellDate(member.joined)}入党`].filter((part) => part !== '').join('　')}</span>
              <a href={hrefOf('roster', [member.id, 'edit'])} aria-label={`改${member.name}的资料`}>
                改
              </a>
            </p>
            <FindingList findings={findings} label={`${member.name}要看的地方`} />
          </li>
        ))}
      </ol>
    </section>
  )
}
