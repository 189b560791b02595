import { channelName } from '#shared/duties/review-count'
import { partsToType, rowBase, satisfactionRate, sayDefinition } from '#shared/duties/mass-review'
import { ofKind, type AnyRecord } from '#shared/model/kinds'
import type { MassReview } from '#shared/model/mass-review'
import type { Review } from '#shared/model/review'
import { shareRow } from '#shared/rules/shares'

/** What `sample-year` says of the year's reviews: who was there, the ballots, the tally with its base, and the verdicts beside it. */
export function reviewFacts(records: readonly AnyRecord[], year: number): unknown {
  const ofYear = (one: { readonly year: number }) => one.year === year
  return [...ofKind(records, 'review').filter(ofYear).map(democraticFacts), ...ofKind(records, 'massReview').filter(ofYear).map(massFacts)]
}

function democraticFacts(review: Review): unknown {
  const { due, present, issued, returned, valid } = review.counts
  const nameOf = (memberId: string) => review.roster.find((person) => person.memberId === memberId)?.name ?? ''
  return {
    kind: 'democraticReview', due, present, issued, returned, valid,
    tally: review.tally.map((row) => {
      const votes = review.grades.map((grade) => row.votes[grade])
      const shares = shareRow([...votes, row.blank], review.percentOf === 'valid' ? valid : returned)
      return { who: row.name, votes: Object.fromEntries(review.grades.map((grade, index) => [grade, votes[index] ?? 0])), blank: row.blank, percents: shares.percents.slice(0, review.grades.length), ...(shares.why === '' ? {} : { why: shares.why }) }
    }),
    committee: review.committee === null ? null : { scale: review.committeeScale, votes: review.committee.votes, blank: review.committee.blank, valid: review.committee.valid },
    channels: review.channels.map((channel) => ({ name: channelName(channel), people: channel.people, issued: channel.issued })),
    verdicts: review.verdicts.map(({ memberId, grade, reason }) => ({ who: nameOf(memberId), grade, reason })),
  }
}

/** Nobody is due at a 群众评议: those handed a sheet are the ones asked, and no verdict follows. */
function massFacts(review: MassReview): unknown {
  const { issued, returned, valid } = review.counts
  const tally = (['aspects', 'members'] as const).flatMap((list) => review[list].map(({ name, votes, blank }, at) => {
    const base = rowBase(partsToType(review), list, at)
    const shares = shareRow([...votes, blank], base)
    return { who: name, votes: Object.fromEntries(review.scale.map((grade, place) => [grade, votes[place] ?? 0])), blank, base, percents: shares.percents.slice(0, votes.length), ...(shares.why === '' ? {} : { why: shares.why }), satisfied: satisfactionRate({ votes, blank }, base, review.satisfied).percent }
  }))
  return {
    kind: 'massReview', due: issued, present: issued, issued, returned, valid, tally, committee: null,
    channels: partsToType(review).map(({ source, counts }) => ({ name: source, people: counts.issued, issued: counts.issued })), definition: sayDefinition(review, review.satisfied), verdicts: [],
  }
}
