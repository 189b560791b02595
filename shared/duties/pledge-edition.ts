import type { Pledge, PledgeEdition, PledgeRound } from '#shared/model/pledge'
import type { BlobRef } from '#shared/model/record'
import { filesFindings } from '#shared/rules/attachment-check'
import { wall } from '#shared/rules/findings'
import { standingEdition } from './pledge-round'
import { roundLine, sameWords } from './pledge-state'
import { finish, refused, revised, type Outcome } from './transition'

/** What is known of the sheets that hung: which words differ from one to the next, and the photos of the board. */

/** Photos of the board as it hung. The words of an edition are frozen; that it hung is shown afterwards. */
export function keepPhotos(before: PledgeRound, number: number, photos: readonly BlobRef[], told: { readonly on: string; readonly by: string }): Outcome {
  const edition = before.editions.find((one) => one.number === number)
  if (edition === undefined) return refused(wall('editionMissing', `没有第 ${number} 版公示`, { recordId: before.id, field: 'number' }))
  const more = photos.length - edition.photos.length
  const note = more >= 0 ? `第 ${number} 版附上 ${photos.filter((one) => !edition.photos.some((old) => old.sha256 === one.sha256)).map((one) => one.name).join('、')}` : `第 ${number} 版去掉 ${edition.photos.filter((old) => !photos.some((one) => one.sha256 === old.sha256)).map((one) => one.name).join('、')}`
  return finish({
    title: more >= 0 ? `附了第 ${number} 版公示的照片，共 ${photos.length} 张` : `去掉了第 ${number} 版公示的照片，还有 ${photos.length} 张`,
    records: [revised(before, { editions: before.editions.map((one) => (one.number === number ? { ...one, photos: [...photos] } : one)), history: [...before.history, roundLine(told.on, '公示栏照片', told.by, note)] })],
    findings: filesFindings(photos, 'photo'),
  })
}

export type EditionChange = { readonly who: string; readonly change: 'new' | 'changed' | 'gone'; /** Numbers of the items whose words are others. */ readonly items: readonly number[] }

/** How an edition differs from the one whose place it took. */
export function changesOf(round: Pick<PledgeRound, 'editions'>, number: number): readonly EditionChange[] {
  const index = round.editions.findIndex((one) => one.number === number)
  const [now, last] = [round.editions[index], round.editions[index - 1]]
  if (now === undefined || last === undefined) return []
  const found = now.lines.flatMap((line): EditionChange[] => {
    const old = last.lines.find((one) => one.pledgeId === line.pledgeId)
    if (old === undefined) return [{ who: line.who, change: 'new', items: [] }]
    const items = line.items.flatMap((item, place) => (old.items.some((one) => sameWords(one, item)) ? [] : [place + 1]))
    return items.length === 0 && old.items.length === line.items.length ? [] : [{ who: line.who, change: 'changed', items }]
  })
  return [...found, ...last.lines.filter((old) => !now.lines.some((line) => line.pledgeId === old.pledgeId)).map((old): EditionChange => ({ who: old.who, change: 'gone', items: [] }))]
}

/** 新增王兰；改了马小军第2条；去掉李明. Empty for a first edition, or where nothing differs. */
export function changeWords(changes: readonly EditionChange[]): string {
  const names = (change: EditionChange['change']) => changes.filter((one) => one.change === change)
  return [
    names('new').length === 0 ? '' : `新增${names('new').map((one) => one.who).join('、')}`,
    names('changed').length === 0 ? '' : `改了${names('changed').map((one) => (one.items.length === 0 ? one.who : `${one.who}第${one.items.join('、')}条`)).join('，')}`,
    names('gone').length === 0 ? '' : `去掉${names('gone').map((one) => one.who).join('、')}`,
  ].filter((part) => part !== '').join('；')
}

/** The words were changed after the sheet that hangs: it needs its next edition. */
export function differsFromSheet(pledge: Pledge, round: PledgeRound): boolean {
  const line = sheetLine(pledge, round)
  return line !== null && !(line.items.length === pledge.items.length && pledge.items.every((item, index) => { const hung = line.items[index]; return hung !== undefined && sameWords(hung, item) }))
}

function sheetLine(pledge: Pledge, round: PledgeRound): PledgeEdition['lines'][number] | null {
  return standingEdition(round)?.lines.find((one) => one.pledgeId === pledge.id) ?? null
}
