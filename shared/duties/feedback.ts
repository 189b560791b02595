import type { Feedback } from '#shared/model/feedback'
import { advice, wall, type Finding } from '#shared/rules/findings'
import { created, finish, headOf, refused, removed, revised, type DutyContext, type Outcome } from './transition'

/** 征求意见 (D§4.3): what was said is written down as said, of the branch or of one member; who said it may stay unnamed. */
export type FeedbackInput = Pick<Feedback, 'year' | 'on' | 'way' | 'source' | 'text' | 'memberId'>

function short(text: string): string {
  const [first = ''] = text.trim().split('\n')
  return [...first].length > 20 ? `${[...first].slice(0, 20).join('')}…` : first
}

function checked(id: string, input: Pick<FeedbackInput, 'on' | 'text'>): readonly Finding[] {
  return [
    ...(input.text.trim() === '' ? [wall('nothingSaid', '写上意见', { recordId: id, field: 'text' })] : []),
    ...(input.on === null ? [advice('noDay', '没有记日期，可以补上', { recordId: id, field: 'on' })] : []),
  ]
}

export function addFeedback(context: DutyContext, input: FeedbackInput, whose: string): Outcome {
  const record: Feedback = { ...headOf(context), kind: 'feedback', ...input, source: input.source.trim(), text: input.text.trim(), answer: { way: 'none', on: null, note: '', problem: '' } }
  return finish({ title: `记下对${whose}的意见：${short(record.text)}`, records: [created(record)], findings: checked(record.id, input) })
}

export function editFeedback(before: Feedback, patch: Partial<Omit<FeedbackInput, 'year'>>): Outcome {
  const after = { ...before, ...patch }
  return finish({ title: `改了一条意见：${short(after.text)}`, records: [revised(before, { ...patch, text: after.text.trim() })], findings: checked(before.id, after) })
}

/** 处理: taken up in the report (in which problem, by a person's word), looked at and still open, dealt with otherwise (how, is written down), or praise that asks for nothing. `none`: nobody has said. */
export function answerFeedback(before: Feedback, answer: Feedback['answer']): Outcome {
  const words: Readonly<Record<Feedback['answer']['way'], string>> = { none: '改回没有说', problem: answer.problem === '' ? '写进了报告' : `就是问题“${short(answer.problem)}”`, open: '还没有回应', handled: '已经办了', notNeeded: '不需要回应' }
  return finish({
    title: `意见“${short(before.text)}”${words[answer.way]}`,
    records: [revised(before, { answer: { ...answer, note: answer.note.trim(), problem: answer.way === 'problem' ? answer.problem : '' } })],
    findings: answer.way === 'handled' && answer.note.trim() === '' ? [wall('howMissing', '写上怎么办的', { recordId: before.id, field: 'note' })] : [],
  })
}

export function removeFeedback(before: Feedback): Outcome {
  if (before.answer.way === 'handled') return refused(wall('alreadyHandled', '这条意见已经办了，先改回没有回应', { recordId: before.id }))
  return finish({ title: `删了一条意见：${short(before.text)}`, records: [removed(before)] })
}
