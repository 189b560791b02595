import { Button } from 'antd'
import type { MassDifference } from '#shared/duties/mass-review'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { AbandonCount, SettleTable } from '../../ui/settle-counts'
import { useTwoNames } from '../../ui/two-names'
import type { Twice } from './figures-desk'

/** Who counts apart, before the first figure. */
export function TwiceStrip({ again, onBegin, onBack }: { readonly again: boolean; readonly onBegin: (by: readonly [string, string]) => void; readonly onBack: () => void }) {
  const { by, why, fields } = useTwoNames(['第一人', '第二人'])
  return (
    <ConfirmStrip act="第一人开始录" onAct={() => onBegin(by)} onBack={onBack} blocked={why === '' ? undefined : why}>
      <p>两人各录一遍，都录完才看得到对方的数。录的只在内存里，两人都认了一次记进账里。{again && '账上已经有票数，录完的换掉它们。'}</p>
      {fields}
    </ConfirmStrip>
  )
}

export function sayTwice({ by: [one, two], stage }: Twice, differ: number): string {
  return { first: `${one}录，只在内存里`, between: `${one}录完了`, second: `${two}录，只在内存里`, compare: differ === 0 ? '两人录的一样' : `有 ${differ} 处不一样` }[stage]
}

type TwiceActsProps = { readonly twice: Twice; /** Cells nobody has settled yet. */ readonly open: number; readonly onDrop: () => void; readonly onTyped: () => void; readonly onSecond: () => void; readonly onAgreed: () => void }

/** 作废, and the next thing to do. */
export function TwiceActs({ twice: { by, stage }, open, onDrop, onTyped, onSecond, onAgreed }: TwiceActsProps) {
  return (
    <>
      <AbandonCount onDrop={onDrop} />
      {(stage === 'first' || stage === 'second') && <Button type="primary" onClick={onTyped}>{stage === 'first' ? '录完了，请第二人来' : '录完了，对一对'}</Button>}
      {stage === 'between' && <Button type="primary" onClick={onSecond}>{by[1]}开始录</Button>}
      {stage === 'compare' && <Button type="primary" disabled={open > 0} title="一次记进账里，写上两人的姓名" onClick={onAgreed}>两人都认，记下来</Button>}
    </>
  )
}

type TwiceRoomProps = { readonly twice: Twice; readonly differ: readonly MassDifference[]; readonly onSettle: (key: string, value: string) => void }

/** While nobody types: the change of hands, then the cells the two differ in. */
export function TwiceRoom({ twice, differ, onSettle }: TwiceRoomProps) {
  const [one, two] = twice.by
  return (
    <div className="mass-scroll" tabIndex={0} role="group" aria-label="两人录入，可以滚动">
      {twice.stage === 'between' ? <p>请{two}来录。{one}录的数现在谁也看不到，两人都录完才对。</p> : differ.length === 0 ? <p>{one}、{two}各录一遍，每一格都一样。</p> : <SettleTable className="mass-table" by={twice.by} differ={differ} settled={twice.settled} onSettle={onSettle} />}
    </div>
  )
}
