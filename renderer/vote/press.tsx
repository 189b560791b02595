import type { KeyboardEvent, ReactNode } from 'react'

/** A button that is no form element: a browser keeps the state of those, and learns what is typed into them. */
export function Press({ act, kind = 'plain', label, describedBy, expanded, children }: { readonly act: () => void; readonly kind?: 'plain' | 'main' | 'key' | 'small'; readonly label?: string; readonly describedBy?: string; readonly expanded?: boolean; readonly children: ReactNode }) {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  return (
    <div role="button" tabIndex={0} className={`press press-${kind}`} aria-label={label} aria-describedby={describedBy} aria-expanded={expanded} onClick={act} onKeyDown={onKey}>
      {children}
    </div>
  )
}
