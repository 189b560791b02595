import { z } from 'zod'

/**
 * Pledges, version 1 to 2: each item got its own 审诺, its theme and what was told of it when it was not kept; entries of progress got
 * files; 评诺 got its four sides. Shipped: never changed.
 */
const oldLine = z.looseObject({ on: z.string().nullable(), act: z.string(), who: z.string(), note: z.string() })
const oldPledge = z.looseObject({
  state: z.string(),
  items: z.array(z.looseObject({ unkeptReason: z.string(), progress: z.array(z.looseObject({})) })),
  review: z.looseObject({ on: z.string().nullable(), by: z.string(), result: z.enum(['', 'passed', 'returned']), opinion: z.string() }),
  history: z.array(oldLine),
})

export function pledgeToVersion2(old: unknown): unknown {
  const pledge = oldPledge.parse(old)
  const { review, history } = pledge
  const last = (act: string) => history.findLastIndex((line) => line.act === act)
  const isPublic = ['published', 'fulfilled', 'evaluated'].includes(pledge.state)
  // Version 1 kept 通过 when the words were changed afterwards; 提诺 after 审诺通过 is what told it.
  const stale = review.result === 'passed' && !isPublic && last('提诺') > last('审诺通过')
  const reviews = review.result === '' ? [] : [
    { on: review.on, by: review.by, result: review.result, reason: review.result === 'returned' ? review.opinion : '' },
    ...(stale ? [{ on: history[last('提诺')]?.on ?? null, by: '', result: '', reason: '审过以后改了' }] : []),
  ]
  const evaluated = history[last('评诺')]
  return {
    ...pledge,
    state: stale && pledge.state === 'reviewed' ? 'proposed' : pledge.state,
    inWriting: false,
    items: pledge.items.map((item) => ({
      ...item, theme: '', reviews: [...reviews], unkeptOn: item.unkeptReason === '' ? null : (history[last('没办成')]?.on ?? null), unkeptCause: '', unkeptTold: '',
      progress: item.progress.map((entry) => ({ ...entry, files: [] })),
    })),
    review: stale ? { ...review, result: '' } : review,
    evaluation: { on: evaluated?.on ?? null, by: evaluated?.who ?? '', self: '', peers: '', organisation: evaluated?.note ?? '', masses: '', asked: 0, satisfied: 0, grade: '', publishedOn: null },
  }
}

const firstRound = z.looseObject({ editions: z.array(z.looseObject({})) })

/** Rounds, version 1 to 2: 免诺, and photos of the board beside each edition. Shipped: never changed. */
export function pledgeRoundToVersion2(old: unknown): unknown {
  const round = firstRound.parse(old)
  return { ...round, exemptions: [], editions: round.editions.map((edition) => ({ ...edition, photos: [] })) }
}

const secondRound = z.looseObject({
  exemptions: z.array(z.looseObject({ memberId: z.string(), reason: z.string(), on: z.string().nullable() })),
  editions: z.array(z.looseObject({ number: z.int(), publishedOn: z.string().nullable(), place: z.string(), withdrawnOn: z.string().nullable(), withdrawnWhy: z.string() })),
})

/** Rounds, version 2 to 3: a history, of what version 2 still knew; nothing is made up. Shipped: never changed. */
export function pledgeRoundToVersion3(old: unknown): unknown {
  const round = secondRound.parse(old)
  const event = (on: string | null, act: string, note: string, memberId: string | null = null) => ({ on, act, who: '', note, memberId })
  return {
    ...round,
    history: [
      ...round.exemptions.map((one) => event(one.on, '免诺', one.reason, one.memberId)),
      ...round.editions.flatMap((one) => [
        event(one.publishedOn, '公示', [`第 ${one.number} 版`, one.place].filter((part) => part !== '').join('，')),
        ...(one.withdrawnOn === null ? [] : [event(one.withdrawnOn, '撤回公示', [`第 ${one.number} 版`, one.withdrawnWhy].filter((part) => part !== '').join('：'))]),
      ]),
    ],
  }
}
