import { Button } from 'antd'
import { useState } from 'react'
import { differences, partFindings, partsFrom, recordCount, shuffled } from '#shared/duties/review-count'
import { keptSettled } from '#shared/duties/review-stood'
import type { Finding } from '#shared/rules/findings'
import { useBoxes } from '../../app/machine/boxes'
import { Page, PageHeader } from '../../app/page-header'
import { useShortcut } from '../../app/shortcuts'
import { useWorkingOn } from '../../app/unkept'
import { FindingList } from '../../ui/finding-list'
import { SettleTable } from '../../ui/settle-counts'
import { channelsToCount, drawUpTo, linesOf, numbersIn, rowsOpen, shapeOf, useCountingDesk, type Count, type TypedCells } from './counting-desk'
import { Abandon, OpinionsField } from './counting-parts'
import { EntryPart } from './entry-part'
import { SheetPage } from './sheet-page'
import { useReviewSession } from './use-review'

/** The count under way of this session, whichever stage it is at. */
export function CountingRoom({ count }: { readonly count: Count }) {
  const { review } = useReviewSession()
  useWorkingOn('count')
  if (count.shape !== shapeOf(review)) return <OtherShape />
  switch (count.stage) {
    case 'first':
    case 'second':
      return <EntryPage key={count.stage} count={count} />
    case 'between':
      return <BetweenPage count={count} />
    case 'compare':
      return <ComparePage count={count} />
    case 'sheets':
      return <SheetPage count={count} />
  }
}

function OtherShape() {
  const put = useCountingDesk((desk) => desk.put)
  return (
    <Page header={<PageHeader title="计票" fact="名单变了" acts={<Button type="primary" onClick={() => put(null)}>重新开始录</Button>} />}>
      <p>录到一半，名单或者发票的去处改了，先前录的对不上，要重新录。</p>
    </Page>
  )
}

function EntryPage({ count }: { readonly count: Count }) {
  const { review } = useReviewSession()
  const put = useCountingDesk((desk) => desk.put)
  const first = count.stage === 'first'
  const typed = first ? count.first : count.second
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const open = rowsOpen(review, typed)
  const type = (cells: TypedCells) => {
    setFindings([])
    put({ ...count, [first ? 'first' : 'second']: { ...typed, ...cells } })
  }
  const finish = () => {
    const found = partFindings(review, partsFrom(review, numbersIn(typed)))
    setFindings(found)
    if (found.length === 0) put({ ...count, stage: first ? 'between' : 'compare' })
  }
  useShortcut('Ctrl+S', open === 0 ? finish : null)
  return (
    <Page
      fill
      header={
        <PageHeader
          title={`计票：${first ? '第一人' : '第二人'}录入`} fact={`${first ? count.by[0] : count.by[1]}录　只在内存里，关了程序就没有了`}
          {...(open === 0 ? {} : { reason: `还有 ${open} 行没录` })}
          acts={
            <>
              <Abandon />
              <Button type="primary" disabled={open > 0} onClick={finish}>
                {first ? '录完了，请第二人来' : '录完了，对一对'}
              </Button>
            </>
          }
        />
      }
      below={findings.length === 0 ? undefined : <div className="review-below"><FindingList findings={findings.slice(0, 4)} label="数不合" /></div>}
    >
      <div className="review-entry" tabIndex={0} role="group" aria-label="录票，可以滚动">
        {channelsToCount(review, count).map((channel, index) => (
          <EntryPart key={channel.id} first={index === 0} review={review} channel={channel} typed={typed} onType={type} />
        ))}
        {first && <OpinionsField count={count} />}
      </div>
    </Page>
  )
}

function BetweenPage({ count }: { readonly count: Count }) {
  const put = useCountingDesk((desk) => desk.put)
  return (
    <Page header={<PageHeader title="计票：换人" fact={`${count.by[0]}录完了`} acts={<><Abandon /><Button type="primary" onClick={() => put({ ...count, stage: 'second' })}>{count.by[1]}开始录</Button></>} />}>
      <div className="review-sheet">
        <p>请{count.by[1]}来录。{count.by[0]}录的数现在谁也看不到，两人都录完才对。</p>
      </div>
    </Page>
  )
}

function ComparePage({ count }: { readonly count: Count }) {
  const { review, pack, save } = useReviewSession()
  const put = useCountingDesk((desk) => desk.put)
  const { destroy } = useBoxes()
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const [busy, setBusy] = useState(false)
  const [one, two] = count.by
  const differ = differences(review, numbersIn(count.first), numbersIn(count.second))
  const open = differ.filter((cell) => (count.settled[cell.key] ?? '') === '').length
  const settle = (key: string, value: string) => {
    setFindings([])
    put({ ...count, settled: { ...count.settled, [key]: value } })
  }
  const keep = async () => {
    const agreed = numbersIn(count.settled)
    setBusy(true)
    const outcome = await save((now) => recordCount(now, {
      cells: { ...numbersIn(count.first), ...agreed }, how: 'twice', by: count.by, machine: count.machine, opinions: shuffled(linesOf(count.opinions), drawUpTo),
      settled: keptSettled(differ.map((cell) => ({ ...cell, value: agreed[cell.key] ?? 0 }))),
    }, pack))
    setBusy(false)
    if (outcome?.ok === true) {
      put(null)
      await destroy(count.machine.map((box) => box.channelId))
    } else setFindings(outcome?.findings ?? [])
  }
  return (
    <Page
      fill
      header={
        <PageHeader
          title="计票：对一对" fact={differ.length === 0 ? '两人录的一样' : `有 ${differ.length} 处不一样`}
          {...(open === 0 ? {} : { reason: `还有 ${open} 处没定` })}
          acts={
            <>
              <Abandon />
              <Button type="primary" loading={busy} disabled={open > 0} title="一次记进账里，写上两人的姓名" onClick={() => void keep()}>
                两人都认，记下来
              </Button>
            </>
          }
        />
      }
      below={findings.length === 0 ? undefined : <div className="review-below"><FindingList findings={findings.slice(0, 4)} label="还不能记" /></div>}
    >
      {differ.length === 0 ? (
        <p>{one}、{two}各录一遍，{Object.keys(numbersIn(count.second)).length} 格都一样。</p>
      ) : (
        <div className="review-entry" tabIndex={0} role="group" aria-label="不一样的地方，可以滚动">
          <SettleTable className="review-count-table review-differ" cellClassName="review-count-cell" by={count.by} differ={differ} settled={count.settled} onSettle={settle} />
        </div>
      )}
    </Page>
  )
}
