import { useEffect, useState } from 'react'
import type { JobRequest, JobState } from '#shared/host'
import { call, onHostEvent, putStaged } from '../data/host-client'

/** Jobs of the host as screens see them. A reloaded page finds those still running in `useJobs`. */
export function useJobs(): readonly JobState[] {
  const [jobs, setJobs] = useState<ReadonlyMap<string, JobState>>(new Map())
  useEffect(() => {
    let gone = false
    const stop = onHostEvent((event) => {
      if (event.type === 'job') setJobs((before) => new Map(before).set(event.job.id, event.job))
    })
    // Asked after listening began; what an event has told since is newer than the list.
    void call('jobs.list', {}).then(
      ({ jobs: listed }) => {
        if (!gone) setJobs((before) => new Map([...listed.map((job) => [job.id, job] as const), ...before]))
      },
      () => undefined,
    )
    return () => {
      gone = true
      stop()
    }
  }, [])
  return [...jobs.values()].sort((a, b) => b.startedAt.localeCompare(a.startedAt))
}

/** One job, null until the host has told of it. */
export function useJob(id: string | null): JobState | null {
  const jobs = useJobs()
  return jobs.find((job) => job.id === id) ?? null
}

export async function startJob(job: JobRequest): Promise<string> {
  return (await call('jobs.start', { job })).job
}

/** The job as it ended. Asked after listening began, so that no end is missed. */
export function finishedJob(id: string): Promise<JobState> {
  return new Promise((resolve, reject) => {
    const look = (job: JobState): void => {
      if (job.id !== id || job.state === 'running') return
      stop()
      resolve(job)
    }
    const stop = onHostEvent((event) => {
      if (event.type === 'job') look(event.job)
    })
    void call('jobs.list', {}).then(({ jobs }) => jobs.forEach(look), reject)
  })
}

export async function stopJob(id: string): Promise<void> {
  await call('jobs.cancel', { job: id })
}

/** 打开所在文件夹 */
export async function revealFolder(token: string): Promise<void> {
  await call('files.reveal', { token })
}

/** Puts a file where the host finds it before there is a vault: a backup to restore. */
export function stageFile(file: Blob): Promise<string> {
  return putStaged(file, null)
}
