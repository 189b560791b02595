import { memo, useCallback, useId, useRef, type ClipboardEvent } from 'react'
import type { AnalysisPart } from '#shared/model/analysis-report'
import { PartMargin, type Beside, type MarginActs } from './part-margin'
import { plainOf } from './writing'

/**
 * One part as plain text, as tall as what is in it: the four stand in one scroll. The height comes from a twin of the text in the same grid cell,
 * so that nothing is measured while typing.
 */
export type PartTextProps = {
  readonly part: AnalysisPart
  readonly heading: string
  readonly hint: string
  readonly text: string
  readonly problem: string
  readonly readOnly: boolean
  readonly beside: readonly Beside[]
  /** The text what stands beside is about. */
  readonly checked: string
  readonly year: number
  readonly onGo: (part: AnalysisPart, range: { readonly from: number; readonly to: number } | null) => void
  readonly onDismiss: MarginActs['onDismiss']
  readonly onSettle: MarginActs['onSettle']
  readonly onWrite: (part: AnalysisPart, text: string) => void
  readonly onEnter: (part: AnalysisPart) => void
}

export const PartText = memo(function PartText({ part, heading, hint, text, problem, readOnly, beside, checked, year, onGo, onDismiss, onSettle, onWrite, onEnter }: PartTextProps) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const twin = useRef<HTMLDivElement>(null)
  const go = useCallback<MarginActs['onGo']>((range) => onGo(part, range), [onGo, part])
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const clip = event.clipboardData.getData('text/plain')
    const plain = plainOf(clip)
    // The browser's own paste is as good, where the text holds nothing of Word's; ours goes the way of typing, so that Ctrl+Z takes it back.
    if (readOnly || clip === '' || plain === clip.replace(/\r\n?/gu, '\n')) return
    event.preventDefault()
    event.currentTarget.ownerDocument.execCommand('insertText', false, plain)
  }
  return (
    <section className="analysis-part" data-part={part}>
      <h2>
        <label htmlFor={id}>{heading}</label>
      </h2>
      <p id={`${id}-hint`} className="analysis-part-hint">
        {hint}
      </p>
      {problem !== '' && (
        <p id={`${id}-error`} className="field-error" role="alert">
          <span aria-hidden="true">!</span>
          <span>{problem}</span>
        </p>
      )}
      <div className="analysis-lines">
      <div className="analysis-grow">
        <div className="analysis-twin" aria-hidden="true" ref={twin}>
          {`${text}\n`}
        </div>
        <textarea
          ref={field}
          id={id}
          rows={1}
          value={text}
          readOnly={readOnly}
          data-blank={text === ''}
          spellCheck={false}
          autoComplete="off"
          aria-describedby={problem === '' ? `${id}-hint` : `${id}-hint ${id}-error`}
          aria-invalid={problem === '' ? undefined : true}
          onChange={(event) => onWrite(part, event.target.value)}
          onFocus={() => onEnter(part)}
          onPaste={paste}
        />
      </div>
      <PartMargin label={`${heading}旁边的提醒和批注`} text={checked} beside={beside} twin={twin} year={year} onGo={go} onDismiss={onDismiss} onSettle={onSettle} />
      </div>
    </section>
  )
})
