import type { BallotStatus } from '#shared/ballot-box'
import { isStandingBox, sayBox } from '#shared/duties/machine-box'
import type { Review } from '#shared/model/review'
import { countFindings, notSorted } from '#shared/rules/review-check'
import { isWall } from '#shared/rules/findings'
import { sayDate } from '../../ui/say'
import { progressOf } from './counting'

/**
 * The steps of a session as the column shows them. The pack names the steps and eras differ; 到会, 发票收票, 计票, 评定 and 送出 have work of
 * their own and are always there, even where a pack has no step of that name. Nothing here locks: it only says what stands.
 */
export type EntryKind = 'plain' | 'attendance' | 'ballots' | 'count' | 'verdict' | 'send'
export type Step = Review['steps'][number]
export type Entry = {
  readonly id: string
  readonly kind: EntryKind
  readonly name: string
  /** The record's own step; null where the pack has none. */
  readonly step: Step | null
  readonly done: boolean
  /** What it left behind, or what is still to do. */
  readonly left: string
  readonly late: boolean
}

const kindOf: Readonly<Record<string, EntryKind>> = { ballots: 'ballots', count: 'count', verdict: 'verdict', feedback: 'send' }
const usualNames: Readonly<Record<Exclude<EntryKind, 'plain'>, string>> = { attendance: '到会', ballots: '发票、收票', count: '计票', verdict: '评定', send: '送出评定' }

type Bare = { readonly id: string; readonly kind: EntryKind; readonly name: string; readonly step: Step | null }

export function entriesOf(review: Review): readonly Entry[] {
  const steps: Bare[] = review.steps.map((step) => ({ id: step.id, kind: kindOf[step.id] ?? 'plain', name: step.name, step }))
  const own = (kind: Exclude<EntryKind, 'plain'>): Bare => ({ id: kind, kind, name: usualNames[kind], step: null })
  const place = (kind: EntryKind) => steps.findIndex((entry) => entry.kind === kind)
  const lacks = (kind: EntryKind) => place(kind) < 0
  if (lacks('count')) steps.push(own('count'))
  if (lacks('ballots')) steps.splice(place('count'), 0, own('ballots'))
  steps.splice(place('ballots'), 0, own('attendance'))
  if (lacks('verdict')) steps.splice(place('count') + 1, 0, own('verdict'))
  if (lacks('send')) steps.splice(place('verdict') + 1, 0, own('send'))
  return steps.map((entry) => ({ ...entry, ...standing(entry, review) }))
}

type Standing = Pick<Entry, 'done' | 'left' | 'late'>

function standing({ kind, step }: Bare, review: Review): Standing {
  const marked = step !== null && step.doneOn !== null ? `${sayDate(step.doneOn, review.year)}${step.doneOffline ? '，线下已办' : ''}` : ''
  const said = (done: boolean, left: string, late = false): Standing => ({ done: (done || marked !== '') && !late, left: left === '' ? marked : left, late })
  const { counts } = review
  switch (kind) {
    case 'plain':
      // 公布、上报 is two things: which of them is still to do.
      if (step?.id === 'report' && step.doneOn === null) return said(false, review.published.on !== null ? '公布了，还没送出' : review.state === 'sent' ? '送出了，还没记公布' : '')
      return said(false, '')
    case 'attendance': {
      const taken = counts.issued > 0 || review.roster.some((person) => person.attendance === 'leave' || person.attendance === 'absent')
      return said(taken, taken ? `应到 ${counts.due}，实到 ${counts.present}` : '')
    }
    case 'ballots': {
      if (counts.issued === 0) return said(false, '')
      const off = countFindings(review).some((found) => isWall(found) && found.where.field !== 'counts.due' && !(found.code === 'sum.validity' && notSorted(counts)))
      return said(!off, off ? '数不合' : `发出 ${counts.issued}，收回 ${counts.returned}`, off)
    }
    case 'count': {
      if (review.tallyClosedOn !== null) return said(true, `${sayDate(review.tallyClosedOn, review.year)}定数`)
      const { people, open, off } = progressOf(review)
      if (people === open) return said(false, '')
      if (off > 0) return said(false, `还有 ${off} 处要核`, true)
      return said(false, open > 0 ? `计了 ${people - open}/${people} 人` : '都合，还没定数')
    }
    case 'verdict': {
      if (review.decidedOn !== null) return said(true, `${sayDate(review.decidedOn, review.year)} ${review.decidedBy}`)
      const graded = review.verdicts.filter((verdict) => verdict.grade !== null).length
      return said(false, graded === 0 ? '' : `评了 ${graded}/${review.tally.length} 人`)
    }
    case 'send':
      return said(review.state === 'sent', review.state === 'sent' && marked !== '' ? `${marked}送出` : '')
  }
}

/** The same with what ballot boxes stand: voting goes on at 发票收票; a box that is sealed waits at 计票. Until it is opened neither is done. */
export function withBoxes(entries: readonly Entry[], boxes: readonly BallotStatus[]): readonly Entry[] {
  const standing = boxes.filter(isStandingBox)
  const voting = (['open', 'broken', 'locked'] as const).map((state) => standing.find((box) => box.state === state)).find((box) => box !== undefined)
  const sealed = standing.filter((box) => box.state === 'closed')
  if (standing.length === 0) return entries
  return entries.map((entry) => {
    if (entry.kind === 'ballots') return voting !== undefined ? { ...entry, done: false, left: sayBox(voting) } : { ...entry, left: '机投，封了箱' }
    if (entry.kind === 'count' && sealed.length > 0) return { ...entry, done: false, left: voting === undefined ? '封了箱，等开箱' : `${sealed.length} 个票箱等开箱` }
    return entry
  })
}

/** Where a session opens: the first step not done after the last one done. */
export function firstOpen(entries: readonly Entry[]): Entry | undefined {
  const last = entries.findLastIndex((entry) => entry.done)
  return entries.slice(last + 1).find((entry) => !entry.done) ?? entries[last] ?? entries[0]
}
