import { Button } from 'antd'
import type { VaultInfo } from '#shared/host'
import { sayAgo, sayDate, localDay } from '../../ui/say'
import { Stamp } from '../../ui/stamp'
import './start.css'

/** The sets of books on this computer, last opened first; one whose folder is gone says where it was. */
export type MissingVault = { readonly id: string; readonly name: string; readonly path: string }
export type VaultListProps = { readonly vaults: readonly VaultInfo[]; readonly missing: readonly MissingVault[]; readonly onOpen: (vault: VaultInfo) => void; readonly busy: string | null }

const backupDays = 7

function opened(vault: VaultInfo, now: Date): string {
  if (vault.lastOpenedAt === null) return '还没打开过'
  const ago = sayAgo(vault.lastOpenedAt, now)
  return ago === '今天' || ago === '昨天' ? `${ago}打开过` : `上次 ${sayDate(localDay(new Date(vault.lastOpenedAt)), now.getFullYear())}打开`
}

function Backup({ vault, now }: { readonly vault: VaultInfo; readonly now: Date }) {
  if (vault.sample) return null
  if (vault.lastBackupAt === null) return vault.commits === 0 ? null : <span>还没备份过</span>
  const late = now.getTime() - Date.parse(vault.lastBackupAt) > backupDays * 86_400_000
  return (
    <span className={late ? 'late' : undefined}>
      {late && '逾 '}备份 {sayAgo(vault.lastBackupAt, now)}
    </span>
  )
}

export function byLastOpened(vaults: readonly VaultInfo[]): readonly VaultInfo[] {
  return [...vaults].sort((a, b) => (b.lastOpenedAt ?? b.createdAt).localeCompare(a.lastOpenedAt ?? a.createdAt))
}

export function VaultList({ vaults, missing, onOpen, busy }: VaultListProps) {
  const now = new Date()
  return (
    <ul className="start-vaults" aria-label="这台电脑上的资料">
      {byLastOpened(vaults).map((vault, index) => (
        <li key={vault.id}>
          <div>
            <b>{vault.name}</b>
            {vault.sample && <span className="quiet">　示例</span>}
            <p className="start-vault-facts">
              <span>{opened(vault, now)}</span>
              <Backup vault={vault} now={now} />
              <span>{vault.path}</span>
            </p>
          </div>
          <Button type={index === 0 ? 'primary' : 'default'} autoFocus={index === 0} loading={busy === vault.id} aria-label={`打开${vault.name}`} onClick={() => onOpen(vault)}>
            打开
          </Button>
        </li>
      ))}
      {missing.map((vault) => (
        <li key={vault.id}>
          <div>
            <Stamp mark="缺" title="找不到" /> <b>{vault.name}</b>
            <p className="start-vault-facts">
              <span>原来放在 {vault.path}，现在不在那里。在 U 盘上的，插上再看；搬了地方的，从备份恢复。</span>
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}
