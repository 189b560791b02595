import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { formatItemNumber } from '#shared/archive/archive-code'
import { eightDigits } from '#shared/archive/catalogue'
import type { BoxState, Missing } from '#shared/archive/completeness'
import { registerFiles } from '#shared/archive/register-files'
import { workingBoxList } from '#shared/documents/archive-lists'
import { makeDocument } from '#shared/documents/document'
import type { ArchiveItem } from '#shared/model/archive'
import { isArchiveDocument, type ArchiveDocument } from '#shared/rules/documents'
import type { WorkingBox } from '#shared/rules/pack'
import { printDocument } from '../../app/print'
import { go, hrefOf } from '../../app/route'
import type { RoomId } from '../../app/rooms'
import { carryOut, currentVault, useCanWrite } from '../../app/session'
import { keepScans, scanKinds } from '../../data/keep-scans'
import { DropFiles } from '../../ui/drop-files'
import { attempt } from '../../ui/error-dialog'
import { SidePanel } from '../../ui/side-panel'
import { Stamp } from '../../ui/stamp'
import type { ArchiveFacts } from './facts'
import { underRules } from './use-archive'
import { sayPages } from './words'

const rooms: Readonly<Record<ArchiveDocument, RoomId>> = {
  rosterSheet: 'roster', analysisReport: 'analysis', branchReport: 'analysis', ballot: 'review', tallySheet: 'review', reviewRegister: 'review', reviewBook: 'review', reviewSlip: 'review', massResults: 'massReview',
  branchPledge: 'pledge', memberPledge: 'pledge', pledgeNotice: 'pledge', pledgeLedger: 'pledge', pledgeProgress: 'pledge', pledgeEvaluation: 'pledge', pledgeResults: 'pledge', feedbackSummary: 'analysis', branchRectification: 'analysis', memberRectification: 'analysis',
}

/** One working box: what is missing with its remedy first, then what lies in it. */
export function WorkingPanel({ facts, state, onClose }: { readonly facts: ArchiveFacts; readonly state: BoxState; readonly onClose: () => void }) {
  const canWrite = useCanWrite()
  const { box, missing, items, short } = state
  return (
    <SidePanel
      title={`${box.no}　${box.name}`}
      onClose={onClose}
      keys="← → 换一盒　　Esc 关"
      acts={
        <>
          <Button disabled={!canWrite} onClick={() => go('archive', ['register'], { query: { box: box.no } })}>
            登记纸质件
          </Button>
          <Button disabled={items.length === 0} title={items.length === 0 ? '盒里还没有东西' : '放在盒里最上面'} onClick={() => void attempt(() => printDocument(makeDocument(workingBoxList, { organisation: facts.organisation, year: facts.year, items, listed: { items, volumes: [] } })))}>
            打印盒内清单
          </Button>
        </>
      }
    >
      {missing.length > 0 && (
        <section aria-labelledby="panel-missing">
          <h3 className="panel-sub" id="panel-missing">缺 {short} 件</h3>
          <ul className="missing">
            {missing.map((line) => (
              <MissingLine key={line.document} facts={facts} boxNo={box.no} line={line} canWrite={canWrite} />
            ))}
          </ul>
        </section>
      )}
      <DropHere facts={facts} box={box} />
      <Contents items={items} />
      {items.length === 0 && <p className="quiet">盒里还没有东西。这一盒放：{box.contents.join('、')}。</p>}
    </SidePanel>
  )
}

/** Scans, photos, Word: several at once, each a 件 of this box. */
function DropHere({ facts, box }: { readonly facts: ArchiveFacts; readonly box: WorkingBox }) {
  const canWrite = useCanWrite()
  const [busy, setBusy] = useState(false)
  const take = async (found: readonly File[]) => {
    const vault = currentVault()?.id
    if (vault === undefined || found.length === 0) return
    setBusy(true)
    await attempt(async () => {
      const files = await keepScans(found, [], vault)
      await carryOut(underRules(facts, (context) => registerFiles(context, { box, year: facts.year, topic: facts.organisation.topicCode, files }, facts.items)))
    }, { title: '没有收进来' })
    setBusy(false)
  }
  return (
    <DropFiles
      label={`放进${box.no}盒`}
      words={busy ? '正在放进资料夹' : '扫描件、照片、Word 拖进来，一个算一件'}
      pick="选文件"
      accept={scanKinds.map((kind) => `.${kind}`).join(',')}
      disabled={!canWrite || busy}
      onFiles={(found) => void take(found)}
    />
  )
}

export function LoosePanel({ facts: { loose }, onClose }: { readonly facts: ArchiveFacts; readonly onClose: () => void }) {
  return (
    <SidePanel title="没放进盒的" onClose={onClose} keys="Esc 关">
      <p className="quiet">点开一件，选它放进哪个工作盒。</p>
      <Contents items={loose} />
    </SidePanel>
  )
}

function MissingLine({ facts, boxNo, line, canWrite }: { readonly facts: ArchiveFacts; readonly boxNo: string; readonly line: Missing; readonly canWrite: boolean }) {
  const { document, name, have, want, who } = line
  const ready = facts.pending.filter(({ proposal, state }) => proposal.document === document && state === 'new').length
  const left = want === 1 && who.length === 0 ? '' : `还差 ${want - have} 份，共 ${want} 份${who.length === 0 ? '' : `：${who.join('、')}`}`
  if (ready > 0)
    return (
      <Line name={name} remedy={`${left === '' ? '' : `${left}；`}写好 ${ready} 份，可以收`}>
        <Button size="small" disabled={!canWrite} onClick={() => go('archive', ['take-in'])} aria-label={`收件：${name}`}>
          收件
        </Button>
      </Line>
    )
  if (isArchiveDocument(document))
    return (
      <Line name={name} remedy={left === '' ? '还没有写，或者还没办到这一步' : left}>
        <Button size="small" onClick={() => go(rooms[document])} aria-label={`去办：${name}`}>
          去办
        </Button>
      </Line>
    )
  return (
    <Line name={name} remedy="纸质的，登记了就算有">
      <Button size="small" disabled={!canWrite} onClick={() => go('archive', ['register'], { query: { box: boxNo, title: name } })} aria-label={`登记：${name}`}>
        登记
      </Button>
    </Line>
  )
}

function Line({ name, remedy, children }: { readonly name: string; readonly remedy: string; readonly children: ReactNode }) {
  return (
    <li>
      <Stamp mark="缺" />
      <div>
        <p>{name}</p>
        <p className="quiet small">{remedy}</p>
      </div>
      {children}
    </li>
  )
}

function Contents({ items }: { readonly items: readonly ArchiveItem[] }) {
  if (items.length === 0) return null
  const pages = items.reduce((all, item) => all + item.pages, 0)
  return (
    <section aria-labelledby="panel-contents">
      <div className="panel-sub">
        <h3 id="panel-contents">盒内目录</h3>
        <span className="quiet small">
          {items.length} 件 {pages} 页
        </span>
      </div>
      <table className="contents">
        <thead>
          <tr>
            <th scope="col">序</th>
            <th scope="col">题名</th>
            <th scope="col">日期</th>
            <th scope="col" className="num">页数</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => (
            <tr key={item.id}>
              <td>{index + 1}</td>
              <td>
                <a href={hrefOf('archive', ['item', item.id])}>{item.title}</a>
                {item.number !== null && <span className="quiet small">　已归档 {formatItemNumber(item.number)}</span>}
              </td>
              <td>{eightDigits(item.date)}</td>
              <td className="num">{sayPages(item.pages)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
