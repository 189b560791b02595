import { Button } from 'antd'
import { isPublic } from '#shared/duties/pledge-state'
import { checkPledge } from '#shared/rules/pledge-check'
import { printDocument } from '../../app/print'
import { useCanWrite } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { attempt } from '../../ui/error-dialog'
import { SidePanel } from '../../ui/side-panel'
import { sayDate } from '../../ui/say'
import { toView } from './addresses'
import { isReviewStale, type BoardRow } from './board'
import { EvaluateForm } from './evaluate-form'
import { ItemForm, type ItemAct } from './item-form'
import { ItemView } from './item-view'
import { letterOf } from './papers'
import { ReviewForm } from './review-form'
import type { Books } from './use-books'

/** What the panel shows: the promises, or one form. */
export type Open = { readonly type: 'look' } | { readonly type: 'review' } | { readonly type: 'evaluate' } | { readonly type: 'item'; readonly act: ItemAct; readonly itemId: string }

/** One party's promises: look, record, change one thing. Where a form is open its act is the red one. */
export function PartyPanel({ books, row, open, onOpen: setOpen, onClose }: { readonly books: Books; readonly row: BoardRow; readonly open: Open; readonly onOpen: (open: Open) => void; readonly onClose: () => void }) {
  const { round, members, year } = books
  const { party, pledge } = row
  const canWrite = useCanWrite()
  const look = () => setOpen({ type: 'look' })
  const write = () => toView(round.id, 'write', party.key)
  const member = members.find((one) => one.id === party.memberId)
  const fact = [party.memberId === null ? `由${party.reviewedBy}审` : party.note, member?.joined == null ? '' : `${member.joined.slice(0, 4)}年入党`].filter((part) => part !== '').join('　')
  const frame = { title: party.name, fact, onClose: open.type === 'look' ? onClose : look, keys: open.type === 'look' ? '↑ ↓ 换人　　Enter 写承诺　　Esc 关' : 'Ctrl+S 存下　　Esc 不写了' }

  if (pledge === null) {
    return (
      <SidePanel {...frame} acts={<Button type="primary" size="large" disabled={!canWrite} onClick={write}>{row.propose.mark === 'underway' ? '接着写' : '写承诺'}</Button>}>
        <p>{row.propose.mark === 'underway' ? '写到一半的还留着，没有提诺。' : '这一轮还没有写承诺。'}</p>
        <p className="quiet">写上办什么、怎么办、到什么时候、谁负责，写好就提诺；纸上已经有的，照着补录。</p>
      </SidePanel>
    )
  }
  if (open.type === 'review') return <ReviewForm books={books} row={row} pledge={pledge} frame={frame} onDone={look} />
  if (open.type === 'evaluate') return <EvaluateForm pledge={pledge} party={party} frame={frame} onDone={look} />
  if (open.type === 'item') {
    const item = pledge.items.find((one) => one.id === open.itemId)
    if (item !== undefined) return <ItemForm key={`${open.act}:${item.id}`} act={open.act} pledge={pledge} item={item} frame={frame} onDone={look} />
  }

  const advice = checkPledge({ round, items: pledge.items, pack: books.pack, recordId: pledge.id }).filter((found) => found.severity === 'advice')
  const inHand = pledge.state !== 'draft' && pledge.state !== 'returned'
  const settled = pledge.items.every((item) => item.closedOn !== null || item.unkeptReason !== '')
  const print = () => void attempt(() => printDocument(letterOf(books, pledge)))
  return (
    <SidePanel {...frame} acts={<PanelActs row={row} canWrite={canWrite} settled={settled} onWrite={write} onReview={() => setOpen({ type: 'review' })} onEvaluate={() => setOpen({ type: 'evaluate' })} onPrint={print} onProgress={() => { const first = pledge.items.find((item) => item.closedOn === null && item.unkeptReason === ''); if (first !== undefined) setOpen({ type: 'item', act: 'progress', itemId: first.id }) }} />}>
      {pledge.review.result === 'returned' && (
        <p className="pledge-note">
          <b>{pledge.review.on === null ? '' : sayDate(pledge.review.on, year)}退回</b>　{pledge.review.opinion}
        </p>
      )}
      {isReviewStale(pledge) && (
        <p className="pledge-note">
          <b>审过以后改了</b>　要再审一遍。
        </p>
      )}
      <ol className="pledge-items" aria-label={`${party.name}的承诺`}>
        {pledge.items.map((item, index) => (
          <ItemView
            key={item.id}
            item={item}
            number={index + 1}
            round={round}
            since={pledge.proposedOn}
            year={year}
            today={books.today}
            advice={advice.find((found) => found.where.field === `items.${index}.text`)}
            onAct={inHand && canWrite ? (act) => setOpen({ type: 'item', act, itemId: item.id }) : null}
          />
        ))}
      </ol>
      <Past pledge={pledge} name={party.name} year={year} />
      {isPublic(pledge.state) && <p className="quiet small pledge-foot">公示了的不能改；要改，先到“更多”里撤回公示。</p>}
    </SidePanel>
  )
}

type PanelActsProps = {
  readonly row: BoardRow
  readonly canWrite: boolean
  readonly settled: boolean
  readonly onWrite: () => void
  readonly onReview: () => void
  readonly onEvaluate: () => void
  readonly onProgress: () => void
  readonly onPrint: () => void
}

function PanelActs({ row, canWrite, settled, onWrite, onReview, onEvaluate, onProgress, onPrint }: PanelActsProps) {
  const disabled = !canWrite
  useShortcut('Ctrl+P', onPrint, 'panel')
  const print = <Button size="large" onClick={onPrint}>印承诺书</Button>
  if (row.propose.mark !== 'done' || row.review.mark === 'returned') {
    return (
      <>
        <Button type="primary" size="large" disabled={disabled} onClick={onWrite}>
          {row.review.mark === 'returned' ? '改了再提' : '接着写'}
        </Button>
        {print}
      </>
    )
  }
  if (row.review.mark === 'waiting' || (row.review.mark === 'missing' && row.pledge?.state === 'published' && row.items.every((mark) => mark === 'open'))) {
    return (
      <>
        <Button type={row.review.mark === 'waiting' ? 'primary' : 'default'} size="large" disabled={disabled} onClick={onReview}>审诺</Button>
        {row.review.mark === 'waiting' && <Button size="large" disabled={disabled} onClick={onWrite}>改承诺</Button>}
        {print}
      </>
    )
  }
  if (row.publish.mark !== 'done') {
    return (
      <>
        <Button size="large" disabled={disabled} onClick={onWrite}>改承诺</Button>
        <Button size="large" disabled={disabled} onClick={onReview}>再审</Button>
        {print}
      </>
    )
  }
  return (
    <>
      {settled ? (
        <Button size="large" disabled={disabled} onClick={onEvaluate}>{row.evaluate.mark === 'done' ? '再评一次' : '评诺'}</Button>
      ) : (
        <>
          <Button size="large" disabled={disabled} onClick={onProgress}>记一笔践诺</Button>
          <Button size="large" disabled={disabled} onClick={onEvaluate}>评诺</Button>
        </>
      )}
      {print}
    </>
  )
}

/** What was done about it, newest last; the entries of items stand with the items. */
function Past({ pledge, name, year }: { readonly pledge: NonNullable<BoardRow['pledge']>; readonly name: string; readonly year: number }) {
  if (pledge.history.length === 0) return null
  return (
    <section className="panel-section" aria-label="办到哪里了">
      <table className="pledge-past">
        <tbody>
          {pledge.history.map((line, index) => (
            <tr key={index}>
              <td>{line.on === null ? '' : sayDate(line.on, year)}</td>
              <th scope="row">{line.act}</th>
              <td>{[line.who === name ? '' : line.who, line.note].filter((part) => part !== '').join('：')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
