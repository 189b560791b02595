import { createHash } from 'node:crypto'
import path from 'node:path'
import type { BagPlan } from '#shared/archive/bag-plan'
import type { Files } from '../ports'

/** For tests only: a plan with files of all sorts, and the blobs it names in a vault's folder. */
export const sha = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

export function aBytes(n: number): Uint8Array {
  return Buffer.alloc(n * 700 + n, sha(`file ${n}`))
}

export async function aPlan(files: Files, root: string, count: number, change: Partial<BagPlan> = {}): Promise<BagPlan> {
  const entries = []
  for (let n = 0; n < count; n += 1) {
    const bytes = aBytes(n)
    await files.replace(path.join(root, 'blobs', sha(bytes).slice(0, 2), sha(bytes)), bytes)
    entries.push({ name: `永久/${String(n + 1).padStart(4, '0')} 第${n}件 100%/承诺书${n}.pdf`, title: `第${n}件`, sha256: sha(bytes), size: bytes.length, from: 'blob' as const })
  }
  return {
    folder: '梨坪村党支部 2026年归档', info: [['Source-Organization', '中共梨坪村支部委员会'], ['件数', String(count)]], files: entries,
    texts: [{ name: '目录/归档文件目录.csv', title: '目录', text: '\ufeff序号\r\n' }, { name: '目录/归档记录.json', title: '记录', text: '{}\n' }],
    sheet: { name: '目录/归档文件目录.xlsx', title: '目录', tabs: [{ name: '目录', widths: [8, 40], rows: [['序号', '题名'], ['1', '=1+1']] }] }, index: '<!DOCTYPE html><title>首页</title>',
    ...change,
  }
}
