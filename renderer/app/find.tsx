import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useFindables, type Findable } from './findables'
import { useShortcut } from './shortcuts'
import './frame.css'

/** Ctrl+K: people, matters and files of these books by any part of their words. ↑ ↓ choose, Enter goes there, Esc clears. */
const most = 12

export function findIn(all: readonly Findable[], text: string): readonly Findable[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return []
  const hits = all.filter((one) => words.every((word) => one.words.toLowerCase().includes(word)))
  // What begins as typed stands first; otherwise the order they came in.
  const first = words[0] ?? ''
  return [...hits.filter((one) => one.title.toLowerCase().startsWith(first)), ...hits.filter((one) => !one.title.toLowerCase().startsWith(first))].slice(0, most)
}

export function Find() {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const [open, setOpen] = useState(false)
  const all = useFindables(open)
  const field = useRef<InputRef>(null)
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  const hits = useMemo(() => findIn(all, text), [all, text])
  const shown = open && text.trim() !== ''
  useShortcut('Ctrl+K', () => field.current?.focus({ cursor: 'all' }), 'frame')

  useEffect(() => {
    if (!shown) return undefined
    const away = (event: PointerEvent) => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) setOpen(false)
    }
    document.addEventListener('pointerdown', away)
    return () => document.removeEventListener('pointerdown', away)
  }, [shown])

  const take = (one: Findable | undefined) => {
    if (one === undefined) return
    setOpen(false)
    setText('')
    location.hash = one.href
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && hits.length > 0) {
      event.preventDefault()
      setAt((at + step + hits.length) % hits.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      take(hits[at])
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      event.preventDefault()
      if (text === '') field.current?.blur()
      setText('')
      setOpen(false)
    }
  }

  return (
    <div className="pop top-find" ref={box} role="search">
      <Input
        ref={field}
        prefix={<SearchOutlined />}
        suffix={text === '' ? <span className="key">Ctrl+K</span> : null}
        placeholder="找人、找事、找文件"
        value={text}
        role="combobox"
        aria-label="找人、找事、找文件"
        aria-expanded={shown}
        aria-controls={shown ? `${id}-list` : undefined}
        aria-activedescendant={shown && hits[at] !== undefined ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        onFocus={() => setOpen(true)}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
          setOpen(true)
        }}
        onKeyDown={press}
      />
      {shown && (
        <ul className="pop-list" role="listbox" aria-label="找到的" id={`${id}-list`}>
          {hits.length === 0 && (
            <li role="option" aria-selected={false} aria-disabled="true">
              <span>没有找到“{text.trim()}”</span>
            </li>
          )}
          {hits.map((one, index) => (
            <li key={one.key} id={`${id}-${index}`} role="option" aria-selected={index === at} onPointerDown={(event) => { event.preventDefault(); take(one) }}>
              <span>
                {one.title}　<span className="quiet small">{one.where}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
