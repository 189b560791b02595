import type { ArchiveItem } from '#shared/model/archive'

let count = 0
/** An item for the tests of this folder. */
export function testItem(patch: Partial<ArchiveItem> = {}): ArchiveItem {
  count += 1
  return {
    id: `11111111-0000-4000-8000-${String(count).padStart(12, '0')}`, kind: 'archiveItem', rev: 1, schema: 1, rulePack: 'current@1', createdSeq: 1,
    year: 2026, retention: 'D10', topic: '', number: null, title: `文件${count}`, author: '梨坪村党支部', docNo: '', date: '2026-03-01', pages: 2, secrecy: '', note: '',
    workingBox: '09', boxId: null, source: null, files: [], filedOn: null, ...patch,
  }
}
