import { Button, Checkbox, Select } from 'antd'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { orderNames, type OrderName } from '#shared/duties/ballot-order'
import { formOf } from '#shared/duties/review-beside'
import { channelName, keyOf, partFindings, partsFrom, recordCount, shuffled } from '#shared/duties/review-count'
import type { Finding } from '#shared/rules/findings'
import { gradeName } from '#shared/rules/review-check'
import { useBoxes } from '../../app/machine/boxes'
import { Page, PageHeader } from '../../app/page-header'
import { FindingList } from '../../ui/finding-list'
import { Abandon, OpinionsField } from './counting-parts'
import { channelsToCount, drawUpTo, linesOf, numbersIn, useCountingDesk, type Count } from './counting-desk'
import { castInvalid, castSheet, choiceKeys, isSpoilt, sheetRows, type Mark } from './sheet-box'
import { useReviewSession } from './use-review'

/** One sheet at a time, one key a box: 1 to n a grade, 0 nothing ticked, X more than one. The sheet is forgotten once it is in the box. */
export function SheetPage({ count }: { readonly count: Count }) {
  const { review, pack, save } = useReviewSession()
  const put = useCountingDesk((desk) => desk.put)
  const channels = channelsToCount(review, count)
  const { destroy } = useBoxes()
  // On the desk with the rest of the count: who looks something up elsewhere comes back to the sheet half read.
  const { order, marks, beside, codes } = count.inHand
  const channelId = count.inHand.channelId ?? channels[0]?.id ?? 'room'
  const inHand = (patch: Partial<Count['inHand']>) => put({ ...count, inHand: { ...count.inHand, ...patch } })
  const setMarks = (next: readonly Mark[]) => inHand({ marks: next, codes: [] })
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const [busy, setBusy] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const channel = channels.find((one) => one.id === channelId) ?? channels[0]
  const rows = channel === undefined ? [] : sheetRows(review, channel, gradeName, order, beside)
  const full = marks.length === rows.length
  const rule = pack.review.invalidRow.value
  const done = Number(count.first[keyOf(channelId, 'ballots', 'returned')] ?? '0')
  useEffect(() => box.current?.focus(), [channelId])
  useEffect(() => {
    box.current?.querySelector('[data-here]')?.scrollIntoView({ block: 'nearest' })
  }, [marks])

  const cast = (valid: boolean) => {
    put({ ...count, first: valid ? castSheet(count.first, channelId, rows, marks, rule) : castInvalid(count.first, channelId), inHand: { ...count.inHand, marks: [], codes: [] } })
    setFindings([])
    box.current?.focus()
  }
  const key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const here = rows[marks.length]
    const choice = choiceKeys.indexOf(event.key.toLowerCase())
    const chosen = choice >= 0 && event.key.length === 1 && here !== undefined && choice < here.choices.length ? choice : null
    if (event.key === 'Enter' && full) cast(true)
    else if (event.key === 'Backspace') {
      if (codes.length > 0) inHand({ codes: codes.slice(0, -1) })
      else setMarks(marks.slice(0, -1))
    }
    else if (here === undefined) return
    else if (here.asks === 'codes') {
      if (chosen !== null) inHand({ codes: codes.includes(chosen) ? codes.filter((one) => one !== chosen) : [...codes, chosen] })
      else if (event.key === '0' || event.key === ' ') setMarks([...marks, codes])
      else return
    } else if (chosen !== null) setMarks([...marks, chosen])
    else if (event.key === '0') setMarks([...marks, 'blank'])
    else if (event.key.toLowerCase() === 'x') setMarks([...marks, 'double'])
    else return
    event.preventDefault()
  }
  const keep = async () => {
    const cells = numbersIn(count.first)
    const found = partFindings(review, partsFrom(review, cells))
    setFindings(found)
    if (found.length > 0) return
    setBusy(true)
    const outcome = await save((now) => recordCount(now, { cells, how: 'sheets', by: count.by, machine: count.machine, settled: [], opinions: shuffled(linesOf(count.opinions), drawUpTo) }, pack))
    setBusy(false)
    if (outcome?.ok === true) {
      put(null)
      await destroy(count.machine.map((box) => box.channelId))
    } else setFindings(outcome?.findings ?? [])
  }
  const said = (mark: Mark | undefined, index: number): string => {
    if (mark === undefined) return index === marks.length && codes.length > 0 ? said(codes, index) : ''
    if (mark === 'blank') return '没有选'
    if (mark === 'double') return '选了两项以上'
    const choices = rows[index]?.choices ?? []
    return typeof mark === 'number' ? (choices[mark]?.name ?? '') : mark.length === 0 ? '没有写' : mark.map((place) => `${place + 1} ${choices[place]?.name ?? ''}`).join('；')
  }
  const here = rows[marks.length]
  const keysSaid = here === undefined ? '' : `${here.choices.map((one, index) => `${choiceKeys[index]?.toUpperCase() ?? ''} ${one.name}`).join('　')}　${here.asks === 'codes' ? '0 这人读完了' : '0 没有选　X 选了两项以上'}　退格 改上一格`
  return (
    <Page
      fill
      header={
        <PageHeader
          title="计票：一张一张录" fact={`${count.by[0]}唱票，${count.by[1]}监票　已录 ${done} 张，发出 ${channel?.issued ?? 0} 张`}
          acts={
            <>
              <Abandon />
              <Button disabled={marks.length > 0} loading={busy} title={marks.length > 0 ? '手里这张还没投进票箱' : '一次记进账里'} onClick={() => void keep()}>
                都录完了，记下来
              </Button>
            </>
          }
        />
      }
      below={<div className="review-below">{findings.length > 0 && <FindingList findings={findings.slice(0, 4)} label="还不能记" />}{marks.length === 0 && done > 0 && <OpinionsField count={count} />}</div>}
    >
      <div className="review-line">
        {channels.length > 1 && <Select aria-label="哪一类票" className="review-person" disabled={marks.length > 0} value={channelId} options={channels.map((one) => ({ value: one.id, label: channelName(one) }))} onChange={(next: string) => inHand({ channelId: next })} />}
        <Select<OrderName | ''> aria-label="票上姓名的次序" className="review-body" disabled={marks.length > 0} value={order ?? ''} options={[{ value: '', label: '照名册次序' }, ...orderNames.map((one) => ({ value: one, label: `${one}种次序` }))]} onChange={(next) => { inHand({ order: next === '' ? null : next }); box.current?.focus() }} />
        <Button type="primary" disabled={!full} onClick={() => cast(true)}>{full && isSpoilt(rows, marks, rule) ? '有一行不合格，这张作废 Enter' : '这张录好了 Enter'}</Button>
        <Button disabled={marks.length > 0} title="整张看不清、画了记号的" onClick={() => cast(false)}>这张是无效票</Button>
        {formOf(review) !== 'plain' && <Checkbox checked={beside} disabled={marks.length > 0} onChange={(event) => inHand({ beside: event.target.checked })}>{formOf(review) === 'scored' ? '分项也录' : '代号也录'}</Checkbox>}
        <span className="quiet small">{keysSaid}</span>
      </div>
      <div ref={box} className="review-entry" tabIndex={0} role="group" aria-label="手里这张票" onKeyDown={key}>
        <table className="review-count-table review-differ">
          <caption className="unseen">手里这张票，一格一键</caption>
          <thead>
            <tr>
              <th scope="col">序号</th>
              <th scope="col">姓名</th>
              <th scope="col">选的</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index} {...(index === marks.length ? { 'data-here': true, 'aria-current': true } : {})}>
                <td>{row.asks === 'grade' ? rows.slice(0, index + 1).filter(({ asks }) => asks === 'grade').length : ''}</td>
                <th scope="row">{row.name}</th>
                <td>{said(marks[index], index)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="unseen" role="status">{marks.length > 0 ? `${rows[marks.length - 1]?.name ?? ''} ${said(marks.at(-1), marks.length - 1)}` : `已录 ${done} 张`}</p>
    </Page>
  )
}
