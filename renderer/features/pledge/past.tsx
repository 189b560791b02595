import type { Pledge, PledgeRound } from '#shared/model/pledge'
import { sayDate } from '../../ui/say'

/** 谁、何时、做了什么, newest last. The entries of items stand with the items. */
type Line = { readonly on: string | null; readonly act: string; readonly who: string; readonly note: string }

/** What was done about one party: its pledge, and what the round says of this person (免诺). */
export function Past({ pledge, round, memberId = pledge?.memberId ?? null, name, year }: { readonly pledge: Pledge | null; readonly round: PledgeRound; readonly memberId?: string | null; readonly name: string; readonly year: number }) {
  const own: readonly Line[] = memberId === null ? [] : round.history.filter((line) => line.memberId === memberId)
  return <Lines lines={[...own, ...(pledge?.history ?? [])]} name={name} year={year} label="办到哪里了" />
}

/** What was done about the whole round: opened, exempt, published, photos, withdrawn. */
export function RoundPast({ round, year }: { readonly round: PledgeRound; readonly year: number }) {
  return (
    <details className="small">
      <summary>经过，{round.history.length} 步</summary>
      <Lines lines={round.history} name="" year={year} label="这一轮的经过" />
    </details>
  )
}

function Lines({ lines, name, year, label }: { readonly lines: readonly Line[]; readonly name: string; readonly year: number; readonly label: string }) {
  if (lines.length === 0) return null
  return (
    <section className="panel-section" aria-label={label}>
      <table className="pledge-past">
        <tbody>
          {lines.map((line, index) => (
            <tr key={index}>
              <td>{line.on === null ? '' : sayDate(line.on, year)}</td>
              <th scope="row">{line.act}</th>
              <td>{[line.who === name ? '' : line.who, line.note].filter((part) => part !== '').join('：')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
