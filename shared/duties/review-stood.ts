import type { Review } from '#shared/model/review'

/**
 * What once stood on the books stays in the journal, so two counts of one session can always be laid side by side. Were one the other with
 * a few ballots more or fewer, those few would be read off by subtraction. So a session remembers every row that agreed with its ballots,
 * one for each total it had; a later row about the same person, of the whole or of a class, has the same total (a correction), differs by
 * at least five ballots, or says the same votes and differs only in 未填 (`build/decisions/007`).
 */
export type Stood = NonNullable<Review['stood']>[number]
const committeeRow = 'committee'
/** Sub-scores and codes are of one number of ballots together: one row speaks for all of them. */
const besideRow = 'beside'

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0)
const countsOf = ({ votes, blank }: Pick<Review['tally'][number], 'votes' | 'blank'>) => [votes.excellent, votes.qualified, votes.basic, votes.unqualified, blank]

type Rows = Pick<Review, 'tally' | 'committee' | 'parts'> & Partial<Pick<Review, 'beside'>>

/** Every row of a state as it would be remembered: of the whole by the member, of a class by class and member. */
function wholeRows({ tally, committee }: Pick<Rows, 'tally' | 'committee'>): readonly Stood[] {
  return [...tally.map((row) => ({ row: row.memberId, counts: countsOf(row) })), ...(committee === null ? [] : [{ row: committeeRow, counts: [...committee.votes, committee.blank] }])]
}
const partRows = ({ parts }: Pick<Rows, 'parts'>): readonly Stood[] => parts.flatMap((part) => part.tally.map((row) => ({ row: `${part.channelId}|${row.memberId}`, counts: countsOf(row) })))

// All of them in the first cell: another number of ballots is another content.
const besideRows = ({ beside = null }: Rows): readonly Stood[] => (beside === null ? [] : [{ row: besideRow, counts: [beside.ballots, 0] }])

/** The total most rows have by now. They are a count as well where 有效 is typed last, or a ballot turns up that was counted in it: a late ballot changes every one of them. */
function commonTotal(rows: readonly Stood[]): number | undefined {
  const totals = rows.map(({ counts }) => sum(counts)).filter((total) => total > 0)
  return totals.find((total) => totals.filter((other) => other === total).length >= Math.max(3, Math.floor(totals.length / 2) + 1))
}

/** What is remembered of a state besides what was before it: rows that agree with their ballots, or with most of the others. The newest of one total takes the place of the older. */
export function stoodOf(review: Rows & Pick<Review, 'counts' | 'stood'>): readonly Stood[] {
  const common = commonTotal(wholeRows({ tally: review.tally, committee: null }))
  const valid = (row: string) => (row === committeeRow ? review.committee?.valid : row === besideRow ? review.beside?.ballots : row.includes('|') ? review.parts.find((part) => row.startsWith(`${part.channelId}|`))?.valid : review.counts.valid)
  return remembered(review.stood ?? [], [...wholeRows(review), ...partRows(review), ...besideRows(review)], (row, total) => total === valid(row) || (total === common && review.tally.some(({ memberId }) => memberId === row)))
}

/** Rows (votes, 未填 last) added to what is remembered, where they agree with their ballots. */
export function remembered(stood: readonly Stood[], rows: readonly Stood[], agrees: (row: string, total: number) => boolean): readonly Stood[] {
  const known = new Map<string, Stood>()
  for (const one of [...stood, ...rows.filter(({ row, counts }) => sum(counts) > 0 && agrees(row, sum(counts)))]) known.set(`${one.row} ${sum(one.counts)}`, one)
  return [...known.values()]
}

export type Close = { readonly row: string; readonly was: number; readonly now: number }

/** Where a row would stand too close to one remembered; null where none does. */
export function closest(stood: readonly Stood[], rows: readonly Stood[], fewest: number): Close | null {
  for (const { row, counts } of rows) {
    const now = sum(counts)
    if (now === 0) continue
    for (const old of stood) {
      const was = sum(old.counts)
      const gap = Math.abs(now - was)
      if (gap > 0 && gap < fewest && kin(row, old.row) && !sameVotes(counts, old.counts)) return { row, was, now }
    }
  }
  return null
}

/** The same row; or the whole and a class of one person, for a class may be the whole but for a few. */
function kin(one: string, other: string): boolean {
  if (one === other) return true
  const [a, b] = [one.split('|'), other.split('|')]
  return a.length !== b.length && a.at(-1) === b.at(-1)
}

function sameVotes(one: readonly number[], other: readonly number[]): boolean {
  return one.slice(0, -1).every((count, index) => count === other[index])
}

/** Whether a state may follow what stood: of the whole; and of its classes, which can be kept within the whole instead; and of sub-scores and codes, which can be left out. */
export function tooClose(before: Rows & Pick<Review, 'counts' | 'stood'>, after: Rows, fewest: number): { readonly whole: Close | null; readonly parts: Close | null; readonly beside: Close | null } {
  const stood = stoodOf(before)
  return { whole: closest(stood, wholeRows(after), fewest), parts: closest(stood, partRows(after), fewest), beside: closest(stood, besideRows(after), fewest) }
}

type Settled = { readonly key: string; readonly label: string; readonly first: number; readonly second: number; readonly value: number }

/**
 * The cells two counters differed in (`class|row|column`) and settled on, as they are kept. Where the two did not count the same number of ballots of a class,
 * theirs are two counts, each whole, that side by side tell of the ballots between them: then only the numbers of ballots are kept.
 */
export function keptSettled(settled: readonly Settled[]): Review['settled'] {
  const apart = settled.flatMap(({ key }) => /^(.*\|)ballots\|(?:valid|beside)$/u.exec(key)?.[1] ?? [])
  return settled.filter(({ key }) => key.includes('|ballots|') || !apart.some((start) => key.startsWith(start))).map(({ label, first, second, value }) => ({ cell: label, first, second, value }))
}

/** Who a remembered row speaks of. */
export function rowName(review: Pick<Review, 'tally'>, row: string): string {
  const memberId = row.split('|').at(-1)
  return memberId === committeeRow ? '支部班子' : (review.tally.find((one) => one.memberId === memberId)?.name ?? '')
}

/** What the person typing is told, with both numbers and the ways out. */
export function sayClose({ was, now }: Close, who: string): string {
  const few = Math.abs(now - was)
  return `${who}账上是 ${was} 票，改成了 ${now} 票，只差 ${few} 票，两次一比就看得出这 ${few} 张票怎么填的，没有存。改错数的，合计要还是 ${was}；后来补交、补判的 ${few} 张不计，封存起来，写进备注`
}
