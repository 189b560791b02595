import { Button } from 'antd'
import { useState } from 'react'
import { digitsTyped } from '#shared/text/digits'

/** A cell two people who counted apart differ in. */
export type DifferentCell = { readonly key: string; readonly label: string; readonly first: number; readonly second: number }

type SettleTableProps = { readonly className: string; readonly cellClassName?: string; readonly by: readonly [string, string]; readonly differ: readonly DifferentCell[]; readonly settled: Readonly<Record<string, string>>; readonly onSettle: (key: string, value: string) => void }

/** Looked up in the sheets and settled, one by one. */
export function SettleTable({ className, cellClassName, by: [one, two], differ, settled, onSettle }: SettleTableProps) {
  return (
    <table className={className}>
      <caption className="unseen">两人录的不一样的格子，翻出票来看，定一个数</caption>
      <thead>
        <tr>
          <th scope="col">哪一格</th>
          <th scope="col">{one}录的</th>
          <th scope="col">{two}录的</th>
          <th scope="col">定为</th>
        </tr>
      </thead>
      <tbody>
        {differ.map(({ key, label, first, second }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td><Button size="small" aria-label={`${label}，用${one}的 ${first}`} onClick={() => onSettle(key, String(first))}>{first}</Button></td>
            <td><Button size="small" aria-label={`${label}，用${two}的 ${second}`} onClick={() => onSettle(key, String(second))}>{second}</Button></td>
            <td className={cellClassName}><input inputMode="numeric" autoComplete="off" aria-label={`${label}，定为`} value={settled[key] ?? ''} onChange={(event) => onSettle(key, digitsTyped(event.target.value))} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** 作废: asked back once, for it is nowhere else. */
export function AbandonCount({ onDrop }: { readonly onDrop: () => void }) {
  const [asking, setAsking] = useState(false)
  return asking ? (
    <>
      <span className="late">录的都不留，票要重新数</span>
      <Button onClick={onDrop}>作废</Button>
      <Button onClick={() => setAsking(false)}>接着录</Button>
    </>
  ) : (
    <Button title="这次录的都不留" onClick={() => setAsking(true)}>
      作废这次录入
    </Button>
  )
}
