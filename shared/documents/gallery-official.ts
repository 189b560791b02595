import { isProseType, officialTypes, type OfficialPaper, type OfficialType } from '#shared/model/official-paper'
import { ofKind } from '#shared/model/kinds'
import type { OfficialContent } from '#shared/duties/official-paper'
import { draftPaper } from '#shared/duties/official-paper'
import { packName } from '#shared/rules/pack'
import { current } from '#shared/rules/packs/current'
import { officialTexts, olderNotice } from '#shared/sample/official-texts'
import type { GalleryBooks, GalleryPaper } from './gallery'
import { galleryPaper } from './gallery'
import { organisationOf } from './of-year'
import { frameOf } from './official-frames'
import { officialDefinitions } from './official-papers'

/** The gallery's part: 公文 and 文稿 of one's own writing, one of each kind; where the books hold one it is that one. */
export function officialPapers(books: GalleryBooks): readonly GalleryPaper[] {
  const { records, year, today } = books
  const organisation = organisationOf(records)
  const own = ofKind(records, 'officialPaper').filter((paper) => paper.year === year)
  const frames = { organisation, year, today, members: ofKind(records, 'member'), reviews: ofKind(records, 'review'), rounds: ofKind(records, 'pledgeRound') }
  const sample = (type: OfficialType, content: Partial<OfficialContent>): OfficialPaper => {
    const outcome = draftPaper({ newId: () => '00000000-0000-4000-8000-000000000000', today, rulePack: packName(current), seq: 0 }, { type, year, content })
    const paper = outcome.ok ? outcome.step.records[0]?.after : undefined
    if (paper?.kind !== 'officialPaper') throw new Error(`the sample text of ${type} makes no paper`)
    return paper
  }
  const papers = officialTypes.map((type) => {
    const text = officialTexts[type]
    const paper = own.find((one) => one.type === type) ?? sample(type, text.body === '' ? { ...text, body: frameOf(type, frames).content.body ?? '' } : text)
    return galleryPaper(isProseType(type) ? '文稿' : '公文', true, officialDefinitions[type], { organisation, paper })
  })
  const older = galleryPaper('公文', true, { ...officialDefinitions.notice, kind: 'notice2010', name: '通知（2010—2012年格式）' }, { organisation, paper: sample('notice', olderNotice) })
  return [...papers, older]
}
