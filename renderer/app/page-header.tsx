import { useEffect, type ReactNode } from 'react'
import './frame.css'

/**
 * Title, one line of fact, then the acts at the right: at most one `type="primary"`, 打印, 更多.
 * A disabled act has its reason in words before it: pass it as `reason`.
 */
export type PageHeaderProps = {
  readonly title: string
  readonly fact?: ReactNode
  readonly acts?: ReactNode
  readonly reason?: ReactNode
  /** The way back to the list this page came from: `{label: '公开承诺', href}`. */
  readonly back?: { readonly label: string; readonly href: string }
}

export function PageHeader({ title, fact, acts, reason, back }: PageHeaderProps) {
  useEffect(() => {
    document.title = `${title} - 先锋档案盒`
  }, [title])
  return (
    <header className="page-header">
      <div className="page-header-words">
        {back !== undefined && (
          <a className="page-header-back" href={back.href}>
            {back.label}
          </a>
        )}
        <h1>{title}</h1>
        {fact !== undefined && <p>{fact}</p>}
      </div>
      <div className="page-header-acts" tabIndex={-1}>
        {reason !== undefined && <span className="late">{reason}</span>}
        {acts}
      </div>
    </header>
  )
}

/** Header above, the rest below it. `fill`: the body takes the height there is and its parts scroll inside themselves (tables, panels); else the page scrolls. */
export function Page({ header, children, fill = false, below }: { readonly header: ReactNode; readonly children: ReactNode; readonly fill?: boolean; readonly below?: ReactNode }) {
  return (
    <div className={fill ? 'page page-fill' : 'page'}>
      {header}
      {below}
      <div className="page-body">{children}</div>
    </div>
  )
}
