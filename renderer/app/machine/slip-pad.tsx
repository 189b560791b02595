import { Button } from 'antd'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { slipAlphabet, slipLength } from '#shared/ballot-box'
import { toHostError, type HostError } from '#shared/errors'
import { ErrorLines } from '../../ui/error-dialog'

/**
 * An opening slip as it is typed back. No field: a browser keeps what stands in one for the next start, and an input method learns it.
 * Once whole it is covered: whoever types the other slip sees nothing of this one.
 */
type PadProps = { readonly label: string; readonly typed: string; readonly onType: (typed: string) => void; readonly here: boolean; readonly onFocus: () => void }

function SlipPad({ label, typed, onType, here, onFocus }: PadProps) {
  const pad = useRef<HTMLDivElement>(null)
  const [wrong, setWrong] = useState('')
  const [mouse, setMouse] = useState(false)
  const whole = typed.length === slipLength
  useEffect(() => {
    if (here) pad.current?.focus()
  }, [here])
  const put = (character: string) => {
    setWrong('')
    if (!whole) onType(`${typed}${character}`)
  }
  const back = () => {
    setWrong('')
    // A covered one is typed anew from its beginning: a step back would uncover it.
    onType(whole ? '' : typed.slice(0, -1))
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target !== pad.current) return
    const character = event.key.toUpperCase()
    if (event.key === 'Backspace') back()
    else if (character.length === 1 && slipAlphabet.includes(character)) put(character)
    else if (/^[A-Z0-9]$/u.test(character)) setWrong(`条上没有“${character}”，看是不是别的字`)
    else return
    event.preventDefault()
  }
  return (
    <div className="machine-pad">
      <div ref={pad} className="machine-slip" role="group" tabIndex={0} aria-label={label} aria-describedby={`${label}-state`} onKeyDown={onKey} onFocus={onFocus}>
        <span className="machine-slip-label">{label}</span>
        {Array.from({ length: slipLength }, (_, at) => <span key={at} className="machine-slip-cell" aria-hidden="true">{whole ? '●' : typed.charAt(at)}</span>)}
      </div>
      <p id={`${label}-state`} className={wrong === '' ? 'quiet small' : 'late small'} role="status">
        {wrong !== '' ? wrong : whole ? `${label}输好了` : `输了 ${typed.length} 个，共 ${slipLength} 个，不分大小写`}
      </p>
      <div className="machine-line">
        {typed !== '' && <Button size="small" aria-label={`重输${label}`} onClick={() => { onType(''); setWrong(''); pad.current?.focus() }}>重输</Button>}
        {!whole && <button type="button" className="linkish" aria-expanded={mouse} onClick={() => setMouse(!mouse)}>{mouse ? '不用鼠标点' : '用鼠标点'}</button>}
      </div>
      {mouse && !whole && (
        <div className="machine-keys" role="group" aria-label={`${label}的字`}>
          {[...slipAlphabet].map((character) => <Button key={character} size="small" onClick={() => put(character)}>{character}</Button>)}
          <Button size="small" onClick={back}>退一格</Button>
        </div>
      )}
    </div>
  )
}

const names = ['第一张开箱条', '第二张开箱条'] as const

/**
 * Both slips, whichever comes first. They are forgotten as soon as they are handed on, right or wrong; what was refused is said here, and the hand
 * is back at the first.
 */
export function useSlips({ act, title, reason = '', onBoth }: { readonly act: string; /** What did not happen, when it is refused. */ readonly title: string; /** Why not yet, besides the slips. */ readonly reason?: string; readonly onBoth: (slips: [string, string]) => Promise<void> }): { readonly pads: ReactNode; /** Goes where acts stand. */ readonly button: ReactNode } {
  const [typed, setTyped] = useState<readonly [string, string]>(['', ''])
  const [here, setHere] = useState<number | null>(0)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<HostError | null>(null)
  const lacking = typed.findIndex((slip) => slip.length < slipLength)
  const blocked = lacking >= 0 ? `还要${names[lacking] ?? ''}` : reason
  const type = (at: number, value: string) => {
    setTyped(at === 0 ? [value, typed[1]] : [typed[0], value])
    if (value.length === slipLength && (typed[1 - at] ?? '').length < slipLength) setHere(1 - at)
  }
  const hand = async () => {
    const both: [string, string] = [typed[0], typed[1]]
    setTyped(['', ''])
    setHere(null)
    setRefused(null)
    setBusy(true)
    try {
      await onBoth(both)
    } catch (thrown) {
      setRefused(toHostError(thrown))
      setHere(0)
    }
    setBusy(false)
  }
  return {
    pads: (
      <div className="machine-slips">
        {refused !== null && (
          <section className="machine-lost" role="alert">
            <h2>{title}</h2>
            <ErrorLines error={refused} />
          </section>
        )}
        {names.map((label, at) => <SlipPad key={label} label={label} typed={typed[at] ?? ''} here={here === at} onFocus={() => setHere(at)} onType={(value) => type(at, value)} />)}
      </div>
    ),
    button: (
      <>
        {blocked !== '' && !busy && <span className="quiet small">{blocked}</span>}
        <Button type="primary" loading={busy} disabled={blocked !== ''} onClick={() => void hand()}>
          {act}
        </Button>
      </>
    ),
  }
}
