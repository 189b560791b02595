import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { BallotForm, BallotMarks } from '#shared/ballot-box'
import type { Files } from '../ports'
import { memoryFiles, type MemoryFiles } from '../memory-files'
import { boxFile } from './register'
import type { BoxPorts } from './stored-box'

/** A voting place for tests: real chance, a disk in memory that keeps a copy of every version the box ever had. */
export const testSession = '6f1d2c3b-4a59-4e68-9c77-8d86a5b4c3d2'
export const testFolder = path.join(path.sep, 'state', 'ballot', 'v', testSession)

export const testForm: BallotForm = {
  title: '2026年度民主评议党员', lead: '',
  questions: [
    ...['马春', '撒哈', '丁秀兰'].map((name, at) => ({ id: `m${at}`, label: name, choices: ['优秀', '合格', '基本合格', '不合格'], several: false })),
    { id: 'codes', label: '存在问题', choices: ['一', '二', '三'], several: true },
  ],
}

export type TestPlace = { readonly ports: BoxPorts; readonly files: MemoryFiles; readonly versions: Uint8Array[]; readonly pass: (ms: number) => void }

/** Calls `seen` with the whole box after every write to it, also one that failed on the way. */
export function watchBox(files: Files, folder: string, seen: (bytes: Uint8Array) => void): Files {
  const after = async (target: string, work: Promise<void>): Promise<void> => {
    try {
      await work
    } finally {
      const bytes = target === boxFile(folder) ? await files.read(target) : null
      if (bytes !== null) seen(bytes)
    }
  }
  return { ...files, replace: (target, bytes) => after(target, files.replace(target, bytes)), overwrite: (target, start, bytes) => after(target, files.overwrite(target, start, bytes)) }
}

export function testPlace(random: BoxPorts['random'] = (bytes) => new Uint8Array(randomBytes(bytes))): TestPlace {
  const files = memoryFiles()
  const versions: Uint8Array[] = []
  let now = Date.parse('2026-12-26T01:00:00Z')
  return { ports: { files: watchBox(files, testFolder, (bytes) => versions.push(bytes)), random, clock: () => new Date(now) }, files, versions, pass: (ms) => { now += ms } }
}

/** Marks that differ from voter to voter. */
export function marksOf(voter: number): BallotMarks {
  return [[voter % 4], voter % 7 === 0 ? [] : [(voter + 1) % 4], [(voter * 3) % 4], [0, 1, 2].filter((code) => (voter >> code) % 3 === 1)]
}
