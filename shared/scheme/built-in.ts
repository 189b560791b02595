import { cityOrgans2010 } from './city-organs-2010'
import { ordinaryYear } from './ordinary-year'

/** What a task is done in; a task's `duty` is one of these or empty. */
export const taskDuties = {
  pledge: '公开承诺', meeting: '组织生活', study: '学习', analysisReport: '党性分析', democraticReview: '民主评议', massReview: '群众评议', superiorComment: '领导点评',
  rectification: '整改台账', selection: '评选先进', archive: '档案盒', roster: '党员名册', scheme: '方案与计划',
} as const
export type TaskDuty = keyof typeof taskDuties | ''

export type BuiltInTask = { readonly title: string; readonly detail: string; readonly duty: TaskDuty; readonly due: string | null }
export type BuiltInStage = { readonly name: string; readonly from: string | null; readonly to: string | null; readonly tasks: readonly BuiltInTask[] }
export type BuiltInScheme = {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly issuer: string
  readonly issuedOn: string | null
  readonly docNo: string
  readonly purpose: string
  readonly branchStandard: readonly string[]
  readonly memberStandard: readonly string[]
  readonly stages: readonly BuiltInStage[]
}

export type SchemeOffer = {
  readonly id: string
  readonly title: string
  readonly about: string
  /** Era whose rule pack goes with it. */
  readonly pack: string
  /** True when it is made for a year that has to be named. */
  readonly yearly: boolean
  readonly make: (year: number) => BuiltInScheme
}

export const builtInSchemes: readonly SchemeOffer[] = [
  { id: 'ordinary-year', title: '支部的一年', about: '平常年份：年初承诺，半年点评，年末组织生活会和民主评议，再归档。', pack: 'current', yearly: true, make: ordinaryYear },
  { id: 'city-organs-2010', title: '市直机关创先争优活动（2010—2012）', about: '五个阶段，从动员部署到总结表彰。', pack: 'era2010', yearly: false, make: () => cityOrgans2010 },
]

export function builtInScheme(id: string, year: number): BuiltInScheme | null {
  return builtInSchemes.find((offer) => offer.id === id)?.make(year) ?? null
}

/** What the scheme record says it was made from. */
export function schemeSource(scheme: BuiltInScheme): string {
  return `${scheme.id}@${scheme.version}`
}
