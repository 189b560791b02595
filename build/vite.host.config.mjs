import { defineConfig } from 'vite'
import { project, version } from './project.mjs'

/** Everything that runs in Node: both shells, the command line and the job worker, with their libraries bundled in. */
export default defineConfig({
  root: project,
  ssr: { noExternal: true, target: 'node' },
  define: { __VERSION__: JSON.stringify(version) },
  build: {
    ssr: true,
    outDir: `${project}/dist/host`,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rollupOptions: {
      input: {
        main: `${project}/electron/main.ts`,
        browser: `${project}/electron/browser/main.ts`,
        cli: `${project}/electron/cli.ts`,
        worker: `${project}/electron/host/jobs/worker.ts`,
      },
      external: ['electron'],
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
    },
  },
})
