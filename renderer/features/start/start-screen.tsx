import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { makeDocument } from '#shared/documents/document'
import { firstSteps } from '#shared/documents/first-steps'
import { toHostError, type ErrorCode, type HostError } from '#shared/errors'
import type { CallOutput, VaultInfo } from '#shared/host'
import { printDocument } from '../../app/print'
import { go, useRoute } from '../../app/route'
import { ErrorScreen } from '../../app/error-screen'
import { openVault, rebuildVault, resumable, setYear } from '../../app/session'
import { call } from '../../data/host-client'
import { attempt, showError } from '../../ui/error-dialog'
import { Choice } from './choice'
import { FoundForm } from './found-form'
import { RestoreForm } from './restore-form'
import { createSampleVault } from './sample'
import { VaultList } from './vault-list'
import './start.css'

/** Once a load: books closed by hand stay closed. */
let resumed = false

type Failure = { readonly error: HostError; readonly vault: VaultInfo | null }
const wholeScreen: readonly string[] = ['journalBroken', 'storeFailed'] satisfies ErrorCode[]

type Known = CallOutput<'vaults.list'>

/** Before any books are open: the ones there are, or the two ways to begin. */
export function StartScreen() {
  const route = useRoute()
  const view = route.place === 'start' ? route.path[0] : undefined
  const [known, setKnown] = useState<Known | null>(null)
  const [busy, setBusy] = useState<string | null>(null)

  const [tries, setTries] = useState(0)
  /** What keeps these books, or all of them, from being opened: it takes the whole screen. */
  const [failure, setFailure] = useState<Failure | null>(null)

  useEffect(() => {
    document.title = '先锋档案盒'
    let gone = false
    call('vaults.list', {}).then(
      (answer) => {
        if (!gone) setKnown(answer)
      },
      (thrown: unknown) => {
        if (!gone) setFailure({ error: toHostError(thrown), vault: null })
      },
    )
    return () => {
      gone = true
    }
  }, [view, tries])

  // Loaded anew with books open: they are opened again, by the same post-holder.
  useEffect(() => {
    const before = resumable()
    if (before === null || resumed) return
    resumed = true
    void attempt(() => openVault(before.vault, before.actor), { title: '刚才那套资料没有再打开' }).then(() => before.year !== null && setYear(before.year))
  }, [])

  const back = () => go('start')
  if (view === 'found') return <FoundForm vault={null} onBack={back} />
  if (view === 'restore') return <RestoreForm onBack={back} />

  if (failure !== null) {
    return <Failed failure={failure} onBack={() => { setFailure(null); setTries(tries + 1) }} />
  }
  const open = async (vault: VaultInfo) => {
    setBusy(vault.id)
    try {
      await openVault(vault.id)
    } catch (thrown) {
      const error = toHostError(thrown)
      if (wholeScreen.includes(error.code)) setFailure({ error, vault })
      else showError(thrown, { title: `没有打开${vault.name}`, act: { label: '再打开一次', onAct: () => void open(vault) } })
    }
    setBusy(null)
  }
  const look = async () => {
    const there = known?.vaults.find((vault) => vault.sample)
    if (there !== undefined) return open(there)
    await attempt(() => createSampleVault(), { title: '示例没有建成' })
  }
  const steps = (
    <Button icon={<PrinterOutlined aria-hidden />} title="一张纸：怎么开头，一年里做什么，平时记住什么" onClick={() => void attempt(() => printDocument(makeDocument(firstSteps, null)), { title: '上手说明没有印出来' })}>
      印一页上手说明
    </Button>
  )
  const some = known !== null && known.vaults.length + known.missing.length > 0
  return (
    <main className="start">
      <div className="start-sheet">
        <header>
          <h1>先锋档案盒</h1>
          <p>一个支部一年的工作，从承诺到归档。不联网，资料只在这台电脑里。</p>
        </header>
        {known === null ? (
          <p className="quiet" role="status">
            正在看这台电脑上有哪些资料
          </p>
        ) : some ? (
          <>
            <VaultList vaults={known.vaults} missing={known.missing} busy={busy} onOpen={(vault) => void open(vault)} />
            <div className="start-more">
              <Button onClick={() => go('start', ['found'])}>再建一个支部</Button>
              {!known.vaults.some((vault) => vault.sample) && (
                <Button onClick={() => void look()}>先看看示例</Button>
              )}
              <Button onClick={() => go('start', ['restore'])}>从备份恢复</Button>
              {steps}
            </div>
          </>
        ) : (
          <>
            <div className="start-choices">
              <Choice digit={1} title="建一个支部" autoFocus onChoose={() => go('start', ['found'])}>
                填名称和上级，党员可从 Excel 导入。大约 5 分钟出第一份文书。
              </Choice>
              <Choice digit={2} title="先看看示例" onChoose={() => void look()}>
                一个编出来的支部，全年都填好了。看完可以整个删掉。
              </Choice>
            </div>
            <div className="start-foot">
              <span>
                换了电脑？{' '}
                <a href="#/start/restore">从备份恢复</a>
              </span>
              <span className="key">按 1 或 2</span>
              {steps}
            </div>
          </>
        )}
        <p className="start-secret">
          <b>不得录入涉密信息。</b>
        </p>
      </div>
    </main>
  )
}

function Failed({ failure, onBack }: { readonly failure: Failure; readonly onBack: () => void }) {
  const { error, vault } = failure
  const remedy =
    vault === null ? null : error.code === 'journalBroken' ? (
      <Button type="primary" onClick={() => { onBack(); go('start', ['restore']) }}>
        从备份恢复
      </Button>
    ) : (
      <Button type="primary" title="照流水账重新做一份工作副本，资料夹里的不动" onClick={() => void attempt(() => rebuildVault(vault.id))}>
        重建工作副本
      </Button>
    )
  return (
    <main className="face">
      <ErrorScreen
        error={error}
        {...(vault === null ? { title: '没有看到这台电脑上的资料' } : {})}
        acts={
          <>
            <Button type={remedy === null ? 'primary' : 'default'} onClick={onBack}>
              {vault === null ? '再连一次' : '回到开头'}
            </Button>
            {remedy}
          </>
        }
      />
    </main>
  )
}
