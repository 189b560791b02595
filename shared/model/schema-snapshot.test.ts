import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { isKind, kinds } from './kinds'
import { currentSchema } from './migrate'

/**
 * The shapes as shipped. A field that is gone, renamed, of another type, newly required or with a value less in this version of a kind
 * makes old books unreadable: raise the version by adding a migration in `migrate.ts` (then the old shape stays here as history).
 * What is only added is taken in by `UPDATE_SCHEMAS=1 npx vitest run --config build/vitest.config.ts shared/model/schema-snapshot.test.ts`.
 */
type Shape = Readonly<Record<string, string>>
type Shapes = Readonly<Record<string, Readonly<Record<string, Shape>>>>
const file = new URL('schema-snapshot.json', import.meta.url)
const node: z.ZodType<Node> = z.lazy(() =>
  z.looseObject({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    properties: z.record(z.string(), node).optional(),
    required: z.array(z.string()).optional(),
    items: node.optional(),
    anyOf: z.array(node).optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
  }),
)
type Node = {
  readonly [key: string]: unknown
  readonly type?: string | string[] | undefined
  readonly properties?: Record<string, Node> | undefined
  readonly required?: string[] | undefined
  readonly items?: Node | undefined
  readonly anyOf?: Node[] | undefined
  readonly enum?: unknown[] | undefined
  readonly const?: unknown
}

/** `items[].text: "string!"`; `!` is required. Values of an enum stand after it, each must stay. */
function shapeOf(schema: z.ZodType): Shape {
  const found: Record<string, string> = {}
  const note = (path: string, what: string) => {
    found[path] = found[path] === undefined ? what : [found[path], what].sort().join(' | ')
  }
  function walk(at: Node, path: string, mark: string): void {
    if (at.anyOf !== undefined) for (const one of at.anyOf) walk(one, path, mark)
    else if (at.enum !== undefined) note(path, `${at.enum.map((value) => JSON.stringify(value)).join(' | ')}${mark}`)
    else if (at.const !== undefined) note(path, `${JSON.stringify(at.const)}${mark}`)
    else if (path !== '') for (const type of Array.isArray(at.type) ? at.type : [at.type ?? 'unknown']) note(path, `${type}${mark}`)
    for (const [name, child] of Object.entries(at.properties ?? {})) walk(child, path === '' ? name : `${path}.${name}`, at.required?.includes(name) === true ? '!' : '')
    if (at.items !== undefined) walk(at.items, `${path}[]`, '')
  }
  walk(node.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })), '', '')
  return found
}

const parts = (what: string) => new Set(what.replaceAll('!', '').split(' | '))

/** What of the shipped shape is no longer so. */
function broken(shipped: Shape, now: Shape): readonly string[] {
  const found: string[] = []
  for (const [path, what] of Object.entries(shipped)) {
    const today = now[path]
    if (today === undefined) found.push(`${path} is gone or renamed`)
    else if ([...parts(what)].some((part) => !parts(today).has(part))) found.push(`${path} was ${what}, is ${today}`)
    else if (today.includes('!') && !what.includes('!')) found.push(`${path} is newly required`)
  }
  for (const [path, what] of Object.entries(now)) if (shipped[path] === undefined && what.includes('!') && parentStood(path, shipped)) found.push(`${path} is new and required: old records have none; give it a default or a migration`)
  return found
}

/** A new required field inside a new optional object harms nobody. */
function parentStood(path: string, shipped: Shape): boolean {
  const parent = path.replace(/\.?[^.]+$/, '')
  return parent === '' || shipped[parent] !== undefined
}

const now: Shapes = Object.fromEntries(Object.entries(kinds).map(([kind, { schema }]) => [kind, { [isKind(kind) ? currentSchema(kind) : 0]: shapeOf(schema) }]))
const shapes: z.ZodType<Shapes> = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.string())))
const shipped: Shapes = existsSync(file) ? shapes.parse(JSON.parse(readFileSync(file, 'utf8'))) : {}

test('no shipped shape has lost anything without a new version', () => {
  const losses: string[] = []
  for (const [kind, versions] of Object.entries(shipped)) {
    if (!isKind(kind)) losses.push(`kind ${kind} is gone: its name stays, old books have it`)
    else for (const [version, shape] of Object.entries(versions)) {
      const today = now[kind]?.[version]
      if (Number(version) > currentSchema(kind)) losses.push(`${kind}: version ${version} was shipped, its migration is gone`)
      if (today !== undefined) losses.push(...broken(shape, today).map((what) => `${kind} v${version}: ${what}`))
    }
  }
  expect(losses, 'add a migration in shared/model/migrate.ts').toEqual([])
})

test('the snapshot knows every field of today', () => {
  const merged: Shapes = Object.fromEntries(Object.keys({ ...shipped, ...now }).map((kind) => [kind, { ...shipped[kind], ...now[kind] }]))
  if (process.env['UPDATE_SCHEMAS'] === '1') writeFileSync(file, `${JSON.stringify(merged, null, 1)}\n`)
  else expect(merged, 'only additions: run UPDATE_SCHEMAS=1 npx vitest run --config build/vitest.config.ts shared/model/schema-snapshot.test.ts').toEqual(shipped)
})

test('the guard itself sees a removal, a rename, a narrowed value and a new duty to fill in', () => {
  const old = shapeOf(z.object({ a: z.string(), b: z.array(z.object({ c: z.enum(['x', 'y']) })), d: z.string().nullable(), e: z.string().optional() }))
  expect(old).toEqual({ a: 'string!', b: 'array!', 'b[]': 'object', 'b[].c': '"x" | "y"!', d: 'null! | string!', e: 'string' })
  expect(broken(old, old)).toEqual([])
  const fresh = shapeOf(z.object({ a2: z.string(), b: z.array(z.object({ c: z.enum(['x']) })), d: z.string(), e: z.string() }))
  expect(broken(old, fresh).map((line) => line.split(' ')[0])).toEqual(['a', 'b[].c', 'd', 'e', 'a2'])
  expect(broken(old, { ...old, f: 'string' })).toEqual([])
})
