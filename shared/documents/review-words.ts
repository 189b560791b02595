import type { GradeName } from '#shared/model/review'

/** 优秀 / 合格 / 基本合格 / 不合格, as every form says them. */
export const gradeLabels: Readonly<Record<GradeName, string>> = { excellent: '优秀', qualified: '合格', basic: '基本合格', unqualified: '不合格' }
