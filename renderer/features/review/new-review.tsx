import { Button } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { prepareReview } from '#shared/duties/review'
import { alsoRecord } from '#shared/duties/transition'
import type { Organisation } from '#shared/model/organisation'
import type { Finding } from '#shared/rules/findings'
import { pathsUnder } from '#shared/rules/editable-rules'
import { packIdOfYear } from '#shared/rules/packs/built-in'
import { packInUse } from '#shared/rules/pin'
import { Page, PageHeader } from '../../app/page-header'
import { fromHere, go, hrefOf } from '../../app/route'
import { carryOut, dutyContext, useCanWrite, useRecords, useYear } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { useDraft } from '../../data/use-draft'
import { DraftOffer } from '../../ui/draft-offer'
import { attempt } from '../../ui/error-dialog'
import { FieldError } from '../../ui/field'
import { errorAt, FindingList } from '../../ui/finding-list'
import { LocalRules } from '../../ui/local-rules'
import { ExemptFields } from './exempt-fields'
import { HeadFields, type Head } from './head-fields'
import { dayOf, peopleOn, type Exempt } from './people'

type Form = Head & { readonly exempt: readonly Exempt[] }

/** 建一次民主评议: what, when, where, who leads it, and who need not be assessed. The list of people is the roster of that day. */
export function NewReview({ organisation, again }: { readonly organisation: Organisation; /** There is one of this year already. */ readonly again: boolean }) {
  const year = useYear()
  const canWrite = useCanWrite()
  const members = useRecords('member')
  const overrides = useRecords('ruleOverride')
  const pins = useRecords('rulePin')
  const formName = `review:new:${year}`
  const start: Form = { title: `${year}年度民主评议党员`, heldOn: null, place: '', chair: '', recorder: '', exempt: [] }
  const draft = useDraft<Form>(formName, start, { title: `${year}年度民主评议` })
  const { value } = draft
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const [dateProblem, setDateProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)

  const used = useMemo(() => packInUse(dutyContext(), packIdOfYear(year, organisation.era), overrides, pins) ?? packInUse(dutyContext(), 'current', [], []), [year, organisation.era, overrides, pins])
  const day = dayOf(value.heldOn, year)
  const people = useMemo(() => peopleOn(members, day, value.exempt.filter((one) => one.memberId !== '')), [members, day, value.exempt])
  const names = people.map((person) => person.name)
  const full = people.filter((person) => person.grade === 'full').length
  const back = () => go('review')
  useShortcut('Esc', back)

  const set = (change: Partial<Form>) => {
    draft.set((now) => ({ ...now, ...change }))
    setFindings((before) => before.filter((found) => !Object.keys(change).includes(found.where.field ?? '')))
  }
  const build = async () => {
    if (used === null || busy) return
    const context = { ...dutyContext(), rulePack: used.name }
    const { title, heldOn, place, chair, recorder } = value
    const prepared = prepareReview(context, { year, title, heldOn, place, chair, recorder }, people, used.pack)
    const outcome = used.pin === null ? prepared : alsoRecord(prepared, used.pin)
    setFindings(outcome.ok ? [] : outcome.findings)
    if (!outcome.ok || dateProblem !== null) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    const made = outcome.step.records.find(({ after }) => after?.kind === 'review')?.after
    setBusy(true)
    const then = fromHere()
    const done = await attempt(() => carryOut(outcome, { form: formName }), { title: '这次评议没有建成' })
    setBusy(false)
    if (done !== undefined && made != null) then(() => go('review', [made.id]))
  }
  useShortcut('Ctrl+S', canWrite ? () => void build() : null)
  const nobody = errorAt(findings, 'roster')

  return (
    <form ref={form} className="review-form" noValidate onSubmit={(event) => { event.preventDefault(); void build() }}>
      <Page
        header={
          <PageHeader
            title="建一次民主评议"
            fact={again ? `${year}年度已经有一次，再建是另一次` : `${year}年度`}
            acts={
              <>
                <Button onClick={back}>先不建</Button>
                <Button type="primary" htmlType="submit" loading={busy} disabled={!canWrite} title="照那天的名册备好名单和各步">
                  建这次评议
                </Button>
              </>
            }
          />
        }
      >
        <div className="review-sheet">
          <DraftOffer draft={draft} />
          <HeadFields value={value} set={set} names={names} findings={findings} dateProblem={dateProblem} onDateProblem={setDateProblem} disabled={!canWrite} />
          <section>
            <h2>名单</h2>
            {people.length === 0 ? (
              <p>
                {value.heldOn === null ? '名册上还没有人。' : '那一天名册上没有人，看看日期对不对。'}
                <a href={hrefOf('roster')}>去党员名册</a>
              </p>
            ) : (
              <p>
                {value.heldOn === null ? '按年底' : '那一天'}名册上 {people.length} 人：正式 {full} 人，预备 {people.length - full} 人。
                {people.length > full && <span className="quiet">预备党员参加，不定等次。</span>}
              </p>
            )}
            {used !== null && (
              <>
                <p className="quiet">照{used.pack.title}办，分{used.pack.review.grades.value.map((grade) => grade.name).join('、')}。</p>
                <LocalRules pack={used.pack} paths={pathsUnder('review')} />
              </>
            )}
            {nobody !== '' && <FieldError>{nobody}</FieldError>}
          </section>
          <section>
            <h2>免评</h2>
            {used !== null && <ExemptFields value={value.exempt} onChange={(exempt) => set({ exempt })} people={people} pack={used.pack} disabled={!canWrite} />}
          </section>
          <FindingList findings={findings.filter((found) => !['title', 'roster', 'heldOn', 'place', 'chair', 'recorder'].includes(found.where.field ?? ''))} />
        </div>
      </Page>
    </form>
  )
}
