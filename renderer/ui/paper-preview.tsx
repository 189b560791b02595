import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { toHtmlParts } from '#shared/paper/html'
import type { PrintDocument } from '#shared/paper/print-document'
import { useShortcut } from '../app/shortcuts'
import './ui.css'

/**
 * The paper beside the work: the same HTML the PDF is made of, scaled to the width there is, on the desk-coloured surface.
 * It stands in a shadow root, so that the page's styles and the paper's never meet, and its sheet is a constructed one, which the content
 * policy allows without a nonce.
 */
export type PaperPreviewProps = {
  readonly document: PrintDocument
  /** Instead of the document's own title. */
  readonly title?: string
  readonly onPrint?: () => void
  readonly printPrimary?: boolean
  readonly acts?: ReactNode
  /** Plain lines below: paper and fonts. */
  readonly foot?: ReactNode
  /** Without its own head: where the page's header says what it is and prints. */
  readonly bare?: boolean
  /** Where pictures of the vault come from. */
  readonly blobUrl?: (sha256: string) => string
}

/** Style attributes parsed from text are refused by the content policy; the same declarations set through the CSSOM are not. */
function moveStyles(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>('[style]')) {
    const css = element.getAttribute('style') ?? ''
    element.removeAttribute('style')
    element.style.cssText = css
  }
}

function fill(host: HTMLElement, document: PrintDocument, blobUrl: PaperPreviewProps['blobUrl']): HTMLElement {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  const { css, body } = toHtmlParts(document, { mode: 'preview', ...(blobUrl === undefined ? {} : { blobUrl }) })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`:host{display:block;width:max-content;color:#000;}\n${css}`)
  root.adoptedStyleSheets = [sheet]
  // Parsed in a document of its own, which has no content policy and runs nothing.
  const parsed = new DOMParser().parseFromString(`<div class="paper-root">${body}</div>`, 'text/html')
  moveStyles(parsed)
  root.replaceChildren(...[...parsed.body.childNodes].map((node) => host.ownerDocument.adoptNode(node)))
  return host
}

export function PaperPreview({ document, title, onPrint, printPrimary = false, acts, foot, bare = false, blobUrl }: PaperPreviewProps) {
  useShortcut('Ctrl+P', onPrint ?? null, 'panel')
  const desk = useRef<HTMLDivElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState(0)
  const [natural, setNatural] = useState({ width: 1, height: 1 })
  /** null: as wide as there is room. */
  const [chosen, setChosen] = useState<number | null>(null)

  useEffect(() => {
    if (host.current === null) return undefined
    const sheet = fill(host.current, document, blobUrl)
    const measure = () => setNatural({ width: Math.max(1, sheet.offsetWidth), height: Math.max(1, sheet.offsetHeight) })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(sheet)
    return () => observer.disconnect()
  }, [document, blobUrl])

  useEffect(() => {
    const surface = desk.current
    if (surface === null) return undefined
    const observer = new ResizeObserver(([entry]) => setRoom(Math.floor(entry?.contentRect.width ?? 0)))
    observer.observe(surface)
    // React listens passively to the wheel, and the browser would zoom the whole page.
    const zoom = (event: WheelEvent) => {
      if (!event.ctrlKey) return
      event.preventDefault()
      setChosen((now) => Math.min(2, Math.max(0.25, (now ?? scaleNow.current) * (event.deltaY < 0 ? 1.1 : 1 / 1.1))))
    }
    surface.addEventListener('wheel', zoom, { passive: false })
    return () => {
      observer.disconnect()
      surface.removeEventListener('wheel', zoom)
    }
  }, [])

  const fit = useMemo(() => (room === 0 ? 1 : Math.min(1, room / natural.width)), [room, natural.width])
  const scale = chosen ?? fit
  const scaleNow = useRef(scale)
  useEffect(() => {
    scaleNow.current = scale
  }, [scale])

  return (
    <section className="paper" aria-label={`看样：${title ?? document.title}`}>
      {!bare && (
        <div className="paper-head">
          <h2>{title ?? document.title}</h2>
          {acts}
          {onPrint !== undefined && (
            <Button type={printPrimary ? 'primary' : 'default'} icon={<PrinterOutlined />} title="印这一份（Ctrl+P）" onClick={onPrint}>
              打印
            </Button>
          )}
        </div>
      )}
      <div className="paper-desk" ref={desk} tabIndex={0} role="group" aria-label="纸面">
        <div className="paper-room" style={{ width: natural.width * scale, height: natural.height * scale }}>
          <div className="paper-sheet" ref={host} style={{ transform: `scale(${scale})` }} />
        </div>
      </div>
      <div className="paper-foot">
        <span>{Math.round(scale * 100) === 100 ? '原大' : `${scale < 1 ? '缩' : '放'}到 ${Math.round(scale * 100)}% `}看　Ctrl+滚轮放大</span>
        {chosen !== null && (
          <button type="button" className="linkish" onClick={() => setChosen(null)}>
            看整页宽
          </button>
        )}
        {chosen === null && fit < 1 && (
          <button type="button" className="linkish" onClick={() => setChosen(1)}>
            看原大
          </button>
        )}
        {foot}
      </div>
    </section>
  )
}
