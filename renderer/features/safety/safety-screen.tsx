import { Page, PageHeader } from '../../app/page-header'
import { go, useRoute } from '../../app/route'
import { useVault } from '../../app/session'
import { PageTabs } from '../../ui/page-tabs'
import { sayAgo } from '../../ui/say'
import { BackupPart } from './backup-part'
import { LogPart } from './log-part'
import { LostPart } from './lost-part'
import './safety.css'

const parts = [
  { id: 'backup', name: '备份和恢复', View: BackupPart },
  { id: 'log', name: '办事记录', View: LogPart },
  { id: 'lost', name: '草稿和读不出来的', View: LostPart },
] as const

/** 数据安全: backups and their rehearsals, who did what, and what is not in order. */
export function SafetyScreen() {
  const { path } = useRoute()
  const vault = useVault()
  const part = parts.find((each) => each.id === path[0]) ?? parts[0]
  const fact = vault === null ? '' : vault.lastBackupAt === null ? '还没有备份过' : `上次备份${sayAgo(vault.lastBackupAt, new Date())}`
  return (
    <Page
      fill={part.id === 'log'}
      header={<PageHeader title="数据安全" fact={fact} />}
      below={<PageTabs label="看哪一样" tabs={parts} chosen={part.id} onChoose={(id) => go('safety', [id], { replace: true })} />}
    >
      <part.View />
    </Page>
  )
}
