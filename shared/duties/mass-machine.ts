import type { BallotForm } from '#shared/ballot-box'
import type { MassPart, MassReview } from '#shared/model/mass-review'
import { wall, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { sayLosses, type OpenedBox } from './machine-box'
import { blankPart, isFromBox, machineSource, partsToType, recordMassFigures, type MassFigures } from './mass-review'
import { finish, refused, revised, type Outcome } from './transition'

/**
 * 群众评议 on one shared computer: those at the meeting vote into one box, and what comes out of it is one more source beside questionnaires and
 * 意见箱 (build/decisions/006-machine-box.md). Who and how many they are nobody knows before: it is said when the box is made.
 */
export const massForms = ['both', 'branch', 'members'] as const
export type MassForm = (typeof massForms)[number]

const aspectId = (at: number) => `aspect${at}`

/** The rows of the paper ballots, one below the other. `looks`: what to think of in a member, as the rules name it. */
export function massForm({ title, scale, aspects, members }: Pick<MassReview, 'title' | 'scale' | 'aspects' | 'members'>, which: MassForm, looks: readonly string[]): BallotForm {
  const choices = [...scale]
  const branch = which === 'members' ? [] : aspects.map(({ name }, at) => ({ id: aspectId(at), label: name, choices, several: false }))
  const each = which === 'branch' ? [] : members.map(({ memberId, name }) => ({ id: memberId, label: name, choices, several: false }))
  return {
    title: `${title}满意度测评表`,
    lead: [branch.length > 0 && each.length > 0 ? '先评党组织，再评党员。' : '', each.length > 0 && looks.length > 0 ? `评党员看：${looks.join('、')}。` : ''].join('').slice(0, 500),
    questions: [...branch, ...each],
  }
}

/** Why no box is made for this 群众评议, besides the number of those who vote; empty when one may be. */
export function whyNoMassBox({ state, machine }: Pick<MassReview, 'state' | 'machine'>): string {
  if (state === 'published') return '结果已经公布，要改先收回公布'
  return machine !== null && machine.by.length > 0 ? '这次评议机投过了' : ''
}

/** A box was made. Final: were the making of the record taken back, the box would stand for nothing. */
export function recordMassBoxMade(before: MassReview, electors: number): Outcome {
  return finish({ title: `给${before.title}设了票箱，${electors} 人投票`, final: true, records: [revised(before, { machine: { electors, by: [], lost: [], dropped: 0 } })] })
}

/** Sums of the box as a source. Rows it did not ask stay empty; ballots given up at closing were cast and are not valid. */
export function partOfBox(review: Pick<MassReview, 'scale' | 'aspects' | 'members' | 'machine'>, { totals, dropped }: OpenedBox): MassPart {
  const blank = blankPart(machineSource, review)
  const row = (id: string, nothing: MassPart['aspects'][number]) => {
    const asked = totals.questions.find((question) => question.id === id)
    return asked === undefined ? nothing : { votes: [...asked.counts], blank: asked.blank }
  }
  return {
    ...blank, counts: { issued: Math.max(review.machine?.electors ?? 0, totals.ballots + dropped), returned: totals.ballots + dropped, valid: totals.ballots, invalid: dropped },
    aspects: blank.aspects.map((nothing, at) => row(aspectId(at), nothing)), members: blank.members.map((nothing, at) => row(review.members[at]?.memberId ?? '', nothing)),
  }
}

/** The box was made for other rows than stand here: its sums would go to the wrong ones. */
function otherRows(review: MassReview, { totals }: OpenedBox): readonly Finding[] {
  const known = new Set([...review.aspects.map((_, at) => aspectId(at)), ...review.members.map(({ memberId }) => memberId)])
  const strange = totals.questions.some(({ id, counts }) => !known.has(id) || counts.length !== review.scale.length)
  return strange ? [wall('otherForm', '票箱里的票和这次评议的行对不上，不能记进来', { recordId: review.id, field: 'rows' })] : []
}

export type BoxFigures = { readonly ok: true; readonly figures: MassFigures } | { readonly ok: false; readonly findings: readonly Finding[] }

/** The figures with the box among them, beside what other sources gave before: to be kept, or gone on with. */
export function figuresWithBox(before: MassReview, box: OpenedBox, by: readonly [string, string]): BoxFigures {
  const findings = otherRows(before, box)
  if (findings.length > 0) return { ok: false, findings }
  const machine = { electors: before.machine?.electors ?? box.totals.ballots + box.dropped, by: [by[0], by[1]], lost: [...box.lost], dropped: box.dropped }
  const others = partsToType(before).filter((part) => !isFromBox({ machine }, part))
  return { ok: true, figures: { heldOn: before.heldOn, satisfied: before.satisfied, machine, parts: [partOfBox(before, box), ...others] } }
}

/** Straight into the books, by the same path as what is typed. */
export function recordMassBox(before: MassReview, box: OpenedBox, by: readonly [string, string], pack: RulePack): Outcome {
  const opened = figuresWithBox(before, box, by)
  if (!opened.ok) return refused(...opened.findings)
  return recordMassFigures(before, { ...opened.figures, parts: opened.figures.parts.filter((part) => part.counts.returned > 0) }, pack, before)
}

/** Why what stands cannot be counted anew by two people; empty when it can. */
export function whyNoRecount(review: MassReview): string {
  const parts = partsToType(review)
  if (review.machine === null || review.machine.by.length === 0) return ''
  if (parts.every((part) => isFromBox(review, part))) return '票是机投的，开箱以后票箱已经销毁，没有票可以再数'
  return parts.some((part) => isFromBox(review, part)) ? '' : '机投的票和纸票只留了合计，分不开，不能只再数纸票；哪一格录错了，直接改那一格'
}

/** 无记名机投，监票人甲、乙；断过 1 次，…. Empty where nobody voted by machine. */
export function sayMassMachine({ machine }: Pick<MassReview, 'machine'>): string {
  if (machine === null || machine.by.length === 0) return ''
  return [`${machineSource}：无记名，监票人${machine.by.join('、')}`, sayLosses(machine)].filter((part) => part !== '').join('；')
}
