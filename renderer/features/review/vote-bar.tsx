import { gradeName } from '#shared/rules/review-check'
import type { GradeName } from '#shared/model/review'
import { sayPercent, type RowState, type TallyRow } from './counting'

/**
 * 优秀 solid · 合格 lines · 基本合格 dots · 不合格 squares: told apart in print without colour. Drawn as fills and not as backgrounds, which a
 * printer leaves out.
 */
const fillOf: Readonly<Record<GradeName, string>> = { excellent: 'url(#vote-solid)', qualified: 'url(#vote-lines)', basic: 'url(#vote-dots)', unqualified: 'url(#vote-squares)' }

/** Stands once on a page that draws bars. */
export function VotePatterns() {
  return (
    <svg className="review-patterns" width="0" height="0" aria-hidden="true">
      <defs>
        <pattern id="vote-solid" width="8" height="8" patternUnits="userSpaceOnUse">
          <rect width="8" height="8" className="vote-ink" />
        </pattern>
        <pattern id="vote-lines" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="7" height="7" className="vote-paper" />
          <rect width="1.4" height="7" className="vote-ink" />
        </pattern>
        <pattern id="vote-dots" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" className="vote-paper" />
          <circle cx="3" cy="3" r="1.2" className="vote-ink" />
        </pattern>
        <pattern id="vote-squares" width="7" height="7" patternUnits="userSpaceOnUse">
          <rect width="7" height="7" className="vote-paper" />
          <path d="M0 0.75H7M0.75 0V7" className="vote-late" />
        </pattern>
      </defs>
    </svg>
  )
}

export function Swatch({ grade }: { readonly grade: GradeName }) {
  return (
    <svg className="review-swatch" width="16" height="14" aria-hidden="true">
      <rect x="0.5" y="0.5" width="15" height="13" fill={fillOf[grade]} className={grade === 'unqualified' ? 'vote-edge-late' : 'vote-edge'} />
    </svg>
  )
}

/** One person's poll of the valid ballots. Dashed and empty until the row agrees; what was not filled in stays white. */
export function VoteBar({ row, state, grades, valid }: { readonly row: Pick<TallyRow, 'votes' | 'blank'>; readonly state: RowState; readonly grades: readonly GradeName[]; readonly valid: number }) {
  if (!state.agrees) {
    return (
      <svg className="review-bar" aria-hidden="true">
        <rect x="0.5" y="0.5" className={state.counted ? 'vote-dashed-late' : 'vote-dashed'} />
      </svg>
    )
  }
  const spelled = grades.map((grade, index) => `${gradeName(grade)} ${row.votes[grade]} 票 ${sayPercent(state.percents[index] ?? null)}`).join('，')
  const starts = grades.map((_, index) => grades.slice(0, index).reduce((sum, grade) => sum + row.votes[grade], 0))
  return (
    <svg className="review-bar" role="img" aria-label={spelled}>
      <rect x="0.5" y="0.5" className="vote-frame" />
      {grades.map((grade, index) =>
        row.votes[grade] === 0 ? null : <rect key={grade} x={`${((starts[index] ?? 0) / valid) * 100}%`} width={`${(row.votes[grade] / valid) * 100}%`} y="0.5" height="21" fill={fillOf[grade]} className={grade === 'unqualified' ? 'vote-edge-late' : 'vote-edge'} />,
      )}
    </svg>
  )
}
