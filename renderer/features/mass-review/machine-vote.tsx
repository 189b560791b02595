import { Radio } from 'antd'
import { useMemo, useState } from 'react'
import type { OpenedBox } from '#shared/duties/machine-box'
import { figuresWithBox, massForm, massForms, recordMassBox, recordMassBoxMade, whyNoMassBox, type MassForm } from '#shared/duties/mass-machine'
import type { Outcome } from '#shared/duties/transition'
import { HouseError } from '#shared/errors'
import type { MassReview } from '#shared/model/mass-review'
import type { Organisation } from '#shared/model/organisation'
import type { RulePack } from '#shared/rules/pack'
import { MachineDeskContext, type Electorate, type MachineDesk } from '../../app/machine/boxes'
import { MachinePage } from '../../app/machine/machine-page'
import { carryOut } from '../../app/session'
import { getRecord } from '../../data/queries'
import { attempt } from '../../ui/error-dialog'
import { unkeptFigures, useFiguresDesk } from './figures-desk'

/** Those at the meeting, with one box for all of them; and which rows it asks, until it is made. */
export function useMeeting(review: MassReview, pack: RulePack | null): { readonly electorates: readonly Electorate[]; readonly which: MassForm; readonly choose: (which: MassForm) => void } {
  const [chosen, choose] = useState<MassForm>('both')
  const unkept = useFiguresDesk((desk) => unkeptFigures(desk) !== null)
  const which = review.members.length === 0 ? 'branch' : chosen
  const electorates = useMemo((): readonly Electorate[] => [{
    id: review.id, session: review.id, name: '群众代表', counted: '到会投票', people: null,
    why: pack === null ? '这次评议依的规矩读不出来' : unkept ? '有票录到一半，先存下或者不要了' : whyNoMassBox(review), form: massForm(review, which, pack?.massReview.memberAspects.value ?? []),
    heading: `${review.title}满意度测评`, names: [], kept: review.machine !== null && review.machine.by.length > 0,
  }], [review, pack, which, unkept])
  return { electorates, which, choose }
}

/** Made from the record as it now stands; undefined when the write failed, which was then shown. */
function save(id: string, make: (now: MassReview) => Outcome, title: string): Promise<Outcome | undefined> {
  return attempt(async () => {
    const now = await getRecord('massReview', id)
    if (now === null) throw new HouseError('refused', { why: '这次评议已经不在了' })
    const outcome = make(now)
    if (outcome.ok) await carryOut(outcome)
    return outcome
  }, { title })
}

type MachineVoteProps = { readonly review: MassReview; readonly organisation: Organisation; readonly pack: RulePack | null; readonly canWrite: boolean; readonly which: MassForm; readonly onChoose: (which: MassForm) => void }

/** 无记名机投 of this 群众评议: `#/massReview/<id>/machine`. */
export function MachineVote({ review, organisation, pack, canWrite, which, onChoose }: MachineVoteProps) {
  const held = useFiguresDesk(unkeptFigures)
  const hold = useFiguresDesk((desk) => desk.hold)
  const [more, setMore] = useState(false)
  const rows: Readonly<Record<MassForm, string>> = {
    both: `评党组织和党员：党组织 ${review.aspects.length} 行，党员 ${review.members.length} 人`, branch: `只评党组织：${review.aspects.length} 行`, members: `只评党员：${review.members.length} 人`,
  }
  const figures = { place: 'massReview', path: [review.id] } as const
  const desk: MachineDesk = {
    organisation: organisation.name, canWrite, slipHeading: review.title,
    choice: (fixed) => <Radio.Group className="machine-ways" disabled={fixed} value={which} onChange={(event) => onChoose(event.target.value as MassForm)} options={massForms.map((form) => ({ value: form, label: rows[form], disabled: form !== 'branch' && review.members.length === 0 }))} />,
    terms: ['问卷、意见箱的票照旧用纸，不足 5 张的等开箱时接着录，合起来一次记账。各来源的票分开算，合计由程序加。'],
    back: { label: '回到票数', ...figures },
    paper: { label: '印测评表', place: 'papers', path: ['form', 'branchSatisfaction'] },
    figures: { label: '看票数', ...figures },
    keptWords: '账上的票数在“群众评议”里，公布以前看一看有没有全票一致的。',
    boxPath: () => [review.id, 'machine'],
    onMade: (_, people) => save(review.id, (now) => recordMassBoxMade(now, people), '票箱设好了，账里没有记下'),
    opening: {
      why: pack === null ? '这次评议依的规矩读不出来' : held === null ? '' : '有票录到一半，先存下或者不要了',
      asks: (
        <section>
          <h2>别的来源</h2>
          <Radio.Group className="machine-ways" aria-label="别的来源还有没有票" value={more} onChange={(event) => setMore(event.target.value as boolean)} options={[
            { value: false, label: '没有要接着录的，开箱就记进账里' },
            { value: true, label: '还有问卷、意见箱的票没录，接着录，合起来一次记账' },
          ]} />
        </section>
      ),
      paper: more ? '问卷、意见箱的票' : '',
      keep: async (boxes, by) => {
        const [box] = boxes
        if (box === undefined || pack === null) return null
        const outcome = await save(review.id, (now) => recordMassBox(now, box, by, pack), '票数没有记下')
        return outcome === undefined ? null : outcome.ok ? [] : outcome.findings
      },
      ways: [{ label: '接着录别的来源', take: ([box], by) => (box === undefined ? [] : take(box, by)) }],
    },
  }
  const take = (box: OpenedBox, by: readonly [string, string]) => {
    const opened = figuresWithBox(review, box, by)
    if (!opened.ok) return opened.findings
    hold({ reviewId: review.id, rev: review.rev, title: review.title, figures: opened.figures, twice: null, kept: false })
    return []
  }
  return <MachineDeskContext value={desk}><MachinePage electorateId={null} /></MachineDeskContext>
}
