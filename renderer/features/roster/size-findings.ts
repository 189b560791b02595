import type { RosterCounts } from '#shared/duties/roster'
import { advice, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'

/** 《中国共产党支部工作条例（试行）》 on the size of a branch; the numbers and their sources are the pack's. Advice: a branch is as large as it is. */
export function sizeFindings({ full, total }: Pick<RosterCounts, 'full' | 'total'>, hasTerm: boolean, { organisation }: RulePack): readonly Finding[] {
  const { fewestFullMembers: fewest, mostMembers: most, committeeFrom: committee } = organisation
  return [
    ...(total > 0 && full < fewest.value ? [advice('tooFew', `正式党员 ${full} 人，不足 ${fewest.value} 人，一般和邻近单位成立联合党支部`, { source: fewest.source })] : []),
    ...(total > most.value ? [advice('tooMany', `党员 ${total} 人，一个支部一般不超过 ${most.value} 人`, { source: most.source })] : []),
    ...(full >= committee.value && !hasTerm ? [advice('committee', `正式党员 ${full} 人，满 ${committee.value} 人要设支委会，把班子任期记上，到期会提醒`, { source: committee.source })] : []),
  ]
}
