import type { Beside, Review } from '#shared/model/review'
import { wall, warning, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { finish, refused, revised, type Outcome } from './transition'

/**
 * What ballots say beside the grade: sub-scores (分项) and codes for 存在问题. Asked or not is the session's, in the words of its own pack; only sums
 * of the whole are kept, never of a class, and never of fewer ballots than are shown.
 */
export const ballotForms = ['plain', 'coded', 'scored'] as const
export type BallotForm = (typeof ballotForms)[number]

export function formOf({ asks }: Pick<Review, 'asks'>): BallotForm {
  return asks.sides.length > 0 ? 'scored' : asks.codes.length > 0 ? 'coded' : 'plain'
}

const formTitles: Readonly<Record<BallotForm, string>> = { plain: '票上只填等次', coded: '票上填等次和问题代号', scored: '票上分项评价' }

/** Which ballot this session votes on: before anything is counted. */
export function chooseForm(before: Review, form: BallotForm, pack: RulePack): Outcome {
  const at = { recordId: before.id, field: 'asks' }
  if (before.tallyClosedOn !== null) return refused(wall('tallyClosed', '票已经定数，要改先“重新计票”', at))
  if (before.tally.some((row) => row.blank > 0 || Object.values(row.votes).some((count) => count > 0))) return refused(wall('alreadyCounted', '已经录了票数，不能再换一种票', at))
  const { subScores, subMarks, problemCodes } = pack.review
  const asks = { sides: form === 'scored' ? [...subScores.value] : [], marks: form === 'scored' ? [...subMarks.value] : [], codes: form === 'coded' ? [...problemCodes.value] : [] }
  return finish({ title: formTitles[form], records: [revised(before, { asks })] })
}

/** How many ballots of a channel were counted for it, in the row of the ballots. */
export const besideBallots = 'beside'
export const sideColumn = (side: number, mark: number | 'blank'): string => `side${side}.${mark}`
export const codeColumn = (code: number): string => `code${code}`

/** The columns of one person beside the grades. */
export function besideColumns({ sides, marks, codes }: Review['asks']): readonly { readonly column: string; readonly label: string }[] {
  return [
    ...sides.flatMap((side, at) => [...marks.map((mark, place) => ({ column: sideColumn(at, place), label: `${side}，${mark}` })), { column: sideColumn(at, 'blank'), label: `${side}，未填` }]),
    ...codes.map((code, at) => ({ column: codeColumn(at), label: `存在问题 ${at + 1} ${code}` })),
  ]
}

/** Out of the cells of one channel; null where none of its ballots was counted for it. */
export function besideFrom({ asks, tally }: Pick<Review, 'asks' | 'tally'>, at: (row: string, column: string) => number): Beside | null {
  const ballots = at('ballots', besideBallots)
  if (ballots === 0 || asks.sides.length + asks.codes.length === 0) return null
  return {
    ballots,
    rows: tally.map(({ memberId }) => ({
      memberId,
      sides: asks.sides.map((_, side) => [...asks.marks.map((__, mark) => at(memberId, sideColumn(side, mark))), at(memberId, sideColumn(side, 'blank'))]),
      codes: asks.codes.map((_, code) => at(memberId, codeColumn(code))),
    })),
  }
}

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0)

/** Each side sums up to the ballots, no code is given more often than there are ballots. */
export function besideFindings({ asks, tally }: Pick<Review, 'asks' | 'tally'>, beside: Beside | null, name: string, field: string): readonly Finding[] {
  if (beside === null) return []
  const { ballots } = beside
  return beside.rows.flatMap(({ memberId, sides, codes }) => {
    const who = `${name}${tally.find((row) => row.memberId === memberId)?.name ?? ''}`
    return [
      ...sides.flatMap((counts, at) => (sum(counts) === ballots ? [] : [wall('sideSum', `${who}“${asks.sides[at] ?? ''}”各档加未填 ${sum(counts)} 票，计了 ${ballots} 张，请改这一行`, { field })])),
      ...codes.flatMap((count, at) => (count <= ballots ? [] : [wall('codeOver', `${who}“${asks.codes[at] ?? ''}” ${count} 票，计了 ${ballots} 张，请改这一行`, { field })])),
    ]
  })
}

/** Channels added up; those not counted for it add nothing. */
export function addBeside(all: readonly (Beside | null)[]): Beside | null {
  return all.reduce<Beside | null>((one, other) => {
    if (one === null || other === null) return one ?? other
    const add = (a: readonly number[], b: readonly number[] | undefined) => a.map((count, at) => count + (b?.[at] ?? 0))
    return {
      ballots: one.ballots + other.ballots,
      rows: one.rows.map((row) => {
        const more = other.rows.find(({ memberId }) => memberId === row.memberId)
        return { ...row, sides: row.sides.map((side, at) => add(side, more?.sides[at])), codes: add(row.codes, more?.codes) }
      }),
    }
  }, null)
}

/** What may be kept of it: nothing of fewer ballots than are shown, nothing a handful away from what stood. */
export function keptBeside({ beside, valid }: { readonly beside: Beside | null; readonly valid: number }, close: boolean, fewest: number): { readonly beside: Beside | null; readonly findings: readonly Finding[] } {
  if (beside === null) return { beside, findings: [] }
  if (beside.ballots > valid) return { beside, findings: [wall('besideOverValid', `分项和代号计了 ${beside.ballots} 张，多于有效票 ${valid} 张，请改其中一个`, { field: 'beside' })] }
  if (close) return { beside: null, findings: [warning('besideTooClose', '分项和代号和上一次计票只差几张，不留', { field: 'beside' })] }
  if (beside.ballots < fewest) return { beside: null, findings: [warning('besideWithheld', `分项和代号不足 ${fewest} 张，不留`, { field: 'beside' })] }
  return { beside, findings: [] }
}

/** What a person was told most often, codes with their words; nothing that nobody gave. */
export function codesOf({ asks, beside }: Pick<Review, 'asks' | 'beside'>, memberId: string): readonly { readonly number: number; readonly text: string; readonly count: number }[] {
  const counts = beside?.rows.find((row) => row.memberId === memberId)?.codes ?? []
  return counts.map((count, at) => ({ number: at + 1, text: asks.codes[at] ?? '', count })).filter((one) => one.count > 0)
}

/** What ballots said of one person beside the grades, with how many were counted for it; empty where nothing is kept. */
export function sayBeside(review: Pick<Review, 'asks' | 'beside'>, memberId: string): readonly string[] {
  const { asks, beside } = review
  const row = beside?.rows.find((one) => one.memberId === memberId)
  if (beside === null || row === undefined) return []
  const codes = codesOf(review, memberId)
  return [
    ...asks.sides.map((side, at) => `${side}：${[...asks.marks, '未填'].map((mark, place) => `${mark} ${row.sides[at]?.[place] ?? 0}`).join('，')}`),
    ...(asks.codes.length === 0 ? [] : codes.length === 0 ? [`${beside.ballots} 张票都没有写问题代号`] : codes.map(({ number, text, count }) => `代号 ${number} ${text}：${beside.ballots} 张票里 ${count} 张`)),
  ]
}
