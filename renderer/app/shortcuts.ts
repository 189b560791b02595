import { useLayoutEffect, useRef } from 'react'

/**
 * One listener for all keys of the house. The owner in the highest layer gets a key, so that a panel's Esc comes before its page's, and within
 * a layer the one registered last; an owner that returns false passes it on. (Order alone would not do: React mounts children before parents.)
 */
export const layers = { frame: 0, page: 1, panel: 2, dialog: 3 } as const
export type Layer = keyof typeof layers
export type ShortcutKey = 'Ctrl+E' | 'Ctrl+K' | 'Ctrl+P' | 'Ctrl+Z' | 'Ctrl+Y' | 'Ctrl+S' | 'F1' | 'F8' | 'Esc' | 'Alt+Home' | `Alt+${number}` | `${number}`
export type ShortcutHandler = (event: KeyboardEvent) => boolean | void

type Owner = { readonly handler: ShortcutHandler; readonly layer: number }
const owners = new Map<ShortcutKey, readonly Owner[]>()

export function keyOf(event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): ShortcutKey | null {
  const ctrl = event.ctrlKey || event.metaKey
  if (event.altKey && !ctrl && !event.shiftKey) {
    if (event.key === 'Home') return 'Alt+Home'
    // The physical key: with Alt held some layouts give another character.
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1]
    return digit === undefined ? null : `Alt+${Number(digit)}`
  }
  if (ctrl && !event.altKey && !event.shiftKey) {
    switch (event.key.toLowerCase()) {
      case 'e':
        return 'Ctrl+E'
      case 'k':
        return 'Ctrl+K'
      case 'p':
        return 'Ctrl+P'
      case 'z':
        return 'Ctrl+Z'
      case 'y':
        return 'Ctrl+Y'
      case 's':
        return 'Ctrl+S'
      default:
        return null
    }
  }
  if (ctrl || event.altKey || event.shiftKey) return null
  if (event.key === 'F1' || event.key === 'F8') return event.key
  if (event.key === 'Escape') return 'Esc'
  return /^\d$/.test(event.key) ? `${Number(event.key)}` : null
}

/** In a field being typed into, digits, Ctrl+Z and Ctrl+Y are the field's own; an open list or dialog closes itself on Esc. */
function belongsToField(key: ShortcutKey, event: KeyboardEvent): boolean {
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  if (key === 'Ctrl+Z' || key === 'Ctrl+Y' || /^\d$/.test(key)) return target.isContentEditable || target instanceof HTMLTextAreaElement || target.getAttribute('role') === 'combobox' || (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type))
  if (key === 'Esc') return target.getAttribute('aria-expanded') === 'true' || target.closest('[role="dialog"].ant-modal') !== null
  return false
}

function dispatch(event: KeyboardEvent): void {
  // An input method uses these keys itself while composing.
  if (event.isComposing || event.defaultPrevented) return
  const key = keyOf(event)
  if (key === null || belongsToField(key, event)) return
  for (const owner of [...(owners.get(key) ?? [])].reverse().sort((a, b) => b.layer - a.layer)) {
    if (owner.handler(event) !== false) {
      event.preventDefault()
      return
    }
  }
  // The browser's own help, print and save of this page are never what is meant.
  if (key === 'F1' || key === 'Ctrl+P' || key === 'Ctrl+S' || key === 'Ctrl+E' || key === 'Ctrl+K') event.preventDefault()
}

let listening = false

export function registerShortcut(key: ShortcutKey, handler: ShortcutHandler, layer: Layer = 'page'): () => void {
  if (!listening) {
    window.addEventListener('keydown', dispatch)
    listening = true
  }
  const owner: Owner = { handler, layer: layers[layer] }
  owners.set(key, [...(owners.get(key) ?? []), owner])
  return () => owners.set(key, (owners.get(key) ?? []).filter((each) => each !== owner))
}

/** Owns a key while the component is on screen; a `null` handler leaves it to others. */
export function useShortcut(key: ShortcutKey, handler: ShortcutHandler | null, layer: Layer = 'page'): void {
  const latest = useRef(handler)
  // Before the screen is seen: a key pressed at first sight is not lost.
  useLayoutEffect(() => {
    latest.current = handler
  })
  const active = handler !== null
  useLayoutEffect(() => {
    if (!active) return undefined
    return registerShortcut(key, (event) => latest.current?.(event), layer)
  }, [key, active, layer])
}
