/**
 * Every npm package the project imports, by what it needs to run. A package that is not listed fails the lint: adding one is a decision.
 * `pure` runs anywhere, `dom` needs a page, `node` needs Node, `electron` needs Electron, `tool` only builds, tests or checks.
 */
export const packages = {
  pure: ['zod', 'fflate', 'dayjs', 'zustand'],
  dom: ['react', 'react-dom', 'antd', '@ant-design/icons', '@ant-design/cssinjs', 'dexie', 'dexie-react-hooks'],
  node: ['docx', 'docxtemplater', 'pizzip', 'papaparse', 'saxes', 'pdfjs-dist', 'write-excel-file'],
  electron: ['electron'],
  tool: [
    'vite', '@vitejs/plugin-react', 'vitest', 'typescript', 'eslint', 'typescript-eslint', 'eslint-plugin-react-hooks', 'fast-check', 'fake-indexeddb',
    '@playwright/test', 'axe-core', '@electron/asar', 'electron-builder',
  ],
}
