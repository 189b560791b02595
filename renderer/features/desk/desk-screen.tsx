import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useMemo } from 'react'
import { dueNext, lacksOf } from '#shared/duties/year-view'
import { stageOn } from '#shared/duties/scheme'
import { dueReminder } from '#shared/documents/due-reminder'
import { makeDocument } from '#shared/documents/document'
import { Page, PageHeader } from '../../app/page-header'
import { printDocument } from '../../app/print'
import { go } from '../../app/route'
import { dutyContext, undo, useLastAct, useUndoable, useVault, useYear } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { useStandingBoxes } from '../../app/standing-boxes'
import { useYearRecords } from '../../app/year-records'
import { EmptyState } from '../../ui/empty-state'
import { attempt } from '../../ui/error-dialog'
import { sayAgo, sayToday } from '../../ui/say'
import { StageTimeline } from '../../ui/stage-timeline'
import { DueList } from './due-list'
import { LackList } from './lack-list'
import './desk.css'

/** 工作台: what is due next, who still lacks what, and what was last done. */
export function DeskScreen() {
  const records = useYearRecords()
  const year = useYear()
  const vault = useVault()
  const lastAct = useLastAct()
  const undoable = useUndoable()
  const { today } = dutyContext()
  const due = useMemo(() => dueNext(records, today), [records, today])
  const lacks = useMemo(() => lacksOf(records, year, today), [records, year, today])
  const boxes = useStandingBoxes()
  const late = due.filter((entry) => entry.late > 0).length
  const soon = due.filter((entry) => entry.late <= 0 && entry.late >= -10).length
  const scheme = records.schemes.findLast((one) => stageOn(one, today) !== null) ?? null
  const canPrint = due.length > 0 && records.organisation !== null
  const print = () => {
    if (records.organisation === null) return
    const document = makeDocument(dueReminder, { organisation: records.organisation, today, due })
    void attempt(() => printDocument(document))
  }
  useShortcut('Ctrl+P', canPrint ? print : null)

  return (
    <Page
      fill
      header={
        <PageHeader
          title={sayToday(new Date())}
          fact={late + soon === 0 ? '眼前没有到期的事' : [late > 0 ? `${late} 件已逾期` : '', soon > 0 ? `10 天内还有 ${soon} 件要办` : ''].filter((part) => part !== '').join('，')}
          acts={<Button icon={<PrinterOutlined />} disabled={!canPrint} onClick={print}>印工作提示</Button>}
        />
      }
    >
      <div className="desk">
        {scheme !== null && <StageTimeline stages={scheme.stages} today={today} />}
        {records.members.length === 0 ? (
          <EmptyState drawing="table" title="名册里还没有党员" act={{ label: '去添党员', onAct: () => go('roster') }} shortcut={{ label: '先采用一个方案', onAct: () => go('scheme') }}>
            先把党员名册建起来，可以从 Excel 导入；承诺、分析、评议都从名册里取人。
          </EmptyState>
        ) : (
          <div className="desk-lists">
            <DueList due={due} boxes={boxes} />
            <LackList lacks={lacks} year={year} />
          </div>
        )}
        <footer className="desk-foot">
          <p>
            <b>备份</b>　{vault?.lastBackupAt == null ? '还没有备份过。' : `${sayAgo(vault.lastBackupAt, new Date())}${vault.lastRehearsalAt === null ? '，还没有试恢复过。' : `，${sayAgo(vault.lastRehearsalAt, new Date())}试恢复，全部一致。`}`}
            <a href="#/safety">{vault?.lastBackupAt == null ? '现在备份' : '去备份'}</a>
          </p>
          {lastAct !== null && (
            <p className="quiet">
              刚才　{lastAct.title}
              {undoable?.seq === lastAct.seq && (
                <button type="button" className="linkish" onClick={() => void attempt(() => undo(lastAct.seq))}>
                  撤销
                </button>
              )}
            </p>
          )}
        </footer>
      </div>
    </Page>
  )
}
