import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { dist, project } from './server'

/** Whole-app suites run on what is built; `npm test` built it already, a single run by hand builds it now. */
export default function setup(): void {
  if (!existsSync(path.join(dist, 'host/cli.js'))) execFileSync(process.execPath, [path.join(project, 'build/build.mjs'), 'host'], { cwd: project, stdio: 'inherit' })
}
