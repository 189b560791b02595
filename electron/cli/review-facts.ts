import { channelName } from '#shared/duties/review-count'
import { ofKind, type AnyRecord } from '#shared/model/kinds'
import { shareRow } from '#shared/rules/shares'

/** What `sample-year` says of the year's 民主评议: who was there, the ballots, the tally with its base, and the verdicts beside it. */
export function reviewFacts(records: readonly AnyRecord[], year: number): unknown {
  return ofKind(records, 'review').filter((review) => review.year === year).map((review) => {
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
  })
}
