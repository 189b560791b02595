import type { GradeName } from '#shared/model/review'
import { columnName } from './count-row'
import { columnsOf } from './counting'
import { Swatch } from './vote-bar'

/** The head over the rows of a count, the same for one hand's totals and for each of two; `bars` says what the bars are shares of. */
export function CountHead({ grades, bars }: { readonly grades: readonly GradeName[]; readonly bars: string }) {
  return (
    <thead>
      <tr>
        <th scope="col" className="num"><span className="unseen">序号</span></th>
        <th scope="col">姓名</th>
        {columnsOf(grades).map((column) => (
          <th scope="col" key={column} className="review-count-head">
            {column !== 'blank' && <Swatch grade={column} />} {columnName(column)}
          </th>
        ))}
        <th scope="col" className="num">合计</th>
        <th scope="col">{bars}</th>
      </tr>
    </thead>
  )
}
