import { useMemo } from 'react'
import type { AnyRecord } from '#shared/model/kinds'
import { hasScreen } from './screens'
import { hrefOf } from './route'
import { rooms, type RoomId } from './rooms'
import { useRecords } from './session'

/** What Ctrl+K finds: a title, where it stands, and all the words it answers to. */
export type Findable = { readonly key: string; readonly title: string; readonly where: string; readonly words: string; readonly href: string }

/** `page`: where a room keeps records of more than one kind. */
function entry(record: AnyRecord, room: RoomId, title: string, where: string, more = '', page: readonly string[] = []): Findable {
  return { key: record.id, title, where, words: `${title} ${where} ${more}`, href: hrefOf(room, [...page, record.id]) }
}

/** Gathered only while someone is looking: `wanted`. */
export function useFindables(wanted: boolean): readonly Findable[] {
  const members = useRecords('member')
  const schemes = useRecords('scheme')
  const rounds = useRecords('pledgeRound')
  const pledges = useRecords('pledge')
  const reports = useRecords('analysisReport')
  const reviews = useRecords('review')
  const items = useRecords('archiveItem')
  const volumes = useRecords('archiveVolume')
  return useMemo(() => {
    if (!wanted) return []
    const names = new Map(members.map((member) => [member.id, member.name]))
    const all: readonly (readonly [RoomId, readonly Findable[]])[] = [
      ['roster', members.map((member) => entry(member, 'roster', member.name, '党员名册', `${member.jobTitle} ${member.phone}`))],
      ['pledge', pledges.map((pledge) => entry(pledge, 'pledge', `${pledge.memberId === null ? '党支部' : (names.get(pledge.memberId) ?? '')}的承诺`, '公开承诺', pledge.items.map((item) => item.text).join(' ')))],
      ['pledge', rounds.map((round) => entry(round, 'pledge', round.title, '公开承诺'))],
      ['analysis', reports.map((report) => entry(report, 'analysis', `${report.memberId === null ? '党支部' : (names.get(report.memberId) ?? '')}的${report.title}`, `${report.year}年度`))],
      ['review', reviews.map((review) => entry(review, 'review', review.title, '民主评议'))],
      ['scheme', schemes.map((scheme) => entry(scheme, 'scheme', scheme.title, '方案与计划', scheme.stages.flatMap((stage) => [stage.name, ...stage.tasks.map((task) => task.title)]).join(' ')))],
      ['archive', items.map((item) => entry(item, 'archive', item.title, `${item.year}年度归档文件`, `${item.author} ${item.docNo} ${(item.parts ?? []).map((part) => part.title).join(' ')}`, ['item']))],
      ['archive', volumes.map((volume) => entry(volume, 'archive', volume.title, `案卷 ${volume.number}`, volume.entries.map(({ title, docNo }) => `${title} ${docNo}`).join(' '), ['volume']))],
    ]
    const places: readonly Findable[] = rooms.filter((room) => hasScreen(room.id)).map((room) => ({ key: room.id, title: room.name, where: '去那里', words: room.name, href: hrefOf(room.id) }))
    return [...all.filter(([room]) => hasScreen(room)).flatMap(([, entries]) => entries), ...places]
  }, [wanted, members, schemes, rounds, pledges, reports, reviews, items, volumes])
}
