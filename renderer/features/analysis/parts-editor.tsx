import { useCallback, useEffect, useImperativeHandle, useRef, useState, type ReactNode, type Ref } from 'react'
import type { ReportLengths } from '#shared/duties/analysis'
import type { AnalysisPart } from '#shared/model/analysis-report'
import type { Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { sayNumber } from '../../ui/say'
import { analysisParts, partHeadings, partOf, tabNames } from './part-names'
import { PartText } from './part-text'
import { lineOf, type Beside, type MarginActs } from './part-margin'
import type { Writing } from './writing'

export type PartsEditorHandle = { readonly goTo: (part: AnalysisPart, range?: { readonly from: number; readonly to: number } | null) => void; /** The keyboard back into the part in hand, where it was. */ readonly focus: () => void }

/** Middle: the four parts in one scroll; the tabs above say how long each is by their width, and lead there. */
export type PartsEditorProps = {
  readonly parts: Writing['parts']
  readonly lengths: ReportLengths
  readonly notes: readonly Finding[]
  readonly beside: Readonly<Record<AnalysisPart, readonly Beside[]>>
  /** As at the last pause: what stands beside speaks of this. */
  readonly checked: Writing['parts']
  readonly year: number
  readonly onDismiss: MarginActs['onDismiss']
  readonly onSettle: MarginActs['onSettle']
  readonly pack: RulePack
  readonly readOnly: boolean
  readonly problemOf: (part: AnalysisPart) => string
  readonly onWrite: (part: AnalysisPart, text: string) => void
  readonly foot: ReactNode
  readonly handle: Ref<PartsEditorHandle>
}

/** A tab never gets so thin that its name breaks: what is written adds to a width of its own. */
const leastShare = 260

export function PartsEditor({ parts, lengths, notes, beside, checked, year, onDismiss, onSettle, pack, readOnly, problemOf, onWrite, foot, handle }: PartsEditorProps) {
  const scroll = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<AnalysisPart>('opening')

  const sectionOf = useCallback((part: AnalysisPart) => scroll.current?.querySelector<HTMLElement>(`[data-part="${part}"]`) ?? null, [])
  const goTo = useCallback<PartsEditorHandle['goTo']>((part, range) => {
    const section = sectionOf(part)
    const box = scroll.current
    if (section === null || box === null) return
    section.querySelector('textarea')?.focus({ preventScroll: true })
    box.scrollTop = section.offsetTop - box.offsetTop - 8
    const field = section.querySelector('textarea')
    if (range != null && field !== null) {
      field.setSelectionRange(range.from, range.to)
      // A textarea tells no place of a letter; its twin does.
      const letters = section.querySelector('.analysis-twin')?.firstChild ?? null
      const line = letters === null ? 0 : lineOf(letters, range.from)
      box.scrollTop += Math.max(0, line - box.getBoundingClientRect().top - box.clientHeight / 3)
    }
    setActive(part)
  }, [sectionOf])
  useImperativeHandle(handle, () => ({ goTo, focus: () => sectionOf(active)?.querySelector('textarea')?.focus({ preventScroll: true }) }), [goTo, sectionOf, active])

  // A blank report is there to be written: the keyboard stands in its first part.
  const [blank] = useState(() => !readOnly && analysisParts.every((part) => parts[part] === ''))
  useEffect(() => {
    if (blank) sectionOf('opening')?.querySelector('textarea')?.focus({ preventScroll: true })
  }, [blank, sectionOf])

  // The tab follows the reading, but the part being written keeps it as long as any of it is in view.
  useEffect(() => {
    const box = scroll.current
    if (box === null) return undefined
    const follow = () => {
      const { top, bottom } = box.getBoundingClientRect()
      const focused = document.activeElement?.closest<HTMLElement>('[data-part]') ?? null
      const within = (section: HTMLElement) => section.getBoundingClientRect().bottom > top + 24 && section.getBoundingClientRect().top < bottom - 24
      const sections = [...box.querySelectorAll<HTMLElement>('[data-part]')]
      const chosen = focused !== null && box.contains(focused) && within(focused) ? focused : sections.find((section) => section.getBoundingClientRect().bottom > top + 60)
      const part = analysisParts.find((one) => one === chosen?.dataset['part'])
      if (part !== undefined) setActive(part)
    }
    box.addEventListener('scroll', follow, { passive: true })
    return () => box.removeEventListener('scroll', follow)
  }, [])

  return (
    <>
      <nav className="analysis-tabs" aria-label="四个部分">
        {analysisParts.map((part) => {
          const count = notes.filter((note) => partOf(note) === part).length
          const comments = beside[part].filter((one) => one.type === 'comment').length
          const { total } = lengths.parts[part]
          return (
            <button key={part} type="button" aria-current={part === active ? 'true' : undefined} style={{ flexGrow: leastShare + total }} onClick={() => goTo(part)}>
              <span>{tabNames[part]}</span>
              <small>
                {total === 0 ? '还没写' : `${sayNumber(total)} 字`}
                {count > 0 && <b>提醒 {count}</b>}
                {comments > 0 && <b>批注 {comments}</b>}
              </small>
            </button>
          )
        })}
      </nav>
      <div className="analysis-scroll" ref={scroll}>
        {analysisParts.map((part) => (
          <PartText
            key={part}
            part={part}
            heading={partHeadings[part]}
            hint={pack.analysis.parts.value.find((one) => one.id === part)?.hint ?? ''}
            text={parts[part]}
            problem={problemOf(part)}
            readOnly={readOnly}
            beside={beside[part]}
            checked={checked[part]}
            year={year}
            onGo={goTo}
            onDismiss={onDismiss}
            onSettle={onSettle}
            onWrite={onWrite}
            onEnter={setActive}
          />
        ))}
      </div>
      <div className="analysis-foot">{foot}</div>
    </>
  )
}
