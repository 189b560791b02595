import { Button } from 'antd'
import { prepareMassReview } from '#shared/duties/mass-review'
import { rosterAsOf } from '#shared/duties/roster'
import { alsoRecord } from '#shared/duties/transition'
import type { MassReview } from '#shared/model/mass-review'
import type { Organisation } from '#shared/model/organisation'
import type { RulePack } from '#shared/rules/pack'
import { packIdOfYear } from '#shared/rules/packs/built-in'
import { packFor, packInUse } from '#shared/rules/pin'
import { toChineseNumeral } from '#shared/text/chinese-numerals'
import { BoxesContext, useWatchedBoxes } from '../../app/machine/boxes'
import { Page, PageHeader } from '../../app/page-header'
import { fromHere, go, useRoute } from '../../app/route'
import { carryOut, dutyContext, useCanWrite, useOrganisation, useRecords, useYear } from '../../app/session'
import { useRecords as useLoading } from '../../data/queries'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { FiguresPage } from './figures-page'
import { MachineVote, useMeeting } from './machine-vote'
import { OpinionsPage } from './opinions-page'
import { ResultsPage } from './results-page'
import './mass-review.css'

/** 群众评议: `#/massReview` the latest figures of the year in hand, `/<id>` one of several, `/<id>/results` its sheet, `/<id>/machine` its ballot box, `/opinions` what was said. */
export function MassReviewScreen() {
  const { path } = useRoute()
  const organisation = useOrganisation()
  const reviews = useLoading('massReview')
  const year = useYear()
  const pins = useRecords('rulePin')
  const canWrite = useCanWrite()
  const prepare = usePrepare(organisation, year)
  if (organisation == null || reviews === undefined) return <Page header={<PageHeader title="群众评议" />}>{null}</Page>
  if (path[0] === 'opinions') return <OpinionsPage key={year} year={year} />
  const ofYear = reviews.filter((one) => one.year === year).sort((a, b) => a.createdSeq - b.createdSeq)
  const review = reviews.find((one) => one.id === path[0]) ?? ofYear.at(-1)
  if (review === undefined) return <Begin year={year} onBegin={() => prepare(`${year}年度群众评议`)} />
  const pack = packFor(review.rulePack, pins)
  const again = canWrite && ofYear.every((one) => one.counts.valid > 0) ? () => prepare(`${year}年度第${toChineseNumeral(ofYear.length + 1)}次群众评议`) : null
  return <OneReview key={review.id} review={review} others={ofYear} organisation={organisation} pack={pack} page={path[1] ?? ''} onAgain={again} />
}

type OneReviewProps = { readonly review: MassReview; readonly others: readonly MassReview[]; readonly organisation: Organisation; readonly pack: RulePack | null; readonly page: string; readonly onAgain: (() => void) | null }

/** One 群众评议 with its ballot box, which its pages share. */
function OneReview({ review, others, organisation, pack, page, onAgain }: OneReviewProps) {
  const canWrite = useCanWrite()
  const { electorates, which, choose } = useMeeting(review, pack)
  const boxes = useWatchedBoxes(electorates, review.state === 'published')
  return (
    <BoxesContext value={boxes}>
      {page === 'results' ? <ResultsPage organisation={organisation} review={review} />
        : page === 'machine' ? <MachineVote review={review} organisation={organisation} pack={pack} canWrite={canWrite} which={which} onChoose={choose} />
        : <FiguresPage key={review.rev} review={review} others={others} pack={pack} editable={canWrite && pack !== null && review.state === 'open'} blocked={electorates[0]?.why ?? ''} onAgain={onAgain} />}
    </BoxesContext>
  )
}

/** Begins one by the rules in use and goes there. */
function usePrepare(organisation: Organisation | null | undefined, year: number): (title: string) => void {
  const members = useRecords('member')
  const overrides = useRecords('ruleOverride')
  const pins = useRecords('rulePin')
  const prepare = async (title: string) => {
    if (organisation == null) return
    const then = fromHere()
    const used = packInUse(dutyContext(), packIdOfYear(year, organisation.era), overrides, pins)
    if (used === null) return
    const people = rosterAsOf(members, `${year}-12-31`).map(({ member }) => ({ memberId: member.id, name: member.name }))
    const outcome = prepareMassReview({ ...dutyContext(), rulePack: used.name }, { year, title, heldOn: null }, people, used.pack)
    const both = used.pin === null ? outcome : alsoRecord(outcome, used.pin)
    if (both.ok && (await attempt(() => carryOut(both, {}), { title: '没有建成' })) !== undefined) then(() => go('massReview'))
  }
  return (title) => void prepare(title)
}

function Begin({ year, onBegin }: { readonly year: number; readonly onBegin: () => void }) {
  const canWrite = useCanWrite()
  return (
    <Page header={<PageHeader title="群众评议" fact={`${year}年度`} acts={<Button href="#/massReview/opinions">看群众意见</Button>} />}>
      <EmptyState drawing="table" title={`${year}年度还没有群众评议`} act={{ label: '建一次群众评议', onAct: onBegin, disabled: !canWrite, hint: '评党组织五个方面，也可以评党员' }}>
        群众代表填满意度测评表，这里录合计、登记意见、算满意率。测评表在文书样式里印。
      </EmptyState>
    </Page>
  )
}
