import { buildStale } from './build.mjs'
import { project, run } from './project.mjs'

/** `npm run cli -- <command>`: stdout belongs to the command's JSON, so nothing else may print there. */
await buildStale(['host'])
process.exitCode = await run(process.execPath, [`${project}/dist/host/cli.js`, ...process.argv.slice(2)], { cwd: process.env.INIT_CWD ?? process.cwd() })
