import { Button } from 'antd'
import { useState } from 'react'
import { go } from './route'
import { useLeftOpen } from './unkept'

/** A count under way that only this window holds: said while the person is elsewhere, and when the window was about to be closed. Giving it up is asked once, for it is nowhere else. */
export function UnkeptStrip() {
  const { unkept, asked } = useLeftOpen()
  const [dropping, setDropping] = useState(false)
  if (unkept === null) return null
  return (
    <div className="strip strip-readonly" role={asked ? 'alert' : 'status'} aria-label="还没记进账的">
      <p>
        <b>{unkept.what}，还没记进账。</b>只在这个窗口的内存里，关了窗口就没有了，要照票重录。<span className="quiet">没录完的票数不存盘：存了，后录的人和翻账的人就看得到。</span>
      </p>
      <div className="strip-acts">
        {dropping ? (
          <>
            <span className="late">录的都不留</span>
            <Button onClick={() => setDropping(false)}>先留着</Button>
            <Button onClick={() => { setDropping(false); unkept.drop() }}>都不要了</Button>
          </>
        ) : (
          <>
            <Button onClick={() => setDropping(true)}>不要了</Button>
            <Button onClick={() => go(unkept.place, unkept.path)}>接着录</Button>
          </>
        )}
      </div>
    </div>
  )
}
