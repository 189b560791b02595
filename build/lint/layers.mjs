import { builtinModules } from 'node:module'
import path from 'node:path'
import { packages } from './packages.mjs'

/**
 * Who may import whom. The first zone whose pattern matches a file is its zone; an import is looked up the same way.
 * `folders` lists the zones it may import from, `packages` the classes of npm packages, `node` whether Node's own modules are allowed.
 */
export const zones = [
  { name: 'shared', match: /^shared\//, folders: ['shared'], packages: ['pure'], node: false, instead: 'pass what you need in as a parameter, or move the code to electron/host or renderer/data' },
  { name: 'renderer', match: /^renderer\//, folders: ['shared', 'renderer'], packages: ['pure', 'dom'], node: false, instead: 'ask the host through shared/host.ts' },
  { name: 'electron/host', match: /^electron\/host\//, folders: ['shared', 'electron/host'], packages: ['pure', 'node'], node: true, instead: 'add a port in electron/host/ports.ts' },
  { name: 'electron/desktop', match: /^electron\/(desktop\/|main\.ts$|preload\.ts$)/, folders: ['shared', 'electron/host', 'electron/desktop'], packages: ['pure', 'node', 'electron'], node: true, instead: 'put what both shells need into electron/host' },
  { name: 'electron/browser', match: /^electron\/browser\//, folders: ['shared', 'electron/host', 'electron/browser'], packages: ['pure', 'node'], node: true, instead: 'put what both shells need into electron/host' },
  // The command line has no window of its own; it borrows the browser shell's PDF port.
  { name: 'electron/cli', match: /^electron\/cli(\.ts$|\/)/, folders: ['shared', 'electron/host', 'electron/browser', 'electron/cli'], packages: ['pure', 'node'], node: true, instead: 'put what both shells need into electron/host' },
  { name: 'build', match: /^build\//, folders: ['shared', 'build', 'electron/host', 'electron/desktop', 'electron/browser', 'electron/cli'], packages: ['pure', 'dom', 'node', 'electron', 'tool'], node: true, instead: 'nothing outside build/ belongs here' },
  { name: 'tests', match: /^tests\//, folders: ['shared', 'renderer', 'electron/host', 'electron/desktop', 'electron/browser', 'electron/cli', 'tests'], packages: ['pure', 'dom', 'node', 'electron', 'tool'], node: true, instead: 'tests may import everything but build/' },
]

const packageClass = new Map(Object.entries(packages).flatMap(([kind, names]) => names.map((name) => [name, kind])))
const isTest = (file) => /\.test\.[a-z]+$/.test(file)
const zoneOf = (file) => zones.find((zone) => zone.match.test(file))

function packageName(source) {
  const parts = source.split('/')
  return source.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]
}

/** The file an import names, relative to the project, or null when it names a package. */
function targetFile(source, file) {
  if (source.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(file), source))
  if (source.startsWith('#shared/')) return `shared/${source.slice('#shared/'.length)}.ts`
  if (source.startsWith('#host/')) return `electron/host/${source.slice('#host/'.length)}.ts`
  return null
}

/** null when `file` may import `source`, else a sentence that says what to do instead. */
export function judge(file, source) {
  const zone = zoneOf(file)
  if (!zone) return null
  if (source.startsWith('virtual:')) return null
  const target = targetFile(source, file)
  if (target === null) {
    const name = packageName(source)
    const builtin = source.startsWith('node:') || builtinModules.includes(name)
    if (builtin) return zone.node || isTest(file) ? null : `${zone.name} runs without Node: ${zone.instead}.`
    const kind = packageClass.get(name)
    if (kind === undefined) return `Package ${name} is not classified: list it in build/lint/packages.mjs as pure, dom, node or tool.`
    if (zone.packages.includes(kind) || (isTest(file) && (kind === 'tool' || kind === 'node' || kind === 'dom'))) return null
    return `${zone.name} may not import ${name} (${kind}): ${zone.instead}.`
  }
  const other = zoneOf(target)
  if (other === undefined) return target.startsWith('..') ? 'Nothing outside the project is imported.' : null
  if (!zone.folders.includes(other.name)) {
    if (isTest(file) && other.name === 'tests') return null
    return `${zone.name} may not import ${other.name}: ${zone.instead}.`
  }
  const feature = /^renderer\/features\/([^/]+)\//
  const [from, to] = [feature.exec(file)?.[1], feature.exec(target)?.[1]]
  if (from !== undefined && to !== undefined && from !== to) return `features/${from} may not import features/${to}: move what both need to renderer/data, renderer/ui or shared.`
  return null
}

export const layers = {
  meta: { type: 'problem', schema: [], messages: { bad: '{{why}}' } },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/')
    const check = (node) => {
      if (!node || typeof node.value !== 'string') return
      const why = judge(file, node.value)
      if (why !== null) context.report({ node, messageId: 'bad', data: { why } })
    }
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
    }
  },
}
