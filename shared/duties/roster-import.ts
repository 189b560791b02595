import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { isWall, wall } from '#shared/rules/findings'
import { readIdNumber } from '#shared/text/id-number'
import { compareDates, formatDate, mayBeSame, type PartialDate } from '#shared/text/partial-date'
import type { Sheet } from '#shared/text/sheet'
import { asOf } from './roster'
import { columnFacts, readLine, type LineFacts } from './roster-cells'
import { fieldNames, findHeader, isHeaderAgain, type Column, type ImportField } from './roster-columns'
import { eventNames, standingNames } from './roster-events'
import { changedAt } from './roster-intervals'
import { matchPerson, repeated, rosterIndex } from './roster-match'
import { correctDates, newMember, setPosts, type Personal } from './roster-member'
import { created, refused, revised, shapeFindings, type DutyContext, type Outcome, type StepRecord } from './transition'

export { pickSheet, rosterTemplate } from './roster-columns'

/**
 * Import of a roster in two moves: a dry run that says line by line what would be added, changed or refused, and why; then one step with
 * what was confirmed. The file never empties a field, and never moves anybody's standing: for that there are events with a date.
 */
export type ImportOutcome = 'add' | 'change' | 'same' | 'refuse'
export type ImportChange = { readonly field: ImportField; readonly name: string; readonly from: string; readonly to: string }
export type ImportRow = {
  /** As the spreadsheet counts: the first line of the file is 1. */
  readonly line: number
  readonly name: string
  readonly outcome: ImportOutcome
  /** Why it is refused; empty otherwise. */
  readonly why: string
  /** What to look at: words not understood, facts that differ. */
  readonly notes: readonly string[]
  readonly changes: readonly ImportChange[]
  /** The record as it would stand, and as it stands. null when nothing would be written. */
  readonly record: Member | null
  readonly before: Member | null
}
export type ImportDryRun = {
  readonly sheet: string
  /** The line of the header, counted from 1; null when no row has 姓名. */
  readonly headerLine: number | null
  readonly columns: readonly Column[]
  readonly rows: readonly ImportRow[]
  readonly counts: Readonly<Record<ImportOutcome, number>>
  /** Empty lines and repeated headers between the data. */
  readonly skipped: number
  readonly newGroups: readonly { readonly id: string; readonly name: string }[]
  readonly newUnits: readonly { readonly id: string; readonly name: string }[]
  /** Other branches named in the file, when it has a column for that. */
  readonly otherBranches: readonly string[]
  readonly organisation: Organisation
}

type Place = { readonly id: string; readonly name: string }
type Places = { readonly find: (name: string) => string | null; readonly nameOf: (id: string | null) => string; readonly made: () => readonly Place[] }

/** Names of 党小组 or units to ids; a name nobody has yet gets one. */
function places(known: readonly Place[], newId: () => string): Places {
  const key = (name: string) => name.normalize('NFKC').replace(/\s/gu, '')
  const ids = new Map(known.map((place) => [key(place.name), place.id]))
  const made: Place[] = []
  return {
    find: (name) => {
      if (name === '') return null
      const found = ids.get(name) ?? ids.get(key(name))
      if (found !== undefined) return found
      const place = { id: newId(), name: name.trim() }
      made.push(place)
      ids.set(key(name), place.id)
      return place.id
    },
    nameOf: (id) => [...known, ...made].find((place) => place.id === id)?.name ?? '',
    made: () => made,
  }
}

export function dryRunImport(context: DutyContext, sheet: Sheet, members: readonly Member[], organisation: Organisation): ImportDryRun {
  const header = findHeader(sheet.rows)
  const empty = { sheet: sheet.name, columns: [], rows: [], counts: { add: 0, change: 0, same: 0, refuse: 0 }, skipped: 0, newGroups: [], newUnits: [], otherBranches: [], organisation }
  if (header === null) return { ...empty, headerLine: null }
  const whole = columnFacts(sheet, header)
  const used = header.columns.flatMap((column) => (column.field === null ? [] : [column.index]))
  const lines: LineFacts[] = []
  let skipped = 0
  for (let row = header.firstData; row < sheet.rows.length; row += 1) {
    const cells = sheet.rows[row] ?? []
    // A printed form numbers its empty lines; a number alone is nobody.
    if (used.every((index) => (cells[index] ?? '').trim() === '') || isHeaderAgain(cells, header)) skipped += 1
    else lines.push(readLine(sheet, header, row, whole))
  }
  const roster = rosterIndex(members)
  const people = lines.map((facts) => ({ line: facts.line, ...personOf(facts) }))
  const twice = repeated(people)
  const matches = people.map((person) => matchPerson(person, roster))
  const claimed = new Map<string, number[]>()
  for (const [index, match] of matches.entries()) {
    if (match.member !== null) claimed.set(match.member.id, [...(claimed.get(match.member.id) ?? []).slice(0, 20), lines[index]?.line ?? 0])
  }
  const groups = places(organisation.groups, context.newId)
  const units = places(organisation.units, context.newId)
  const joint = organisation.type === '联合党支部'
  let order = members.reduce((most, member) => Math.max(most, member.order), 0)
  const rows = lines.map((facts, index): ImportRow => {
    const match = matches[index] ?? { member: null, why: '', note: '' }
    const base = { line: facts.line, name: facts.name, notes: [...facts.notes, ...(match.note === '' ? [] : [match.note])], changes: [], record: null, before: null }
    const refuse = (...why: readonly string[]): ImportRow => ({ ...base, outcome: 'refuse', why: why.join('；') })
    const others = twice.get(facts.line)
    const same = others !== undefined ? [facts.line, ...others].sort((a, b) => a - b) : match.member === null ? [] : (claimed.get(match.member.id) ?? [])
    if (same.length > 1) return refuse(...facts.walls, `第 ${sayLines(same)} 行是同一个人，留一行`)
    if (facts.walls.length > 0 || match.why !== '') return refuse(...facts.walls, ...(match.why === '' ? [] : [match.why]))
    const input = { facts: joint || facts.unit === '' ? facts : { ...facts, unit: '', personal: { workplace: facts.unit, ...facts.personal } }, groups, units, context }
    const made = match.member === null ? added({ ...input, order: order + 1 }) : changed({ ...input, member: match.member })
    if (made.why !== '' || made.record === null) return { ...refuse(made.why), notes: [...base.notes, ...made.notes] }
    if (match.member !== null && made.changes.length === 0) return { ...base, notes: [...base.notes, ...made.notes], outcome: 'same', why: '', before: match.member }
    const shape = shapeFindings(made.record).find(isWall)
    if (shape !== undefined) return refuse(`${shape.where.field ?? ''}：${shape.text}`)
    const notes = [...base.notes, ...made.notes]
    if (match.member === null) {
      order += 1
      return { ...base, notes, outcome: 'add', why: '', changes: made.changes, record: made.record }
    }
    return { ...base, notes, outcome: 'change', why: '', changes: made.changes, record: made.record, before: match.member }
  })
  const counts = { add: 0, change: 0, same: 0, refuse: 0 }
  for (const row of rows) counts[row.outcome] += 1
  const usedPlaces = new Set(rows.flatMap((row) => (row.record === null ? [] : [...row.record.groups.map((span) => span.groupId), ...row.record.units.map((span) => span.unitId)])))
  const otherBranches = [...new Set(lines.flatMap((facts) => (facts.branch === '' || isOurs(facts.branch, organisation) ? [] : [facts.branch])))]
  return {
    ...empty, headerLine: header.row + 1, columns: header.columns, rows, counts, skipped, otherBranches,
    newGroups: groups.made().filter((place) => usedPlaces.has(place.id)), newUnits: units.made().filter((place) => usedPlaces.has(place.id)),
  }
}

function personOf(facts: LineFacts): { readonly name: string; readonly idNumber: string; readonly birth: PartialDate | null } {
  const id = readIdNumber(facts.personal.idNumber ?? '')
  return { name: facts.name, idNumber: facts.personal.idNumber ?? '', birth: facts.personal.birth ?? (id.ok ? id.birth : null) }
}

function sayLines(lines: readonly number[]): string {
  return lines.length <= 6 ? lines.join('、') : `${lines.slice(0, 6).join('、')}…`
}

/** 中共某市水务局机关第一支部委员会 and 第一支部 may be one branch. */
function isOurs(branch: string, organisation: Organisation): boolean {
  const bare = (name: string) => name.normalize('NFKC').replace(/\s|中国共产党|中共|委员会|党/gu, '')
  const theirs = bare(branch)
  return [organisation.name, organisation.shortName].filter((name) => name !== '').map(bare).some((ours) => ours === theirs || ours.endsWith(theirs) || theirs.endsWith(ours))
}

type Input = { readonly facts: LineFacts; readonly groups: Places; readonly units: Places; readonly context: DutyContext }
type Made = { readonly record: Member | null; readonly changes: readonly ImportChange[]; readonly notes: readonly string[]; readonly why: string }
const refusal = (why: string): Made => ({ record: null, changes: [], notes: [], why })
const personalKeys = ['name', 'gender', 'ethnicity', 'idNumber', 'birth', 'nativePlace', 'education', 'startedWork', 'workplace', 'jobTitle', 'phone', 'landline', 'address', 'note'] as const satisfies readonly (keyof Personal)[]

const change = (field: ImportField, from: string, to: string): ImportChange => ({ field, name: fieldNames[field], from, to })
const sayDate = (date: PartialDate | null) => (date === null ? '' : formatDate(date, 'paper'))
const isDate = (field: ImportField) => field === 'birth' || field === 'startedWork'

/** What cannot have been so; the same for a new line and for a changed record. */
function impossible(member: Member): string {
  const { birth, joined, becameFull } = member
  const surely = (a: PartialDate, b: PartialDate) => compareDates(a, b) < 0 && !mayBeSame(a, b)
  if (joined !== null && becameFull !== null && surely(becameFull, joined)) return `转正日期（${sayDate(becameFull)}）早于入党日期（${sayDate(joined)}）`
  if (birth !== null && joined !== null && surely(joined, birth)) return `入党日期（${sayDate(joined)}）早于出生日期（${sayDate(birth)}）`
  if (birth !== null && member.startedWork !== null && surely(member.startedWork, birth)) return `参加工作日期（${sayDate(member.startedWork)}）早于出生日期（${sayDate(birth)}）`
  return ''
}

function idNotes(member: Pick<Member, 'idNumber' | 'birth' | 'gender'>): readonly string[] {
  const id = readIdNumber(member.idNumber)
  if (!id.ok) return []
  return [
    ...(member.birth !== null && !mayBeSame(member.birth, id.birth) ? [`出生日期（${sayDate(member.birth)}）和身份证号里的（${sayDate(id.birth)}）不一样，核对一下`] : []),
    ...(member.gender !== '' && member.gender !== id.gender ? [`性别（${member.gender}）和身份证号里的（${id.gender}）不一样，核对一下`] : []),
  ]
}

const withKept = (note: string, kept: readonly string[]) => [note, ...kept.filter((words) => !note.includes(words))].filter((words) => words !== '').join('\n')

function added({ facts, groups, units, context, order }: Input & { readonly order: number }): Made {
  if (facts.standing !== null && facts.standing !== 'normal' && facts.standing !== 'suspended') return refusal(`党籍状态是${standingNames[facts.standing]}，已经不在本支部，不导入`)
  if (facts.grade === 'probationary' && facts.becameFull !== null) return refusal(`人员类别是预备党员，却有转正日期（${sayDate(facts.becameFull)}），请改其中一个`)
  const made = newMember(context, {
    name: facts.name, joined: facts.joined, becameFull: facts.becameFull, grade: facts.grade ?? 'full',
    note: withKept(facts.personal.note ?? '', facts.kept), groupId: groups.find(facts.group), unitId: units.find(facts.unit), posts: facts.posts ?? [],
  }, order, facts.personal)
  const suspended = facts.standing === 'suspended'
  // Since when is not in the file; the event stands there without a date until somebody knows.
  const undated = (type: 'suspend' | 'watch', note: string) => ({ events: [{ id: context.newId(), type, on: null, votedOn: null, counterpart: '', note }] })
  const record: Member = !suspended && !facts.watched && facts.away !== true ? made : {
    ...made,
    ...(suspended ? { standings: [{ from: null, to: null, standing: 'suspended' as const }], ...undated('suspend', '导入名册时已经停止党籍') } : {}),
    ...(facts.watched ? { watches: [{ from: null, to: null }], ...undated('watch', '导入名册时已经留党察看') } : {}),
    ...(facts.away === true ? { absences: [{ from: null, to: null, place: facts.awayPlace, contacts: [] }] } : {}),
  }
  const notes = [
    ...idNotes(record),
    ...(facts.grade === null && facts.becameFull === null ? ['没有人员类别和转正日期，按正式党员导入'] : []),
    ...(suspended ? ['停止党籍没有日期，到“经历”里补上'] : []),
    ...(facts.watched ? ['留党察看没有日期，到“经历”里补上'] : []),
  ]
  const changes: ImportChange[] = []
  for (const key of personalKeys) {
    const value = record[key]
    if (value !== '' && value !== null) changes.push(change(key, '', isDate(key) ? sayDate(value) : value))
  }
  if (record.joined !== null) changes.push(change('joined', '', sayDate(record.joined)))
  if (record.becameFull !== null) changes.push(change('becameFull', '', sayDate(record.becameFull)))
  return { record, notes, why: impossible(record), changes }
}

/** A coarser date never takes the place of a finer one that agrees with it. */
const isNews = (before: PartialDate | null, after: PartialDate | null) => after !== null && after !== before && !(before !== null && mayBeSame(before, after) && after.length <= before.length)

function changed({ facts, groups, units, context, member }: Input & { readonly member: Member }): Made {
  const now = asOf(member, context.today)
  const standing = now.standing ?? 'normal'
  const gone = standing !== 'normal' && standing !== 'suspended'
  if (gone && (facts.standing === null || facts.standing === 'normal')) return refusal(`名册里${member.name}的党籍状态是${standingNames[standing]}，回来了就在名册里记一笔${standing === 'left' ? eventNames.transferIn : eventNames.restore}，不能导入`)
  const notes: string[] = []
  if (facts.standing !== null && facts.standing !== standing) notes.push(`党籍状态写的是${standingNames[facts.standing]}，名册里是${standingNames[standing]}：状态没有改，要在名册里记一笔`)
  if (facts.watched && !now.watched) notes.push('党籍状态写的是留党察看，名册里没有：状态没有改，要在名册里记一笔')
  const changes: ImportChange[] = []
  const patch: { -readonly [F in keyof Personal]?: Personal[F] } = {}
  const id = readIdNumber(facts.personal.idNumber ?? '')
  const said: Partial<Personal> = {
    ...(id.ok && (member.birth === null || mayBeSame(member.birth, id.birth)) ? { birth: id.birth } : {}), ...(id.ok && member.gender === '' ? { gender: id.gender } : {}),
    ...facts.personal, name: facts.name,
  }
  for (const key of personalKeys) {
    if (key === 'birth' || key === 'startedWork') {
      const value = said[key] ?? null
      if (!isNews(member[key], value)) continue
      patch[key] = value
      changes.push(change(key, sayDate(member[key]), sayDate(value)))
      continue
    }
    const value = key === 'note' ? withKept(member.note.includes(said.note ?? '') ? member.note : withKept(member.note, [said.note ?? '']), facts.kept) : said[key]
    if (value === undefined || value === '' || value === member[key]) continue
    Object.assign(patch, { [key]: value })
    changes.push(change(key, member[key], value))
  }
  let record: Member = changes.length === 0 ? member : { ...member, ...patch }
  const dates = { ...(isNews(member.joined, facts.joined) ? { joined: facts.joined } : {}), ...(isNews(member.becameFull, facts.becameFull) ? { becameFull: facts.becameFull } : {}) }
  if (Object.keys(dates).length > 0) {
    const outcome = correctDates(record, [], dates)
    if (!outcome.ok) return refusal(outcome.findings.find(isWall)?.text ?? '入党、转正日期对不上')
    const after = outcome.step.records[0]?.after
    if (after?.kind === 'member') record = { ...after, rev: member.rev }
    if ('joined' in dates) changes.push(change('joined', sayDate(member.joined), sayDate(dates.joined ?? null)))
    if ('becameFull' in dates) changes.push(change('becameFull', sayDate(member.becameFull), sayDate(dates.becameFull ?? null)))
  }
  const grade = asOf(record, context.today).grade
  if (facts.grade !== null && grade !== null && facts.grade !== grade) notes.push(facts.grade === 'full' ? '人员类别写的是正式党员，名册里还是预备党员，表里又没有转正日期：没有改，要在名册里记转正' : '人员类别写的是预备党员，名册里已经转正：没有改')
  if (!gone) record = moved(record, { facts, groups, units, context }, changes)
  if (facts.away !== null && facts.away !== (now.away !== null)) notes.push(facts.away ? '表里是流动党员，名册里没有记外出：要在名册里记一笔外出' : '表里不是流动党员，名册里记着外出：要在名册里记一笔返回')
  return { record: changes.length === 0 ? member : { ...record, rev: member.rev + 1 }, changes, notes: [...notes, ...(changes.length > 0 ? idNotes(record) : [])], why: changes.length > 0 ? impossible(record) : '' }
}

/** 党小组, unit and posts change from today on: what stood before stays true of its time. Known for the first time, they hold since ever. */
function moved(member: Member, { facts, groups, units, context }: Input, changes: ImportChange[]): Member {
  const { today } = context
  const now = asOf(member, today)
  let record = member
  const groupId = groups.find(facts.group)
  if (groupId !== null && groupId !== now.groupId) {
    record = { ...record, groups: record.groups.length === 0 ? [{ from: null, to: null, groupId }] : [...changedAt(record.groups, today, (span) => ({ ...span, groupId }))] }
    changes.push(change('group', groups.nameOf(now.groupId), facts.group))
  }
  const unitId = units.find(facts.unit)
  if (unitId !== null && unitId !== now.unitId) {
    record = { ...record, units: record.units.length === 0 ? [{ from: null, to: null, unitId }] : [...changedAt(record.units, today, (span) => ({ ...span, unitId }))] }
    changes.push(change('unit', units.nameOf(now.unitId), facts.unit))
  }
  if (facts.posts !== null && facts.posts.length > 0 && (facts.posts.length !== now.posts.length || facts.posts.some((post) => !now.posts.includes(post)))) {
    const outcome = setPosts(record, facts.posts, today)
    const after = outcome.ok ? outcome.step.records[0]?.after : null
    if (record.posts.length === 0) record = { ...record, posts: facts.posts.map((post) => ({ from: null, to: null, post })) }
    else if (after?.kind === 'member') record = { ...after, rev: member.rev }
    changes.push(change('posts', now.posts.join('、'), facts.posts.join('、')))
  }
  return record
}

/** Lines of the dry run a person chose to leave out. */
export type ImportChoices = { readonly leaveOut?: ReadonlySet<number> }

/** One step with everything that was confirmed; what was refused or left out is not in it. */
export function confirmImport(dryRun: ImportDryRun, choices: ImportChoices = {}): Outcome {
  const chosen = dryRun.rows.filter((row) => row.record !== null && !(choices.leaveOut?.has(row.line) ?? false))
  if (chosen.length === 0) return refused(wall('nothingToImport', '没有要导入的：没有新的党员，也没有改动', { field: 'rows' }))
  const people = chosen.flatMap((row): readonly StepRecord[] => (row.record === null ? [] : row.before === null ? [created(row.record)] : [{ before: row.before, after: row.record }]))
  const used = new Set(chosen.flatMap((row) => (row.record === null ? [] : [...row.record.groups.map((span) => span.groupId), ...row.record.units.map((span) => span.unitId)])))
  const [groups, units] = [dryRun.newGroups.filter((place) => used.has(place.id)), dryRun.newUnits.filter((place) => used.has(place.id))]
  const { organisation } = dryRun
  const places = groups.length + units.length === 0 ? [] : [revised(organisation, { groups: [...organisation.groups, ...groups], units: [...organisation.units, ...units] })]
  const added = chosen.filter((row) => row.before === null).length
  const parts = [...(added > 0 ? [`新增 ${added} 人`] : []), ...(chosen.length > added ? [`改动 ${chosen.length - added} 人`] : [])]
  return { ok: true, step: { title: `导入党员名册：${parts.join('，')}`, final: false, records: [...places, ...people] }, findings: [] }
}
