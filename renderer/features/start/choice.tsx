import { useShortcut } from '../../app/shortcuts'
import './start.css'

/** One of the two ways to begin: a large button with its digit. */
export function Choice({ digit, title, children, onChoose, autoFocus = false }: { readonly digit: 1 | 2; readonly title: string; readonly children: string; readonly onChoose: () => void; readonly autoFocus?: boolean }) {
  useShortcut(`${digit}`, () => onChoose())
  return (
    <button type="button" className="start-choice" onClick={onChoose} autoFocus={autoFocus}>
      <span className="start-choice-digit" aria-hidden="true">
        {digit}
      </span>
      <b>{title}</b>
      <span>{children}</span>
    </button>
  )
}
