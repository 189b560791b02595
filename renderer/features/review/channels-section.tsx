import { Button, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { channelName, setChannels } from '#shared/duties/review-count'
import type { Channel } from '#shared/model/review'
import { fromRoom } from '#shared/rules/review-check'
import { FieldError } from '../../ui/field'
import { useReviewSession } from './use-review'

type Kind = `${Channel['voters']}-${Channel['way']}`
const kinds: readonly Kind[] = ['masses-meeting', 'masses-box', 'masses-visit', 'members-box', 'members-visit']
const kindOf = (channel: Pick<Channel, 'voters' | 'way'>): Kind => `${channel.voters}-${channel.way}`
const parse = (kind: Kind): Pick<Channel, 'voters' | 'way'> => {
  const [voters, way] = kind.split('-') as [Channel['voters'], Channel['way']]
  return { voters, way }
}

/** 群众代表, 意见箱, 入户问卷: how many people, how many ballots. Saved with each change; the whole 发出 follows. */
export function ChannelsSection() {
  const { review, canWrite, save } = useReviewSession()
  const [problem, setProblem] = useState('')
  const counted = review.tally.some((row) => row.blank + row.votes.excellent + row.votes.qualified + row.votes.basic + row.votes.unqualified > 0)
  const editable = canWrite && review.tallyClosedOn === null && !counted
  const keep = (channels: readonly Channel[]) => {
    void save((now) => setChannels(now, channels)).then((outcome) => setProblem(outcome?.ok === false ? outcome.findings.map((found) => found.text).join('；') : ''))
  }
  const change = (id: string, patch: Partial<Channel>) => keep(review.channels.map((one) => (one.id === id ? { ...one, ...patch } : one)))
  const free = kinds.filter((kind) => !review.channels.some((one) => kindOf(one) === kind))
  const [next] = free
  return (
    <section className="review-channels" aria-label="群众代表和会外的票">
      <h2>群众代表和会外的票</h2>
      {review.channels.map((channel) => (
        <div className="review-line" key={channel.id}>
          <Select<Kind>
            aria-label="哪一类票" className="review-person" disabled={!editable} value={kindOf(channel)} options={kinds.filter((kind) => kind === kindOf(channel) || free.includes(kind)).map((value) => ({ value, label: channelName(parse(value)) }))}
            onChange={(kind) => change(channel.id, parse(kind))}
          />
          <label>
            人数 <InputNumber aria-label={`${channelName(channel)}人数`} min={0} max={9999} precision={0} disabled={!editable} onFocus={(event) => event.target.select()} value={channel.people} onChange={(people) => change(channel.id, { people: people ?? 0, issued: people ?? 0 })} />
          </label>
          <label>
            发出 <InputNumber aria-label={`${channelName(channel)}发出`} min={0} max={channel.people} precision={0} disabled={!editable} onFocus={(event) => event.target.select()} value={channel.issued} onChange={(issued) => change(channel.id, { issued: issued ?? 0 })} />
          </label>
          <Button disabled={!editable} aria-label={`去掉${channelName(channel)}`} onClick={() => keep(review.channels.filter((one) => one.id !== channel.id))}>
            去掉
          </Button>
        </div>
      ))}
      <div className="review-line">
        <Button disabled={!editable || next === undefined} onClick={() => next !== undefined && keep([...review.channels, { id: crypto.randomUUID(), ...parse(next), people: 0, issued: 0 }])}>
          加一类票
        </Button>
        <span className="quiet small">
          {counted ? '已经录了票数，不能再加减。' : review.channels.length === 0 ? '没有就不加。群众代表用自己的测评表，另记发出多少张。' : `发出共 ${review.counts.issued} 张，其中会场党员 ${fromRoom(review)} 张。哪一类有效票不足 5 张，各类都不单列，只留合计。`}
        </span>
      </div>
      {problem !== '' && <FieldError>{problem}</FieldError>}
    </section>
  )
}
