import { z } from 'zod'

/**
 * 无记名机投: what a machine ballot asks, what one voter marks, and the sums that leave the box. A ballot itself is never a record and never
 * leaves the memory of the host; see build/decisions/006-machine-box.md.
 */

/** What the voting page may ask; it learns no sum, opens no box and lets nobody in by number. */
export const boothCalls = ['ballot.booth', 'ballot.admit', 'ballot.cast', 'ballot.leave'] as const

/** Fewer electors than this vote on paper, and no fewer ballots are ever sealed at once. */
export const fewestTogether = 5
export const mostElectors = 1000
/** Sums of all questions together; what the fixed size of a slot holds. */
export const mostCells = 12_000

/** What stands on an opening slip. No 0 O 1 I L: what is copied by hand is read back without doubt. 31 characters, 12 of them 59 bits. */
export const slipAlphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
export const slipLength = 12
/** Digits alone: typed on a keypad of the screen, where no input method learns them. */
export const codeLength = 8

/** As slips and codes are written on paper and screen. */
export const inFours = (text: string): string => text.replace(/(.{4})(?=.)/gu, '$1 ')

export const ballotQuestionSchema = z.object({
  id: z.string().min(1).max(80),
  /** What stands beside the choices: a name, an aspect. */
  label: z.string().min(1).max(200),
  choices: z.array(z.string().min(1).max(60)).min(1).max(24),
  /** `several`: problem codes, any number of them. Else one choice at most. */
  several: z.boolean(),
  /** The question this one belongs to and stands right below: a side of the person graded there, or their problem codes. May be left blank. */
  below: z.string().max(80).optional(),
})
export type BallotQuestion = Readonly<z.infer<typeof ballotQuestionSchema>>

export const ballotFormSchema = z.object({
  title: z.string().min(1).max(200),
  /** Said above the questions, before how to vote. */
  lead: z.string().max(500),
  /** No row of its own may be left blank: by the rules of the session that would spoil the whole ballot. */
  allRows: z.boolean().optional(),
  questions: z.array(ballotQuestionSchema).min(1).max(1000),
}).refine((form) => cellsOf(form) <= mostCells, 'too many choices').refine((form) => new Set(form.questions.map((one) => one.id)).size === form.questions.length, 'two questions of one id').refine((form) => form.questions.every(({ below }, at) => below === undefined || leadOf(form.questions, at) === below), 'a question below another one')
export type BallotForm = Readonly<z.infer<typeof ballotFormSchema>>

/** The id of the question a place stands at or below. */
function leadOf(questions: readonly BallotQuestion[], at: number): string | undefined {
  return questions.slice(0, at + 1).findLast(({ below }) => below === undefined)?.id
}

/** A row that spoils the ballot when it is left blank, where blanks do. */
export function mustBeFilled(form: BallotForm, question: BallotQuestion): boolean {
  return form.allRows === true && question.below === undefined && !question.several
}

/** For each question in the form's order the indexes of the choices marked; empty: left blank. */
export const ballotMarksSchema = z.array(z.array(z.int().min(0).max(23)).max(24)).max(1000)
export type BallotMarks = readonly (readonly number[])[]

/** Every choice of every question, and one cell for each question left blank. */
export function cellsOf(form: { readonly questions: readonly BallotQuestion[] }): number {
  return form.questions.reduce<number>((all, question) => all + question.choices.length + 1, 0)
}

/** Does this ballot answer this form? */
export function marksFit(form: BallotForm, marks: BallotMarks): boolean {
  return marks.length === form.questions.length && form.questions.every((question, at) => {
    const mine = marks[at] ?? []
    return mine.every((choice) => choice < question.choices.length) && new Set(mine).size === mine.length && (question.several || mine.length === 1 || (mine.length === 0 && !mustBeFilled(form, question)))
  })
}

/** The cells one ballot adds one to. The blank of a question stands after its choices. */
export function cellsMarked(form: BallotForm, marks: BallotMarks): readonly number[] {
  const cells: number[] = []
  let base = 0
  form.questions.forEach((question, at) => {
    const mine = marks[at] ?? []
    cells.push(...(mine.length === 0 ? [base + question.choices.length] : mine.map((choice) => base + choice)))
    base += question.choices.length + 1
  })
  return cells
}

export const ballotTotalsSchema = z.object({
  ballots: z.int().min(0),
  questions: z.array(z.object({ id: z.string(), counts: z.array(z.int().min(0)), blank: z.int().min(0) })),
})
export type BallotTotals = z.infer<typeof ballotTotalsSchema>

export function totalsOf(form: BallotForm, ballots: number, cells: ArrayLike<number>): BallotTotals {
  let base = 0
  return {
    ballots,
    questions: form.questions.map((question) => {
      const counts = question.choices.map((_, at) => cells[base + at] ?? 0)
      const blank = cells[base + question.choices.length] ?? 0
      base += question.choices.length + 1
      return { id: question.id, counts, blank }
    }),
  }
}

export const admissionWays = ['slips', 'scrutineer'] as const
export type AdmissionWay = (typeof admissionWays)[number]

export const ballotStatusSchema = z.object({
  /** `locked`: made, or left by a power cut; both opening slips open it. `broken`: some of its files are gone or unreadable, see `broken`. */
  state: z.enum(['none', 'locked', 'open', 'closed', 'cleared', 'broken']),
  /** What is wrong with its files, in one sentence. */
  broken: z.string(),
  way: z.enum(admissionWays).nullable(),
  /** 已投: sealed ones and those waiting, as of now; none of a box that was given up. */
  cast: z.int(),
  /** 实到. */
  electors: z.int(),
  /** What each interruption cost: ballots not sealed then, whose voters vote again. */
  lost: z.array(z.int()),
  /** Let in and not cast yet; a number of the scrutineer's list where there is one. */
  admitted: z.object({ number: z.int().nullable() }).nullable(),
  /** Ballots given up at closing because they were fewer than five. */
  dropped: z.int(),
  /** Nobody is let in for now. */
  paused: z.boolean(),
  /** Locked, and nobody ever voted in it: it may be given up and another one made. */
  unused: z.boolean(),
})
export type BallotStatus = z.infer<typeof ballotStatusSchema>
