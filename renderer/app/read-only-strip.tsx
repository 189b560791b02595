import { Button } from 'antd'
import { sayError, type HostError } from '#shared/errors'
import { Technical } from '../ui/error-dialog'
import './frame.css'

/** Why nothing can be saved now, what is safe and what to do, across the top of every page. Another tab holds the pen: 切换到这里. */
export type ReadOnlyStripProps = { readonly reason: HostError; readonly onTakeOver?: () => void; readonly onRetry?: () => void }

export function ReadOnlyStrip({ reason, onTakeOver, onRetry }: ReadOnlyStripProps) {
  const said = sayError(reason)
  return (
    <div className="strip strip-readonly" role="alert">
      <span className="stamp stamp-late" aria-hidden="true">
        !
      </span>
      <p>
        <b>{said.title}</b>　{said.what}
        <span className="quiet">
          {said.data}
          {said.next}
        </span>
      </p>
      <Technical>{said.technical}</Technical>
      <div className="strip-acts">
        {onRetry !== undefined && <Button onClick={onRetry}>再连一次</Button>}
        {onTakeOver !== undefined && <Button onClick={onTakeOver}>切换到这里</Button>}
      </div>
    </div>
  )
}
