import { Button, Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { changesOf, changeWords, keepPhotos } from '#shared/duties/pledge-edition'
import { withdrawPublication } from '#shared/duties/pledge-round'
import { paperSource } from '#shared/model/paper-original'
import type { PledgeRound } from '#shared/model/pledge'
import { printDocument } from '../../app/print'
import { Page, PageHeader } from '../../app/page-header'
import { carryOut, dutyContext, useActor, useCanWrite } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { exportHint, useExport } from '../../app/use-export'
import { useDraft } from '../../data/use-draft'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { DraftOffer } from '../../ui/draft-offer'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { errorAt, FindingList } from '../../ui/finding-list'
import { PaperLines } from '../../ui/paper-lines'
import { PaperPreview } from '../../ui/paper-preview'
import { PartialDateInput } from '../../ui/partial-date-input'
import { sayDate } from '../../ui/say'
import { boardHref, toBoard, toView } from './addresses'
import { FilesField } from './files-field'
import { useKeysIn } from './focus'
import { noticeOf } from './papers'
import { RoundPast } from './past'
import { dayFor } from './board'
import type { Books } from './use-books'

type Edition = PledgeRound['editions'][number]

/** One sheet as it was published, to print, and to withdraw with the reason. */
export function EditionPage({ books, edition }: { readonly books: Books; readonly edition: Edition }) {
  const { round, year } = books
  const canWrite = useCanWrite()
  const [asking, setAsking] = useState(false)
  const by = useActor()?.name ?? ''
  const notice = useMemo(() => noticeOf(books, edition.number), [books, edition.number])
  const print = () => void attempt(() => printDocument(notice))
  const printLarge = () => void attempt(() => printDocument(noticeOf(books, edition.number, 'A3')))
  const { carry, progress } = useExport({ kind: 'pledgeNotice', sourceId: round.id, part: String(edition.number), document: notice }, { year, matter: '公开承诺' })
  const changes = changeWords(changesOf(round, edition.number))
  const standing = edition.withdrawnOn === null
  useKeysIn('#main')
  useShortcut('Esc', () => toBoard(round.id))
  const fact = [
    edition.publishedOn === null ? '' : `${sayDate(edition.publishedOn, year)}公示`,
    edition.until === null ? '' : `到${sayDate(edition.until, year)}`,
    edition.place,
    `${edition.lines.length} 份`,
    standing ? '' : `${sayDate(edition.withdrawnOn ?? '', year)}撤回`,
  ].filter((part) => part !== '').join('　')
  return (
    <Page
      fill
      header={
        <PageHeader
          title={round.editions.length > 1 ? `公示表 第 ${edition.number} 版` : '公示表'}
          fact={fact}
          back={{ label: '公开承诺', href: boardHref(round.id) }}
          acts={
            <>
              {round.editions.length > 1 && (
                <Select
                  aria-label="看哪一版"
                  className="pledge-pick"
                  value={edition.number}
                  onChange={(number) => toView(round.id, 'edition', String(number))}
                  options={round.editions.map((one) => ({ value: one.number, label: `第 ${one.number} 版${one.withdrawnOn === null ? '' : '（已撤回）'}` }))}
                />
              )}
              {standing && (
                <Button disabled={!canWrite} onClick={() => setAsking(true)} title="公示的字句错了、要改承诺，先撤回，写明原因">
                  撤回公示
                </Button>
              )}
              <Button type={standing && !asking ? 'primary' : 'default'} title="Ctrl+P" onClick={print}>印公示表</Button>
              <Button title={exportHint} onClick={carry}>导出</Button>
              <Button onClick={printLarge} title="贴公开栏的大张，A3 横放">印 A3</Button>
            </>
          }
        />
      }
      below={
        <>
          {progress !== null && <div className="pledge-job">{progress}</div>}
          {asking && <Withdraw books={books} edition={edition} onBack={() => setAsking(false)} />}
        </>
      }
    >
      <div className="pledge-edition">
        <PaperPreview document={notice} bare onPrint={print} foot={<PaperLines document={notice} original={{ source: paperSource(round.id, 'pledgeNotice', String(edition.number)), title: notice.title }} />} />
        <aside className="pledge-edition-side" aria-label="公示栏照片">
          <FilesField label="公示栏照片" hint="贴出来以后拍一张，附在这一版上" use="photo" files={edition.photos} disabled={!canWrite} onChange={(photos) => void attempt(() => carryOut(keepPhotos(round, edition.number, photos, { on: dutyContext().today, by })))} />
          <RoundPast round={round} year={year} />
          {changes !== '' && <p className="pledge-note"><b>和上一版不同</b>　{changes}</p>}
        </aside>
      </div>
    </Page>
  )
}

type Fields = { readonly on: string | null; readonly why: string }

function Withdraw({ books, edition, onBack }: { readonly books: Books; readonly edition: Edition; readonly onBack: () => void }) {
  const { round, pledges } = books
  const form = `pledgeRound:${round.id}:withdraw:${edition.number}`
  const draft = useDraft<Fields>(form, { on: dayFor(books, null), why: '' }, { title: '撤回承诺公示' })
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const { on, why } = draft.value
  const outcome = withdrawPublication(round, pledges, { number: edition.number, on: on ?? '', why })
  const findings = outcome.findings ?? []
  const blocked = why.trim() === '' ? '先写明原因' : on === null ? '先写上哪天撤的' : problem !== '' || !outcome.ok ? '日期要改' : ''
  const go = async () => {
    setBusy(true)
    const saved = await attempt(() => carryOut(withdrawPublication(round, pledges, { number: edition.number, on: on ?? '', why: why.trim() }), { form }))
    setBusy(false)
    if (saved !== undefined) onBack()
  }
  return (
    <div className="pledge-withdraw">
      <ConfirmStrip act="撤回公示" onAct={() => void go()} onBack={onBack} busy={busy} blocked={blocked}>
        <DraftOffer draft={draft} />
        <div className="pledge-withdraw-fields">
          <Field label="为什么撤回" required hint="公示表上会印出来；撤回后承诺可以改了再公示" error="">
            {(control) => <Input {...control} maxLength={500} value={why} onChange={(event) => draft.set((now) => ({ ...now, why: event.target.value }))} />}
          </Field>
          <Field label="哪天撤的" required error={problem === '' ? errorAt(findings, 'on') : problem}>
            {(control) => <PartialDateInput {...control} value={on} onChange={(day, wrong) => { draft.set((now) => ({ ...now, on: day })); setProblem(wrong ?? (day === null ? '写上哪天撤的' : '')) }} />}
          </Field>
        </div>
        <FindingList findings={findings.filter((found) => found.severity !== 'wall')} />
      </ConfirmStrip>
    </div>
  )
}
