import { useEffect, useState } from 'react'
import { codeLength as length } from '#shared/ballot-box'
import { Press } from './press'

/** The number of the cut slip, on keys of the screen or of the keyboard. No field: there is nothing for an input method to learn. */
export function CodePad({ refused, enter }: { readonly refused: string; readonly enter: (code: string) => void }) {
  const [code, setCode] = useState('')
  const type = (digit: string) => {
    const next = `${code}${digit}`.slice(0, length)
    setCode(next)
    if (next.length < length || code.length === length) return
    setCode('')
    enter(next)
  }
  const back = () => setCode(code.slice(0, -1))
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (/^\d$/u.test(event.key)) type(event.key)
      else if (event.key === 'Backspace') back()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
  return (
    <div className="pad">
      <p id="pad-label">输入小条上的 8 位号</p>
      <div className="digits" role="status" aria-labelledby="pad-label">
        {Array.from({ length }, (_, at) => <span key={at} className="digit">{code.charAt(at)}</span>)}
      </div>
      <p className="refused" role="alert">{code === '' ? refused : ''}</p>
      <div className="keys">
        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => <Press key={digit} kind="key" act={() => type(digit)}>{digit}</Press>)}
        <span />
        <Press kind="key" act={() => type('0')}>0</Press>
        <Press kind="key" label="退一格" act={back}>←</Press>
      </div>
    </div>
  )
}
