import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { paperKey } from '#shared/archive/made-files'
import { dropItem, editItem, registerPaper } from '#shared/archive/file-away'
import { papersOf } from '#shared/archive/parts'
import { documentOf } from '#shared/archive/proposals'
import type { ArchiveItem } from '#shared/model/archive'
import { retentionOf } from '#shared/rules/pack'
import { Page, PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { go, hrefOf } from '../../app/route'
import { carryOut, useCanWrite } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { exportHint, useExport } from '../../app/use-export'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { DraftOffer } from '../../ui/draft-offer'
import { attempt } from '../../ui/error-dialog'
import { FindingList } from '../../ui/finding-list'
import { PaperLines } from '../../ui/paper-lines'
import { PaperPreview } from '../../ui/paper-preview'
import { madeByKey, type ArchiveFacts } from './facts'
import { changesOf, fieldProblems, fieldsOf, inputOf, type ItemFields } from './item-fields'
import { ItemForm } from './item-form'
import { ItemParts } from './item-parts'
import { underRules } from './use-archive'
import { useArchiveForm } from './use-archive-form'
import { codeOf } from './words'

/** 登记纸质件: a paper that was not made here. */
export function RegisterPage({ facts, box, title }: { readonly facts: ArchiveFacts; readonly box: string; readonly title: string }) {
  const template = facts.states.find((state) => state.box.no === box)?.box
  const start: ItemFields = {
    title, own: false, author: title === '' ? '' : facts.organisation.name, docNo: '', date: null, year: String(facts.year), retention: template?.retention ?? 'D10', topic: facts.organisation.topicCode ?? '',
    workingBox: template?.no ?? '', pages: '', secrecy: '', note: '', files: [], retentionReason: '', sides: '',
  }
  const form = 'archive:register'
  const entry = useArchiveForm({ form, title: '登记纸质件', start, rev: 0, problems: fieldProblems, duty: (fields) => underRules(facts, (context) => registerPaper(context, inputOf(fields))) })
  const { draft, save, busy, findings, wrong } = entry
  const canWrite = useCanWrite()
  const back = () => go('archive', draft.value.workingBox === '' ? [] : ['working', draft.value.workingBox])
  const register = async () => {
    if (await save()) back()
  }
  useShortcut('Ctrl+S', canWrite ? () => void register() : null)
  return (
    <Page
      header={
        <PageHeader
          title="登记纸质件"
          back={{ label: '档案盒', href: hrefOf('archive') }}
          fact="上级来文、手写的记录、奖状复印件，登记了才进目录"
          acts={<Button type="primary" loading={busy} disabled={!canWrite || wrong} onClick={() => void register()}>登记</Button>}
        />
      }
    >
      <div className="item-one" ref={entry.box}>
        <DraftOffer draft={draft} />
        <ItemForm facts={facts} form={entry} schedule={template === undefined ? retentionOf(facts.pack, 'other') : { value: template.retention, source: `工作盒“${template.name}”的建议` }} filed={false} disabled={!canWrite} fileRole="copy" onSubmit={() => void register()} />
        <FindingList findings={findings.filter(({ severity }) => severity !== 'wall')} />
      </div>
    </Page>
  )
}

/** One item: its facts, and beside it the paper it stands for, where it was made here. */
export function ItemPage({ facts, item }: { readonly facts: ArchiveFacts; readonly item: ArchiveItem }) {
  const canWrite = useCanWrite()
  const [dropping, setDropping] = useState(false)
  const form = `archive:item:${item.id}`
  const entry = useArchiveForm({ form, title: item.title, start: fieldsOf(item), rev: item.rev, problems: fieldProblems, duty: (fields: ItemFields) => editItem(item, changesOf(item, inputOf(fields))) })
  const { draft, save, busy, findings, wrong } = entry
  const papers = papersOf(item)
  const [looked, setLooked] = useState<string | null>(null)
  // The paper looked at; else the first that was made here.
  const shown = papers.find(({ part }) => part !== null && part === looked) ?? papers.find(({ source }) => source !== null) ?? papers[0]
  const source = shown?.source ?? null
  const made = useMemo(() => (source === null ? undefined : madeByKey(facts).get(paperKey(source))), [facts, source])
  const filed = item.number !== null
  const away = () => (filed && item.boxId !== null ? go('archive', ['box', item.boxId]) : go('archive', item.workingBox === '' ? [] : ['working', item.workingBox]))
  const back = filed && item.boxId !== null ? { label: '回盒里', href: hrefOf('archive', ['box', item.boxId]) } : { label: '档案盒', href: hrefOf('archive', item.workingBox === '' ? [] : ['working', item.workingBox]) }
  const changed = Object.keys(changesOf(item, inputOf(draft.value))).length
  const keep = async () => {
    if (await save()) away()
  }
  useShortcut('Ctrl+S', canWrite && changed > 0 ? () => void keep() : null)
  const drop = () =>
    void attempt(async () => {
      await carryOut(dropItem(item), { form })
      away()
    })
  const { carry, progress } = useExport(made ?? null, { year: facts.year, matter: '档案盒' })
  const parts = <ItemParts facts={facts} item={item} shown={shown?.part ?? null} onShow={setLooked} blocked={changed > 0 ? '先存下改动' : filed ? '已经归档，先移出归档' : ''} />
  const print = made === undefined ? undefined : () => void attempt(() => printDocument(made.document))
  return (
    <Page
      header={
        <PageHeader
          title={filed ? codeOf(item, facts.organisation) : '一件文件'}
          back={back}
          fact={filed ? '已归档：年度、保管期限、机构要改，先移出归档' : '还没有归档'}
          acts={
            <>
              {!filed && <Button disabled={!canWrite} title="从工作盒里去掉；原来的记录不动" onClick={() => setDropping(true)}>从盒里去掉</Button>}
              {changed === 0 && <span className="quiet small">还没有改动</span>}
              <Button type="primary" loading={busy} disabled={!canWrite || changed === 0 || wrong} onClick={() => void keep()}>存下改动</Button>
            </>
          }
        />
      }
      below={<>{progress !== null && <div className="box-job">{progress}</div>}{dropping && <ConfirmStrip act="去掉" onAct={drop} onBack={() => setDropping(false)}>把“{item.title}”从工作盒里去掉。能撤销；写它的那条记录不动，以后还能再收。</ConfirmStrip>}</>}
    >
      <div className={made === undefined ? 'item-one' : 'item-two'}>
        <div ref={entry.box}>
          <DraftOffer draft={draft} />
          {item.parts !== undefined && parts}
          <ItemForm facts={facts} {...(item.parts === undefined ? {} : { parts: item.parts })} form={entry} schedule={retentionOf(facts.pack, documentOf(item)?.document ?? 'other')} filed={filed} disabled={!canWrite} fileRole={source === null ? 'copy' : 'original'} onSubmit={() => void keep()} />
          <FindingList findings={findings.filter(({ severity }) => severity !== 'wall')} />
          {item.parts === undefined && parts}
        </div>
        {made !== undefined && <PaperPreview document={made.document} acts={<Button title={exportHint} onClick={carry}>导出</Button>} foot={<PaperLines document={made.document} />} {...(print === undefined ? {} : { onPrint: print })} />}
      </div>
    </Page>
  )
}
