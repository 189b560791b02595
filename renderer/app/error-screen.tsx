import { Button } from 'antd'
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { sayError, toHostError, type HostError } from '#shared/errors'
import { ErrorBody, ErrorTitle } from '../ui/error-dialog'
import './frame.css'

/** An error that takes the whole screen: a fault while drawing, the host gone at start, a broken journal. */
export type ErrorScreenProps = { readonly error: HostError; readonly title?: string; readonly acts?: ReactNode }

export function ErrorScreen({ error, title, acts }: ErrorScreenProps) {
  return (
    <div className="screen">
      <div className="screen-sheet" role="alert">
        <h1>
          <ErrorTitle>{title ?? sayError(error).title}</ErrorTitle>
        </h1>
        <ErrorBody error={error} acts={acts} />
      </div>
    </div>
  )
}

type BoundaryProps = { readonly children: ReactNode; readonly onHome: () => void; /** Another place, another try. */ readonly place: string }
type BoundaryState = { readonly error: HostError | null; readonly place: string }

/** React has no hook for this: the one class of the house besides HouseError. */
export class ErrorBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null, place: this.props.place }

  static getDerivedStateFromError(thrown: unknown): Partial<BoundaryState> {
    return { error: toHostError(thrown) }
  }

  static getDerivedStateFromProps(props: BoundaryProps, state: BoundaryState): Partial<BoundaryState> | null {
    return props.place === state.place ? null : { error: null, place: props.place }
  }

  override componentDidCatch(thrown: Error, info: ErrorInfo): void {
    console.error(thrown, info.componentStack)
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <ErrorScreen
        error={error}
        title="这一页没有打开"
        acts={
          <>
            <Button onClick={this.props.onHome}>回工作台</Button>
            <Button type="primary" onClick={() => this.setState({ error: null })}>
              再打开一次
            </Button>
          </>
        }
      />
    )
  }
}
