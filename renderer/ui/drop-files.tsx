import { useRef, useState, type ReactNode } from 'react'
import './ui.css'

export type DropFilesProps = {
  /** What the files are, for whoever cannot see the frame. */
  readonly label: string
  readonly words: ReactNode
  /** On the button: 选文件, 选照片. */
  readonly pick: string
  readonly accept?: string
  readonly disabled: boolean
  readonly onFiles: (files: readonly File[]) => void
}

/** A frame that files are dropped into, and a button for whoever picks them instead; several at once. */
export function DropFiles({ label, words, pick, accept, disabled, onFiles }: DropFilesProps) {
  const [over, setOver] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  return (
    <div
      className={over ? 'drop drop-over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onFiles([...event.dataTransfer.files])
      }}
    >
      <span>{words}</span>
      <button type="button" className="linkish" disabled={disabled} onClick={() => picker.current?.click()}>
        {pick}
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={label}
        accept={accept}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </div>
  )
}
