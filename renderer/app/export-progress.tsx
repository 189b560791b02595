import type { ExportedFile } from '#shared/host'
import { attempt } from '../ui/error-dialog'
import { JobProgress } from '../ui/job-progress'
import { revealFolder, stopJob, useJob } from './jobs'

/** An export as it goes: 停下, results with failures first, the folder. Found again by its id after a reload. */
export type ExportProgressProps = {
  readonly jobId: string
  readonly onAgain?: () => void
  readonly onChoose?: (file: ExportedFile) => void
  readonly chosen?: string | null
}

export function ExportProgress({ jobId, ...rest }: ExportProgressProps) {
  const job = useJob(jobId)
  if (job === null) return <p role="status">正在问这次导出办到哪里了。程序重开过就问不到了，写好的文件都还在。</p>
  return <JobProgress job={job} onStop={() => void attempt(() => stopJob(job.id))} onReveal={(token) => void attempt(() => revealFolder(token))} {...rest} />
}
