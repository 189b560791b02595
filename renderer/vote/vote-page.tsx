import { useEffect, useRef, useState } from 'react'
import { mustBeFilled, type BallotForm, type BallotMarks } from '#shared/ballot-box'
import { sayError, toHostError } from '#shared/errors'
import type { Call } from '#shared/host'
import { BallotReview, BallotSheet, goToRow } from './ballot-sheet'
import { CodePad } from './code-pad'
import { idleMs } from './idle'
import { Press } from './press'

const lookMs = 1000
/** While somebody votes it only looks whether the program is still there. */
const watchMs = 3000
/** Without a program behind it: nobody comes back by being asked every second. */
const rareMs = 30_000
const thanksMs = 4000

type Open = { readonly session: string; readonly form: BallotForm; readonly way: 'slips' | 'scrutineer'; readonly ticket: string | null; readonly paused: boolean }
type Stage =
  | { readonly at: 'waiting'; readonly open: Open | null; /** The program behind the page does not answer. */ readonly gone: boolean; readonly refused: string }
  | { readonly at: 'marking' | 'review'; readonly open: Open; readonly ticket: string; readonly marks: BallotMarks; readonly refused: string }
  | { readonly at: 'done'; readonly open: Open }

/** Between two voters. The box is as it was a moment ago until the next look: saying that it is shut would be untrue, and the next one's first digits would be lost. */
function neutral(open: Open | null): Stage {
  return { at: 'waiting', open: open === null ? null : { ...open, ticket: null }, gone: false, refused: '' }
}
/** What the page becomes of an answer: the ballot of whoever is let in; without a program nothing stays on the screen. */
function seen(now: Stage, open: Open | null, missed: number): Stage {
  if (now.at === 'done') return now
  // Once may be chance; a voter's marks are not thrown away for it.
  if (now.at !== 'waiting') return missed > 1 ? { at: 'waiting', open: null, gone: true, refused: '' } : now
  if (open !== null && open.ticket !== null) return beginning(open, open.ticket)
  return { ...now, open, gone: missed > 0 }
}
function said(thrown: unknown): string {
  const { what, next } = sayError(toHostError(thrown))
  return `${what}${next}`
}

/** The voting page between the neutral page and the neutral page. What is marked lives in this state alone and goes with it. */
export function VotePage({ client }: { readonly client: Call }) {
  const [stage, setStage] = useState<Stage>(() => neutral(null))
  const busy = useRef(false)
  const voting = stage.at === 'marking' || stage.at === 'review'

  const phase = voting ? 'voting' : stage.at
  useEffect(() => {
    if (phase === 'done') return
    let live = true
    let missed = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      const answer = await client('ballot.booth', {}).catch(() => null)
      if (!live) return
      missed = answer === null ? missed + 1 : 0
      setStage((now) => seen(now, answer?.open ?? null, missed))
      timer = setTimeout(() => void look(), missed === 0 ? (phase === 'voting' ? watchMs : lookMs) : Math.min(lookMs * 2 ** missed, rareMs))
    }
    void look()
    return () => {
      live = false
      clearTimeout(timer)
    }
  }, [client, phase])

  useEffect(() => {
    if (stage.at !== 'done') return
    const timer = setTimeout(() => setStage(neutral(stage.open)), thanksMs)
    return () => clearTimeout(timer)
  }, [stage])

  const session = voting ? stage.open.session : null
  useEffect(() => {
    if (session === null) return
    const clear = () => {
      void client('ballot.leave', { session }).catch(() => undefined)
      setStage((now) => (now.at === 'marking' || now.at === 'review' ? neutral(now.open) : now))
    }
    let timer = setTimeout(clear, idleMs)
    const again = () => {
      clearTimeout(timer)
      timer = setTimeout(clear, idleMs)
    }
    for (const event of ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const) window.addEventListener(event, again)
    return () => {
      clearTimeout(timer)
      for (const event of ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const) window.removeEventListener(event, again)
    }
  }, [client, session])

  async function admit(open: Open, code: string): Promise<void> {
    try {
      const { ticket } = await client('ballot.admit', { session: open.session, code })
      setStage(beginning(open, ticket))
    } catch (thrown) {
      setStage({ at: 'waiting', open, gone: false, refused: said(thrown) })
    }
  }
  async function cast(open: Open, ticket: string, marks: BallotMarks): Promise<void> {
    if (busy.current) return
    busy.current = true
    try {
      await client('ballot.cast', { session: open.session, ticket, marks: marks.map((mine) => [...mine]) })
      setStage({ at: 'done', open })
    } catch (thrown) {
      setStage({ at: 'review', open, ticket, marks, refused: said(thrown) })
    } finally {
      busy.current = false
    }
  }

  if (stage.at === 'done') return <main className="page still"><h1>已经投了</h1><p>请离开，叫下一位。</p><Press act={() => setStage(neutral(stage.open))}>下一位</Press></main>
  if (stage.at === 'waiting') {
    const { open, gone, refused } = stage
    if (gone) return <main className="page still"><h1>投票处</h1><p>程序断了，请叫监票人。监票人：重新打开先锋档案盒，这个窗口自己会关掉。</p></main>
    if (open === null) return <main className="page still"><h1>投票处</h1><p>票箱还没有打开，或者已经封了。</p></main>
    if (open.paused) return <main className="page still"><h1>{open.form.title}</h1><p>暂停投票，请等监票人。</p></main>
    return (
      <main className="page still">
        <h1>{open.form.title}</h1>
        {open.way === 'slips' ? <CodePad refused={refused} enter={(code) => void admit(open, code)} /> : <p>请等监票人放行。</p>}
        <p className="plain">无记名：五张以上合在一起才存下，不记哪张是谁投的。电脑如果装了录屏、远程控制，或者会休眠，就保不住密，请改用纸票。</p>
      </main>
    )
  }
  const { open, ticket, marks, refused } = stage
  const blanks = open.form.questions.flatMap((question, at) => ((marks[at] ?? []).length === 0 && !question.several ? [{ question, at }] : []))
  const blank = blanks.length
  // Where a blank row would spoil the whole ballot, it cannot be cast with one.
  const must = blanks.filter(({ question }) => mustBeFilled(open.form, question))
  const first = must[0] ?? blanks[0]
  if (stage.at === 'review') {
    return (
      <main className="page">
        <header><h1>看一遍再投</h1><p>{blank === 0 ? '都填了。' : `有 ${blank} 项没有填，可以不填。`}投了就不能改。</p></header>
        <BallotReview form={open.form} marks={marks} />
        <footer><p className="refused" role="alert">{refused}</p><Press act={() => setStage({ ...stage, at: 'marking', refused: '' })}>回去改</Press><Press kind="main" act={() => void cast(open, ticket, marks)}>投票</Press></footer>
      </main>
    )
  }
  return (
    <main className="page">
      <header><h1>{open.form.title}</h1><p>{`${open.form.lead}每行选一个，按数字键也行；再点一下就取消。${open.form.questions.some((question) => question.several) ? '存在问题可以选几个，也可以不选。' : ''}有意见请写在纸上。`}</p></header>
      <BallotSheet form={open.form} marks={marks} change={(next) => setStage({ ...stage, marks: next })} />
      <footer>
        <p>{blank === 0 ? '都填了' : must.length > 0 ? `还有 ${must.length} 项没有填，都填了才能投` : `还有 ${blank} 项没有填`}</p>
        {first !== undefined && <Press act={() => goToRow(first.at)}>找没填的</Press>}
        {must.length === 0 && <Press kind="main" act={() => setStage({ ...stage, at: 'review' })}>看一遍</Press>}
      </footer>
    </main>
  )
}

function beginning(open: Open, ticket: string): Stage {
  return { at: 'marking', open, ticket, marks: open.form.questions.map(() => []), refused: '' }
}
