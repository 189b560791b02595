import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { project } from './project.mjs'

/** The page. Baseline Chromium 108; no inline script, so that the content security policy holds. */
export default defineConfig({
  root: `${project}/renderer`,
  plugins: [react()],
  build: {
    outDir: `${project}/dist/renderer`,
    emptyOutDir: true,
    target: 'chrome108',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // The voting page is an entry of its own: nothing of the books' stores comes into its window.
    rollupOptions: { input: [`${project}/renderer/index.html`, `${project}/renderer/vote.html`] },
    // One local file: the disk is nearer than any benefit of splitting.
    chunkSizeWarningLimit: 4000,
  },
})
