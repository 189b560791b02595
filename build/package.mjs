import { buildStale } from './build.mjs'
import { bin, project, run } from './project.mjs'

/** `npm run package [-- electron-builder arguments]`: installers for this platform. Electron's runtime must be reachable. */
await buildStale(undefined, true)
process.exitCode = await run(bin('electron-builder'), ['--config', `${project}/electron-builder.yml`, '--publish', 'never', ...process.argv.slice(2)])
