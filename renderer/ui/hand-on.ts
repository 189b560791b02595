import { useEffect } from 'react'

/** Where what had the keyboard goes with its act, `selector` takes it: nobody without a mouse begins at the top of the window again. */
export function useHandOn(selector: string): void {
  useEffect(() => () => {
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true })
    })
  }, [selector])
}
