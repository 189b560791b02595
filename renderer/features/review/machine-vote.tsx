import { Radio } from 'antd'
import { useMemo, type ReactNode } from 'react'
import { channelName, channelsOf } from '#shared/duties/review-count'
import { ballotForms, chooseForm, formOf, type BallotForm } from '#shared/duties/review-beside'
import { boxSession, listFindings, machineChannels, machineForm, onPaper, recordBoxes, recordBoxMade, whyNoMachine, type BoxCount } from '#shared/duties/review-machine'
import type { Review } from '#shared/model/review'
import type { RulePack } from '#shared/rules/pack'
import { MachineDeskContext, useBoxes, type Electorate, type MachineDesk, type Opened } from '../../app/machine/boxes'
import { MachinePage } from '../../app/machine/machine-page'
import { begin, useCountingDesk, type Count } from './counting-desk'
import { ballotFormNames } from './papers'
import { useReviewSession } from './use-review'

const formWords: Readonly<Record<BallotForm, string>> = {
  plain: `${ballotFormNames.plain}：一人一行，选一个等次`,
  coded: `${ballotFormNames.coded}：等次下面可以点选存在的问题`,
  scored: `${ballotFormNames.scored}：等次下面再分几项各选一个，票长，投得慢`,
}

/** Each class in the meeting room, with a box of its own. */
export function useElectorates(review: Review, pack: RulePack, packMissing: boolean): readonly Electorate[] {
  return useMemo(() => machineChannels(review).map((channel): Electorate => {
    const members = channel.voters === 'members'
    return {
      id: channel.id, session: boxSession(review, channel), name: channelName(channel), counted: members ? '实到' : '群众代表', people: channel.people,
      why: packMissing ? '这次评议依的规矩读不出来' : whyNoMachine(review, channel), form: machineForm(review, channel, pack),
      heading: `${review.year}年度民主评议党员测评（${members ? '党员' : '群众代表'}）`,
      // Where only numbers were taken at the door, there are no names to print.
      names: members ? review.roster.filter((person) => person.attendance === 'present').map((person) => person.name) : [],
      kept: review.machine.some((box) => box.channelId === channel.id),
    }
  }), [review, pack, packMissing])
}

const counts = (boxes: readonly Opened[]): readonly BoxCount[] => boxes.map(({ id, ...box }) => ({ ...box, channelId: id }))

/** 无记名机投 of this session: `#/review/<id>/machine/<channel>`. */
export function MachineVote({ channelId }: { readonly channelId: string | null }): ReactNode {
  const { review, pack, organisation, canWrite, save } = useReviewSession()
  const counting = useCountingDesk((desk) => desk.count !== null)
  const put = useCountingDesk((desk) => desk.put)
  const { places } = useBoxes()
  const closed = (places ?? []).filter((place) => place.status.state === 'closed')
  const paper = onPaper(review, closed.map(({ electorate }) => ({ channelId: electorate.id })))
  const take = (how: Count['how']) => (boxes: readonly Opened[], by: Count['by']) => {
    const other = listFindings(review, counts(boxes))
    if (other.length === 0) put(begin(review, how, by, counts(boxes)))
    return other
  }
  const desk: MachineDesk = {
    organisation: organisation.name, canWrite, slipHeading: `${review.year}年度民主评议测评`,
    choice: (fixed) => <Radio.Group className="machine-ways" disabled={fixed} value={formOf(review)} onChange={(event) => void save((now) => chooseForm(now, event.target.value as BallotForm, pack))} options={ballotForms.map((form) => ({ value: form, label: formWords[form] }))} />,
    terms: review.channels.length === 0 ? [] : ['党员和群众代表各设各的票箱，一个封好再开另一个。意见箱、入户的票照旧用纸，封箱以后接着录，合起来一次记账。'],
    back: { label: '回到发票、收票', place: 'review', path: [review.id, 'ballots'] },
    paper: { label: '印测评表', place: 'review', path: [review.id, 'paper', 'ballot'] },
    figures: { label: '去计票', place: 'review', path: [review.id, 'count'] },
    keptWords: '账上的票数在“计票”里，定数以前看一看有没有全票一致的。',
    boxPath: (id) => [review.id, 'machine', id],
    onMade: ({ id }) => save((now) => {
      const channel = channelsOf(now).find((one) => one.id === id)
      if (channel === undefined) throw new Error('a box for a class that is not there')
      return recordBoxMade(now, channel)
    }),
    opening: {
      why: counting ? '另一次评议的票还没录完' : '',
      asks: null,
      paper: paper.map((channel) => `${channelName(channel)} ${channel.issued} 张纸票`).join('、'),
      keep: async (boxes, by) => {
        const outcome = await save((now) => recordBoxes(now, { boxes: counts(boxes), by }, pack))
        return outcome === undefined ? null : outcome.ok ? [] : outcome.findings
      },
      ways: [{ label: '纸票一张一张录', take: take('sheets') }, { label: '纸票两人录入', take: take('twice') }],
    },
  }
  return <MachineDeskContext value={desk}><MachinePage electorateId={channelId} /></MachineDeskContext>
}
