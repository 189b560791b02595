import { UndoOutlined } from '@ant-design/icons'
import { sayAgo, sayClock } from '../ui/say'
import { Tick } from '../ui/state-mark'
import { Stamp } from '../ui/stamp'
import { Find } from './find'
import { PopMenu } from './pop-menu'
import { hasScreen } from './screens'
import { hrefOf } from './route'
import { setYear, undo, useBranchName, useSavedAt, useUndoable, useVault, useYear, useYears, useCanWrite } from './session'
import { textSizeNames, textSizes, useTextSize } from './text-size'
import { attempt } from '../ui/error-dialog'
import './frame.css'

const backupDays = 7

function Saved() {
  const at = useSavedAt()
  const canWrite = useCanWrite()
  if (!canWrite) return <span className="top-saved late">现在不能存</span>
  return (
    <span className="top-saved">
      <Tick />
      已保存{at === null ? '' : ` ${sayClock(at)}`}
    </span>
  )
}

function Backup() {
  const vault = useVault()
  if (vault === null || vault.sample) return null
  const now = new Date()
  // Books never backed up are overdue a week after they were begun.
  const since = vault.lastBackupAt ?? vault.createdAt
  const late = now.getTime() - Date.parse(since) > backupDays * 86_400_000
  const text = vault.lastBackupAt === null ? '还没备份' : `备份 ${sayAgo(vault.lastBackupAt, now)}`
  const inside = (
    <>
      {late && <Stamp mark="逾" title="" />}
      {text}
    </>
  )
  const look = late ? 'top-late' : 'top-small'
  return hasScreen('safety') ? (
    <a href={hrefOf('safety')} className={look} title="去备份">
      {inside}
    </a>
  ) : (
    <span className={look}>{inside}</span>
  )
}

export function TopBar() {
  const vault = useVault()
  const branch = useBranchName()
  const year = useYear()
  const years = useYears()
  const undoable = useUndoable()
  const { size, setSize } = useTextSize()
  return (
    <header className="top">
      <span className="top-product">先锋档案盒</span>
      <span className="top-branch" title={branch}>
        {branch}
      </span>
      {vault?.sample === true && <span className="top-sample">示例</span>}
      <PopMenu label="年度" text={`${year}年度`} large items={years.map((each) => ({ id: String(each), text: `${each}年度` }))} chosen={String(year)} onChoose={(each) => setYear(Number(each))} />
      <Find />
      <button type="button" className="top-button" disabled={undoable === null} title={undoable === null ? '现在没有能撤销的' : `撤销：${undoable.title}`} onClick={() => undoable !== null && void attempt(() => undo(undoable.seq))}>
        <UndoOutlined />
        撤销 <span className="key">Ctrl+Z</span>
      </button>
      <span className="top-sep" />
      <Saved />
      <Backup />
      <span className="top-sep" />
      <PopMenu label="字号" text={`字号 ${textSizeNames[size]}`} right items={textSizes.map((each) => ({ id: each, text: textSizeNames[each] }))} chosen={size} onChoose={setSize} />
    </header>
  )
}
