import { Button, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import 'dayjs/locale/zh-cn'
import { useMemo } from 'react'
import { ChooseHolder } from '../features/start/choose-holder'
import { FoundForm } from '../features/start/found-form'
import { StartScreen } from '../features/start/start-screen'
import { ErrorDialogHost } from '../ui/error-dialog'
import { ErrorBoundary, ErrorScreen } from './error-screen'
import { Frame } from './frame'
import { closeVault, useActor, useLoading, useOpenFailure, useReadOnly, useRecords, useSingle, useVault } from './session'
import { useTextSize } from './text-size'
import { themeFor } from './theme'

/** Which of the four faces is shown: a failure to open, the start, who works now, or the frame. */
function Face() {
  const vault = useVault()
  const actor = useActor()
  const failure = useOpenFailure()
  const loading = useLoading()
  const organisation = useSingle('organisation')
  const holders = useRecords('postHolder')
  const readOnly = useReadOnly()
  if (failure !== null) {
    return (
      <main className="face">
        <ErrorScreen
          error={failure}
          acts={
            <>
              <Button onClick={closeVault}>回到开头</Button>
              <Button type="primary" onClick={() => location.reload()}>
                再打开一次
              </Button>
            </>
          }
        />
      </main>
    )
  }
  if (vault === null) return <StartScreen />
  if (loading) return <main className="screen" aria-busy="true"><p role="status">正在打开{vault.name}，共 {vault.commits} 笔</p></main>
  if (organisation === null) return <FoundForm vault={vault} onBack={closeVault} />
  if (actor === null) return <ChooseHolder vaultId={vault.id} branch={organisation.shortName === '' ? organisation.name : organisation.shortName} holders={holders} readOnly={readOnly !== null} />
  return <Frame />
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
