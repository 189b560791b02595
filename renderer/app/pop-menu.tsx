import { DownOutlined } from '@ant-design/icons'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import './frame.css'

/** A small menu of choices below its button: ↑ ↓ go, Enter chooses, Esc closes. */
export type PopMenuProps<Id extends string> = {
  readonly label: string
  readonly text: string
  readonly items: readonly { readonly id: Id; readonly text: string }[]
  readonly chosen: Id
  readonly onChoose: (id: Id) => void
  readonly right?: boolean
  readonly large?: boolean
}

export function PopMenu<Id extends string>({ label, text, items, chosen, onChoose, right = false, large = false }: PopMenuProps<Id>) {
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const id = useId()

  useEffect(() => {
    if (!open) return undefined
    list.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus()
    const away = (event: PointerEvent) => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) setOpen(false)
    }
    document.addEventListener('pointerdown', away)
    return () => document.removeEventListener('pointerdown', away)
  }, [open])

  const shut = () => {
    setOpen(false)
    box.current?.querySelector('button')?.focus()
  }
  const move = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      event.preventDefault()
      shut()
      return
    }
    if (event.key === 'Tab') {
      setOpen(false)
      return
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[role="menuitemradio"]') ?? [])]
    const at = all.findIndex((each) => each === document.activeElement)
    all[(at + step + all.length) % all.length]?.focus()
  }

  return (
    <div className={right ? 'pop pop-right' : 'pop'} ref={box}>
      <button
        type="button"
        className="top-button"
        style={large ? { fontSize: 'inherit' } : undefined}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={`${label}：${text}`}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' && !open) {
            event.preventDefault()
            setOpen(true)
          }
        }}
      >
        {text}
        <DownOutlined style={{ fontSize: 12 }} />
      </button>
      {open && (
        <ul className="pop-list" role="menu" aria-label={label} id={id} ref={list} onKeyDown={move}>
          {items.map((item) => (
            <li key={item.id} role="none">
              <button
                type="button"
                role="menuitemradio"
                aria-checked={item.id === chosen}
                tabIndex={-1}
                onClick={() => {
                  onChoose(item.id)
                  shut()
                }}
              >
                {item.text}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
