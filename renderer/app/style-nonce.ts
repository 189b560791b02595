/**
 * Gives the nonce of this load to every style element made by script. antd passes it to its own, but its table and dialog measure the
 * scrollbar with a style of theirs that forgets it, which the content policy refuses. Markup from data never reaches the page, so what
 * the policy guards against stays guarded: only our own scripts call this.
 */
export function giveStylesNonce(nonce: string): void {
  if (nonce === '') return
  const create = document.createElement.bind(document)
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options)
    if (element instanceof HTMLStyleElement) element.nonce = nonce
    return element
  }) as typeof document.createElement
}
