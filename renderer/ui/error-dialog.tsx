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

function Exclamation() {
  return (
    <span className="stamp stamp-solid" aria-hidden="true">
      !
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
    <Modal open={error !== null} onCancel={onClose} footer={null} closable={false} width={560} centered mask={{ closable: false }} aria-label={title ?? '没有办成'}>
      {error !== null && <ErrorBody error={error} title={title} acts={<DialogActs onClose={onClose} act={act} />} />}
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

/** Title, three lines, technical note and acts: the inside of the dialog and of the error screens. */
export function ErrorBody({ error, title, acts }: { readonly error: HostError; readonly title?: string | undefined; readonly acts?: ReactNode }) {
  const said = sayError(error)
  return (
    <section>
      <h2 className="error-title">
        <Exclamation />
        {title ?? said.title}
      </h2>
      <ErrorLines error={error} />
      <div className="error-foot">
        <Technical>{said.technical}</Technical>
        <div className="error-acts">{acts}</div>
      </div>
    </section>
  )
}

type Shown = { readonly error: HostError; readonly title: string | undefined; readonly act: Act | undefined }
const useShown = create<{ readonly shown: Shown | null }>()(() => ({ shown: null }))

/** Shows any thrown thing as the three lines. One at a time: never a dialog over a dialog. */
export function showError(thrown: unknown, options: { readonly title?: string; readonly act?: Act } = {}): void {
  useShown.setState({ shown: { error: toHostError(thrown), title: options.title, act: options.act } })
}

function close(): void {
  useShown.setState({ shown: null })
}

/** Runs an act; what it throws is shown, with the way to try again. Resolves to undefined when it failed. */
export async function attempt<T>(work: () => Promise<T>, options: { readonly title?: string; readonly again?: string } = {}): Promise<T | undefined> {
  try {
    return await work()
  } catch (thrown) {
    const again: Act | undefined = options.again === undefined ? undefined : { label: options.again, onAct: () => { close(); void attempt(work, options) } }
    showError(thrown, { ...(options.title === undefined ? {} : { title: options.title }), ...(again === undefined ? {} : { act: again }) })
    return undefined
  }
}

/** Stands once at the root. */
export function ErrorDialogHost() {
  const shown = useShown((state) => state.shown)
  const act = shown?.act
  return (
    <ErrorDialog
      error={shown?.error ?? null}
      title={shown?.title}
      onClose={close}
      act={act === undefined ? undefined : { ...act, onAct: () => { close(); act.onAct() } }}
    />
  )
}
