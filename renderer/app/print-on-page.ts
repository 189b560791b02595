import { toHtmlParts } from '#shared/paper/html'
import type { PrintDocument } from '#shared/paper/print-document'

/** Everything of the app is out of the way while the paper is printed; nothing of its look reaches the paper. */
const aroundCss = `
.print-root{display:none}
@media print{
html,body{height:auto;margin:0;padding:0;background:#fff}
body>*:not(.print-root){display:none !important}
.print-root{all:initial;display:block}
}`

/** Takes away the paper of a print that never said it ended. */
let clear: () => void = () => undefined

/** The page prints itself: the paper is put beside the app, shown in print only, and taken away afterwards. */
export async function printOnPage(paper: PrintDocument, blobUrl: (sha256: string) => string): Promise<void> {
  const { css, body } = toHtmlParts(paper, { mode: 'page', blobUrl })
  // A constructed sheet: the content policy lets it in without a nonce, and page sizes count in no shadow root.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`${aroundCss}\n${css}`)
  // Parsed in a document of its own, which runs nothing.
  const parsed = new DOMParser().parseFromString(`<div class="print-root">${body}</div>`, 'text/html')
  const root = parsed.body.firstElementChild
  if (root === null) return
  clear()
  const title = document.title
  clear = () => {
    document.title = title
    root.remove()
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet)
    clear = () => undefined
  }
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  document.body.append(document.adoptNode(root))
  document.title = paper.title
  try {
    await Promise.all([...root.querySelectorAll('img')].map((picture) => picture.decode().catch(() => undefined)))
    await printed()
  } finally {
    // A later print may have begun meanwhile, and cleared this one.
    if (root.isConnected) clear()
  }
}

/** `print` returns at once in some browsers and after the dialog in others; the event comes in both. */
function printed(): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener('afterprint', () => resolve(), { once: true })
    window.print()
  })
}
