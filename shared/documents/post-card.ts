import { cell, table } from '#shared/paper/blocks'
import type { PrintDocument } from '#shared/paper/print-document'
import { handForm, type Texts } from './hand-form'
import { centred } from './sheet'

/**
 * 党员先锋岗 and 党员责任区 (D§8.1): a card for desk, counter or wall, 200 × 140 mm, its own page at true size.
 * Fields: the branch and its 监督电话; post, person and duties are written by hand.
 */
const names = { organisation: '党组织', place: '岗位区域', person: '责任人', duties: '职责承诺', since: '设立日期', phone: '监督电话' } as const
type Name = keyof typeof names

function card(kind: string, heading: string, place: string) {
  return handForm({
    kind, name: `${heading}牌`, names,
    known: ({ organisation }) => ({ organisation: organisation.name, phone: organisation.supervisionPhone }),
    layout: (field: Texts<Name>): PrintDocument => ({
      title: `${heading}牌`,
      author: field.organisation,
      preset: '标签',
      sections: [{
        paper: { width: 200, height: 140 },
        margins: { top: 10, right: 10, bottom: 8, left: 10 },
        pageNumber: 'none',
        body: { face: '仿宋', size: 14, pitch: 20, indent: 0 },
        blocks: [
          { type: 'paragraph', runs: [{ text: heading }], align: 'center', face: '小标宋', size: 36, pitch: 50 },
          table({
            widths: [30, 60, 30, 60], size: 14,
            rows: [
              { height: 15, cells: [cell(place, { ...centred, face: '黑体' }), cell(field.place, centred), cell(names.person, { ...centred, face: '黑体' }), cell(field.person, centred)] },
              { height: 66, cells: [cell('职责\n承诺', { ...centred, face: '黑体' }), cell(field.duties, { colSpan: 3 })] },
              { height: 13, cells: [cell(names.since, { ...centred, face: '黑体' }), cell(field.since, centred), cell(names.phone, { ...centred, face: '黑体' }), cell(field.phone, centred)] },
            ],
          }),
          { type: 'paragraph', runs: [{ text: field.organisation }], align: 'center', size: 14, pitch: 24 },
        ],
      }],
    }),
  })
}

export const pioneerPost = card('pioneerPost', '党员先锋岗', '岗　位')
export const dutyArea = card('dutyArea', '党员责任区', '责任区域')
