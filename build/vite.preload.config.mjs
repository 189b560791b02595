import { defineConfig } from 'vite'
import { project } from './project.mjs'

/** A sandboxed preload must be one CommonJS file. */
export default defineConfig({
  root: project,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    outDir: `${project}/dist/preload`,
    emptyOutDir: true,
    target: 'chrome108',
    rollupOptions: { input: { preload: `${project}/electron/preload.ts` }, external: ['electron'], output: { format: 'cjs', entryFileNames: 'preload.cjs' } },
  },
})
