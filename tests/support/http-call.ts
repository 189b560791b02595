import { createHash } from 'node:crypto'
import { fromHostError } from '#shared/errors'
import { answerSchema, type Call, type JobState } from '#shared/host'
import type { Address } from './server'

/** The contract over HTTP, as a page would speak it, without a page. */
export function httpCall({ address, token }: Address): Call {
  return (async (name, input) => {
    const response = await fetch(`${address}call/${name}`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-vanguard-token': token }, body: JSON.stringify(input) })
    const answer = answerSchema.parse(await response.json())
    if (!answer.ok) throw fromHostError(answer.error)
    return answer.value
  }) as Call
}

export async function putStaged({ address, token }: Address, bytes: Uint8Array<ArrayBuffer>, vault: string | null): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const query = new URLSearchParams({ stage: '1', ...(vault === null ? {} : { vault }) })
  const response = await fetch(`${address}blob/${sha256}?${query.toString()}`, { method: 'PUT', headers: { 'x-vanguard-token': token }, body: bytes })
  const answer = answerSchema.parse(await response.json())
  if (!answer.ok) throw fromHostError(answer.error)
  return sha256
}

/** Resolves when a job has ended, by the events the host sends. */
export async function jobEnd({ address, token }: Address, id: string): Promise<JobState> {
  const call = httpCall({ address, token })
  const gone = new AbortController()
  // The line is there before it is asked, so that no event falls between the two.
  const events = await fetch(`${address}events?after=0`, { headers: { 'x-vanguard-token': token }, signal: gone.signal })
  try {
    const ended = async () => (await call('jobs.list', {})).jobs.find((job) => job.id === id && job.state !== 'running')
    const now = await ended()
    if (now !== undefined) return now
    for await (const _ of events.body ?? []) {
      const found = await ended()
      if (found !== undefined) return found
    }
    throw new Error('the host ended before the job')
  } finally {
    gone.abort()
  }
}
