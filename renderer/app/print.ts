import { HouseError } from '#shared/errors'
import type { CallOutput } from '#shared/host'
import { withOffset } from '#shared/paper/printer-offset'
import type { PrintDocument } from '#shared/paper/print-document'
import { blobUrl, call, putStaged } from '../data/host-client'
import { addNotice, sessionStore } from '../data/session-store'
import { maxCallBytes } from './export-chunks'
import { tellMissingNumbers } from './page-numbers'
import { printOnPage } from './print-on-page'
import { usePrinterOffset } from './printer-offset'

/**
 * 打印: the PDF of the port opens in a window of its own and is printed there, so that no browser writes its address or the date on a paper.
 * Where no PDF can be made the page prints itself, and says so.
 */
export async function printDocument(made: PrintDocument): Promise<void> {
  const document = withOffset(made, usePrinterOffset.getState().offset)
  // Before any books are open there are papers too: the first steps.
  const vault = sessionStore.getState().session?.id ?? null
  // A window may be opened only while the press of the button is fresh; the PDF may take longer than that.
  const desktop = globalThis.vanguard !== undefined
  const paper = desktop ? null : openWaiting(document.title)
  try {
    const { pdfMissing } = await call('app.state', {})
    if (pdfMissing !== '') {
      paper?.close()
      await printWithoutPdf(document, vault, pdfMissing)
      return
    }
    const { staged } = await pdfOf(document, vault)
    tellMissingNumbers([document])
    const url = `${blobUrl(staged, vault)}&stage=1`
    // The desktop shell opens windows for nothing but these addresses, and whenever it is asked to.
    if (desktop) window.open(url)
    else if (paper === null) await printWithoutPdf(document, vault, '浏览器不让开新窗口')
    else if (!paper.closed) paper.location.replace(url)
  } catch (thrown) {
    paper?.close()
    throw thrown
  }
}

/** A small window that says what it is waiting for; null where the browser does not allow it. */
function openWaiting(title: string): Window | null {
  const paper = window.open('', '', 'popup,width=960,height=900')
  if (paper === null) return null
  const { document: page } = paper
  page.title = title
  page.documentElement.lang = 'zh-CN'
  const line = page.createElement('p')
  line.textContent = `正在排“${title}”，马上就好。`
  line.style.cssText = 'margin:48px;font-size:18px;font-family:"Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#211e1a'
  page.body.replaceChildren(line)
  return paper
}

async function pdfOf(document: PrintDocument, vault: string | null): Promise<CallOutput<'paper.pdf'>> {
  const json = new TextEncoder().encode(JSON.stringify(document))
  if (vault === null || json.length <= maxCallBytes) return call('paper.pdf', { vault, document })
  return call('paper.pdf', { vault, staged: await putStaged(json, vault) })
}

/** How many pages the paper takes; null where no PDF can be made. */
export async function pagesOf(document: PrintDocument): Promise<number | null> {
  const vault = sessionStore.getState().session?.id
  if (vault === undefined) throw new HouseError('noVault')
  const { pdfMissing } = await call('app.state', {})
  return pdfMissing === '' ? (await pdfOf(document, vault)).pages : null
}

async function printWithoutPdf(document: PrintDocument, vault: string | null, why: string): Promise<void> {
  addNotice(sessionStore, `这次由页面直接打印，纸上没有页码（${why.replace(/[。.]$/, '')}）。`)
  await printOnPage(document, (sha256) => blobUrl(sha256, vault))
}
