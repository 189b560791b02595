import { Button, Input, InputNumber, Select } from 'antd'
import { useMemo, useRef, useState, type ClipboardEvent } from 'react'
import { appendVolumeNote, dropVolume, editVolume, emptyEntry, entryColumns, pasteEntries, registerVolume, volumeCode, volumeRemark, type EntryColumn, type VolumeInput } from '#shared/archive/volumes'
import { volumeContents, volumeCover, volumeNote, volumeSpine } from '#shared/documents/archive-volume'
import { makeDocument } from '#shared/documents/document'
import { volumeRetentions, volumeThicknesses, type ArchiveVolume, type VolumeEntry } from '#shared/model/archive-volume'
import { ofKind } from '#shared/model/kinds'
import { Page, PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { fromHere, go, hrefOf } from '../../app/route'
import { carryOut, useCanWrite } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { exportHint, useExport } from '../../app/use-export'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { DraftOffer } from '../../ui/draft-offer'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { errorAt, FindingList } from '../../ui/finding-list'
import { PageTabs } from '../../ui/page-tabs'
import { PaperLines } from '../../ui/paper-lines'
import { PaperPreview } from '../../ui/paper-preview'
import { PartialDateInput } from '../../ui/partial-date-input'
import { BoxNotes } from './box-notes'
import type { ArchiveFacts } from './facts'
import { ItemFiles } from './item-files'
import { underRules } from './use-archive'
import { useArchiveForm, type ArchiveForm } from './use-archive-form'

const tabs = [
  { id: 'facts', name: '登记的' },
  { id: 'contents', name: '卷内文件目录' },
  { id: 'cover', name: '封面' },
  { id: 'spine', name: '卷脊' },
  { id: 'notes', name: '备考表' },
] as const
const sheets = { contents: volumeContents, cover: volumeCover, spine: volumeSpine, notes: volumeNote } as const

function inputOf({ catalogueNo, number, title, category, from, to, retention, fileNo, pages, thickness, entries, files = [] }: ArchiveVolume): VolumeInput {
  return { catalogueNo, number, title, category, from, to, retention, fileNo, pages, thickness, entries: [...entries], files: [...files] }
}

/** 登记一卷: the next number of the catalogue last used; what its cover says is typed over. */
export function NewVolumePage({ facts }: { readonly facts: ArchiveFacts }) {
  const canWrite = useCanWrite()
  const volumes = ofKind(facts.records, 'archiveVolume')
  const last = [...volumes].sort((a, b) => a.createdSeq - b.createdSeq).at(-1)
  const start: VolumeInput = { catalogueNo: last?.catalogueNo ?? '', number: (last?.number ?? 0) + 1, title: '', category: last?.category ?? '', from: null, to: null, retention: last?.retention ?? '长期', fileNo: '', pages: 0, thickness: 20, entries: [emptyEntry], files: [] }
  const form = useArchiveForm({ form: 'archive:volume:new', title: '登记案卷', start, rev: 0, duty: (input) => underRules(facts, (context) => registerVolume(context, input, volumes)) })
  const save = async () => {
    const then = fromHere()
    if (await form.save()) then(() => go('archive', ['volumes']))
  }
  useShortcut('Ctrl+S', canWrite ? () => void save() : null)
  return (
    <Page header={<PageHeader title="登记案卷" back={{ label: '案卷', href: hrefOf('archive', ['volumes']) }} fact="照卷皮和卷内目录抄，原来怎么写就怎么写" acts={<Button type="primary" loading={form.busy} disabled={!canWrite || form.wrong} onClick={() => void save()}>登记</Button>} />}>
      <div ref={form.box}><VolumeForm form={form} disabled={!canWrite} /></div>
    </Page>
  )
}

/** One 案卷: what was catalogued of it, and the sheets that stand on and in it. */
export function VolumePage({ facts, volume, part }: { readonly facts: ArchiveFacts; readonly volume: ArchiveVolume; readonly part: string }) {
  const canWrite = useCanWrite()
  const [dropping, setDropping] = useState(false)
  const { organisation, records, today } = facts
  const tab = tabs.find(({ id }) => id === part)?.id ?? 'facts'
  const stands = inputOf(volume)
  const form = useArchiveForm({ form: `archive:volume:${volume.id}`, title: volume.title, start: stands, rev: volume.rev, duty: (input) => underRules(facts, () => editVolume(volume, input, ofKind(records, 'archiveVolume'))) })
  const changed = JSON.stringify(form.draft.value) !== JSON.stringify(stands)
  const back = () => go('archive', ['volumes'])
  const save = async () => {
    const then = fromHere()
    if (await form.save()) then(back)
  }
  useShortcut('Ctrl+S', canWrite && changed && tab === 'facts' ? () => void save() : null)
  const sheet = sheets[tab === 'facts' ? 'contents' : tab]
  const paper = useMemo(() => makeDocument(sheet, { organisation, volume }), [sheet, organisation, volume])
  const print = () => void attempt(() => printDocument(paper))
  const { carry, progress } = useExport({ kind: sheet.kind, sourceId: volume.id, document: paper }, { year: facts.year, matter: '档案盒' })
  const drop = () => void attempt(async () => {
    const then = fromHere()
    await carryOut(dropVolume(volume))
    then(back)
  })
  return (
    <Page
      fill
      header={
        <PageHeader
          title={volumeCode(organisation.fondsCode, volume)}
          back={{ label: '案卷', href: hrefOf('archive', ['volumes']) }}
          fact={[volume.title, volumeRemark(volume)].filter((part) => part !== '').join('　')}
          acts={tab === 'facts' ? (
            <>
              <Button disabled={!canWrite || volume.destroyedOn !== undefined} title={volume.destroyedOn === undefined ? '登记错了才去掉；架上的卷不动' : '销毁过的，目录里要留着'} onClick={() => setDropping(true)}>去掉</Button>
              {!changed && <span className="quiet small">还没有改动</span>}
              <Button type="primary" loading={form.busy} disabled={!canWrite || !changed || form.wrong} onClick={() => void save()}>存下改动</Button>
            </>
          ) : (
            <>
              <Button title={exportHint} onClick={carry}>导出</Button>
              <Button type="primary" title="Ctrl+P" onClick={print}>打印</Button>
            </>
          )}
        />
      }
      below={
        <>
          <PageTabs label="这一卷的" tabs={tabs} chosen={tab} onChoose={(id) => go('archive', id === 'facts' ? ['volume', volume.id] : ['volume', volume.id, id], { replace: true })} />
          {progress !== null && <div className="box-job">{progress}</div>}
          {dropping && <ConfirmStrip act="去掉" onAct={drop} onBack={() => setDropping(false)}>把案卷“{volume.title}”从目录里去掉。能撤销；架上的那一卷不动。</ConfirmStrip>}
        </>
      }
    >
      {tab === 'facts' ? (
        <div className="volume-scroll" ref={form.box}><VolumeForm form={form} disabled={!canWrite} /></div>
      ) : tab === 'notes' ? (
        <div className="item-two box-two">
          <BoxNotes key={volume.rev} id={volume.id} title={`案卷 ${volume.number} 的备考表`} notes={volume.notes} today={today} append={(note) => appendVolumeNote(volume, note)} />
          <PaperPreview document={paper} bare onPrint={print} />
        </div>
      ) : (
        <div className="box-sheet"><PaperPreview document={paper} bare onPrint={print} foot={<PaperLines document={paper} />} /></div>
      )}
    </Page>
  )
}

const captions: Readonly<Record<EntryColumn, string>> = { docNo: '文号', author: '责任者', title: '题名', date: '日期', page: '页号', note: '备注' }

function VolumeForm({ form, disabled }: { readonly form: ArchiveForm<VolumeInput>; readonly disabled: boolean }) {
  const { draft, findings, wrongDates, setWrongDate, save } = form
  const fields = draft.value
  const set = (patch: Partial<VolumeInput>) => draft.set((now) => ({ ...now, ...patch }))
  const error = (field: string) => errorAt(findings, field)
  const typed = (field: 'catalogueNo' | 'title' | 'category' | 'fileNo') => ({ value: fields[field], disabled, onChange: (event: { readonly target: { readonly value: string } }) => set({ [field]: event.target.value }) })
  const scanned = (fields.files ?? []).reduce((all, file) => all + (file.pages ?? 0), 0)
  const date = (field: 'from' | 'to', label: string) => (
    <Field label={label} error={wrongDates[field] === undefined || wrongDates[field] === '' ? error(field) : wrongDates[field]}>
      {(control) => <PartialDateInput {...control} disabled={disabled} value={fields[field]} onChange={(value, problem) => { set({ [field]: value }); setWrongDate(field, problem ?? '') }} />}
    </Field>
  )
  return (
    <form className="fields volume" noValidate onSubmit={(event) => { event.preventDefault(); void save() }}>
      <DraftOffer draft={draft} />
      <Field label="案卷题名" required error={error('title')}>{(control) => <Input {...control} {...typed('title')} maxLength={400} />}</Field>
      <div className="fields-four">
        <Field label="目录号" hint="没有就空着" error={error('catalogueNo')}>{(control) => <Input {...control} {...typed('catalogueNo')} maxLength={20} />}</Field>
        <Field label="案卷号" error={error('number')}>{(control) => <InputNumber {...control} disabled={disabled} min={1} max={9999} precision={0} value={fields.number} onChange={(number) => set({ number: number ?? 0 })} />}</Field>
        {date('from', '自')}
        {date('to', '至')}
        <Field label="保管期限">{(control) => <Select {...control} disabled={disabled} value={fields.retention} options={volumeRetentions.map((value) => ({ value, label: value }))} onChange={(retention) => set({ retention })} />}</Field>
        <Field label="全卷页数" {...(scanned > 0 && scanned !== fields.pages ? { hint: `扫描件数出来 ${scanned} 页，核对过再填` } : {})} error={error('pages')}>{(control) => <InputNumber {...control} disabled={disabled} min={0} max={9999} precision={0} value={fields.pages === 0 ? null : fields.pages} onChange={(pages) => set({ pages: pages ?? 0 })} />}</Field>
        <Field label="卷脊">{(control) => <Select {...control} disabled={disabled} value={fields.thickness} options={volumeThicknesses.map((value) => ({ value, label: `${value} 毫米` }))} onChange={(thickness) => set({ thickness })} />}</Field>
        <Field label="归档号" hint="没有就空着">{(control) => <Input {...control} {...typed('fileNo')} maxLength={50} />}</Field>
      </div>
      <Field label="类目名称" hint="卷皮上全宗名称下面的一行；没有就空着">{(control) => <Input {...control} {...typed('category')} maxLength={200} />}</Field>
      <Entries entries={fields.entries} disabled={disabled} onChange={(entries) => set({ entries: [...entries] })} onWrongDate={setWrongDate} />
      <ItemFiles files={fields.files ?? []} role="copy" disabled={disabled} onChange={(files) => set({ files })} />
      <FindingList findings={findings.filter(({ severity }) => severity !== 'wall')} />
      <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
    </form>
  )
}

/** 卷内文件目录 as a table to type in: Enter in the last line begins the next; cells copied from Excel are laid out from where they are pasted. */
function Entries({ entries, disabled, onChange, onWrongDate }: { readonly entries: readonly VolumeEntry[]; readonly disabled: boolean; readonly onChange: (entries: readonly VolumeEntry[]) => void; readonly onWrongDate: (field: string, problem: string) => void }) {
  const body = useRef<HTMLTableSectionElement>(null)
  // A paste or a line taken out changes what stands in every field below: they begin afresh.
  const [laid, setLaid] = useState(0)
  const relay = (next: readonly VolumeEntry[]) => {
    onChange(next)
    setLaid(laid + 1)
  }
  const put = (index: number, patch: Partial<VolumeEntry>) => onChange(entries.map((entry, at) => (at === index ? { ...entry, ...patch } : entry)))
  const add = () => {
    onChange([...entries, emptyEntry])
    requestAnimationFrame(() => body.current?.querySelector<HTMLInputElement>('tr:last-child input')?.focus())
  }
  const paste = (index: number, column: EntryColumn) => (event: ClipboardEvent) => {
    const copied = event.clipboardData.getData('text/plain')
    if (!/[\t\n]/u.test(copied.trim())) return
    event.preventDefault()
    relay(pasteEntries(entries, index, column, copied))
  }
  return (
    <section aria-labelledby="volume-entries">
      <div className="panel-sub">
        <h2 id="volume-entries">卷内文件目录，{entries.length} 行</h2>
        <span className="quiet small">Excel 里有的，复制过来贴在格里</span>
      </div>
      <table className="contents volume-entries">
        <thead>
          <tr><th scope="col">序</th>{entryColumns.map((column) => <th scope="col" key={column}>{captions[column]}</th>)}<th scope="col"><span className="unseen">去掉</span></th></tr>
        </thead>
        <tbody ref={body} key={laid}>
          {entries.map((entry, index) => (
            <tr key={index}>
              <td>{index + 1}</td>
              {entryColumns.map((column) => {
                const label = `第 ${index + 1} 行${captions[column]}`
                return (
                  <td key={column} onPaste={disabled ? undefined : paste(index, column)}>
                    {column === 'date'
                      ? <PartialDateInput aria-label={label} size="small" disabled={disabled} value={entry.date} onChange={(date, problem) => { put(index, { date }); onWrongDate(`entry ${index}`, problem ?? '') }} />
                      : <Input size="small" aria-label={label} disabled={disabled} value={entry[column]} maxLength={column === 'title' ? 400 : 100} onChange={(event) => put(index, { [column]: event.target.value })} onPressEnter={(event) => { if (index === entries.length - 1) { event.preventDefault(); add() } }} />}
                  </td>
                )
              })}
              <td><Button size="small" disabled={disabled} aria-label={`去掉第 ${index + 1} 行`} onClick={() => relay(entries.filter((_, at) => at !== index))}>去掉</Button></td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button disabled={disabled} onClick={add}>添一行</Button>
    </section>
  )
}
