/** To the first wrong field, once it is drawn as wrong. */
export function focusFirstWrong(box: HTMLElement | null): void {
  requestAnimationFrame(() => box?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}
