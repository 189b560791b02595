import { expect, test } from 'vitest'
import { after, codes, one, stepOf, testContext, walls } from '#shared/duties/testing'
import { makeDocument } from '#shared/documents/document'
import { volumeContents, volumeCover, volumeList, volumeNote, volumeSpine } from '#shared/documents/archive-volume'
import { appraisalList, destructionList } from '#shared/documents/archive-lists'
import { shelfList } from '#shared/documents/shelf-list'
import { bodyRows, organisation } from '#shared/documents/testing'
import { documentText } from '#shared/paper/text-of'
import { recordDestruction } from './appraisal'
import { appendVolumeNote, byVolume, dropVolume, dueVolumes, editVolume, emptyEntry, pasteEntries, registerVolume, standingVolumes, volumeCode, volumeDue, volumeRemark, yearsOf, type VolumeInput } from './volumes'

const context = testContext({ seq: 3 })
const input: VolumeInput = {
  catalogueNo: '2', number: 12, title: '梨坪村党支部会议记录', category: '党群类', from: '1998-03', to: '1999-12-20', retention: '长期', fileNo: '', pages: 40, thickness: 15,
  entries: [{ docNo: '', author: '梨坪村党支部', title: '党员大会记录', date: '1998-03-05', page: '1', note: '' }, { docNo: '梨支〔1999〕1号', author: '梨坪村党支部', title: '关于修渠的请示', date: '1999-05', page: '21-40', note: '复印件' }, emptyEntry],
}
const volume = one(registerVolume(context, input, []), 'archiveVolume')

test('a 案卷 is catalogued as it stands: its code, years and period, empty lines left out', () => {
  expect(volume).toMatchObject({ title: '梨坪村党支部会议记录', entries: { length: 2 }, notes: [] })
  expect([volumeCode('0217', volume), volumeCode('', { catalogueNo: '', number: 3 }), yearsOf(volume), yearsOf({ from: '1998', to: '1998-05' }), yearsOf({ from: null, to: null })]).toEqual(['0217-2-0012', '0003', '1998—1999', '1998', ''])
  expect((['永久', '长期', '短期', '30年', '10年'] as const).map((retention) => volumeDue({ ...volume, retention }))).toEqual([null, 2050, 2015, 2030, 2010])
  expect(volumeDue({ ...volume, from: null, to: null })).toBeNull()
  const stand = (catalogueNo: string, number: number) => ({ ...volume, catalogueNo, number })
  expect([stand('10', 1), stand('2', 3), stand('2', 1)].sort(byVolume).map(({ catalogueNo, number }) => [catalogueNo, number])).toEqual([['2', 1], ['2', 3], ['10', 1]])
})

test('what cannot be is refused; what an archivist would ask about is said', () => {
  const told = (patch: Partial<VolumeInput>) => registerVolume(context, { ...input, ...patch }, [volume])
  expect(walls(told({}))).toEqual(['numberTwice@number'])
  expect(walls(told({ number: 13, title: ' ' }))).toContain('titleMissing@title')
  expect(walls(told({ number: 13, to: '1997' }))).toEqual(['backwards@to'])
  expect(codes(editVolume(volume, { ...input, title: '改' }, [volume]))).toEqual([])
  const fresh = (patch: Partial<VolumeInput>) => codes(told({ number: 13, ...patch }))
  expect(fresh({})).toEqual([])
  expect(fresh({ to: '2017-01-05' })).toEqual(['volumeAfter'])
  expect(fresh({ from: null, to: null })).toEqual(['datesMissing'])
  const [first = emptyEntry, second = emptyEntry] = input.entries
  expect(fresh({ entries: [second, first] })).toEqual(['pagesBackwards'])
  expect(fresh({ entries: [first, { ...second, page: '41' }] })).toEqual(['pageBeyond'])
  expect(fresh({ entries: [{ ...first, title: '' }] })).toEqual(['entryTitle'])
})

test('its 备考表 only grows; taken out of the list it is gone, and can be undone', () => {
  const note = { on: '2026-05-01', text: '第 12 页缺角。', arranger: '石玉兰', checker: '', checkedOn: null }
  expect(one(appendVolumeNote(volume, note), 'archiveVolume').notes).toEqual([note])
  expect(walls(appendVolumeNote(volume, { ...note, text: ' ' }))).toEqual(['noteMissing@text'])
  expect(after(dropVolume(volume), 'archiveVolume')).toEqual([])
})

test('cells from Excel are laid from where they are pasted; a date nobody can read stays', () => {
  const pasted = pasteEntries([{ ...emptyEntry, note: '留' }], 0, 'author', '甲支部\t决定\t1998.3.5\t1\r\n乙支部\t请示\t不详\t7\t\t多的\r\n')
  expect(pasted).toEqual([{ docNo: '', author: '甲支部', title: '决定', date: '1998-03-05', page: '1', note: '留' }, { docNo: '', author: '乙支部', title: '请示', date: null, page: '7', note: '' }])
})

test('封面, 卷内文件目录, 备考表, 案卷目录 and 架上清单 say what was catalogued; without a volume they are blank sheets', () => {
  const noted = one(appendVolumeNote(volume, { on: '2026-05-01', text: '第 12 页缺角。', arranger: '石玉兰', checker: '', checkedOn: null }), 'archiveVolume')
  const facts = { organisation: organisation(), volume: noted }
  const cover = documentText(makeDocument(volumeCover, facts))
  for (const part of ['梨坪村', '党群类', '梨坪村党支部会议记录', '1998年3月', '1999年12月20日', '长期', '2件　40页']) expect(cover).toContain(part)
  expect(bodyRows(makeDocument(volumeContents, facts))).toEqual([['1', '', '梨坪村党支部', '党员大会记录', '19980305', '1', ''], ['2', '梨支〔1999〕1号', '梨坪村党支部', '关于修渠的请示', '19990500', '21-40', '复印件']])
  expect(documentText(makeDocument(volumeNote, facts))).toContain('2026年5月1日：第 12 页缺角。')
  expect(bodyRows(makeDocument(volumeList, { organisation: organisation(), volumes: [noted] }))).toEqual([['1', '0217-2-0012', '梨坪村党支部会议记录', '1998—1999', '长期', '2', '40', '2050', '', '']])
  const shelf = documentText(makeDocument(shelfList, { organisation: organisation(), day: '2026-05-01', boxes: [], items: [], volumes: [noted] }))
  for (const part of ['0盒，0件，0页，案卷1卷，架长0.01米', '0217-2-0012']) expect(shelf).toContain(part)
  const spine = makeDocument(volumeSpine, facts)
  expect(spine.sections.map(({ paper }) => paper)).toEqual([{ width: 15, height: 310 }])
  for (const part of ['全宗号', '0217', '12', '1998', '1999', '长期', '梨坪村党支部会议记录']) expect(documentText(spine)).toContain(part)
  expect(documentText(makeDocument(volumeSpine, { ...facts, volume: { ...noted, thickness: 10 } }))).not.toContain('全宗号')
  expect(documentText(makeDocument(volumeSpine, { ...facts, volume: { ...noted, title: '题'.repeat(60) } }))).toContain(`${'题'.repeat(49)}…`)
  for (const definition of [volumeCover, volumeSpine, volumeContents, volumeNote]) expect(documentText(makeDocument(definition, { organisation: organisation(), volume: null }))).not.toMatch(/undefined|null/u)
})

test('destroyed: its line and its 备考表 stay, the shelf and the list of what is due do without it, and it is never taken out of the list', () => {
  const old = { ...volume, retention: '短期' as const }
  expect(dueVolumes([old], 2014)).toEqual([])
  expect(dueVolumes([old], 2015)).toEqual([old])
  const act = { on: '2026-06-01', approver: '石玉兰', witnesses: '白露、顾清源', by: '白露' }
  const outcome = recordDestruction({ items: [], volumes: [old] }, [], act, 2026)
  expect(stepOf(outcome)).toMatchObject({ title: '记销毁 1 卷', final: true })
  const gone = one(outcome, 'archiveVolume')
  expect(gone.notes.map(({ text }) => text)).toEqual(['整卷销毁；批准人 石玉兰，监销人 白露、顾清源。'])
  expect([dueVolumes([gone], 2026), standingVolumes([gone]), volumeRemark(gone), volumeRemark(old)]).toEqual([[], [], '2026年6月1日销毁', ''])
  expect(walls(recordDestruction({ items: [], volumes: [gone] }, [], act, 2026))).toEqual(['notDue@items'])
  expect(walls(dropVolume(gone))).toEqual(['destroyed@'])
  expect(bodyRows(makeDocument(volumeList, { organisation: organisation(), volumes: [gone] }))[0]?.at(-1)).toBe('2026年6月1日销毁')
  expect(documentText(makeDocument(shelfList, { organisation: organisation(), day: '2026-07-01', boxes: [], items: [], volumes: [gone] }))).not.toContain(gone.title)
  const listed = { items: [], volumes: [old] }
  for (const definition of [appraisalList, destructionList]) expect(documentText(makeDocument(definition, { organisation: organisation(), year: 2026, items: [], listed }))).toContain(old.title)
  expect(bodyRows(makeDocument(destructionList, { organisation: organisation(), year: 2026, items: [], listed }))[0]).toEqual(['1', old.title, '', '1998—1999', '0217-2-0012', '短期', '40', '整卷'])
})
