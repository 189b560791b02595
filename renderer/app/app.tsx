import { ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import 'dayjs/locale/zh-cn'
import { useEffect, useMemo } from 'react'
import { ChooseHolder } from '../features/start/choose-holder'
import { FoundForm } from '../features/start/found-form'
import { StartScreen } from '../features/start/start-screen'
import { ErrorDialogHost } from '../ui/error-dialog'
import { ErrorBoundary } from './error-screen'
import { Frame } from './frame'
import { usePreparing } from './preparing'
import { closeVault, keepEra, useActor, useBranchName, useOpening, useOrganisation, useReadOnly, useRecords, useVault } from './session'
import { useTextSize } from './text-size'
import { themeFor } from './theme'

/** Which face is shown: the start, a long opening, founding, who works now, or the frame. */
function Face() {
  const vault = useVault()
  const opening = useOpening()
  const preparing = usePreparing()
  const actor = useActor()
  const organisation = useOrganisation()
  const holders = useRecords('postHolder')
  const readOnly = useReadOnly()
  const branch = useBranchName()
  const era = organisation?.era ?? 'current'
  useEffect(() => keepEra(era), [era])
  if (preparing !== null) return <Waiting>{preparing}</Waiting>
  if (opening !== null) return <Waiting>{`正在照流水账对齐，已办 ${opening.done} 笔，共 ${opening.total} 笔`}</Waiting>
  if (vault === null) return <StartScreen />
  if (organisation === undefined) return <Waiting>{`正在打开${vault.name}`}</Waiting>
  if (organisation === null) return <FoundForm vault={vault} onBack={closeVault} />
  if (actor === null) return <ChooseHolder key={holders.length} vaultId={vault.id} branch={branch} holders={holders} readOnly={readOnly !== null} />
  return <Frame />
}

function Waiting({ children }: { readonly children: string }) {
  return (
    <main className="screen">
      <div role="status">
        <h1 className="waiting">{children}</h1>
      </div>
    </main>
  )
}

export function App({ nonce }: { readonly nonce: string }) {
  const size = useTextSize((state) => state.size)
  const theme = useMemo(() => themeFor(size), [size])
  const csp = useMemo(() => ({ nonce }), [nonce])
  return (
    <ConfigProvider locale={zhCN} button={{ autoInsertSpace: false }} wave={{ disabled: true }} theme={theme} csp={csp}>
      <ErrorBoundary place="" onHome={() => location.reload()}>
        <Face />
      </ErrorBoundary>
      <ErrorDialogHost />
    </ConfigProvider>
  )
}
