import { useMemo } from 'react'
import type { RulePin } from '#shared/model/rule-pin'
import type { PledgeRound } from '#shared/model/pledge'
import type { RulePack } from '#shared/rules/pack'
import { builtInPack, builtInPacks } from '#shared/rules/packs/built-in'
import { packFor } from '#shared/rules/pin'
import { dutyContext, useYear } from '../../app/session'
import { useDrafts, useOrganisation, useQuarantine, useRecords } from '../../data/queries'
import { writingForm } from './addresses'
import { branchKey, buildBoard, type Board, type BoardFacts, type BoardRow } from './board'

/** One round with everything its screens look at. */
export type Books = BoardFacts & {
  readonly board: Board
  /** The rounds of the same year, the one in hand among them. */
  readonly rounds: readonly PledgeRound[]
  readonly year: number
  /** Records of these kinds that cannot be read: papers that must be complete wait for them. */
  readonly unreadable: number
}
export type Found =
  | { readonly type: 'reading' }
  | { readonly type: 'none'; readonly year: number }
  | { readonly type: 'round'; readonly books: Books; /** Where the address named one pledge. */ readonly partyKey: string | null }

const concerned: readonly string[] = ['organisation', 'member', 'pledgeRound', 'pledge', 'rulePin']

/** `id` is a round's, a pledge's, or nothing: then the newest round of the year. */
export function useBooks(id: string | undefined): Found {
  const year = useYear()
  const organisation = useOrganisation()
  const members = useRecords('member')
  const rounds = useRecords('pledgeRound')
  const pledges = useRecords('pledge')
  const pins = useRecords('rulePin')
  const quarantine = useQuarantine()
  const drafts = useDrafts()
  // As one text: a pause in typing keeps the same draft anew, and nothing here is to be worked out again for that.
  const forms = (drafts ?? []).map((draft) => draft.form).filter((form) => form.startsWith('pledge:')).join('\n')
  const { today } = dutyContext()
  return useMemo((): Found => {
    if (organisation === undefined || members === undefined || rounds === undefined || pledges === undefined || pins === undefined || quarantine === undefined) return { type: 'reading' }
    const named = pledges.find((pledge) => pledge.id === id)
    const round = rounds.find((one) => one.id === (named?.roundId ?? id)) ?? rounds.filter((one) => one.year === year).at(-1)
    if (organisation === null || round === undefined) return { type: 'none', year }
    const open = new Set(forms.split('\n'))
    const keys = [branchKey, ...members.map((member) => member.id)]
    const facts: BoardFacts = {
      drafted: new Set(keys.filter((key) => open.has(writingForm(round.id, key)))),
      organisation, members, round, pledges: pledges.filter((pledge) => pledge.roundId === round.id), pack: packOf(round, organisation.era, pins), today,
    }
    const books: Books = {
      ...facts, board: buildBoard(facts), rounds: rounds.filter((one) => one.year === round.year), year: round.year,
      unreadable: quarantine.filter((row) => concerned.includes(row.kind)).length,
    }
    return { type: 'round', books, partyKey: named === undefined ? null : (named.memberId ?? branchKey) }
  }, [organisation, members, rounds, pledges, pins, quarantine, forms, id, year, today])
}

export function rowOf(books: Books, partyKey: string | undefined): BoardRow | null {
  return books.board.rows.find((row) => row.party.key === partyKey) ?? null
}

function packOf(round: PledgeRound, era: string, pins: readonly RulePin[]): RulePack {
  const pack = packFor(round.rulePack, pins) ?? builtInPack(era) ?? builtInPacks[0]
  if (pack === undefined) throw new Error('there is always a built-in pack')
  return pack
}
