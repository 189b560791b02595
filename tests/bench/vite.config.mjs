import path from 'node:path'
import { defineConfig } from 'vite'

/** The bench page beside the shipped one, in a copy of the build: `.cache/bench`. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: path.resolve(import.meta.dirname, '../../.cache/bench/renderer'),
    emptyOutDir: false,
    target: 'chrome108',
    modulePreload: { polyfill: false },
    rollupOptions: { input: path.join(import.meta.dirname, 'bench.html') },
    chunkSizeWarningLimit: 4000,
  },
})
