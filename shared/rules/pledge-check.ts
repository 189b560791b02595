import type { PledgeItem, PledgeRound } from '#shared/model/pledge'
import { formatDate, surelyBefore } from '#shared/text/partial-date'
import { advice, wall, warning, type Finding } from './findings'
import type { RulePack } from './pack'
import { blankMark, hasBlank } from './pledge-starts'

/**
 * Checks of what is promised. Every item names what, by when and who (the pack's `mandatory`); a due date lies inside the round; and an
 * item nobody could check against anything is pointed out, never refused.
 */
export type PledgeCheck = {
  readonly round: Pick<PledgeRound, 'from' | 'to'>
  readonly items: readonly Pick<PledgeItem, 'text' | 'measures' | 'due' | 'responsible'>[]
  readonly pack: RulePack
  readonly recordId?: string
  /** Copied from a paper signed long ago: what the paper lacks cannot be walled off. */
  readonly fromPaper?: boolean
}

export function checkPledge({ round, items, pack, recordId, fromPaper = false }: PledgeCheck): readonly Finding[] {
  const at = (field: string, source = '') => ({ field, source, ...(recordId === undefined ? {} : { recordId }) })
  if (items.length === 0) return [wall('noItems', '还没有承诺事项，至少写一条', at('items'))]
  const mandatory = pack.pledge.mandatory
  const missing = fromPaper ? warning : wall
  return items.flatMap((item, index): readonly Finding[] => {
    const nth = `第 ${index + 1} 条`
    const found: Finding[] = []
    if (item.text.trim() === '') found.push(wall('textMissing', `${nth}没有写承诺什么`, at(`items.${index}.text`)))
    if (item.responsible.trim() === '' && mandatory.value.includes('responsible')) found.push(missing('responsibleMissing', `${nth}没有写责任人`, at(`items.${index}.responsible`, mandatory.source)))
    if (item.due === null && mandatory.value.includes('due')) found.push(warning('dueMissing', `${nth}没有写完成时限`, at(`items.${index}.due`, mandatory.source)))
    if (item.due !== null && round.from !== null && surelyBefore(item.due, round.from)) found.push(wall('dueBeforeStart', `${nth}的完成时限 ${say(item.due)}早于本轮开始的${say(round.from)}，请改其中一个`, at(`items.${index}.due`)))
    if (item.due !== null && round.to !== null && surelyBefore(round.to, item.due)) found.push(warning('dueAfterEnd', `${nth}的完成时限 ${say(item.due)}晚于本轮结束的${say(round.to)}`, at(`items.${index}.due`)))
    if (hasBlank(item.text)) found.push(warning('blankLeft', `${nth}还有没填的空（${blankMark}）`, at(`items.${index}.text`)))
    if (item.text.trim() !== '' && !isCheckable(item)) found.push(advice('hardToCheck', `${nth}难以核对：写上次数、日期，或者为谁办`, at(`items.${index}.text`)))
    return found
  })
}

const say = (date: string) => formatDate(date, 'paper')

const digits = /[0-9０-９]/
const counted = /[一二三四五六七八九十百千两半每][个名户次场件项条份篇人家天日周月季年遍回处亩里公米万]/
const dated = /月底|年底|季末|月末|年末|逐月|按月|按季|按周|春耕|汛期|七一|国庆|春节/
/** 群众 alone is nobody in particular; these are. */
const beneficiary = /村民|居民|农户|商户|困难户|贫困户|脱贫户|低保|五保|孤寡|老人|老党员|留守|儿童|学生|家长|教师|患者|病人|残疾|军属|烈属|企业|职工|工人|农民工|服务对象|[\u4e00-\u9fff]{1,3}(?:家|户)(?!庭)/

/** A number, a date or somebody it is for, in the words themselves: without one of them nobody can say whether it was done. */
export function isCheckable(item: Pick<PledgeItem, 'text' | 'measures'>): boolean {
  const words = `${item.text} ${item.measures}`
  return digits.test(words) || counted.test(words) || dated.test(words) || beneficiary.test(words)
}
