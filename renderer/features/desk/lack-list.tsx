import type { lacksOf } from '#shared/duties/year-view'
import { hrefOf } from '../../app/route'
import { Stamp } from '../../ui/stamp'
import { Tick } from '../../ui/state-mark'

/** Only people who lack something, in roster order; a column only for what the branch has begun this year. */
export function LackList({ lacks, year }: { readonly lacks: ReturnType<typeof lacksOf>; readonly year: number }) {
  const { people, pledgesBegun, reportsBegun } = lacks
  const short = people.filter((one) => (pledgesBegun && one.pledge !== 'done' && one.pledge !== 'exempt') || (reportsBegun && one.report !== 'done'))
  return (
    <section className="desk-lack" aria-labelledby="desk-lack">
      <h2 id="desk-lack">
        谁还缺什么　<span className="quiet">{people.length} 人{pledgesBegun || reportsBegun ? `，${people.length - short.length} 人已齐` : ''}</span>
      </h2>
      {!pledgesBegun && !reportsBegun ? (
        <p className="quiet">
          {year}年度还没有开始承诺。<a href={hrefOf('pledge')}>去开一轮承诺</a>
        </p>
      ) : short.length === 0 ? (
        <p className="quiet">都齐了。</p>
      ) : (
        <div className="desk-lack-scroll" tabIndex={0} role="group" aria-label="谁还缺什么">
          <table>
            <thead>
              <tr>
                <th scope="col">姓名</th>
                {pledgesBegun && <th scope="col">承诺</th>}
                {reportsBegun && <th scope="col">分析报告</th>}
              </tr>
            </thead>
            <tbody>
              {short.map((one) => (
                <tr key={one.member.id}>
                  <th scope="row">{one.member.name}</th>
                  {pledgesBegun && <td>{one.pledge === 'done' ? <Done /> : one.pledge === 'exempt' ? <Stamp mark="免" /> : one.pledge === 'returned' ? <Stamp mark="退" /> : <Stamp mark="缺" />}</td>}
                  {reportsBegun && <td>{one.report === 'done' ? <Done /> : <Stamp mark="缺" />}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Done() {
  return (
    <span className="quiet">
      <Tick />
      <span className="unseen">已有</span>
    </span>
  )
}
