const acts = ['contextmenu', 'copy', 'cut', 'dragstart'] as const
/** Larger and smaller letters stay. */
const zoom = new Set(['+', '-', '=', '0'])

/**
 * What a browser offers whoever reads a page, and nobody alone with a ballot box must have: looking into it (and leaving something there for the next voter's marks),
 * printing or saving a filled ballot, carrying it off on the clipboard, a window beside it. A window without address bar gives the page every key first.
 */
export function shut(): void {
  for (const act of acts) window.addEventListener(act, (event) => event.preventDefault(), { capture: true })
  window.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey } = event
    if (/^F\d{1,2}$/u.test(key) || ((ctrlKey || metaKey) && !zoom.has(key))) event.preventDefault()
  }, { capture: true })
}
