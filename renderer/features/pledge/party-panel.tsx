import { Button } from 'antd'
import { satisfactionWords } from '#shared/duties/pledge-evaluate'
import { endExemption } from '#shared/duties/pledge-exempt'
import { isPublic, isSettled } from '#shared/duties/pledge-state'
import { paperSource } from '#shared/model/paper-original'
import { checkPledge } from '#shared/rules/pledge-check'
import { PaperOriginal } from '../../app/paper-original'
import { printDocument } from '../../app/print'
import { carryOut, dutyContext, useActor, useCanWrite } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { attempt } from '../../ui/error-dialog'
import { SidePanel } from '../../ui/side-panel'
import { sayDate } from '../../ui/say'
import { toView } from './addresses'
import { isReviewStale, type BoardRow } from './board'
import { EvaluateForm } from './evaluate-form'
import { ExemptForm } from './exempt-form'
import { ItemForm, type ItemAct } from './item-form'
import { ItemView } from './item-view'
import { Past } from './past'
import { letterOf } from './papers'
import { ReviewForm } from './review-form'
import type { Books } from './use-books'

/** What the panel shows: the promises, or one form. */
export type Open = { readonly type: 'look' } | { readonly type: 'review' } | { readonly type: 'evaluate' } | { readonly type: 'exempt' } | { readonly type: 'item'; readonly act: ItemAct; readonly itemId: string }

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

  if (open.type === 'exempt') return <ExemptForm books={books} party={party} frame={frame} onDone={look} />
  if (pledge === null) {
    return (
      <SidePanel
        {...frame}
        acts={
          <>
            <Button type={party.exempt === '' ? 'primary' : 'default'} size="large" disabled={!canWrite} onClick={write}>{row.propose.mark === 'underway' ? '接着写' : '写承诺'}</Button>
            {party.memberId !== null && party.exempt === '' && <Button size="large" disabled={!canWrite} title="离退休、年老体弱、患病的自愿承诺，不算缺" onClick={() => setOpen({ type: 'exempt' })}>免诺</Button>}
          </>
        }
      >
        {party.exempt !== '' ? (
          <>
            <Exempt books={books} row={row} canWrite={canWrite} />
            <Past pledge={null} round={round} name={party.name} memberId={party.memberId} year={year} />
          </>
        ) : (
          <>
            <p>{row.propose.mark === 'underway' ? '写到一半的还留着，没有提诺。' : '这一轮还没有写承诺。'}</p>
            <p className="quiet">写上办什么、怎么办、到什么时候、谁负责，写好就提诺；纸上已经有的，照着补录。{party.away && '外出流动，用书面承诺。'}</p>
          </>
        )}
      </SidePanel>
    )
  }
  if (open.type === 'review') return <ReviewForm books={books} row={row} pledge={pledge} frame={frame} onDone={look} />
  if (open.type === 'evaluate') return <EvaluateForm books={books} pledge={pledge} party={party} frame={frame} onDone={look} />
  if (open.type === 'item') {
    const item = pledge.items.find((one) => one.id === open.itemId)
    if (item !== undefined) return <ItemForm key={`${open.act}:${item.id}`} books={books} act={open.act} pledge={pledge} item={item} frame={frame} onDone={look} />
  }

  const advice = checkPledge({ round, items: pledge.items, pack: books.pack, recordId: pledge.id }).filter((found) => found.severity === 'advice')
  const inHand = pledge.state !== 'draft' && pledge.state !== 'returned'
  const settled = pledge.items.every(isSettled)
  const print = () => void attempt(() => printDocument(letterOf(books, pledge)))
  return (
    <SidePanel {...frame} acts={<PanelActs row={row} canWrite={canWrite} settled={settled} onWrite={write} onReview={() => setOpen({ type: 'review' })} onEvaluate={() => setOpen({ type: 'evaluate' })} onPrint={print} onProgress={() => { const first = pledge.items.find((item) => !isSettled(item)); if (first !== undefined) setOpen({ type: 'item', act: 'progress', itemId: first.id }) }} />}>
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
      {row.publish.mark === 'changed' && (
        <p className="pledge-note">
          <b>公示表上还是原来的字句</b>　审过以后，到“更多”里公示，出新的一版。
        </p>
      )}
      {pledge.inWriting && <p className="pledge-note"><b>书面承诺</b>　本人外出，书面交来。</p>}
      {party.exempt !== '' && <Exempt books={books} row={row} canWrite={canWrite} />}
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
      {pledge.evaluation.on !== null && <Evaluated pledge={pledge} own={party.memberId === null} />}
      <PaperOriginal source={paperSource(pledge.id, pledge.memberId === null ? 'branchPledge' : 'memberPledge')} title={`${party.name}的承诺书`} />
      <Past pledge={pledge} round={round} name={party.name} year={year} />
      {isPublic(pledge.state) && <p className="quiet small pledge-foot">要改公示了的承诺，改了再审，审过出新的一版；贴错了要取下来，到“更多”里撤回公示。</p>}
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
  if (row.publish.mark !== 'done' && row.publish.mark !== 'changed') {
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
      {row.publish.mark === 'changed' && <Button size="large" disabled={disabled} onClick={onWrite}>改承诺</Button>}
      {settled ? (
        <Button size="large" disabled={disabled} onClick={onEvaluate}>{row.evaluate.mark === 'done' ? '再评一次' : '评诺'}</Button>
      ) : (
        <>
          <Button size="large" disabled={disabled} onClick={onProgress}>记一笔践诺</Button>
          <Button size="large" disabled={disabled} onClick={onEvaluate}>评诺</Button>
          {row.publish.mark === 'done' && <Button size="large" disabled={disabled} title="改了要再审，审过出新的一版" onClick={onWrite}>改承诺</Button>}
        </>
      )}
      {print}
    </>
  )
}

/** Why this one need not promise, and the way back. */
function Exempt({ books, row: { party }, canWrite }: { readonly books: Books; readonly row: BoardRow; readonly canWrite: boolean }) {
  const by = useActor()?.name ?? ''
  return (
    <p className="pledge-note">
      <b>免诺，自愿承诺</b>　{party.exempt}。{' '}
      <button type="button" className="linkish" disabled={!canWrite} onClick={() => void attempt(() => carryOut(endExemption(books.round, { memberId: party.memberId ?? '', who: party.name, on: dutyContext().today, by })))}>不再免诺</button>
    </p>
  )
}

/** 评诺 as it stands. */
function Evaluated({ pledge: { evaluation }, own }: { readonly pledge: NonNullable<BoardRow['pledge']>; readonly own: boolean }) {
  const lines = [['自评', evaluation.self], ['互评', evaluation.peers], [own ? '上级评' : '组织评', evaluation.organisation], ['群众评', [satisfactionWords(evaluation), evaluation.masses].filter((part) => part !== '').join('。')], ['等次', evaluation.grade]].filter(([, said]) => said !== '')
  return (
    <section className="panel-section" aria-label="评诺">
      <table className="pledge-past">
        <tbody>
          {lines.map(([side, said]) => (
            <tr key={side}>
              <th scope="row">{side}</th>
              <td>{said}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
