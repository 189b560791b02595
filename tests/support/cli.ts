import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { dist } from './server'

const run = promisify(execFile)

/** What the command printed; JSON belongs to stdout alone. */
export async function cli(...args: readonly string[]): Promise<string> {
  return (await run(process.execPath, [path.join(dist, 'host/cli.js'), ...args], { maxBuffer: 32 * 1024 * 1024 })).stdout
}

export type RefusedCommand = { readonly code: number; readonly stdout: string; readonly stderr: string }

/** A command that must not succeed. */
export async function refusedCli(...args: readonly string[]): Promise<RefusedCommand> {
  const answer = await cli(...args).catch((thrown: unknown) => thrown as RefusedCommand)
  if (typeof answer === 'string') throw new Error(`${args.join(' ')} succeeded: ${answer}`)
  return answer
}
