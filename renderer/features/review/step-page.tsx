import { Page, PageHeader } from '../../app/page-header'
import { hrefOf } from '../../app/route'
import { sayDate } from '../../ui/say'
import type { Entry } from './entries'
import { HandlingSection } from './handling-section'
import { PublishSection } from './publish-section'
import { StepMark } from './step-mark'
import { useReviewSession } from './use-review'

type About = { readonly text: string; readonly room?: 'analysis' | 'archive'; readonly go?: string }

/** What a step is for, in one or two sentences, and the room its papers are made in. */
const about: Readonly<Record<string, About>> = {
  study: { text: '先集中学习，再往下办。记下哪天学的、学了什么、几人参加。' },
  talks: { text: '支委之间、支委和党员之间、党员之间谈心谈话，听群众意见。记下收到几条意见、谈了几次。' },
  problems: { text: '支委会和每名党员各列各的问题清单。写了党性分析报告的，问题在报告里。', room: 'analysis', go: '去党性分析' },
  meeting: { text: '对照检查，开展批评和自我批评。记下几点开到几点、谁没到。' },
  self: { text: '先个人自评，再党员互评；人多的可以分党小组。每人的小结和互评意见在评定那一步录。' },
  report: { text: '评定结果公布、上报。记下公布在哪里、报给哪一级。' },
  rectify: { text: '评议里提的意见转进整改台账，写明谁改、什么时候改完。' },
  archive: { text: '测评表、汇总表、登记表装进档案盒。测评票封存，保管期满按规定销毁。', room: 'archive', go: '去档案盒' },
}

/** Steps with work of their own above the note. */
const works = ['report', 'rectify']

export function StepPage({ entry }: { readonly entry: Entry }) {
  const { review } = useReviewSession()
  const { step } = entry
  const note = about[entry.id]
  return (
    <Page header={<PageHeader title={entry.name} fact={step?.doneOn == null ? '还没办' : `${sayDate(step.doneOn, review.year)}${step.doneOffline ? '，线下已办' : '办完'}`} />}>
      <div className="review-sheet">
        {note !== undefined && (
          <p>
            {note.text}
            {note.room !== undefined && <a href={hrefOf(note.room)}>{note.go}</a>}
          </p>
        )}
        {/* The work itself, then the note that it is done, which may lie below the edge and so is not the red one. */}
        {entry.id === 'report' && <PublishSection />}
        {entry.id === 'rectify' && <HandlingSection />}
        {step !== null && <StepMark step={step} primary={step.doneOn === null && !works.includes(entry.id)} />}
      </div>
    </Page>
  )
}
