import type { ImportDryRun, ImportOutcome, ImportRow } from '#shared/duties/roster-import'

/** How the dry run is shown: what needs looking at first, then as the file has it. */
export const outcomeNames: Readonly<Record<ImportOutcome, string>> = { refuse: '不收', change: '改动', add: '新增', same: '一样' }
export const outcomes = ['refuse', 'add', 'change', 'same'] as const satisfies readonly ImportOutcome[]
export type ImportFilter = ImportOutcome | 'all'

type Group = 'refuse' | 'look' | 'plain' | 'same'
const groupOrder: readonly Group[] = ['refuse', 'look', 'plain', 'same']

export function groupOf(row: ImportRow): Group {
  if (row.outcome === 'refuse') return 'refuse'
  if (row.notes.length > 0) return 'look'
  return row.outcome === 'same' ? 'same' : 'plain'
}

export function inShownOrder(rows: readonly ImportRow[]): readonly ImportRow[] {
  const groups = sorted(rows)
  return groupOrder.flatMap((group) => groups[group])
}

function sorted(rows: readonly ImportRow[]): Readonly<Record<Group, ImportRow[]>> {
  const groups: Record<Group, ImportRow[]> = { refuse: [], look: [], plain: [], same: [] }
  for (const row of rows) groups[groupOf(row)].push(row)
  return groups
}

/** The words of the grey rows, with how many stand below each. */
export function groupWords(rows: readonly ImportRow[]): Readonly<Record<Group, string>> {
  const { refuse, look, plain, same } = sorted(rows)
  return { refuse: `不收，${refuse.length} 行：照着改好表，再导一次就补上`, look: `要核对，${look.length} 行`, plain: `照收，${plain.length} 行`, same: `和名册一样，${same.length} 行` }
}

/** For a new member what tells them apart, on one line: the rest is in the file as it stands. */
function sayNew({ changes, record }: ImportRow): string {
  const of = (field: ImportRow['changes'][number]['field']) => changes.find((change) => change.field === field)?.to ?? ''
  const said = (before: string, value: string, after = '') => (value === '' ? '' : `${before}${value}${after}`)
  const parts = [of('gender'), said('', of('birth'), '生'), said('', of('joined'), '入党'), said('', of('becameFull'), '转正'), record?.posts.map(({ post }) => post).join('、') ?? '', said('', of('workplace')), of('jobTitle')]
  return parts.filter((part) => part !== '').join('，')
}

/** What would be written, in words: for a known member each change. A number of an identity card is not shown to whoever looks on. */
export function sayChanges(row: ImportRow): string {
  if (row.outcome === 'add') return sayNew(row)
  return row.changes.map((change) => (change.field === 'idNumber' ? (change.from === '' ? '补上身份证号' : '改身份证号') : change.from === '' ? `补上${change.name} ${change.to}` : `${change.name} ${change.from} → ${change.to}`)).join('，')
}

export function chosenCount({ rows }: ImportDryRun, leftOut: ReadonlySet<number>): number {
  return rows.filter((row) => row.record !== null && !leftOut.has(row.line)).length
}
