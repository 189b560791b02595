import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { makeDocument } from '#shared/documents/document'
import { missingSheet } from '#shared/documents/missing-sheet'
import { Page, PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { go, hrefOf } from '../../app/route'
import { useCanWrite } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { WithPanel } from '../../ui/side-panel'
import { nextAct, type ArchiveFacts } from './facts'
import { FinalShelf } from './final-shelf'
import { ReceivedBags } from './received-bags'
import { VolumeShelf } from './volume-shelf'
import { LoosePanel, WorkingPanel } from './working-panel'
import { WorkingShelf } from './working-shelf'

/** The shelf: what is filed above, this year's working boxes below, one of them open in the panel. */
export function ShelfPage({ facts, chosen }: { readonly facts: ArchiveFacts; readonly chosen: string | null }) {
  const canWrite = useCanWrite()
  const { year, states, boxes, pending, unfiled, organisation, today } = facts
  const next = nextAct(facts)
  const short = states.reduce((all, state) => all + state.short, 0)
  const open = pending.filter(({ state }) => state !== 'changed').length
  const red = (act: typeof next) => (next === act && chosen === null ? 'primary' : 'default')
  const print = () => void attempt(() => printDocument(makeDocument(missingSheet, { organisation, year, day: today, states })))
  useShortcut('Ctrl+P', short === 0 ? null : print)
  const state = states.find(({ box }) => box.no === chosen)
  const close = () => go('archive', [], { replace: true })
  const panel = chosen === 'loose' ? <LoosePanel facts={facts} onClose={close} /> : state === undefined ? null : <WorkingPanel facts={facts} state={state} onClose={close} />
  const bare = boxes.length === 0 && facts.items.length === 0 && open === 0 && !facts.records.some(({ kind }) => kind === 'archiveVolume')

  return (
    <Page
      fill
      header={
        <PageHeader
          title="档案盒"
          fact={`归档 ${boxes.length} 盒　${year}年 ${states.length} 个工作盒，${short === 0 ? '齐了' : `缺 ${short} 件`}`}
          acts={
            <>
              <Button type={red('takeIn')} title="把写好的文书收进工作盒" onClick={() => go('archive', ['take-in'])}>
                收件{open === 0 ? '' : `（${open} 件可收）`}
              </Button>
              <Button type={red('fileAway')} title="给收进来的文件编档号、装盒" onClick={() => go('archive', ['file'])}>
                归档{unfiled.length === 0 ? '' : `（${unfiled.length} 件）`}
              </Button>
              <Button type={red('export')} title="把一年的文书写成 Word 和 PDF，放进一个文件夹" onClick={() => go('archive', ['export'])}>
                导出
              </Button>
              <Button disabled={!canWrite} title="纸上来的、不是这里写的文件，登记进来" onClick={() => go('archive', ['register'])}>
                登记纸质件
              </Button>
              <Button icon={<PrinterOutlined />} disabled={short === 0} title={short === 0 ? '没有缺件' : '印出还缺哪些，照着去补（Ctrl+P）'} onClick={print}>
                缺件清单
              </Button>
            </>
          }
        />
      }
    >
      <WithPanel panel={panel}>
        <div className="shelves">
          {bare ? (
            <EmptyState
              drawing="box"
              title={`${year}年还没有可归档的文书`}
              act={{ label: '去写公开承诺', hint: '写好的承诺书、报告、评议结果会自己到这里', onAct: () => go('pledge') }}
              shortcut={{ label: '登记纸质件', onAct: () => go('archive', ['register']), disabled: !canWrite }}
            >
              先写承诺书、党性分析报告，办民主评议；写好的到这里收件、归档。纸上来的文件可以直接登记；架上有订成卷的老档案，<a href={hrefOf('archive', ['volumes'])}>登记案卷</a>；别处拷来的，<a href={hrefOf('archive', ['receive'])}>收移交包</a>。
            </EmptyState>
          ) : (
            <FinalShelf facts={facts} />
          )}
          <ReceivedBags facts={facts} />
          <WorkingShelf facts={facts} chosen={chosen} />
          <VolumeShelf facts={facts} />
        </div>
      </WithPanel>
    </Page>
  )
}
