import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The project's folder, its version, and how its scripts start other programs. */
export const project = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')
export const version = JSON.parse(readFileSync(`${project}/package.json`, 'utf8')).version

/** Runs a program with this one's terminal; resolves with its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: project, stdio: 'inherit', ...options })
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)))
  })
}

/** Like `run`, and keeps what was printed while still printing it. */
export function runKeeping(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: project, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    const take = (stream, sink) => stream.on('data', (data) => { output += data; sink.write(data) })
    take(child.stdout, process.stdout)
    take(child.stderr, process.stderr)
    child.on('error', reject)
    child.on('exit', (code) => resolve({ code: code ?? 1, output }))
  })
}

export const bin = (name) => `${project}/node_modules/.bin/${name}${process.platform === 'win32' ? '.cmd' : ''}`
