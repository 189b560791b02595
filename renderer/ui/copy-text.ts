/** Puts text on the clipboard. Where the shell grants no clipboard, the older way by a selection still works within a click. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copySelected(text)
  }
}

function copySelected(text: string): boolean {
  const copying = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
  }
  document.addEventListener('copy', copying)
  try {
    return document.execCommand('copy')
  } finally {
    document.removeEventListener('copy', copying)
  }
}
