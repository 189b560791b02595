import { useEffect, useState } from 'react'

/** The value as it was at the last pause: costly things follow it, typing does not wait for them. */
export function usePaused<T>(value: T, after: number): T {
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), after)
    return () => clearTimeout(timer)
  }, [value, after])
  return paused
}
