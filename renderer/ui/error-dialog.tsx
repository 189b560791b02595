import { Button, Modal } from 'antd'
import { useState, type ReactNode } from 'react'
import { create } from 'zustand'
import { sayError, toHostError, type HostError } from '#shared/errors'
import type { Act } from './empty-state'
import './ui.css'

/** The codes behind a link; never the only explanation. */
export function Technical({ children }: { readonly children: string }) {
  const [open, setOpen] = useState(false)
  return (
    <div className="technical">
      <button type="button" className="linkish" aria-expanded={open} onClick={() => setOpen(!open)}>
        技术说明
      </button>
      {open && <code>{children}</code>}
    </div>
  )
}

/** Three labelled lines: what happened, what of your data, what next. */
export function ErrorLines({ error }: { readonly error: HostError }) {
  const said = sayError(error)
  return (
    <dl className="error-lines">
      <dt>出了什么事</dt>
      <dd>{said.what}</dd>
      <dt>您的资料</dt>
      <dd>{said.data}</dd>
      <dt>接着怎么办</dt>
      <dd>{said.next}</dd>
    </dl>
  )
}

export function ErrorTitle({ children }: { readonly children: string }) {
  return (
    <span className="error-title">
      <span className="stamp stamp-solid" aria-hidden="true">
        !
      </span>
      {children}
    </span>
  )
}

export type ErrorDialogProps = {
  readonly error: HostError | null
  /** Says what did not happen, when the table's own title is too general: 没有备份到 U 盘. */
  readonly title?: string | undefined
  readonly onClose: () => void
  /** At most one more act, red: 再备份一次. */
  readonly act?: Act | undefined
}

export function ErrorDialog({ error, title, onClose, act }: ErrorDialogProps) {
  return (
    <Modal open={error !== null} onCancel={onClose} footer={null} closable={false} width={560} centered mask={{ closable: false }} title={error !== null && <ErrorTitle>{title ?? sayError(error).title}</ErrorTitle>}>
      {error !== null && <ErrorBody error={error} acts={<DialogActs onClose={onClose} act={act} />} />}
    </Modal>
  )
}

function DialogActs({ onClose, act }: { readonly onClose: () => void; readonly act: Act | undefined }) {
  if (act === undefined)
    return (
      <Button type="primary" autoFocus onClick={onClose}>
        知道了
      </Button>
    )
  return (
    <>
      <Button onClick={onClose}>以后再说</Button>
      <Button type="primary" autoFocus onClick={act.onAct}>
        {act.label}
      </Button>
    </>
  )
}

/** Three lines, technical note and acts: the inside of the dialog and of the error screens, below an `ErrorTitle`. */
export function ErrorBody({ error, acts }: { readonly error: HostError; readonly acts?: ReactNode }) {
  return (
    <>
      <ErrorLines error={error} />
      <div className="error-foot">
        <Technical>{sayError(error).technical}</Technical>
        <div className="error-acts">{acts}</div>
      </div>
    </>
  )
}

type Shown = { readonly error: HostError; readonly title: string | undefined; readonly act: Act | undefined; readonly onClose: (() => void) | undefined }
const useShown = create<{ readonly shown: Shown | null }>()(() => ({ shown: null }))

export type ShowErrorOptions = { readonly title?: string | undefined; readonly act?: Act; readonly onClose?: () => void }

/** Shows any thrown thing as the three lines. One at a time: never a dialog over a dialog; a later one takes the place of the first. */
export function showError(thrown: unknown, options: ShowErrorOptions = {}): void {
  useShown.getState().shown?.onClose?.()
  useShown.setState({ shown: { error: toHostError(thrown), title: options.title, act: options.act, onClose: options.onClose } })
}

/**
 * Runs an act; what it throws is shown. With `again` (its words: 再备份一次) the person may try once more from the dialog, and the promise
 * stands for that try too. Resolves to undefined when it failed for good.
 */
export async function attempt<T>(work: () => Promise<T>, options: { readonly title?: string; readonly again?: string } = {}): Promise<T | undefined> {
  try {
    return await work()
  } catch (thrown) {
    const { title, again } = options
    if (again === undefined) {
      showError(thrown, { title })
      return undefined
    }
    return new Promise((resolve) => {
      showError(thrown, { title, act: { label: again, onAct: () => resolve(attempt(work, options)) }, onClose: () => resolve(undefined) })
    })
  }
}

/** Stands once at the root. */
export function ErrorDialogHost() {
  const shown = useShown((state) => state.shown)
  const gone = () => useShown.setState({ shown: null })
  const act = shown?.act
  return (
    <ErrorDialog
      error={shown?.error ?? null}
      title={shown?.title}
      onClose={() => {
        gone()
        shown?.onClose?.()
      }}
      act={
        act === undefined
          ? undefined
          : {
              ...act,
              onAct: () => {
                gone()
                act.onAct()
              },
            }
      }
    />
  )
}
