import type { ReactNode, RefObject } from 'react'

/** Spines side by side, captions once at the left. */
export function Board({ captions: names, label, list, children }: { readonly captions: readonly string[]; readonly label: string; readonly list?: RefObject<HTMLUListElement | null>; readonly children: ReactNode }) {
  return (
    <div className="shelf-board">
      <ul className="spine-captions" aria-hidden="true">
        {names.map((caption) => (
          <li key={caption}>{caption}</li>
        ))}
      </ul>
      <ul className="spines" ref={list} aria-label={label} tabIndex={0}>
        {children}
      </ul>
    </div>
  )
}

export function Cells({ cells }: { readonly cells: readonly string[] }) {
  return cells.map((cell, place) => <span key={place}>{cell}</span>)
}
