import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type { CallOutput } from '#shared/host'
import { leave } from '../../app/preparing'
import { closeVault, forgetVault, useVault } from '../../app/session'
import { dropUnkept, useUnkept } from '../../app/unkept'
import { call } from '../../data/host-client'
import { ConfirmStrip } from '../../ui/confirm-strip'
import { attempt, Technical } from '../../ui/error-dialog'
import { sayDate, localDay } from '../../ui/say'

const shells = { browser: '浏览器窗口', desktop: '桌面窗口', cli: '命令行' } as const

export function AboutPart() {
  const vault = useVault()
  const [state, setState] = useState<CallOutput<'app.state'> | null>(null)
  const [leaving, setLeaving] = useState(false)
  const unkept = useUnkept()
  useEffect(() => {
    let gone = false
    void attempt(() => call('app.state', {})).then((answer) => {
      if (!gone && answer !== undefined) setState(answer)
    })
    return () => {
      gone = true
    }
  }, [])
  return (
    <div className="settings-part">
      <section>
        <h2>先锋档案盒 {state?.version ?? ''}</h2>
        <dl className="settings-facts">
          <dt>做什么</dt>
          <dd>一个支部一年的工作，从承诺到归档。不联网，不打分，不排名。</dd>
          <dt>不放什么</dt>
          <dd>
            <b>不得录入涉密信息。</b>
          </dd>
          <dt>资料放在</dt>
          <dd>{vault?.path ?? ''}</dd>
          <dt>建于</dt>
          <dd>
            {vault === null ? '' : sayDate(localDay(new Date(vault.createdAt)))}
            {vault !== null && `，至今记了 ${vault.commits} 笔`}
          </dd>
          <dt>做 PDF</dt>
          <dd>{state === null ? '' : state.pdfMissing === '' ? '能做' : `做不了：${state.pdfMissing}。Word 文件照样能写。`}</dd>
          {state !== null && state.warning !== '' && (
            <>
              <dt>提醒</dt>
              <dd>{state.warning}</dd>
            </>
          )}
        </dl>
        {state !== null && (
          <div className="settings-acts">
            <Technical>{`${shells[state.shell]}\n本机状态：${state.stateRoot}\n${navigator.userAgent}`}</Technical>
          </div>
        )}
      </section>
      <section>
        <h2>关上</h2>
        {leaving ? (
          <ConfirmStrip
            act="退出"
            back="先不退"
            onBack={() => setLeaving(false)}
            onAct={() => { dropUnkept(); void attempt(() => leave(() => call('app.exit', {})), { title: '没有退出' }) }}
          >
            {unkept.map(({ what }) => <span key={what} className="late">{what}，还没记进账，退出就没有了，要照票重录。</span>)}
            {unkept.length === 0 && '资料都存好了。'}退出后要再双击图标打开。
          </ConfirmStrip>
        ) : (
          <div className="settings-acts">
            <Button disabled={unkept.length > 0} title={unkept.length > 0 ? '先把录到一半的票记进账，或者不要了' : '关上这套资料，回到开头选别的'} onClick={closeVault}>
              换一套资料
            </Button>
            <Button title="存好，停掉后台程序，关上" onClick={() => setLeaving(true)}>
              退出
            </Button>
          </div>
        )}
      </section>
      {vault?.sample === true && <RemoveSample />}
    </div>
  )
}

/** The sample goes as a whole; its folder is moved aside, nothing is deleted. */
function RemoveSample() {
  const vault = useVault()
  const [asking, setAsking] = useState(false)
  if (vault === null) return null
  return (
    <section>
      <h2>示例</h2>
      {asking ? (
        <ConfirmStrip
          act="删掉示例"
          onBack={() => setAsking(false)}
          onAct={() =>
            void attempt(async () => {
              await call('vaults.remove', { vault: vault.id, name: vault.name })
              closeVault()
              await forgetVault(vault.id)
            })
          }
        >
          示例会从名单上拿掉，文件夹挪到一边。别的资料不动。
        </ConfirmStrip>
      ) : (
        <Button onClick={() => setAsking(true)}>删掉示例</Button>
      )}
    </section>
  )
}
