import { expect, test } from 'vitest'
import { ESLint } from 'eslint'
import { judge, layers } from './layers.mjs'

test.each([
  ['shared/duties/pledge.ts', '#shared/model/pledge'],
  ['shared/duties/pledge.ts', '../model/pledge'],
  ['shared/model/record.ts', 'zod'],
  ['shared/model/record.test.ts', 'fast-check'],
  ['renderer/app/frame.tsx', 'react'],
  ['renderer/app/routes.tsx', '../features/pledge/view'],
  ['renderer/features/pledge/view.tsx', './board'],
  ['renderer/features/pledge/view.tsx', '../../ui/stamp'],
  ['electron/host/journal/journal.ts', 'node:fs/promises'],
  ['electron/host/word/table.ts', 'docx'],
  ['electron/desktop/window.ts', 'electron'],
  ['electron/main.ts', './desktop/window'],
  ['electron/cli.ts', './browser/pdf'],
  ['tests/e2e/main-job.spec.ts', '#host/node-files'],
])('%s may import %s', (file, source) => {
  expect(judge(file, source)).toBeNull()
})

test.each([
  ['shared/duties/pledge.ts', 'node:fs', 'without Node'],
  ['shared/duties/pledge.ts', 'fs', 'without Node'],
  ['shared/duties/pledge.ts', 'react', 'may not import react (dom)'],
  ['shared/duties/pledge.ts', '../../renderer/data/store', 'shared may not import renderer'],
  ['shared/duties/pledge.ts', '#host/ports', 'shared may not import electron/host'],
  ['renderer/data/store.ts', '#host/ports', 'renderer may not import electron/host'],
  ['renderer/data/store.ts', 'node:crypto', 'ask the host'],
  ['renderer/features/pledge/view.tsx', '../review/view', 'move what both need'],
  ['electron/host/vaults.ts', 'electron', 'add a port'],
  ['electron/host/vaults.ts', '../browser/server', 'add a port'],
  ['electron/browser/server.ts', '../desktop/window', 'put what both shells need'],
  ['electron/desktop/ipc.ts', '../../renderer/app/frame', 'put what both shells need'],
  ['renderer/app/frame.tsx', 'left-pad', 'not classified'],
  ['renderer/app/frame.tsx', '../../../elsewhere/thing', 'Nothing outside'],
])('%s may not import %s', (file, source, why) => {
  expect(judge(file, source)).toContain(why)
})

test('every form of import is seen', async () => {
  const eslint = new ESLint({
    cwd: '/',
    overrideConfigFile: true,
    overrideConfig: [{ files: ['**/*.js'], plugins: { house: { rules: { layers } } }, rules: { 'house/layers': 'error' } }],
  })
  const code = ["import 'react'", "export { a } from 'react'", "export * from 'react'", "const b = import('react')", "import 'zod'", 'b()'].join('\n')
  const [result] = await eslint.lintText(code, { filePath: '/shared/thing.js' })
  expect(result.messages.map((message) => message.line)).toEqual([1, 2, 3, 4])
})
