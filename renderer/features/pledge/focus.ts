import { useEffect } from 'react'

/** To the first wrong field, once it is drawn as wrong. */
export function focusFirstWrong(box: HTMLElement | null): void {
  requestAnimationFrame(() => box?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}

/** A page that was not come to by its own field begins where its keys are: else they would belong to nothing. */
export function useKeysIn(selector: string): void {
  useEffect(() => {
    const now = document.activeElement
    if (now === null || now === document.body || now.id === 'main') document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true })
  }, [selector])
}

/** Back to the list once the form in the panel is gone. */
export function focusList(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.pledge-board .sheet-table-body')?.focus({ preventScroll: true }))
}
