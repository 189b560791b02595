import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * What the page may load and where it may connect: itself. One nonce a load, for the styles antd adds as it runs.
 * It can be shown, not only said, that nothing leaves the machine: `connect-src 'self'` is the host on this computer.
 */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** On every answer, whatever it carries. */
export const safeHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

export const noncePlaceholder = '__CSP_NONCE__'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
}

/** The file a request path names below `root`, or null when it would lead anywhere else. */
export function fileBelow(root: string, requestPath: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(requestPath)
  } catch {
    return null
  }
  // Backslashes and colons mean folders, drives and streams on Windows; no file of ours has them in its name.
  if (!decoded.startsWith('/') || /[\\:\0]/.test(decoded)) return null
  const parts = decoded.split('/').slice(1)
  if (parts.some((part) => part === '..' || part === '.' || part === '')) return null
  const absolute = path.resolve(root, ...parts)
  const inside = path.relative(path.resolve(root), absolute)
  return inside === '' || inside.startsWith('..') || path.isAbsolute(inside) ? null : absolute
}

/** Serves the built page to `createHandler`. A path that is not a file is 404: the routes of the page stand behind the `#`. */
export function staticFiles(root: string, makeNonce: () => string = () => randomBytes(16).toString('base64')): (pathname: string) => Promise<Response> {
  return async (pathname) => {
    const file = fileBelow(root, pathname === '/' ? '/index.html' : pathname)
    const bytes = file === null ? null : await readFile(file).catch(() => null)
    if (file === null || bytes === null) return notFound()
    const type = types[path.extname(file).toLowerCase()] ?? 'application/octet-stream'
    const nonce = makeNonce()
    const html = type.startsWith('text/html')
    const body = html ? bytes.toString('utf8').replaceAll(noncePlaceholder, nonce) : new Uint8Array(bytes)
    return new Response(body, {
      status: 200,
      headers: {
        ...safeHeaders,
        'content-type': type,
        'content-security-policy': contentPolicy(nonce),
        // Built files carry the hash of their content in the name; the page itself carries a nonce and is never kept.
        'cache-control': !html && pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
      },
    })
  }
}

function notFound(): Response {
  return new Response('not found', { status: 404, headers: { ...safeHeaders, 'content-type': 'text/plain; charset=utf-8', 'content-security-policy': "default-src 'none'", 'cache-control': 'no-store' } })
}
