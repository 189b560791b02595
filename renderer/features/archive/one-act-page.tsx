import type { ReactNode } from 'react'
import { Page, PageHeader } from '../../app/page-header'
import { hrefOf } from '../../app/route'

export type OneActPageProps = {
  readonly title: string
  readonly fact?: string | undefined
  /** Why the act waits; empty: it does not. */
  readonly reason?: string | undefined
  readonly act?: ReactNode
  readonly children: ReactNode
}

/** A page off the shelf that does one thing, and may take its time over it: what it does in words, what is to be chosen, how far it is. */
export function OneActPage({ title, fact, reason = '', act, children }: OneActPageProps) {
  return (
    <Page header={<PageHeader title={title} back={{ label: '档案盒', href: hrefOf('archive') }} fact={fact === '' ? undefined : fact} reason={reason === '' ? undefined : reason} acts={act} />}>
      <div className="one-act">{children}</div>
    </Page>
  )
}
