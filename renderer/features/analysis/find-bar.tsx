import { Button, Input } from 'antd'
import { useState } from 'react'
import { analysisParts, type AnalysisPart } from '#shared/model/analysis-report'
import { findIn, replaceIn } from './finding'
import type { Writing } from './writing'

/** 查找、替换 in the four parts: Ctrl+F, Ctrl+H; Enter to the next, Esc back to the text. */
export type FindBarProps = {
  readonly mode: 'find' | 'replace'
  readonly parts: Writing['parts']
  readonly onWrite: (part: AnalysisPart, text: string) => void
  readonly onGo: (part: AnalysisPart, range: { readonly from: number; readonly to: number }) => void
  readonly onClose: () => void
}

export function FindBar({ mode, parts, onWrite, onGo, onClose }: FindBarProps) {
  const [words, setWords] = useState('')
  const [put, setPut] = useState('')
  const [at, setAt] = useState(-1)
  const found = findIn(parts, words)
  const next = () => {
    const index = found.length === 0 ? -1 : (at + 1) % found.length
    const hit = found[index]
    setAt(index)
    if (hit !== undefined) onGo(hit.part, hit)
  }
  const replaceAll = () => {
    const after = replaceIn(parts, words, put)
    for (const part of analysisParts) if (after[part] !== parts[part]) onWrite(part, after[part])
    setAt(-1)
  }
  return (
    <div className="analysis-find" role="search" aria-label={mode === 'find' ? '查找' : '查找和替换'} onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); onClose() } }}>
      <Input aria-label="找什么" placeholder="找什么" autoFocus value={words} maxLength={200} onChange={(event) => { setWords(event.target.value); setAt(-1) }} onPressEnter={next} />
      {mode === 'replace' && <Input aria-label="换成什么" placeholder="换成什么" value={put} maxLength={200} onChange={(event) => setPut(event.target.value)} />}
      <span className="quiet small" role="status">{words === '' ? '' : found.length === 0 ? '没有' : at >= 0 ? `${at + 1}/${found.length}` : `${found.length} 处`}</span>
      <Button size="small" disabled={found.length === 0} onClick={next}>下一处</Button>
      {mode === 'replace' && <Button size="small" disabled={found.length === 0} onClick={replaceAll}>全部替换</Button>}
      <Button size="small" onClick={onClose}>收起</Button>
    </div>
  )
}
