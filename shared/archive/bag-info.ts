import type { BagPlan, BagPlanFile } from './bag-plan'
import type { BagRecord } from './bag-record'

export type AboutBag = {
  readonly organisation: BagRecord['organisation']
  readonly software: string
  /** What is in it, and what it is called beside the 全宗号. */
  readonly description: string
  readonly identifier: string
  /** 聚合层次 */
  readonly level: string
  readonly content: BagPlan['info']
  readonly files: readonly BagPlanFile[]
}

/** RFC 8493 elements, then those of DA/T 46—2009 that say something of the whole bag; those of one 件 or 案卷 stand in the catalogue. */
export function aboutBag({ organisation, software, description, identifier, level, content, files }: AboutBag): BagPlan['info'] {
  const formats = [...new Set(files.map(({ name }) => name.split('.').at(-1)?.toLowerCase() ?? ''))].sort().join('、')
  return [
    ['Source-Organization', organisation.name],
    ['External-Description', `${organisation.name} ${description}`],
    ['External-Identifier', [organisation.fondsCode, identifier].filter((part) => part !== '').join('-')],
    ['Bag-Software-Agent', software],
    ['聚合层次', level], ['全宗名称', fondsOf(organisation)], ['全宗号', organisation.fondsCode], ['立档单位名称', organisation.name], ['档案门类', '文书'],
    ...content, ['格式信息', formats], ['语种', '汉语'],
  ]
}

export function fondsOf({ name, fondsName }: Pick<BagRecord['organisation'], 'name' | 'fondsName'>): string {
  return fondsName === '' ? name : fondsName
}
